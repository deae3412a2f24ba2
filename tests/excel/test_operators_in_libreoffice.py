"""The operators' Excel formulas over cells give what the rules give, of an invented operator too; and a kecamatan's workbook uses them
where they give the figure on record."""

import io
import random
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel.recap_sheets.below import Below
from kinerja_kecamatan.excel.sheets import Book, Formula
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import aggregate_sources, aggregate_time
from kinerja_kecamatan.rules.operator_type import SOURCES, TIME
from tests.support.libreoffice import converted
from tests.support.nilai_tertinggi import OPERATOR as INVENTED

AXES = {SOURCES: aggregate_sources, TIME: aggregate_time}
D = Decimal


@pytest.fixture(autouse=True)
def eleventh(monkeypatch):
	monkeypatch.setattr(operators, "_table", dict(operators._table))
	operators.register(INVENTED)


def figures(chance: random.Random, operator) -> list[dict]:
	"""Rows that have a value; several that agree where the operator wants that."""
	agreed = D(chance.randint(-400, 4000)) / 8
	rows = []
	for number in range(chance.randint(1, 6)):
		bottom = chance.randint(1, 60)
		value = D(chance.randint(-400, 4000)) / 8 if operator.waits else agreed
		pair = {"pembilang": D(chance.randint(1, 60)), "penyebut": D(bottom)}
		rows.append({"sumber": f"S{number}", "status": "Terisi", "nilai": value, **pair})
	return rows


@pytest.mark.full
def test_formulas_give_what_the_rules_give(tmp_path):
	chance, book = random.Random(2021), Book()
	sheet, wanted = book.sheet("Uji", [12] * 20), []
	for axis, aggregate in AXES.items():
		for operator in operators.every(axis):
			for _each in range(20):
				rows, factor = figures(chance, operator), chance.choice([1, 100])
				place = sheet.count + 1
				cells = [
					[f"{letter}{place}" for letter in letters[: len(rows)]]
					for letters in ("BCDEFG", "HIJKLM", "NOPQRS")
				]
				values = [
					[*(row[key] for row in rows), *[None] * (6 - len(rows))]
					for key in ("nilai", "pembilang", "penyebut")
				]
				formula = Formula(f"={operator.formula(*cells, factor)}")
				sheet.row([formula, *(value for part in values for value in part)], book.style("baris"))
				wanted.append((operator.name, aggregate(rows, operator.name, faktor=factor)["nilai"]))
	found = load_workbook(io.BytesIO(converted(book.bytes(), tmp_path)), data_only=True)["Uji"]
	assert len(wanted) > 150
	for place, (name, value) in enumerate(wanted, start=1):
		assert found[f"A{place}"].value == pytest.approx(float(value), abs=1e-9), (place, name)


class Row(dict):
	"""A row of a recap, as far as formulas look at it."""

	__getattr__ = dict.get


def row(value: str, way: str = "Jumlah", **more) -> Row:
	known = {"indikator": "I", "parent": "P", "status": "Terisi", "satuan": "%", "lengkap": 1}
	return Row({**known, "agregasi_sumber": way, "agregasi_waktu": "", "nilai": float(value), **more})


@pytest.mark.parametrize(
	("way", "values", "total", "formula"),
	[
		("Jumlah", ("8", "12"), "20", "=SUM(A!nilai6,B!nilai6)"),
		("Rata-rata", ("8", "12"), "10", "=AVERAGE(A!nilai6,B!nilai6)"),
		("Nilai Tunggal", ("8", "8"), "8", "=A!nilai6"),
		("Nilai Tertinggi", ("8", "12"), "12", "=MAX(A!nilai6,B!nilai6)"),
		("Jumlah", ("8", "12"), "21", None),
		("Nilai Tunggal", ("8", "9"), "8", None),
	],
)
def test_a_formula_stands_where_it_gives_the_figure_on_record(way, values, total, formula):
	below = Below()
	for name, value in zip("AB", values, strict=True):
		recap = Row(tidak_melapor=0, baris=[row(value, way)])
		below.add(recap, lambda key, place, name=name: f"{name}!{key}{place}", 6)
	silent = Row(tidak_melapor=1, baris=[row("100", way)])
	below.add(silent, lambda key, place: f"C!{key}{place}", 6)
	assert below.formula(row(total, way)) == formula


def test_a_ratio_is_followed_to_its_pairs():
	below = Below()
	for name, top, bottom in (("A", 1, 1), ("B", 9, 18)):
		pair = row("0", "Rasio", nilai_pembilang=float(top), nilai_penyebut=float(bottom))
		below.add(Row(tidak_melapor=0, baris=[pair]), lambda key, place, name=name: f"{name}!{key}{place}", 6)
	wanted = "=SUM(A!pembilang6,B!pembilang6)/SUM(A!penyebut6,B!penyebut6)*100"
	assert below.formula(row("52.631578947", "Rasio")) == wanted
	assert below.formula(row("75", "Rasio")) is None, "percentages are not averaged"
