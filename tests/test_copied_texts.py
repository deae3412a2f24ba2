"""No text that the app copies is longer than the column it goes to; read from the files, no site is needed."""

import ast
import json
from pathlib import Path

import pytest

from kinerja_kecamatan.rules import unit_codes
from tests.support.copied_texts import COPIED, CUT, FRAPPES, GATHERED, MADE, Joined, Source

APP = Path(__file__).resolve().parents[1] / "kinerja_kecamatan"
# Letters of a column without a length, and bytes of MariaDB's `text`; four bytes make any letter.
VARCHAR, TEXT, LONG_TEXT = 140, 65_535, 2**32 - 1
SHORT = {"Data", "Select", "Autocomplete", "Read Only", "Link", "Dynamic Link"}
TEXTS = {"Small Text", "Text", "Attach", "Attach Image", "Code"}
# What only the app writes, whole: their columns are not marked one by one.
WHOLE = {
	*("Catatan Tahapan", "Arsip Kertas", "Dispensasi Kinerja", "Usulan Perubahan", "Salinan Rekap"),
	*("Rantai Catatan", "Register Nomor Surat", "Shipped Seed"),
}
# Choices, files and names of documents: the app copies none that its column does not offer.
NO_TEXT = {"Select", "Link", "Dynamic Link", "JSON", "Attach", "Attach Image"}


def _doctypes() -> dict[str, dict]:
	found = {}
	for path in sorted(APP.glob("kinerja_kecamatan/doctype/*/*.json")):
		said = json.loads(path.read_text())
		if said.get("doctype") == "DocType":
			found[said["name"]] = {df["fieldname"]: df for df in said["fields"]}
	return found


DOCTYPES = _doctypes()


def field(place: str) -> dict:
	doctype, _dot, name = place.partition(".")
	return DOCTYPES[doctype][name]


def holds_letters(df: dict) -> bool:
	return df["fieldtype"] in SHORT


def room(df: dict) -> int:
	"""Letters of a short column, bytes of a long one."""
	if holds_letters(df):
		return int(df.get("length") or VARCHAR)
	return TEXT if df["fieldtype"] in TEXTS else LONG_TEXT


def longest(source: Source, in_bytes: bool) -> int:
	if isinstance(source, Joined):
		return sum(longest(part, in_bytes) for part in source.parts) + source.more
	if source == "request":
		return FRAPPES[source]
	if source in FRAPPES:
		return FRAPPES[source] * (4 if in_bytes else 1)
	df = field(source)
	return room(df) * (4 if in_bytes and holds_letters(df) else 1)


@pytest.mark.parametrize(("target", "source"), [(t, s) for t, sources in COPIED.items() for s in sources])
def test_what_is_copied_fits(target: str, source: Source) -> None:
	df = field(target)
	assert longest(source, in_bytes=not holds_letters(df)) <= room(df)


@pytest.mark.parametrize("target", MADE)
def test_what_is_made_fits(target: str) -> None:
	assert MADE[target] <= room(field(target))


@pytest.mark.parametrize("target", sorted(GATHERED))
def test_what_is_gathered_has_room_without_end(target: str) -> None:
	assert room(field(target)) == LONG_TEXT


def _written_by_the_app() -> set[str]:
	return {
		f"{doctype}.{name}"
		for doctype, fields in DOCTYPES.items()
		for name, df in fields.items()
		if df["fieldtype"] in SHORT | TEXTS | {"Long Text"}
		and df["fieldtype"] not in NO_TEXT
		and (df.get("read_only") or df.get("hidden") or df.get("fetch_from") or doctype in WHOLE)
	}


def test_every_column_that_the_app_writes_is_looked_at() -> None:
	known = COPIED.keys() | MADE.keys() | GATHERED | CUT
	assert not _written_by_the_app() - known
	assert not {place for place in known if place.partition(".")[2] not in DOCTYPES[place.partition(".")[0]]}


def test_what_is_fetched_comes_from_where_it_is_said_to() -> None:
	for doctype, fields in DOCTYPES.items():
		for name, df in fields.items():
			if not df.get("fetch_from"):
				continue
			link, _dot, source = df["fetch_from"].partition(".")
			fetched = f"{fields[link]['options']}.{source}"
			assert fetched in COPIED[f"{doctype}.{name}"], (doctype, name)


def test_columns_of_one_name_that_are_copied_together_are_named() -> None:
	"""The lists of columns that recaps copy by their names."""
	assigned = [
		node
		for node in ast.parse((APP / "recaps/aggregate.py").read_text()).body
		if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
	]
	lists = {node.targets[0].id: node.value for node in assigned}
	lists = {name: ast.literal_eval(lists[name]) for name in ("COPIED", "NOTES")}
	texts = [name for name in lists["COPIED"] if name in DOCTYPES["Baris Rekap"] and name != "indikator"]
	for name in texts:
		if DOCTYPES["Baris Rekap"][name]["fieldtype"] in SHORT | TEXTS:
			assert f"Baris Data Kinerja.{name}" in COPIED[f"Baris Rekap.{name}"], name
	assert {f"Baris Rekap.{name}" for name in lists["NOTES"]} <= GATHERED


def _rows_made() -> set[str]:
	"""Columns of the rows that the app appends to tables: `doc.append("kehadiran", {"jabatan": …})`."""
	tables = {
		name: df["options"]
		for fields in DOCTYPES.values()
		for name, df in fields.items()
		if df["fieldtype"] == "Table"
	}
	found = set()
	for path in APP.rglob("*.py"):
		for node in ast.walk(ast.parse(path.read_text())):
			named = (
				isinstance(node, ast.Call)
				and getattr(node.func, "attr", "") == "append"
				and len(node.args) == 2
			)
			if named and isinstance(node.args[0], ast.Constant) and isinstance(node.args[1], ast.Dict):
				keys = [key.value for key in node.args[1].keys if isinstance(key, ast.Constant)]
				found |= {
					f"{tables[node.args[0].value]}.{key}" for key in keys if node.args[0].value in tables
				}
	return found


def test_what_the_app_puts_into_rows_is_looked_at() -> None:
	made = _rows_made()
	assert {"Kehadiran Rapat.jabatan", "Penerusan Disposisi.kepada"} <= made
	known = COPIED.keys() | MADE.keys() | GATHERED | CUT
	for place in made - known:
		assert field(place)["fieldtype"] not in SHORT | TEXTS or field(place)["fieldtype"] in NO_TEXT, place


def test_keys_have_room() -> None:
	"""Names of documents and keys are made of codes of units, a period, a word and numbers, at their longest."""
	root = "X" * unit_codes.LONGEST
	unit, period, number = f"{root}-{root}", "2021-TAHUN", "0000"
	order = f"DISP-{root}-{period}-{number}"
	recap = f"RDK-{unit}-{period}-Kecamatan-{number}"
	names = [order, recap, f"{recap}-v999", f"FDK-{unit}-{period}-{number}", f"RPT-{order}-{number}"]
	names += [f"DSP-{unit}-{period}-{number}", f"PK-{unit}-2021-{number}"]
	keys = {
		"Disposisi.kunci": f"{root}|{period}",
		"Format Data Kinerja.kunci": f"{period}|{unit}|PEG-0000000",
		"Rekap Kinerja.kunci": f"{order}|Kecamatan|{unit}",
	}
	assert all(len(name) <= VARCHAR for name in names)
	assert all(len(key) <= room(field(place)) for place, key in keys.items())


def test_links_hold_every_name() -> None:
	for doctype, fields in DOCTYPES.items():
		for name, df in fields.items():
			if df["fieldtype"] in ("Link", "Dynamic Link"):
				assert room(df) >= VARCHAR, (doctype, name)
