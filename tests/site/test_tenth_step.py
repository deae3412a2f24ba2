"""Steps that an admin adds at the desk: a row of the SOP, states and moves of a Workflow, and not a line of code."""

import io
import json
from collections.abc import Iterator

import frappe
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.papers import catalogue, page
from kinerja_kecamatan.papers.sop import CHART
from kinerja_kecamatan.recaps import office_recap, offices
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.step_log import api as step_log
from tests.support import workflows as flows
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun, at, refused, signed_in
from tests.support.office import add_site_admin
from tests.support.papers import squeezed, table_of
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

STATE, ACTION, ACTIVITY = "Disahkan Camat", "Sahkan", "Pengesahan"
CARD, RECAP = "Kartu Kendali Pelaksanaan SOP", "Rekap Data Kinerja Kecamatan"
TENTH = {
	"nomor": 10,
	"uraian": "Camat mengesahkan rekap kinerja kecamatan",
	"pelaksana": "Camat",
	"kelengkapan": "Dokumen Data Kinerja",
	"waktu": 60,
	"output": "Rekap yang disahkan",
	"kegiatan": ACTIVITY,
	"dokumen": REKAP,
	"status": STATE,
	"kertas": f"{RECAP}\n{CARD}",
}


class Admin:
	"""A site's administrator at the desk's own REST doors; who is refused there fails the test."""

	def __init__(self, office):
		self.office, self.user = office, add_site_admin(office)
		with signed_in(self.user):
			self.rows = json.loads(frappe.as_json(flows.active(REKAP).as_dict()))
		self.sop = ""

	def add_move(self, source: str, action: str, target: str, role: str, **more) -> None:
		for doctype, field, name in (
			("Workflow State", "workflow_state_name", target),
			("Workflow Action Master", "workflow_action_name", action),
		):
			if not frappe.db.exists(doctype, name):
				self.send("POST", doctype, **{field: name})
		if target not in {row["state"] for row in self.rows["states"]}:
			self.rows["states"].append({"state": target, "doc_status": "0", "allow_edit": "Sistem Kinerja"})
		move = {"state": source, "action": action, "next_state": target, "allowed": role}
		self.rows["transitions"].append({**move, "allow_self_approval": 1, **more})

	def save_flow(self) -> None:
		self.send(
			"PUT", f"Workflow/{self.rows['name']}", **{k: self.rows[k] for k in ("states", "transitions")}
		)

	def own_sop(self, *rows: dict) -> None:
		"""The shipped SOP once more, for this kecamatan alone, with more rows at the end of its table."""
		general = frappe.get_doc(
			"SOP", frappe.get_all("SOP", {"kecamatan": ["is", "not set"]}, pluck="name")[0]
		)
		doc = json.loads(frappe.as_json(frappe.copy_doc(general).as_dict(no_nulls=True)))
		wanted = ("nama_sop", "nomor_sop", "instansi", "tanggal_pembuatan", *("dasar_hukum", "peringatan"))
		shipped = [{k: v for k, v in row.items() if k in TENTH} for row in doc["langkah"]]
		values = {k: doc[k] for k in wanted if doc.get(k)}
		self.send("POST", "SOP", **values, kecamatan=self.office.root, langkah=[*shipped, *rows])
		self.sop = frappe.db.get_value("SOP", {"kecamatan": self.office.root})

	def renumber(self, number) -> None:
		doc = json.loads(frappe.as_json(frappe.get_doc("SOP", self.sop).as_dict()))
		for row in doc["langkah"]:
			row["nomor"] = number(row["nomor"])
		self.send("PUT", f"SOP/{self.sop}", langkah=doc["langkah"])

	def send(self, verb: str, path: str, **values) -> str:
		answer = send(self.user, verb, f"/api/resource/{path}", json=values)
		assert answer.ok, answer.said
		return answer.said


@pytest.fixture
def admin(changed_flow, office) -> Iterator[Admin]:
	with own_transaction():
		yield Admin(office)
	at(None)


@pytest.fixture
def run(admin, office) -> LocalRun:
	"""An order under an SOP of ten steps, before the first of them."""
	admin.add_move("Diketahui Camat", ACTION, STATE, "Camat")
	admin.add_move(STATE, "Buka Kembali", "Draf", "Sekcam", kinerja_gerak="Buka Kembali")
	admin.save_flow()
	admin.own_sop(TENTH)
	return LocalRun(office)


def printed(doc, print_format: str) -> dict[str, list[str]]:
	"""The rows of a paper's tables by their first cell; numbered ones stand in its PDF, one cell after the other."""
	html = page.html(doc, print_format)
	sheets = PdfReader(io.BytesIO(page.pdf(html))).pages
	said = squeezed("".join(sheet.extract_text() for sheet in sheets))
	body = BeautifulSoup(html, "html5lib").find(class_="kertas")
	rows = [
		[" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] for row in body.find_all("tr")
	]
	lost = [row for row in rows if row and row[0].isdigit() and squeezed("".join(row)) not in said]
	assert not lost, lost
	return {row[0]: row for row in rows if row}


def lacking(run: LocalRun) -> list[list[str]]:
	"""Rows of what the file's Daftar Isi says is not there."""
	with signed_in(run.user("pek")):
		paper = catalogue.paper_content("Daftar Isi Berkas", frappe.get_doc(DISPOSISI, run.disposisi))
	return table_of(paper, "belum_ada")


def symbols(sop) -> list[tuple[str, str]]:
	"""(symbol, whose column) of the SOP's steps on the flow sheet."""
	content = catalogue.paper_content("SOP", sop)
	blocks = [block for sheet in content["lembar"] for block in sheet if block["nama"] == CHART]
	drawn = [row["gambar"] for block in blocks for row in block["baris"] if row["gambar"]["simbol"]]
	who = content["pelaksana"]
	column = [int((g["kiri"] + g["lebar_simbol"] / 2) / (g["lebar"] / len(who))) for g in drawn]
	return [(g["simbol"], who[place]) for g, place in zip(drawn, column, strict=True)]


def measured(run: LocalRun) -> dict[str, dict]:
	told = step_log.ringkasan(run.disposisi)
	return {"": told, **{row["kegiatan"]: row for row in told["langkah"]}}


def up_to_final(run: LocalRun) -> str:
	at("2021-04-01 11:00")
	run.up_to_meeting()
	for unit in run.office.units:
		run.unit_through(unit)
	at("2021-04-12 08:00")
	run.finalize()
	at("2021-04-12 09:00")
	run.act("camat", REKAP, run.recap().name, "Ketahui")
	return run.recap().name


@pytest.mark.full
def test_a_tenth_step_is_logged_timed_printed_and_guarded(run, admin):
	recap = up_to_final(run)
	order = frappe.get_doc(DISPOSISI, run.disposisi)
	before = measured(run)
	assert before[""]["siklus"] is None and not before[ACTIVITY]["selesai"]
	assert printed(order, CARD)["10"][-1] == "belum"
	copies = frappe.db.count("Salinan Rekap", {"rekap": recap})

	# The guard and the desk go by the new rows.
	assert "Camat" in refused(MoveRefused, run.act, "sekcam", REKAP, recap, ACTION)
	for key in ("sekcam", f"jp:{run.office.recap_unit}"):
		answer = send(run.user(key), "PUT", f"/api/resource/{REKAP}/{recap}", json={"workflow_state": STATE})
		assert not answer.ok
	at("2021-04-12 09:10")
	offered = run.open("camat", REKAP, recap)["tindakan"]
	assert [(m["action"], m["kegiatan"], m["petunjuk"], m["alat"]) for m in offered] == [
		(ACTION, ACTIVITY, TENTH["uraian"], "")
	]
	at("2021-04-12 09:40")
	run.act("camat", REKAP, recap, ACTION)

	assert frappe.get_all(
		"Catatan Tahapan",
		{"dokumen": recap, "kegiatan": ACTIVITY},
		[
			"langkah",
			"standar",
			"tunggu",
			"pelaksanaan",
			"hasil",
			"pelaku",
			"peran",
			"kelengkapan_ada",
			"output",
		],
	) == [
		{
			**{"langkah": 10, "standar": 60, "tunggu": 10, "pelaksanaan": 30, "hasil": "Selesai"},
			**{
				"pelaku": run.user("camat"),
				"peran": "Camat",
				"kelengkapan_ada": 1,
				"output": TENTH["output"],
			},
		}
	]
	after = measured(run)
	assert after[""]["standar"] == 2280 + 60 and after[""]["siklus"] > 0
	tenth = after[ACTIVITY]
	assert (tenth["nomor"], tenth["pelaksanaan"], tenth["selesai"], tenth["nilai"]) == (
		10,
		30,
		True,
		"Sesuai",
	)
	row = printed(order, CARD)["10"]
	assert row[1] == ACTIVITY and row[-3:] == ["60", "30", "Sesuai"] and "09.40" in row[4]

	# Its papers are kept, and say it themselves.
	kept = {
		row.print_format: row
		for row in frappe.get_all(
			"Arsip Kertas",
			{"disposisi": run.disposisi, "kegiatan": ACTIVITY},
			["print_format", "langkah", "isi"],
		)
	}
	assert set(kept) == {RECAP, CARD} and {row.langkah for row in kept.values()} == {10}
	assert ACTIVITY in kept[CARD].isi

	sheet = frappe.get_doc("SOP", admin.sop)
	assert len(symbols(sheet)) == 10 and symbols(sheet)[-1] == ("kapsul", "Camat")
	assert TENTH["uraian"] in printed(sheet, "SOP")["10"]

	# Final stays final; opened again it is a new version as ever.
	doc = run.recap()
	assert step_state.is_done(doc, steps.REKAP_KECAMATAN) and STATE in offices.done_states()
	assert frappe.db.count("Salinan Rekap", {"rekap": recap}) == copies == 1
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Selesai"
	run.act("sekcam", REKAP, recap, "Buka Kembali", "Ada data baru")
	assert (run.recap().versi, run.recap().workflow_state) == (2, "Draf")
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") != "Selesai"


@pytest.mark.full
def test_a_step_in_the_middle_renumbers_the_others(admin, office):
	"""Done unit by unit: the slowest one counts. Lines and papers from before keep their step whatever its number becomes."""
	middle = {**TENTH, "nomor": 7, "kegiatan": "Persetujuan Kepala Unit", "waktu": 15, "output": "Paraf"}
	admin.own_sop()
	admin.renumber(lambda number: number + (number >= 7))
	doc = json.loads(frappe.as_json(frappe.get_doc("SOP", admin.sop).as_dict()))
	middle |= {"status": "Diketahui Kepala Unit", "kertas": "Rekap Data Kinerja Unit"}
	said = admin.send("PUT", f"SOP/{admin.sop}", langkah=[*doc["langkah"], middle])
	assert "Kegiatan sendiri, yang dicatat, diukur dan dicetak saja: Persetujuan Kepala Unit" in said
	saved = frappe.get_doc("SOP", admin.sop)
	assert [(row.idx, row.nomor) for row in saved.langkah] == [(n, n) for n in range(1, 11)]
	assert saved.langkah[6].kegiatan == middle["kegiatan"] and saved.total_waktu == 2280 + 15

	run = LocalRun(office)
	at("2021-04-01 11:00")
	run.up_to_meeting()
	for unit, minute in zip(office.units, ("09:10", "09:20"), strict=True):
		run.fill(unit)
		at("2021-04-06 09:00")
		run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
		run.open(f"ku:{unit}", REKAP, run.recap(unit).name)
		at(f"2021-04-06 {minute}")
		run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Ketahui")
		assert measured(run)[middle["kegiatan"]]["selesai"] == (unit == office.units[-1])
		run.validate(unit)
		run.read_closely(unit)
	told = measured(run)[middle["kegiatan"]]
	assert (told["nomor"], told["pelaksanaan"], told["nilai"]) == (7, 20, "Melebihi Mutu Baku")
	lines = frappe.get_all(
		"Catatan Tahapan",
		{"disposisi": run.disposisi, "hasil": "Selesai", "jenis_dokumen": REKAP},
		["langkah", "kegiatan"],
		distinct=True,
	)
	assert sorted((row.langkah, row.kegiatan) for row in lines) == [
		(6, steps.REKAP_UNIT),
		(7, middle["kegiatan"]),
		(8, steps.VALIDASI),
		(9, steps.PENCERMATAN),
	]
	order = frappe.get_doc(DISPOSISI, run.disposisi)
	assert printed(order, CARD)["7"][1] == middle["kegiatan"]

	admin.renumber(lambda number: number * 10)
	row = printed(order, CARD)["80"]
	assert row[1] == steps.VALIDASI and row[2] and row[4]


@pytest.mark.full
def test_a_step_before_the_end_leaves_the_recap_open(admin, office):
	"""The kecamatan's recap is handed to somebody before it becomes final: till then it takes in what the units bring."""
	for move in admin.rows["transitions"]:
		if move["action"] == "Finalkan":
			move["state"] = "Diajukan"
	admin.add_move("Draf", "Ajukan", "Diajukan", "Jabatan Pelaksana", condition='doc.jenis == "Kecamatan"')
	admin.save_flow()
	admin.own_sop({**TENTH, "kegiatan": "Pengajuan", "status": "Diajukan", "nomor": 10})
	admin.renumber(lambda number: {9: 10, 10: 9}.get(number, number) + 20)
	run = LocalRun(office)
	run.up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	recap = run.recap()
	assert len({row.unit_kerja for row in recap.sumber}) == 2 and not recap.perlu_diperbarui
	# The step's papers are missing once, on the kecamatan's recap, and for no unit.
	missing = [(nama, why) for number, nama, _place, why in lacking(run) if number == "29"]
	assert missing == [(RECAP, "langkah belum selesai"), (CARD, "langkah belum selesai")]
	run.act(f"jp:{office.recap_unit}", REKAP, recap.name, "Ajukan")
	assert {why for number, *_, why in lacking(run) if number == "29"} == {"menunggu dirender"}
	assert office_recap.missing_units(run.recap()) == []
	run.finalize()
	assert step_state.is_done(run.recap(), steps.REKAP_KECAMATAN)


NOT_NOTED = ["Lembar Arahan Pimpinan", "belum diketahui pimpinan"]


@pytest.mark.parametrize("way", ["shipped", "taken out", "made a step"])
@pytest.mark.full
def test_nobodys_note_is_missed_where_the_workflow_has_none(admin, office, way):
	"""The leader's note is a move that completes no step; where there is none, a complete file says so."""
	if way == "taken out":
		moves = admin.rows["transitions"]
		admin.rows["transitions"] = [move for move in moves if "Diketahui Camat" not in move.values()]
		admin.rows["states"] = [row for row in admin.rows["states"] if row["state"] != "Diketahui Camat"]
		admin.save_flow()
	if way == "made a step":
		admin.own_sop({**TENTH, "status": "Diketahui Camat"})
	run = LocalRun(office)
	run.up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	run.finalize()
	told = [[row[1], row[3]] for row in lacking(run)]
	assert (NOT_NOTED in told) == (way == "shipped")
	if way != "taken out":
		run.act("camat", REKAP, run.recap().name, "Ketahui")
		assert NOT_NOTED not in [[row[1], row[3]] for row in lacking(run)]


def test_names_that_would_be_taken_for_others_are_refused(admin):
	admin.own_sop()
	sop = frappe.get_doc("SOP", admin.sop)
	for wrong, word in (
		("validasi", "persis"),
		("Kembalikan", "gerak mundur"),
		("VALI DASI", "persis"),
	):
		copy = frappe.copy_doc(sop)
		copy.langkah[6].kegiatan = wrong
		assert word in refused(KinerjaError, copy.insert)
	copy = frappe.copy_doc(sop)
	copy.langkah[7].status = copy.langkah[6].status
	assert "Status Penyelesai ganda" in refused(KinerjaError, copy.insert)


def test_a_way_round_the_last_step_is_refused(admin):
	"""Diketahui Camat would be an end before the tenth step."""
	admin.add_move("Final", ACTION, STATE, "Camat")
	admin.save_flow()
	with pytest.raises(AssertionError, match="jalan buntu"):
		admin.own_sop(TENTH)


def test_the_desk_is_told_the_names_of_activities(site):
	bootinfo = frappe._dict()
	for hook in frappe.get_hooks("extend_bootinfo", app_name="kinerja_kecamatan"):
		frappe.get_attr(hook)(bootinfo=bootinfo)
	assert bootinfo.kinerja_kegiatan == list(steps.KEGIATAN)


def test_hints_come_with_the_answer(office):
	run = LocalRun(office)
	run.order()
	(move,) = [m for m in run.open("sekcam", DISPOSISI, run.disposisi)["tindakan"] if m["maju"]]
	assert move["kegiatan"] == steps.PENERUSAN and move["petunjuk"].startswith("Isi Batas Pengumpulan")
	run.pass_on()
	run.send_forms()
	tools = {m["action"]: m["alat"] for m in run.open("pek", DISPOSISI, run.disposisi)["tindakan"]}
	assert tools["Tetapkan Hasil Rapat"] == "rapat" and set(tools.values()) <= {"rapat", ""}
	run.meet()
	unit = office.units[0]
	(filled,) = run.open(f"jp:{unit}", FORMAT, run.formats(unit)[0])["tindakan"]
	assert filled["alat"] == "isian" and "Realisasi" in filled["petunjuk"]
