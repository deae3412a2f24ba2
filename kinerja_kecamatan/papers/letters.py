"""Running text in the blocks that papers are made of: paragraphs, and pairs with a colon between."""

from collections.abc import Sequence

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.papers.paper import COLON_MM
from kinerja_kecamatan.papers.sheets import BIASA, Column, Sheet, Table, table

PLAIN = "naskah polos"


def paragraphs(page: Sheet, nama: str, texts: Sequence[str]) -> list[Table]:
	"""Text without a frame, one row a paragraph; [] when there is none."""
	cells = [{"sel": [clean(text)]} for text in texts if clean(text)]
	return [table(page, nama, [Column("", 1)], cells, font=BIASA, kelas=PLAIN)] if cells else []


def pairs(page: Sheet, nama: str, entries: Sequence[tuple[str, str]], label_mm: int = 40) -> list[Table]:
	"""`Hari/Tanggal : Kamis, 1 Oktober 2026`, each text in lines of its own beside its label."""
	columns = (
		Column("", label_mm),
		Column("", COLON_MM + 2),
		Column("", page.inner_mm - label_mm - COLON_MM - 2),
	)
	cells = [{"sel": [label, ":" if label else "", clean(text)]} for label, text in entries]
	return [table(page, nama, columns, cells, font=BIASA, kelas=PLAIN, gap=0)] if cells else []
