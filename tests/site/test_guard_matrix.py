"""The guard's matrix (tests.support.guard_matrix) along a whole SOP: returns, cancellation and the end included, so that
every state of the three workflows is met with everything in place that the next move needs."""

from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.office import penugasan
from tests.support import routes
from tests.support.guard_matrix import HEADS, Matrix
from tests.support.inside import own_transaction
from tests.support.local_run import LocalRun
from tests.support.office import Office, add_person, add_site_admin
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

SOP_ROLES = ("Camat", "Sekcam", "Kasubag PEK", "Kepala Unit", "Jabatan Pelaksana")


@pytest.fixture
def office(_shared_office) -> Iterator[Office]:
	"""The shared office in a year of its own; nothing is committed, files that were written go with the rollback."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	yield _shared_office.in_new_year()
	frappe.db.rollback()
	frappe.local.cache = {}
	frappe.cache().delete_keys("document_cache")


def people_of(office: Office) -> dict[str, str]:
	"""Who stands at the door: the office, who may only read, who administers, and who has roles but no appointment."""
	first, last = office.units
	add_person(office, "pemeriksa", "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	add_person(office, "admin", "Admin Kinerja", office.root, [("Admin Kinerja", "Kecamatan")])
	stray = add_person(office, "stray", "-", office.root, [(role, "Kecamatan") for role in SOP_ROLES])
	frappe.db.set_value("Penugasan", office.penugasan["stray"], "berlaku_sampai", "2000-12-31")
	penugasan.forget()
	keys = ("camat", "sekcam", "pek", f"ku:{first}", f"jp:{first}", f"jp:{last}", "pemeriksa", "admin")
	return {
		**{key: office.people[key] for key in keys},
		"stray": stray,
		"site admin": add_site_admin(office),
		"administrator": "Administrator",
	}


def walk(office: Office, matrix: Matrix) -> None:
	"""One order from draft to Diketahui Camat with a return on the way, one that is cancelled."""
	for doctype, flow in matrix.flows.items():
		routes.furnish(doctype, [row.state for row in flow.states])
	run, (first, last) = LocalRun(office), office.units
	run.draft()
	matrix.visit(DISPOSISI, run.disposisi)
	run.act("camat", DISPOSISI, run.disposisi, "Perintahkan")
	deadline = {"batas_pengumpulan": "2099-04-09", "data_yang_diperlukan": "Semua indikator"}
	run.update("sekcam", DISPOSISI, run.disposisi, **deadline)
	matrix.visit(DISPOSISI, run.disposisi)
	run.act("sekcam", DISPOSISI, run.disposisi, "Teruskan")
	see_both(matrix, run, first)
	run.send_forms()
	run.record_meeting()
	see_both(matrix, run, first)
	run.act("pek", DISPOSISI, run.disposisi, "Tetapkan Hasil Rapat")
	run.type_in(first)
	see_both(matrix, run, first)
	run.act(f"jp:{first}", FORMAT, run.formats(first)[0], "Sampaikan Data")
	see_unit(matrix, run, first)
	sent_back(matrix, run, first)
	for unit in (first, last):
		to_the_end(matrix, run, unit)
	matrix.visit(REKAP, run.recap().name)
	run.finalize()
	matrix.visit(REKAP, run.recap().name)
	matrix.visit(DISPOSISI, run.disposisi)
	run.act("camat", REKAP, run.recap().name, "Ketahui")
	matrix.visit(REKAP, run.recap().name)
	cancelled = LocalRun(office, f"{office.tahun}-TW2")
	cancelled.order()
	cancelled.act("camat", DISPOSISI, cancelled.disposisi, "Batalkan", "Salah periode")
	matrix.visit(DISPOSISI, cancelled.disposisi)


def see_both(matrix: Matrix, run: LocalRun, unit: str) -> None:
	matrix.visit(DISPOSISI, run.disposisi)
	matrix.visit(FORMAT, run.formats(unit)[0])


def see_unit(matrix: Matrix, run: LocalRun, unit: str) -> None:
	matrix.visit(FORMAT, run.formats(unit)[0])
	matrix.visit(REKAP, run.recap(unit).name)


def sent_back(matrix: Matrix, run: LocalRun, unit: str) -> None:
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	matrix.visit(REKAP, run.recap(unit).name)
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", "Periksa lagi")
	matrix.visit(FORMAT, run.formats(unit)[0])
	run.fill(unit)
	matrix.visit(REKAP, run.recap(unit).name)


def to_the_end(matrix: Matrix, run: LocalRun, unit: str) -> None:
	if run.format_of(unit).workflow_state != "Selesai Disusun":
		run.fill(unit)
	run.recap_unit(unit)
	run.judge(unit)
	matrix.visit(REKAP, run.recap(unit).name)
	run.validate(unit)
	counted = next(row.indikator for row in run.recap(unit).baris if row.kode.endswith("A1"))
	koreksi = [{"indikator": counted, "kolom": "Realisasi", "sesudah": "9", "alasan": "Register."}]
	run.update("sekcam", REKAP, run.recap(unit).name, koreksi=koreksi)
	matrix.visit(REKAP, run.recap(unit).name)
	run.read_closely(unit)
	matrix.visit(REKAP, run.recap(unit).name)


def run_matrix(office: Office, report_table, title: str, **steps) -> Matrix:
	matrix = Matrix(office, people_of(office), **steps)
	with own_transaction():
		walk(office, matrix)
	report_table(title, HEADS, matrix.table())
	assert not matrix.missing()
	assert not matrix.wrong, f"{len(matrix.wrong)} of them:\n" + "\n".join(matrix.wrong[:40])
	return matrix


@pytest.mark.full
def test_what_the_workflow_does_not_give_is_refused_a_sample(office, report_table):
	"""One in so many of all attempts, by turns, so that every way and every person comes up on every kind of document."""
	matrix = run_matrix(office, report_table, "Guard: a sample of the matrix", step=61, legal_step=9)
	ways = set().union(*(found for (what, *_row), found in matrix.tried.items() if what == "ways"))
	assert len(ways) >= 60
	tables = {table for doctype, table in matrix.tables if doctype == REKAP}
	assert tables >= {"baris", "sumber", "koreksi", "nilai"}  # findings and budget where there are some
	people = [found for (what, *_row), found in matrix.tried.items() if what == "people"]
	assert set().union(*people) == set(matrix.people)


@pytest.mark.full
@pytest.mark.whole
def test_what_the_workflow_does_not_give_is_refused_by_every_way(office, report_table):
	run_matrix(office, report_table, "Guard: every person x state x way", step=1, legal_step=1)
