"""The demo's office as its data make it: nothing on its basic papers is left open."""

import os
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.demo import masters
from kinerja_kecamatan.demo.masters_data import read
from kinerja_kecamatan.papers import catalogue, dictionary, page
from kinerja_kecamatan.papers.rows import DASH
from tests.support.papers import table_of

pytestmark = pytest.mark.full

PK, KAMUS = "Perjanjian Kinerja", "Kamus Indikator"


@pytest.fixture
def pace(site: None) -> Iterator[dict[str, str]]:
	"""Its units by code, with everything that hangs on them."""
	data = read()
	units = masters.make_units(data)
	masters.give_emblem(units["PACE"])
	masters.make_periods(data)
	people = masters.make_people(data, units)
	masters.make_indicators(data, units)
	masters.make_agreements(data, units, people)
	yield units
	frappe.db.rollback()
	frappe.clear_cache()


def kept(name: str, doc) -> None:
	"""As a PDF, for whoever wants to look at it."""
	if folder := os.environ.get("KINERJA_PICTURES"):
		Path(folder, f"{name} {doc.name}.pdf").write_bytes(page.pdf(page.html(doc, name)))


def test_the_demos_kamus_and_agreements_are_filled_in(pace: dict[str, str]) -> None:
	root = frappe.get_doc("Unit Kerja", pace["PACE"])
	root.flags[dictionary.YEAR] = read()["tahun"]
	content = catalogue.paper_content(KAMUS, root)
	rows = [cells for cells in table_of(content, "kamus") if len(cells) > 1]
	assert len(rows) == len(read()["indikator"])
	assert not [cells for cells in rows if DASH in cells or "" in cells]
	assert content["kop"]["lambang"] and len(content["kop"]["alamat"]) == 2
	kept(KAMUS, root)
	agreements = frappe.get_all(PK, {"kecamatan": pace["PACE"]}, pluck="name")
	assert len(agreements) == 8
	for name in agreements:
		doc = frappe.get_doc(PK, name)
		rows = table_of(catalogue.paper_content(PK, doc), "rencana")
		activities = [cells for cells in rows if "." in cells[0]]
		assert activities and all(cells[1] and cells[2] and cells[-1] for cells in activities), name
		kept(PK, doc)
