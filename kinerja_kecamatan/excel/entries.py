"""What a row of a Format has filled in, as the template shows it."""

from zlib import crc32

from kinerja_kecamatan.excel.layout import CHOICE, DAY, ENTRIES, NOTES, NUMBERS, SOURCE
from kinerja_kecamatan.excel.sheets import plain_text
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.rules.rilis import read_day, starred
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS, TIDAK_ADA_OBJEK


def typed_numbers(row) -> tuple[str, ...]:
	"""The number columns that are a row's to fill in; where the period has no target, what is typed is kept as information."""
	return ("pembilang", "penyebut") if is_ratio(row) else ("realisasi",)


def entries_of(row) -> dict[str, str]:
	"""Every entry cell of a row by column, as text, a provisional figure with its `*`; "" where it is empty or not the row's to fill in."""
	mine = typed_numbers(row)
	found = {
		key: starred(plain_text(row.get(key)), row.get("sementara")) if key in mine else "" for key in NUMBERS
	}
	chosen = row.status in (TIDAK_ADA_OBJEK, MENUNGGU_RILIS) and not any(found.values())
	found[CHOICE] = row.status if chosen else ""
	found[SOURCE] = plain_text(row.get("sumber_rilis")).strip()
	found[DAY] = shown_day(read_day(row.get("perkiraan_rilis")))
	return found | {key: plain_text(row.get(key)).strip() for key in NOTES}


def shown_day(day) -> str:
	"""`31-01-2027`; "" for none."""
	return day.strftime("%d-%m-%Y") if day else ""


def mark(text: str) -> str:
	"""A short mark of an entry, to tell later whether a cell was touched; "" where it is empty."""
	return f"{crc32(text.encode()):08x}" if text else ""


def marks(entries: dict[str, str]) -> str:
	"""The marks of a row's entries, in the order of ENTRIES."""
	return ",".join(mark(entries[key]) for key in ENTRIES)
