"""One table of operators: what rules, Server Scripts, SQL and traces make of random rows is one and the same, of an invented operator as
well; and nobody else knows an operator by its name."""

import ast
import json
import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import Hasil, aggregate_sources, aggregate_time
from kinerja_kecamatan.rules.decimals import exact_arithmetic
from kinerja_kecamatan.rules.errors import AgregasiTidakSah
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.operator_scripts import with_branches
from kinerja_kecamatan.rules.operator_type import SOURCES, TIME, Operator, Said, Sums
from kinerja_kecamatan.rules.recap_rows import check_operators
from kinerja_kecamatan.rules.rows import Baris, figures_of_row
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from tests.rules.test_aggregation import table
from tests.support.nilai_tertinggi import OPERATOR as INVENTED

APP = Path(operators.__file__).resolve().parents[2]
FRAMES = APP / "kinerja_kecamatan" / "aggregation_scripts"
INDIKATOR = APP / "kinerja_kecamatan" / "doctype" / "indikator_kinerja" / "indikator_kinerja.json"
AXES = {SOURCES: aggregate_sources, TIME: aggregate_time}
CASES = [(axis, one.name) for axis in AXES for one in operators.every(axis)]
CASES += [(axis, INVENTED.name) for axis in INVENTED.axes]
# What is an operator's name and an everyday word as well: a caption of a sum.
CAPTIONS = {
	("reporting/money_tables.py", "Jumlah"),
	("rules/satuan.py", "Rasio"),  # a unit
	("excel/recap_sheets/records.py", "Jumlah"),
	("papers/agreement.py", "Jumlah"),
	("papers/agreement_plan.py", "Jumlah"),
	("kinerja_kecamatan/doctype/disposisi/disposisi.js", "Jumlah"),
}


@pytest.fixture(autouse=True)
def eleventh(monkeypatch: pytest.MonkeyPatch) -> None:
	"""The invented operator stands in the table beside the app's own."""
	monkeypatch.setattr(operators, "_table", dict(operators._table))
	operators.register(INVENTED)


def by_script(axis: str, cara: str, rows: list[Baris], factor: int) -> Hasil:
	"""What the Server Script makes of a group, run as the sandbox runs it: rows in, `hasil` out."""

	def throw(text: str) -> None:
		raise AgregasiTidakSah(text)

	plain = []
	for row in rows:
		numbers = figures_of_row(row) if row["status"] in STATUS_BERNILAI else (None, None, None)
		named = dict(zip(("nilai", "pembilang", "penyebut"), numbers, strict=True))
		plain.append({**row, **named, "lengkap": row.get("lengkap", True)})
	group = {"indikator": "Uji", "kode": "U", "cara": cara, "faktor": Decimal(factor), "baris": plain}
	names = {"kelompok": [group], "frappe": SimpleNamespace(throw=throw)}
	with exact_arithmetic():
		exec(with_branches((FRAMES / f"agregasi_{axis}.py").read_text()), names)
	return names["hasil"][0]


def by_sums(operator: Operator, rows: list[Baris], factor: int) -> Decimal | None:
	"""What a Rekap Sementara makes of what the database has grouped."""
	figures = [figures_of_row(row) for row in rows if row["status"] in STATUS_BERNILAI]
	if not figures:
		return None
	values, tops, bottoms = (
		[number or Decimal(0) for number in numbers] for numbers in zip(*figures, strict=True)
	)
	sums = Sums(len(values), sum(values), min(values), max(values), sum(tops), sum(bottoms))
	with exact_arithmetic():
		return operator.from_sums(sums, "Uji", Decimal(factor))


def by_statement(operator: Operator, rows: list[Baris], factor: int) -> tuple[float | None, bool]:
	"""What the year of offices makes of rows in their order, and whether no row is missing in it; in a database that knows no
	decimals."""
	database = sqlite3.connect(":memory:")
	database.create_function("concat", -1, lambda *parts: None if None in parts else "".join(map(str, parts)))
	database.create_function("rpad", 3, lambda text, length, fill: text.ljust(length, fill))
	database.create_function("substring", 2, lambda text, start: text and text[start - 1 :])
	database.execute(
		"create table baris (periode text, nilai real, pembilang real, penyebut real, kurang text, terakhir text)"
	)
	for number, row in enumerate(rows):
		there = row["status"] in STATUS_BERNILAI
		numbers = figures_of_row(row) if there else (None, None, None)
		periode = f"2021-{number:04d}"
		whole = row.get("lengkap", True) and row["status"] != "Belum Diisi"
		line = [periode, *(None if one is None else float(one) for one in numbers)]
		line += ["" if whole else periode, periode if there else ""]
		database.execute("insert into baris values (?, ?, ?, ?, ?, ?)", line)
	columns = {name: name for name in ("nilai", "pembilang", "penyebut", "periode")}
	asked = ", ".join(
		f"{text.format(**columns)} as s_{name}" for name, text in operator.sql.aggregates.items()
	)
	value = operator.sql.value.format(
		**{name: f"s_{name}" for name in operator.sql.aggregates}, faktor=factor
	)
	complete = operator.sql.complete.format(kurang="kurang", terakhir="terakhir")
	last = "max(kurang) as kurang, max(terakhir) as terakhir"
	found = database.execute(
		f"select {value}, {complete} from (select {asked}, {last} from baris)"
	).fetchone()
	return found[0], bool(found[1])


def told_of(operator: Operator, rows: list[Baris], result: Hasil, factor: int) -> tuple[Fraction, Fraction]:
	"""What the left side of a trace's sum comes to, and what stands on its right."""
	used = [figures_of_row(row) for row in rows if row["sumber"] in result["asal"]]
	text = operator.explain([Said(*map(print_number, one)) for one in used], print_number(result["nilai"]))
	left, _equals, right = text.rpartition(" = ")
	sides = []
	for side in (left or right, right):
		number = re.compile(r"-?[0-9][0-9.]*(?:,[0-9]+)?")
		code = number.sub(lambda m: f"F('{m[0].replace('.', '').replace(',', '.')}')", side)
		sides.append(eval(code.replace(";", ","), {"F": Fraction, "maks": lambda *many: max(many)}))
	return sides[0] * (factor if operator.pair and left else 1), sides[1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(("axis", "name"), CASES)
@given(data=st.data())
def test_rules_scripts_sql_and_traces_say_the_same(axis: str, name: str, data: st.DataObject) -> None:
	operator = operators.operator(name)
	rows, factor = data.draw(table(operator.pair)), data.draw(st.sampled_from([1, 100]))
	try:
		result = AXES[axis](rows, name, indikator="Uji", faktor=factor)
	except AgregasiTidakSah as refusal:
		with pytest.raises(AgregasiTidakSah) as said:
			by_script(axis, name, rows, factor)
		assert str(said.value) == f"U: {refusal}"
		with pytest.raises(AgregasiTidakSah):
			by_sums(operator, rows, factor)
		return
	assert by_script(axis, name, rows, factor) == result
	if axis == SOURCES:
		assert by_sums(operator, rows, factor) == result["nilai"]
	else:
		found, complete = by_statement(operator, rows, factor)
		assert found == (None if result["nilai"] is None else pytest.approx(float(result["nilai"]), abs=1e-9))
		assert result["nilai"] is None or complete == result["lengkap"]
	if result["nilai"] is not None:
		left, right = told_of(operator, rows, result, factor)
		assert abs(left - right) < Fraction(1, 10**8)


@pytest.mark.parametrize(("axis", "name"), CASES)
def test_every_operator_says_all_that_is_asked_of_it(axis: str, name: str) -> None:
	operator = operators.operator(name)
	assert operator.script and operator.formula, "the Server Scripts and a workbook's formulas know it"
	assert operator.from_sums if axis == SOURCES else operator.sql, (
		"else its indicators are put together row by row"
	)
	if operator.quotient and not operator.pair:
		assert set(operator.axes) == set(AXES), (
			"a year's figure that has lost its pairs is one over sources too"
		)


def test_the_table_is_the_folder() -> None:
	files = {path.stem for path in Path(operators.__file__).parent.glob("*.py")} - {"__init__"}
	assert {one.name.lower().replace(" ", "_").replace("-", "_") for one in operators._table.values()} - {
		"nilai_tertinggi"
	} == files
	columns = [item for one in operators._table.values() if one.sql for item in one.sql.aggregates.items()]
	assert len({name for name, _text in columns}) == len(set(columns)), "one name for two aggregates"
	with pytest.raises(ValueError, match="Jumlah"):
		operators.register(operators.operator("Jumlah"))


@pytest.mark.parametrize("axis", list(AXES))
def test_the_form_offers_what_there_is(axis: str, monkeypatch: pytest.MonkeyPatch) -> None:
	known = {name: one for name, one in operators._table.items() if one is not INVENTED}
	monkeypatch.setattr(operators, "_table", known)
	fields = {field["fieldname"]: field for field in json.loads(INDIKATOR.read_text())["fields"]}
	field = fields[f"agregasi_{axis}"]
	assert tuple(field["options"].split("\n")) == operators.names(axis)
	assert field["default"] in operators.names(axis)
	literal = ", ".join(f'"{name}"' for name in operators.names(axis))
	assert f"agregasi_{axis}: DF.Literal[{literal}]" in INDIKATOR.with_suffix(".py").read_text()


def test_an_operator_that_there_is_not_is_refused_everywhere() -> None:
	with pytest.raises(AgregasiTidakSah, match="tidak dikenal"):
		aggregate_sources([], "Nilai Terendah")
	with pytest.raises(AgregasiTidakSah, match="tidak dikenal"):
		by_sums(operators.operator("Nilai Terendah"), [{"status": "Terisi", "nilai": 1}], 1)
	check_operators("", ""), "the form says itself what is missing"


def test_an_eleventh_operator_is_offered_and_checked_like_the_others() -> None:
	assert operators.names(SOURCES)[-1] == operators.names(TIME)[-1] == "Nilai Tertinggi"
	check_operators("Nilai Tertinggi", "Nilai Tertinggi", persen=True)
	check_operators("Rasio", "Nilai Tertinggi")
	with pytest.raises(
		AgregasiTidakSah, match="Posisi Akhir, Rata-rata atau Nilai Tertinggi, atau Rasio bila"
	):
		check_operators("Kumulatif", "Nilai Tertinggi", persen=True)
	assert INVENTED.formula(["A1", "B1"], ["A2", "B2"], ["A3", "B3"], 100) == "MAX(A1,B1)"


def words_in(path: Path) -> Iterator[str]:
	"""Texts that a file compares with or hands on."""
	if path.suffix == ".py":
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.Constant) and isinstance(node.value, str):
				yield node.value
	elif path.suffix == ".js":
		yield from re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", path.read_text())
	else:
		for field in json.loads(path.read_text()).get("fields", ()):
			asked = (
				text for key, text in field.items() if key.endswith("depends_on") and isinstance(text, str)
			)
			yield from (word for text in asked for word in re.findall(r"[\"']([^\"']*)[\"']", text))


def test_nobody_else_knows_an_operator_by_its_name() -> None:
	names = {one.name for one in operators._table.values()}
	files = [*APP.rglob("*.py"), *APP.rglob("*.js"), *APP.glob("kinerja_kecamatan/doctype/*/*.json")]
	found = set()
	for path in files:
		place = path.relative_to(APP)
		if (
			place.parts[0] == "demo"
			or place.parts[:2] == ("rules", "operators")
			or path == INDIKATOR.with_suffix(".py")
		):
			continue
		found |= {(place.as_posix(), word) for word in words_in(path) if word in names}
	assert len(files) > 300 and found == CAPTIONS
