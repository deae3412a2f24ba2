"""Sent back, taken back, cancelled, opened again: always with a reason, always only where it was meant."""

import re

import frappe
import pytest

from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing, ReasonMissing
from tests.support.local_run import LocalRun, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

pytestmark = pytest.mark.full  # tests.site.test_story_returns has the ways back in short

WHY = "Pembilang belum sesuai register."


@pytest.fixture
def run(office) -> LocalRun:
	return LocalRun(office)


def seksi(run: LocalRun) -> str:
	return run.office.units[0]


def perekap(run: LocalRun) -> str:
	return run.office.recap_unit


def stamps(run: LocalRun, unit: str) -> dict[str, str]:
	"""What a unit has, and when each was last written."""
	found = {}
	for doctype in (FORMAT, REKAP):
		rows = frappe.get_all(
			doctype,
			filters={"disposisi": run.disposisi, "unit_kerja": unit},
			fields=["name", "modified", "workflow_state"],
		)
		found |= {row.name: f"{row.modified} {row.workflow_state}" for row in rows}
	return found


def last_entry(name: str):
	return frappe.get_all(
		"Catatan Tahapan",
		filters={"dokumen": name},
		fields=[
			"langkah",
			"kegiatan",
			"hasil",
			"alasan",
			"pelaku",
			"putaran",
			"versi",
			"dari_status",
			"ke_status",
		],
		order_by="creation desc, name desc",
		limit=1,
	)[0]


def send_back(run: LocalRun, key: str, doctype: str, name: str, action: str, **rincian):
	"""Refused without a reason, and nothing written; done with it, and logged."""
	before = frappe.get_doc(doctype, name).as_dict()
	lines = frappe.db.count("Catatan Tahapan", {"dokumen": name})
	for empty in (None, "", "   "):
		with pytest.raises(
			ReasonMissing, match=re.escape(f"Tulis alasan untuk tindakan <strong>{action}</strong>")
		):
			run.act(key, doctype, name, action, empty, **rincian)
	assert frappe.get_doc(doctype, name).as_dict() == before
	assert frappe.db.count("Catatan Tahapan", {"dokumen": name}) == lines
	run.act(key, doctype, name, action, WHY, **rincian)
	after = frappe.get_doc(doctype, name)
	entry = last_entry(name)
	assert (entry.alasan, entry.pelaku, entry.dari_status, entry.ke_status) == (
		WHY,
		run.user(key),
		before.workflow_state,
		after.workflow_state,
	)
	assert after.alasan_terakhir == WHY
	return after, entry


def test_sekcam_sends_the_order_back_to_the_draft(run):
	run.order()
	doc, entry = send_back(run, "sekcam", DISPOSISI, run.disposisi, "Kembalikan")
	assert (doc.workflow_state, doc.putaran) == ("Draf", 2)
	assert (entry.langkah, entry.hasil, entry.putaran) == (2, "Dikembalikan", 1)
	run.act("camat", DISPOSISI, run.disposisi, "Perintahkan")
	again = last_entry(run.disposisi)
	assert (again.langkah, again.hasil, again.putaran) == (1, "Selesai", 2)
	run.pass_on()
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Diteruskan"


# who returns, with what, how far the unit has come, the state after, the step that was under way
TO_THE_UNIT = [
	("ku", "Kembalikan ke Pelaksana", 1, 0),
	("pek", "Kembalikan ke Unit", 2, 7),
	("sekcam", "Kembalikan ke Unit", 3, 8),
]


@pytest.mark.parametrize(("who", "action", "progress", "step"), TO_THE_UNIT)
def test_back_at_the_unit_its_formats_open_again_and_no_others(run, who, action, progress, step):
	run.up_to_meeting()
	unit, other = seksi(run), perekap(run)
	run.fill(other)
	run.recap_unit(other)
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	if progress > 1:
		run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Ketahui")
	if progress > 2:
		run.validate(unit)
	untouched = stamps(run, other)
	key = f"ku:{unit}" if who == "ku" else who
	doc, entry = send_back(run, key, REKAP, run.recap(unit).name, action)
	assert (doc.workflow_state, doc.putaran, entry.hasil, entry.langkah) == (
		"Perlu Perbaikan",
		2,
		"Dikembalikan",
		step,
	)
	form = run.format_of(unit)
	assert (form.workflow_state, form.putaran, form.alasan_terakhir) == ("Perlu Perbaikan", 2, WHY)
	assert stamps(run, other) == untouched
	# The unit corrects, hands on again, and the SOP goes on to its end.
	with pytest.raises(PreconditionMissing, match=f"menunggu Format berikut selesai disusun: {form.name}"):
		run.act(f"jp:{unit}", REKAP, doc.name, "Sampaikan Rekap")
	run.fill(unit, {"A1": {"realisasi": "10"}})
	run.act(f"jp:{unit}", REKAP, doc.name, "Sampaikan Rekap")
	corrected = next(row for row in run.recap(unit).baris if row.kode.endswith("A1"))
	assert corrected.realisasi_teks == "10"
	assert (last_entry(form.name).putaran, last_entry(doc.name).putaran) == (2, 2)
	if who != "sekcam":
		return
	run.act(f"ku:{unit}", REKAP, doc.name, "Ketahui")
	run.validate(unit)
	run.read_closely(unit)
	run.validate(other)
	run.read_closely(other)
	run.finalize()
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Selesai"


def test_back_at_the_validator_the_formats_stay_closed(run):
	run.up_to_meeting()
	unit = seksi(run)
	run.fill(unit)
	run.recap_unit(unit)
	run.validate(unit)
	forms = {name: stamp for name, stamp in stamps(run, unit).items() if name.startswith("FDK")}
	doc, entry = send_back(run, "sekcam", REKAP, run.recap(unit).name, "Kembalikan ke Kasubag PEK")
	assert (doc.workflow_state, doc.putaran) == ("Diketahui Kepala Unit", 2)
	assert (entry.langkah, entry.hasil) == (8, "Dikembalikan")
	assert forms and forms.items() <= stamps(run, unit).items()
	run.validate(unit)
	run.read_closely(unit)
	assert run.recap(unit).workflow_state == "Dicermati"


def test_single_formats_can_be_returned(run):
	"""Where a unit has several Formats, only the named one opens again."""
	run.up_to_meeting()
	unit = seksi(run)
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	before = stamps(run, unit)
	form = run.formats(unit)[0]
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", WHY, format=["FDK-LAIN"])
	assert stamps(run, unit)[form] == before[form]


def test_taken_back_while_the_recap_is_a_draft_and_not_later(run):
	run.up_to_meeting()
	unit = seksi(run)
	run.fill(unit)
	form = run.formats(unit)[0]
	run.act(f"jp:{unit}", FORMAT, form, "Tarik Kembali")
	assert run.format_of(unit).workflow_state == "Siap Diisi"
	assert (last_entry(form).hasil, run.format_of(unit).putaran) == ("Lainnya", 1)
	run.fill(unit, {"A1": {"realisasi": "11"}})
	assert next(row for row in run.recap(unit).baris if row.kode.endswith("A1")).realisasi_teks == "11"
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	with pytest.raises(
		PreconditionMissing,
		match=f"Rekap unit {unit} sudah berstatus Direkap; Format tidak dapat ditarik lagi",
	):
		run.act(f"jp:{unit}", FORMAT, form, "Tarik Kembali")
	assert run.format_of(unit).workflow_state == "Selesai Disusun"


@pytest.mark.parametrize("who", ["camat", "sekcam"])
def test_cancelled_the_period_is_free_again(run, who):
	run.order()
	first = run.disposisi
	doc, entry = send_back(run, who, DISPOSISI, first, "Batalkan")
	assert (doc.workflow_state, doc.kunci, entry.hasil) == ("Dibatalkan", f"batal|{first}", "Lainnya")
	with pytest.raises(MoveRefused, match="Dibatalkan</strong>; isinya"):
		run.update(who, DISPOSISI, first, hal="Diam-diam")
	second = run.draft()
	assert second != first
	run.act("camat", DISPOSISI, second, "Perintahkan")
	assert frappe.db.get_value(DISPOSISI, second, "workflow_state") == "Diperintahkan"


def test_cancelled_after_the_formats_were_prepared_the_units_are_free_too(run):
	run.order()
	run.pass_on()
	first = run.disposisi
	run.act("camat", DISPOSISI, first, "Batalkan", WHY)
	assert not frappe.db.exists(FORMAT, {"disposisi": first})
	run.up_to_meeting()
	assert {run.format_of(unit).workflow_state for unit in run.office.units} == {"Siap Diisi"}


@pytest.fixture
def final(run) -> LocalRun:
	run.up_to_meeting()
	for unit in run.office.units:
		run.unit_through(unit)
	run.finalize()
	return run


def copies(run: LocalRun) -> dict[tuple[str, int], str]:
	rows = frappe.get_all(
		"Salinan Rekap",
		filters={"periode": run.periode, "kecamatan": run.office.root},
		fields=["rekap", "versi", "sidik"],
	)
	return {(row.rekap, row.versi): row.sidik for row in rows}


def test_opened_again_as_version_two(final):
	run, unit, other = final, seksi(final), perekap(final)
	first = copies(run)
	assert set(first) == {(run.recap(of).name, 1) for of in (None, unit, other)}
	for user in ("Administrator", run.user("sekcam")):
		check_immutable(run, user)
	refuse_a_foreign_unit(run)
	untouched = stamps(run, other)
	del untouched[run.recap().name]
	doc, entry = send_back(run, "sekcam", REKAP, run.recap().name, "Buka Kembali", unit=[unit])
	assert (doc.workflow_state, doc.versi, doc.penandatangan) == ("Draf", 2, None)
	assert entry.hasil == "Lainnya"
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Format Dibahas"
	assert (run.recap(unit).workflow_state, run.format_of(unit).workflow_state) == ("Perlu Perbaikan",) * 2
	assert untouched.items() <= stamps(run, other).items()
	with pytest.raises(PreconditionMissing, match=f"belum selesai dicermati: {unit}"):
		run.finalize()
	run.unit_through(unit, {"A1": {"realisasi": "12"}})
	run.finalize()
	second = copies(run)
	assert first.items() <= second.items() and (run.recap().name, 2) in second
	assert second[(run.recap().name, 2)] != first[(run.recap().name, 1)]
	assert last_entry(run.recap().name).versi == 2
	kept = frappe.get_doc("Salinan Rekap", {"rekap": run.recap().name, "versi": 1})
	figures = {row["kode"]: row["realisasi_teks"] for row in frappe.parse_json(kept.isi)["baris"]}
	assert {v for k, v in figures.items() if k.endswith("A1")} == {"9"}
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Selesai"


def check_immutable(final: LocalRun, user: str) -> None:
	name = frappe.get_all("Salinan Rekap", filters={"rekap": final.recap().name}, pluck="name")[0]
	before = frappe.get_doc("Salinan Rekap", name).as_dict()
	with signed_in(user):
		copy = frappe.get_doc("Salinan Rekap", name)
		copy.isi = "{}"
		for attempt in (
			copy.save,
			lambda: frappe.delete_doc("Salinan Rekap", name),
			lambda: frappe.rename_doc("Salinan Rekap", name, "lain", force=True, show_alert=False),
			lambda: frappe.get_doc({**before, "doctype": "Salinan Rekap", "versi": 9, "name": None}).insert(),
		):
			with pytest.raises(frappe.PermissionError):
				attempt()
	assert frappe.get_doc("Salinan Rekap", name).as_dict() == before
	assert not frappe.db.exists("Salinan Rekap", {"versi": 9, "rekap": before.rekap})


def refuse_a_foreign_unit(final: LocalRun) -> None:
	before = stamps(final, seksi(final)) | stamps(final, perekap(final))
	with pytest.raises(PreconditionMissing, match="Unit BUKAN-UNIT tidak mempunyai rekap"):
		final.act("sekcam", REKAP, final.recap().name, "Buka Kembali", WHY, unit=["BUKAN-UNIT"])
	assert stamps(final, seksi(final)) | stamps(final, perekap(final)) == before
	assert frappe.db.get_value(DISPOSISI, final.disposisi, "workflow_state") == "Selesai"
