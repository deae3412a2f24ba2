"""Many moves at the same moment: each is made once, over what the one before has left, and who was slower is told so."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.integrity import chain_check
from tests.support.at_once import all_at_once
from tests.support.http import raw
from tests.support.local_run import LocalRun
from tests.support.office import FIGURES, add_indicators, retire
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun

pytestmark = pytest.mark.full

ATTEMPTS = 50
TINDAK = "/api/method/kinerja_kecamatan.process.api.tindak"


@pytest.fixture
def run(env, _shared_office) -> SopRun:
	return new_run(env, _shared_office)


def committed(run: SopRun, *steps: str) -> LocalRun:
	"""The same set in this process, some steps further."""
	local = LocalRun(run.office)
	local.disposisi = run.disposisi
	for step in steps:
		getattr(local, step)()
	frappe.db.commit()
	run.disposisi = local.disposisi
	return local


def press(run: SopRun, key: str, doctype: str, name: str, action: str, **more):
	return raw(
		run.person(key), "POST", TINDAK, json={"doctype": doctype, "name": name, "action": action, **more}
	)


def test_fifty_approvals_are_one(run):
	"""All sent at the same moment; the server works on as many as it has threads, and the rest wait at its door."""
	committed(run, "order")
	order, sekcam = run.disposisi, run.person("sekcam")
	sekcam.update(DISPOSISI, order, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Semua indikator")
	answers = all_at_once([sekcam], [lambda: press(run, "sekcam", DISPOSISI, order, "Teruskan")] * ATTEMPTS)
	assert Counter(answer.status_code for answer in answers) == {200: 1, 403: ATTEMPTS - 1}
	said = {reason_of(answer) for answer in answers if not answer.ok}
	assert len(said) == 1
	sentence = said.pop()
	assert f"pada {order} sudah dilakukan oleh Uji sekcam pada " in sentence
	assert "statusnya kini <strong>Diteruskan</strong>. Tidak ada yang perlu diulang." in sentence
	made_once(run)


def made_once(run: SopRun) -> None:
	"""Step 2 with everything that follows from it, one of each."""
	frappe.db.rollback()
	order, units = run.disposisi, run.office.units
	assert frappe.db.count("Catatan Tahapan", {"dokumen": order, "langkah": 2}) == 1
	assert sorted(frappe.get_all(FORMAT, filters={"disposisi": order}, pluck="unit_kerja")) == sorted(units)
	assert frappe.db.count("Penerusan Disposisi", {"parent": order}) == 2  # to the Sekcam, to the Kasubag PEK
	papers = frappe.get_all("Arsip Kertas", filters={"disposisi": order, "langkah": 2}, pluck="print_format")
	assert len(papers) == len(set(papers))


def test_by_button_by_put_and_in_bulk_at_once_it_is_one(run):
	"""These lock the document before they wait for their turn: whom MariaDB throws away is told to try again."""
	committed(run, "order")
	order, sekcam = run.disposisi, run.person("sekcam")
	doc = sekcam.update(
		DISPOSISI, order, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Semua indikator"
	)
	workflow = "/api/method/frappe.model.workflow"
	ways = [
		lambda: press(run, "sekcam", DISPOSISI, order, "Teruskan"),
		lambda: raw(
			sekcam, "PUT", f"/api/resource/{DISPOSISI}/{order}", json={"workflow_state": "Diteruskan"}
		),
		lambda: raw(
			sekcam, "POST", f"{workflow}.apply_workflow", json={"doc": json.dumps(doc), "action": "Teruskan"}
		),
		lambda: raw(
			sekcam,
			"POST",
			f"{workflow}.bulk_workflow_approval",
			json={"docnames": json.dumps([order]), "doctype": DISPOSISI, "action": "Teruskan"},
		),
	]
	answers = all_at_once([sekcam], ways * 3)
	assert max(answer.status_code for answer in answers) < 500, [
		reason_of(a) for a in answers if a.status_code >= 500
	]
	assert all(reason_of(answer) for answer in answers if not answer.ok)
	made_once(run)


def while_others_hold_the_turn(run: SopRun, *attempts: Callable) -> list:
	"""Let several requests begin, each with its view of the database, and only then let one after the other go on."""
	frappe.db.rollback()
	frappe.db.get_value("Unit Kerja", run.office.root, "name", for_update=True)
	answers: list = [None] * len(attempts)

	def send(number: int) -> None:
		answers[number] = attempts[number]()

	threads = [threading.Thread(target=send, args=(number,)) for number in range(len(attempts))]
	for thread in threads:
		thread.start()
	time.sleep(1.5)
	assert answers == [None] * len(attempts), "they wait for their turn"
	frappe.db.rollback()
	for thread in threads:
		thread.join(60)
	return answers


def test_the_last_two_formats_of_a_unit_at_once_make_its_recap(run, request):
	"""Each sees the other one open in the view it began with; then nobody would have been the last."""
	unit = run.office.units[0]
	local = LocalRun(run.office)
	code = f"Z{run.office.tahun}"
	[shared] = add_indicators(run.office, unit, code, pelaksana=run.office.pegawai[f"jp:{unit}"])
	request.addfinalizer(lambda: retire(shared))
	local.up_to_meeting()
	forms = local.formats(unit)
	assert len(forms) == 2
	for name in forms:
		local.type_in(unit, {**FIGURES, code: {"realisasi": "3"}}, name)
	frappe.db.commit()
	run.disposisi = local.disposisi
	key = f"jp:{unit}"
	answers = while_others_hold_the_turn(
		run, *(lambda n=n: press(run, key, FORMAT, n, "Sampaikan Data") for n in forms)
	)
	assert [answer.status_code for answer in answers] == [200, 200], [
		reason_of(a) for a in answers if not a.ok
	]
	frappe.db.rollback()
	rekap = local.recap(unit)
	assert rekap.tersedia_pada and {row.dokumen for row in rekap.sumber} == set(forms)


def test_the_last_two_units_read_closely_at_once_are_both_in_the_office_recap(run):
	local = committed(run, "up_to_meeting")
	for unit in run.office.units:
		local.fill(unit)
		local.recap_unit(unit)
		local.validate(unit)
	frappe.db.commit()
	names = [local.recap(unit).name for unit in run.office.units]
	answers = while_others_hold_the_turn(
		run, *(lambda n=n: press(run, "sekcam", REKAP, n, "Selesai Dicermati") for n in names)
	)
	assert [answer.status_code for answer in answers] == [200, 200], [
		reason_of(a) for a in answers if not a.ok
	]
	frappe.db.rollback()
	office = local.recap()
	assert (office.unit_masuk, office.unit_total) == (2, 2) and office.tersedia_pada
	assert {row.dokumen for row in office.sumber} == set(names)


def test_fifty_orders_of_one_office_are_given_at_once(own_sop):
	"""Different documents: nobody is turned away, nothing deadlocks, and the log's chain has every one of them once."""
	run = own_sop()
	local = LocalRun(run.office)
	orders = []
	for number in range(ATTEMPTS):
		periode = f"{run.office.tahun + number // 4}-TW{number % 4 + 1}"
		if not frappe.db.exists("Periode Kinerja", periode):
			frappe.get_doc({"doctype": "Periode Kinerja", "kode": periode}).insert()
		local.periode = periode
		orders.append(local.draft())
	frappe.db.commit()
	answers = all_at_once(
		[run.person("camat")],
		[lambda n=n: press(run, "camat", DISPOSISI, n, "Perintahkan") for n in orders],
	)
	assert Counter(answer.status_code for answer in answers) == {200: ATTEMPTS}, [
		reason_of(a) for a in answers if not a.ok
	]
	frappe.db.rollback()
	logged = frappe.get_all(
		"Catatan Tahapan", filters={"dokumen": ["in", orders], "langkah": 1}, pluck="dokumen"
	)
	assert sorted(logged) == sorted(orders)
	chain = chain_check.check_chain(run.office.root)
	# Besides those of their papers, and of those that a worker has kept meanwhile.
	assert not chain.putus and chain.jumlah >= 2 * ATTEMPTS


def test_who_decides_on_what_has_changed_since_is_asked_to_read_it_first(run):
	local = committed(run, "up_to_meeting")
	unit = run.office.units[0]
	local.fill(unit)
	local.act(f"jp:{unit}", REKAP, local.recap(unit).name, "Sampaikan Rekap")
	frappe.db.commit()
	name, head = local.recap(unit).name, run.person(f"ku:{unit}")
	read = head.get(REKAP, name)["modified"]
	local.act(f"ku:{unit}", REKAP, name, "Kembalikan ke Pelaksana", "Angka keliru.")
	local.fill(unit)
	local.act(f"jp:{unit}", REKAP, name, "Sampaikan Rekap")
	frappe.db.commit()
	answer = press(run, f"ku:{unit}", REKAP, name, "Ketahui", modified=read)
	assert answer.status_code == 417 and answer.json()["exc_type"] == "EditConflict"
	assert f"{name} berubah sejak Anda membacanya, terakhir oleh " in reason_of(answer)
	assert press(run, f"ku:{unit}", REKAP, name, "Ketahui", modified=head.get(REKAP, name)["modified"]).ok
