"""Pintas Administrator: nobody skips a step unseen. The Administrator has no more rights in the flow than a Penugasan gives;
the one way past it is named, needs a reason and is in the log."""

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing, ReasonMissing
from kinerja_kecamatan.process import api
from kinerja_kecamatan.step_log import api as step_log_api
from tests.support.http import raw
from tests.support.local_run import LocalRun, refused
from tests.support.record import state, whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

PINTAS = "kinerja_kecamatan.process.api.pintas"


def lines(name: str) -> list[tuple]:
	return [
		(e.langkah, e.hasil, e.dari_status, e.ke_status, e.pelaku, e.peran, e.alasan)
		for e in frappe.get_all("Catatan Tahapan", filters={"dokumen": name}, fields=["*"], order_by="nomor")
	]


def test_the_administrator_has_no_part_in_the_flow(office):
	"""Every role of Frappe, none over a document: neither order, nor draft, nor edit."""
	run = LocalRun(office)
	order = {"kecamatan": office.root, "periode": office.periode, "tanggal": "2021-04-01"}
	said = refused(
		MoveRefused, frappe.get_doc({"doctype": DISPOSISI, "hal": "x", "isi_perintah": "x", **order}).insert
	)
	assert "hanya dapat dibuat oleh" in said
	doc = frappe.get_doc(DISPOSISI, run.draft())
	doc.workflow_state = "Diperintahkan"
	assert "wewenang: Camat" in refused(MoveRefused, doc.save)
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	assert "hanya dapat diubah oleh" in refused(MoveRefused, doc.save)  # a save that changes nothing, too
	assert lines(run.disposisi) == []


@pytest.mark.full
def test_every_skipped_step_has_its_line_and_its_effects(office):
	run = LocalRun(office)
	name = run.draft()
	made = api.pintas(DISPOSISI, name, "Format Dibahas", "Kantor tutup karena banjir")
	assert made["workflow_state"] == "Format Dibahas"
	assert [line[:4] for line in lines(name)] == [
		(1, "Pintas", "Draf", "Diperintahkan"),
		(2, "Pintas", "Diperintahkan", "Diteruskan"),
		(3, "Pintas", "Diteruskan", "Format Disampaikan"),
		(4, "Pintas", "Format Disampaikan", "Format Dibahas"),
	]
	assert {line[4:] for line in lines(name)} == {
		("Administrator", "Administrator", "Kantor tutup karena banjir")
	}
	forms = frappe.get_all(FORMAT, filters={"disposisi": name}, pluck="workflow_state")
	assert forms == ["Siap Diisi"] * len(office.units)
	comments = frappe.get_all(
		"Comment", filters={"reference_name": name, "comment_type": "Workflow"}, pluck="content"
	)
	assert any(
		"Pintas Administrator: Draf → Format Dibahas. Alasan: Kantor tutup" in text for text in comments
	)
	steps = step_log_api.ringkasan(name)["langkah"]
	assert [(row["selesai"], row["nilai"], row["pelaksanaan"]) for row in steps[:5]] == [
		(True, "Dipintas", 0)
	] * 4 + [(False, "", 0)]
	# The people go on from there as if nothing had been.
	run.unit_through(office.units[0])


@pytest.mark.full
def test_it_leads_back_and_out_as_well(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	rekap = run.recap(unit).name
	api.pintas(REKAP, rekap, "Perlu Perbaikan", "Data tertukar")
	doc = frappe.get_doc(REKAP, rekap)
	assert (doc.workflow_state, doc.putaran, doc.alasan_terakhir) == ("Perlu Perbaikan", 2, "Data tertukar")
	assert run.format_of(unit).workflow_state == "Perlu Perbaikan"
	assert lines(rekap)[-1][1:4] == ("Pintas", "Diketahui Kepala Unit", "Perlu Perbaikan")
	api.pintas(DISPOSISI, run.disposisi, "Dibatalkan", "Salah periode")
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "kunci").startswith("batal|")


@pytest.mark.parametrize(
	("status", "alasan", "error", "sentence"),
	[
		("Selesai Total", "x", PreconditionMissing, "tidak mengenal status"),
		("Siap Diisi", "x", PreconditionMissing, "tidak mengenal status"),
		("Draf", "x", PreconditionMissing, "tidak mengenal status"),
		("Diperintahkan", "  ", ReasonMissing, "Tulis alasan pintas ini"),
	],
)
def test_no_unknown_state_and_no_skipping_without_a_reason(office, status, alasan, error, sentence):
	run = LocalRun(office)
	name = run.draft()
	assert sentence in refused(error, api.pintas, DISPOSISI, name, status, alasan)
	assert frappe.db.get_value(DISPOSISI, name, "workflow_state") == "Draf" and lines(name) == []


def test_it_is_the_site_administrators_alone(stage):
	target = stage.name("order")
	before = whole(*target)
	values = {"doctype": target[0], "name": target[1], "status": "Selesai", "alasan": "Coba"}
	for who in ("camat", "sekcam", "pek", "jp:{seksi}"):
		answer = raw(stage.person(who), "POST", f"/api/method/{PINTAS}", json=values)
		assert answer.status_code == 403 and "administrator situs" in reason_of(answer)
	assert raw(stage.admin, "GET", f"/api/method/{PINTAS}", params=values).status_code == 403
	assert whole(*target) == before
	offered = stage.admin.read(
		"kinerja_kecamatan.process.api.pilihan_pintas", doctype=target[0], name=target[1]
	)
	assert "Selesai" in offered and "Format Dibahas" not in offered


def test_over_http_it_carries_the_administrators_name(sop, env):
	from tests.support.record import administrator

	name = sop.draft()
	administrator(env).call(
		PINTAS, doctype=DISPOSISI, name=name, status="Diperintahkan", alasan="Camat sakit"
	)
	assert state(DISPOSISI, name) == "Diperintahkan"
	assert lines(name) == [
		(1, "Pintas", "Draf", "Diperintahkan", "Administrator", "Administrator", "Camat sakit")
	]
