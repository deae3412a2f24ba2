"""The papers by the name of their print format."""

from collections.abc import Callable

from kinerja_kecamatan.papers import (
	agreement,
	contents,
	control_card,
	dictionary,
	disposisi,
	format_data,
	handover,
	meeting,
	rekap,
	review,
	sop,
)

BUILDERS: dict[str, Callable[[object], dict]] = {
	"Lembar Disposisi": disposisi.paper,
	"Nota Dinas Permintaan Data Kinerja": handover.note,
	"Tanda Terima Format": handover.receipt,
	"Format Data Kinerja": format_data.paper,
	"Undangan Rapat": meeting.invitation,
	"Daftar Hadir Rapat": meeting.attendance,
	"Notulen Rapat": meeting.minutes,
	"Rekap Data Kinerja Unit": rekap.paper,
	"Lembar Validasi": review.validation,
	"Lembar Pencermatan dan Koreksi": review.close_reading,
	"Rekap Data Kinerja Kecamatan": rekap.paper,
	"Kartu Kendali Pelaksanaan SOP": control_card.paper,
	"Kamus Indikator": dictionary.paper,
	"Perjanjian Kinerja": agreement.paper,
	"SOP": sop.paper,
	"Daftar Isi Berkas": contents.paper,
}


# Masters and lists: printed as they stand today.
KEPT_BY_NO_STEP = frozenset({"Kamus Indikator", "Perjanjian Kinerja", "SOP", "Daftar Isi Berkas"})


def content(nama: str, doc) -> dict:
	"""What a paper says: plain data for `templates/papers`, every str as Teks. KeyError for a name that is none of ours."""
	return BUILDERS[nama](doc)
