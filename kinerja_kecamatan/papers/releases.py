"""What a paper says below its figures of those that others publish: the mark of provisional ones, who is waited for until when, and
figures of a period without target."""

from collections.abc import Iterator

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.papers.paper import note_blocks
from kinerja_kecamatan.papers.sheets import Sheet, Table
from kinerja_kecamatan.rules.rilis import (
	ARTI_TANDA,
	INFORMASI,
	TANDA,
	is_information,
	is_starred,
	told_release,
)

# Texts of a row that may carry the mark.
MARKED = ("realisasi_teks", "sd_teks", "lalu_teks")


def release_blocks(doc, page: Sheet) -> list[Table]:
	"""Of a Format or a recap; [] where no figure is of that kind."""
	return note_blocks(page, "rilis", _("Data dari Luar dan Informasi"), "\n".join(_lines(list(doc.baris))))


def _lines(rows: list) -> Iterator[str]:
	if any(_is_marked(row) for row in rows):
		yield f"{TANDA} {ARTI_TANDA}"
	for row in rows:
		if said := told_release(row):
			yield clean(f"{clean(row.kode) or clean(row.indikator)}: {said}")
	if any(is_information(row) for row in rows):
		yield _("{0}: periode ini tanpa target; angkanya dicatat dan tidak dinilai.").format(INFORMASI)


def _is_marked(row) -> bool:
	return bool(row.get("sementara") or row.get("sd_sementara")) or any(
		is_starred(row.get(field)) for field in MARKED
	)
