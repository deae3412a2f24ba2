"""The table of what step 8 corrected: on the unit's recap, and on the kecamatan's, whose figures come from it."""

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers.indonesia import waktu
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.recaps.unit_copies import corrections_of

# A figure with `*` is a provisional one (rules/rilis.py).
MARKED = "†"
_BEFORE_AND_AFTER = (
	Column("Kolom", 22, "tengah"),
	Column("Sebelum", 24, "tengah"),
	Column("Sesudah", 24, "tengah"),
)
_BY = (Column("Oleh", 40), Column("Pada", 41, "tengah"))
UNIT_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 75),
	*_BEFORE_AND_AFTER,
	Column("Alasan", 73),
	*_BY,
)
OFFICE_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Unit Kerja", 31),
	Column("Indikator", 58),
	*_BEFORE_AND_AFTER,
	Column("Alasan", 59),
	*_BY,
)


def correction_blocks(doc, page: Sheet) -> list[Table]:
	"""What was corrected, before and after, why and by whom; [] when nothing was."""
	found, whole = corrections_of(doc), doc.jenis != UNIT_RECAP
	if not found:
		return []
	names = {row.indikator: clean(row.nama_indikator) for row in doc.baris}
	cells = [
		{"sel": [str(number), *([unit_name(unit, doc.periode)] if whole else []), *_cells(row, names)]}
		for number, (unit, row) in enumerate(found, start=1)
	]
	columns = OFFICE_COLUMNS if whole else UNIT_COLUMNS
	title = _("Koreksi ({0} pada tabel di atas)").format(MARKED)
	return [table(page, "koreksi", columns, cells, judul=title)]


def _cells(row, names: dict[str, str]) -> list[str]:
	return [
		names.get(row.indikator) or clean(row.indikator),
		clean(row.kolom),
		clean(row.sebelum) or _("kosong"),
		clean(row.sesudah),
		_reason(row),
		clean(row.oleh),
		waktu(row.pada),
	]


def _reason(row) -> str:
	"""Why it was corrected, and where the figure has been reported anew since, that the correction no longer applies."""
	reason = clean(row.alasan)
	return _("{0} (tidak berlaku lagi)").format(reason).strip() if row.get("usang") else reason
