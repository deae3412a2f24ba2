"""Evidence of the demo's figures, made up like all its data: registers as workbooks, a signed attendance list as a picture."""

import io
import random

from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont

from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import read_number
from kinerja_kecamatan.rules.periode import Periode

# A picture as a telephone would take it of a sheet of paper, drawn small and made larger, whatever fonts there are.
SHEET, SCALE = (420, 594), 2
LINE = 20


def register(row: dict, figures: dict, unit: str, periode: str) -> bytes:
	"""The unit's register of one indicator for a quarter, as a workbook: its months add up to the figure.

	:param row: of a Format. :param figures: what is typed there (realisasi, or pembilang and penyebut)
	"""
	book = Workbook()
	sheet = book.active
	sheet.title = "Register"
	head = (
		(f"REGISTER {row['nama_indikator'].upper()}",),
		(unit,),
		(Periode.dari_kode(periode).nama,),
		(),
		("Bulan", *(name.capitalize() for name in figures)),
	)
	for cells in head:
		sheet.append(cells)
	columns = [_months(text) for text in figures.values()]
	for month, cells in zip(_names_of_months(periode), zip(*columns, strict=True), strict=True):
		sheet.append([month, *cells])
	sheet.append(
		["Jumlah / keadaan akhir", *(float(read_number(text, persen=True)) for text in figures.values())]
	)
	for number in (1, 5, sheet.max_row):
		for cell in sheet[number]:
			cell.font = Font(bold=True)
	sheet.column_dimensions["A"].width = 34
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def _months(text: str) -> list:
	"""A whole number in three parts; anything else stands at the end of the quarter."""
	value = to_decimal(read_number(text, persen=True))
	if value != value.to_integral_value():
		return [None, None, float(value)]
	part, rest = divmod(int(value), 3)
	return [part, part, part + rest]


def _names_of_months(periode: str) -> list[str]:
	when = Periode.dari_kode(periode)
	return [
		f"{Periode.dari_kode(f'{when.tahun}-{month:02d}').nama_singkat} {when.tahun}"
		for month in range(3 * when.ke - 2, 3 * when.ke + 1)
	]


def signed_list(title: str, names: list[str]) -> bytes:
	"""An attendance list with signatures, drawn as a picture (PNG)."""
	picture = Image.new("L", SHEET, 248)
	draw, font = ImageDraw.Draw(picture), ImageFont.load_default()
	draw.text((24, 18), title.upper(), fill=20, font=font)
	hand = random.Random(title)
	for number, name in enumerate(names, start=1):
		top = 40 + number * LINE
		draw.line((20, top + 15, SHEET[0] - 20, top + 15), fill=160)
		draw.text((24, top), f"{number}. {name}"[:40], fill=30, font=font)
		draw.line(_scribble(hand, SHEET[0] - 120, top + 8), fill=60, width=1)
	picture = picture.resize((SHEET[0] * SCALE, SHEET[1] * SCALE), Image.BICUBIC)
	out = io.BytesIO()
	picture.save(out, "PNG", optimize=True)
	return out.getvalue()


def _scribble(hand: random.Random, left: int, middle: int) -> list[tuple[int, int]]:
	return [(left + 6 * step, middle + hand.randint(-6, 6)) for step in range(hand.randint(6, 14))]
