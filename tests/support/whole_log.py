"""What the chain tells of one Disposisi, beside what stands there: for the end of a story, whatever others did to the office."""

import frappe

from kinerja_kecamatan.archive import seal
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.integrity import chain_check, chain_told
from kinerja_kecamatan.sop.workflow import initial_state
from kinerja_kecamatan.step_log import chain, renames


def assert_told(kecamatan: str, *orders: str) -> None:
	"""The chain is linked, and its last word on every document, paper and copy of these orders is what they are now."""
	rows = _now(doctypes.LOG, "kecamatan = %s order by nomor, creation, name", kecamatan)
	known = renames.renames_in(rows)
	last, told = "", chain_told.Told()
	for place, row in enumerate(rows, start=1):
		problem, said = chain_check._problem(row, place, last, known)
		assert not problem, problem
		told.take(row, said)
		last = row.sidik
	lines = {row.name: row for row in rows}
	for order in orders:
		_assert_states(order, told)
		for row in _now(doctypes.ARCHIVE, "disposisi = %s", order):
			assert told.papers[row.name][0] == seal.sealed_facts(row), row.judul
			assert chain.is_sealed(lines[row.catatan]), row.judul


def _now(doctype: str, condition: str, value: str) -> list:
	"""As it is now: a worker keeps papers meanwhile, which the view of a test's transaction would not show."""
	return frappe.db.sql(
		f"select * from `tab{doctype}` where {condition} lock in share mode", (value,), as_dict=True
	)


def _assert_states(order: str, told: chain_told.Told) -> None:
	for doctype in GUARDED_DOCTYPES:
		column = "name" if doctype == "Disposisi" else "disposisi"
		for doc in _now(doctype, f"{column} = %s", order):
			said = told.states.get((doctype, doc.name), (initial_state(doctype), 0))[0]
			assert said == doc.workflow_state, (doc.name, said, doc.workflow_state)
			for copy in _now(doctypes.COPY, "rekap = %s", doc.name):
				assert told.copies[copy.name][0]["sidik"] == copy.sidik


def assert_all_told_since(moment) -> None:
	"""The same of every order that was made after a moment, given in UTC."""
	made: dict[str, list[str]] = {}
	here = frappe.utils.convert_utc_to_system_timezone(moment.replace(tzinfo=None))
	since = {"creation": [">=", here.replace(tzinfo=None)]}
	for name, kecamatan in frappe.get_all("Disposisi", since, ["name", "kecamatan"], as_list=True):
		made.setdefault(kecamatan, []).append(name)
	for kecamatan, orders in made.items():
		assert_told(kecamatan, *orders)


def assert_whole(kecamatan: str) -> None:
	"""For an office of a test's own."""
	assert chain_check.check_chain(kecamatan).putus == ""
