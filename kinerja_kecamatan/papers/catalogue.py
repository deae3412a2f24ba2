"""The papers by the name of their print format."""

from collections.abc import Callable

from kinerja_kecamatan.papers import disposisi, format_data, rekap

BUILDERS: dict[str, Callable[[object], dict]] = {
	"Lembar Disposisi": disposisi.paper,
	"Format Data Kinerja": format_data.paper,
	"Rekap Data Kinerja Unit": rekap.paper,
	"Rekap Data Kinerja Kecamatan": rekap.paper,
}


def content(nama: str, doc) -> dict:
	"""What a paper says: plain data for `templates/papers`, every str as Teks. KeyError for a name that is none of ours."""
	return BUILDERS[nama](doc)
