"""What a row of a Format has filled in, as the template shows it."""

from kinerja_kecamatan.excel.layout import CHOICE, NOTES, NUMBERS
from kinerja_kecamatan.excel.sheets import plain_text
from kinerja_kecamatan.formats.fill import is_ratio
from kinerja_kecamatan.rules.status import TIDAK_ADA_OBJEK


def typed_numbers(row) -> tuple[str, ...]:
	"""The number columns that are a row's to fill in; none where the period does not measure."""
	if not row.diukur:
		return ()
	return ("pembilang", "penyebut") if is_ratio(row) else ("realisasi",)


def entries_of(row) -> dict[str, str]:
	"""Every entry cell of a row by column, as text; "" where it is empty or not the row's to fill in."""
	mine = typed_numbers(row)
	found = {key: plain_text(row.get(key)) if key in mine else "" for key in NUMBERS}
	chosen = bool(mine) and row.status == TIDAK_ADA_OBJEK and not any(found.values())
	found[CHOICE] = TIDAK_ADA_OBJEK if chosen else ""
	return found | {key: plain_text(row.get(key)).strip() for key in NOTES}
