"""Which row of the sheet is which row of the Format: inserted, missing, doubled, moved and merged ones are named."""

from collections.abc import Sequence

from openpyxl.utils.cell import range_boundaries

from kinerja_kecamatan.excel.intake.cells import EMPTY, CellRead
from kinerja_kecamatan.excel.intake.problems import Problem
from kinerja_kecamatan.excel.intake.read import SheetRead
from kinerja_kecamatan.excel.layout import COLUMNS, FIRST_ROW, HEAD_ROW, INDEX, LETTER, SHEET, address

# Every column before it is seen.
_NAME = INDEX["baris"]


def match_rows(
	sheet: SheetRead, names: Sequence[str], titles: dict[str, str]
) -> tuple[dict[str, list[CellRead]], list[Problem]]:
	"""Cells by row name, and what is wrong with the arrangement. `names` are the Format's rows in order, `titles` what a
	person calls them."""
	problems = [*_head(sheet), *_merged(sheet, HEAD_ROW + len(names))]
	places: dict[str, int] = {}
	for number, cells in sorted(sheet.rows.items()):
		if number < FIRST_ROW:
			continue
		name = str(cells[_NAME].nilai or "")
		if name not in titles:
			if any(cell.jenis != EMPTY for cell in cells[:_NAME]):
				problems.append(
					_at(
						number,
						"baris ini bukan baris Format. Hapus barisnya; indikator baru ditambahkan di aplikasi.",
					)
				)
		elif name in places:
			text = f"{titles[name]} muncul dua kali, juga di baris {places[name]}. Hapus salah satunya."
			problems.append(_at(number, text))
		else:
			places[name] = number
	problems += _misplaced(places, names, titles)
	return {name: sheet.rows[number] for name, number in places.items()}, problems


def _misplaced(places: dict[str, int], names: Sequence[str], titles: dict[str, str]) -> list[Problem]:
	found = []
	for number, name in enumerate(names, start=FIRST_ROW):
		if name not in places:
			found.append(
				_at(number, f"{titles[name]} tidak ada lagi di berkas ini. Pakailah templat yang lengkap.")
			)
		elif places[name] != number:
			text = f"{titles[name]} seharusnya di baris {number}. Jangan memindah atau mengurutkan baris."
			found.append(_at(places[name], text))
	return found


def _head(sheet: SheetRead) -> list[Problem]:
	"""The heads of the columns must be those of the template: a column put in or taken out shifts all others."""
	cells = sheet.rows.get(HEAD_ROW) or []
	for number, column in enumerate(COLUMNS):
		read = str(cells[number].nilai or "") if number < len(cells) else ""
		if read != column.label:
			text = f"judul kolom seharusnya “{column.label}”, bukan “{read[:40]}”. Kolom templat tidak boleh diubah."
			return [Problem(text, f"{LETTER[column.key]}{HEAD_ROW}", SHEET)]
	return []


def _merged(sheet: SheetRead, last: int) -> list[Problem]:
	found = []
	for place in sheet.merged:
		try:
			_left, top, _right, bottom = range_boundaries(place)
		except (ValueError, TypeError):
			top, bottom = HEAD_ROW, last
		if bottom >= HEAD_ROW and top <= last:
			text = "sel-sel ini digabung, sehingga isinya tidak jelas milik baris mana. Batalkan penggabungannya."
			found.append(Problem(text, place, SHEET))
	return found


def _at(number: int, text: str) -> Problem:
	return Problem(text, address("kode", number), SHEET)
