"""What a row of a Format has filled in, as the template shows it."""

from zlib import crc32

from kinerja_kecamatan.excel.layout import CHOICE, ENTRIES, NOTES, NUMBERS
from kinerja_kecamatan.excel.sheets import plain_text
from kinerja_kecamatan.figures.judging import is_ratio
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


def mark(text: str) -> str:
	"""A short mark of an entry, to tell later whether a cell was touched; "" where it is empty."""
	return f"{crc32(text.encode()):08x}" if text else ""


def marks(entries: dict[str, str]) -> str:
	"""The marks of a row's entries, in the order of ENTRIES."""
	return ",".join(mark(entries[key]) for key in ENTRIES)
