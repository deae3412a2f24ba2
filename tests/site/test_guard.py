"""The guard: whatever way a request comes in, only the workflow's own moves and edits go through."""

import json

import frappe
import pytest

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import MoveRefused
from tests.support import routes
from tests.support.guard_stage import try_all, without_stamps
from tests.support.http import raw
from tests.support.record import new_run, state, whole
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

# what, who, the state wanted, the action pressed, what the guard says to a PUT of the state
MOVES = [
	("draft", "pek", "Diperintahkan", "Perintahkan", "wewenang: Camat"),
	(
		"draft",
		"camat",
		"Diteruskan",
		"Teruskan",
		"tidak dapat beralih dari <strong>Draf</strong> ke <strong>Diteruskan</strong>",
	),
	("open format", "pek", "Selesai Disusun", "Sampaikan Data", "wewenang: Jabatan Pelaksana"),
	("recap", "pek", "Diketahui Kepala Unit", "Ketahui", "wewenang: Kepala Unit"),
	("recap", "sekcam", "Dicermati", "Selesai Dicermati", "tidak dapat beralih"),
]
MORE_MOVES = [
	("order", "admin", "Selesai", "Rekapitulasi Kecamatan", "tidak dapat beralih"),
	("closed format", "jp:{seksi}", "Perlu Perbaikan", "Kembalikan", "tidak dapat beralih"),
	("open format", "jp:{seksi}", "Selesai Disusun", "Sampaikan Data", ""),
	("draft", "admin", "Format Dibahas", "Tetapkan Hasil Rapat", "tidak dapat beralih"),
	("order", "camat", "Dibatalkan", "Batalkan", "tidak dapat beralih"),
	("closed format", "admin", "Perlu Perbaikan", "Kembalikan", "tidak dapat beralih"),
	("closed format", "jp:{perekap}", "Siap Diisi", "Tarik Kembali", ""),
	("open format", "admin", "Disampaikan", "Penyampaian Format", "tidak dapat beralih"),
	("recap", "ku:{seksi}", "Divalidasi", "Validasi", "tidak dapat beralih"),
	("recap", "admin", "Final", "Finalkan", "tidak dapat beralih"),
]
ALL_MOVES = [*MOVES, *(pytest.param(*move, marks=pytest.mark.full) for move in MORE_MOVES)]


@pytest.mark.parametrize(
	("what", "who", "target", "action", "sentence"), ALL_MOVES, ids=lambda v: str(v)[:24]
)
def test_no_move_but_the_workflows_own(stage, what, who, target, action, sentence):
	said = try_all(
		stage.person(who),
		stage.name(what),
		routes.moves(stage.doc(what), target, action, stage.person(who).user),
	)
	assert sentence in said["PUT state"]
	# A message, never a bare trace, on the desk's own buttons too.
	assert said["apply_workflow"] and said["tindak"]


ENDINGS = [
	("order", "admin"),
	("open format", "jp:{perekap}"),
	("recap", "ku:{seksi}"),
	*(
		pytest.param(what, who, marks=pytest.mark.full)
		for what, who in (("closed format", "admin"), ("recap", "admin"), ("order", "sekcam"))
	),
]


@pytest.mark.parametrize(("what", "who"), ENDINGS)
def test_no_submit_cancel_delete_rename_amend(stage, what, who):
	said = try_all(stage.person(who), stage.name(what), routes.endings(stage.doc(what)))
	if who == "admin":
		assert "tidak diajukan atau dibatalkan" in said["PUT docstatus"]
		assert "tidak dapat dihapus" in said["DELETE"]
		assert "tidak diganti namanya" in said["rename_doc"]


def test_a_draft_is_deleted_by_nobody_but_the_administrator(stage):
	for who in ("pek", "camat", "jp:{seksi}"):
		ways = [way for way in routes.endings(stage.doc("draft")) if "elete" in way[0].lower()]
		try_all(stage.person(who), stage.name("draft"), ways)


EDITS = [
	("draft", "jp:{seksi}", "hal", ""),
	("order", "pek", "batas_pengumpulan", "isinya hanya dapat diubah oleh: Sekcam"),
	("closed format", "jp:{seksi}", "catatan", "isinya hanya dapat diubah oleh"),
	("closed format", "admin", "catatan", "isinya hanya dapat diubah oleh"),
	("open format", "pek", "catatan", "isinya hanya dapat diubah oleh: Jabatan Pelaksana"),
	("open format", "jp:{seksi}", "catatan", ""),
	("recap", "jp:{seksi}", "catatan_validasi", "isinya hanya dapat diubah oleh: Kepala Unit"),
	("recap", "pek", "catatan_validasi", "isinya hanya dapat diubah oleh: Kepala Unit"),
	("recap", "camat", "arahan_pimpinan", "isinya hanya dapat diubah oleh: Kepala Unit"),
]


@pytest.mark.parametrize(("what", "who", "field", "sentence"), EDITS, ids=lambda v: str(v)[:24])
def test_no_edit_outside_allow_edit(stage, what, who, field, sentence):
	value = "2099-12-31" if field == "batas_pengumpulan" else "Diubah diam-diam"
	said = try_all(stage.person(who), stage.name(what), routes.edits(stage.doc(what), field, value))
	assert sentence in said["PUT"] and said["PUT"]


# child table, its parent, who may edit that parent now, a field to write
ROWS = [
	("baris", "open format", "jp:{perekap}", "realisasi"),
	("baris", "closed format", "admin", "realisasi"),
	("penerusan", "order", "sekcam", "instruksi"),
	("baris", "recap", "ku:{seksi}", "kendala"),
	("sumber", "recap", "ku:{seksi}", "nilai_teks"),
]


@pytest.mark.parametrize(("table", "what", "who", "field"), ROWS, ids=lambda v: str(v)[:24])
def test_child_rows_have_no_way_of_their_own(stage, table, what, who, field):
	row = stage.doc(what)[table][0]
	said = try_all(stage.person(who), stage.name(what), routes.row_edits(row, field, "7"))
	assert "melalui dokumen induknya" in said["row PUT"]


def test_corrections_and_attendance_have_no_way_of_their_own(stage):
	recap = stage.doc("recap")
	row = {
		"doctype": "Koreksi Rekap",
		"parent": recap["name"],
		"parenttype": REKAP,
		"parentfield": "koreksi",
		"indikator": recap["baris"][0]["indikator"],
		"kolom": "Realisasi",
		"sesudah": "99",
		"alasan": "-",
	}
	ways = [
		way
		for way in routes.row_edits(row | {"name": "tidak-ada"}, "sesudah", "7")
		if "POST" in way[0] or "insert" in way[0]
	]
	assert all(try_all(stage.person("ku:{seksi}"), stage.name("recap"), ways).values())
	meeting = stage.person("pek").list(RAPAT, {"disposisi": stage.run.disposisi}, ["name"])[0]["name"]
	attended = stage.person("pek").get(RAPAT, meeting)["kehadiran"][0]
	said = try_all(stage.person("pek"), (RAPAT, meeting), routes.row_edits(attended, "kehadiran", "Izin"))
	assert "melalui dokumen induknya" in said["row PUT"]


def test_no_insert_past_the_first_state_or_without_the_role(stage):
	run = stage.run
	order = {
		"doctype": DISPOSISI,
		"kecamatan": run.office.root,
		"periode": f"{run.office.tahun}-TW2",
		"tanggal": "2021-04-01",
		"hal": "Uji",
		"isi_perintah": "Uji",
	}
	form = {
		"doctype": FORMAT,
		"disposisi": run.disposisi,
		"periode": run.office.periode,
		"unit_kerja": stage.seksi,
	}
	form["pelaksana"] = run.office.pegawai[f"ku:{stage.seksi}"]
	recap = {"doctype": REKAP, "jenis": "Unit", "disposisi": run.disposisi, "periode": run.office.periode}
	recap["unit_kerja"] = stage.perekap
	cases = [
		(
			"pek",
			order | {"workflow_state": "Format Dibahas"},
			"selalu mulai dari status <strong>Draf</strong>",
		),
		("pek", order | {"docstatus": 1}, ""),
		("admin", order | {"workflow_state": "Selesai"}, "selalu mulai dari status"),
		("ku:{seksi}", order, ""),
		("jp:{seksi}", order, ""),
		("pek", form | {"workflow_state": "Siap Diisi"}, "selalu mulai dari status <strong>Konsep</strong>"),
		("admin", form | {"docstatus": 1}, "tidak diajukan"),
		("jp:{seksi}", form, ""),
		("jp:{perekap}", recap, ""),
		("pek", recap | {"workflow_state": "Divalidasi"}, ""),
		("admin", recap | {"workflow_state": "Final"}, "selalu mulai dari status <strong>Draf</strong>"),
	]
	for who, values, sentence in cases:
		counts = _counts(run.office.root)
		for label, verb, path, arguments in routes.inserts(values):
			answer = raw(stage.person(who), verb, path, **arguments)
			case = f"{who} {values['doctype']} {label}: {answer.status_code} {reason_of(answer)}"
			assert 400 <= answer.status_code < 500, case
			assert label.startswith("v2") or sentence in reason_of(answer), case
			assert _counts(run.office.root) == counts, case


def _counts(kecamatan: str) -> dict[str, int]:
	"""What the office has; a worker may be at another one's documents, and may still keep this one's papers."""
	frappe.db.rollback()
	own = {"kecamatan": kecamatan}
	forms = frappe.get_all(FORMAT, own, pluck="name")
	counts = {doctype: frappe.db.count(doctype, own) for doctype in (DISPOSISI, REKAP)}
	counts["Catatan Tahapan"] = frappe.db.count(
		"Catatan Tahapan", {**own, "kegiatan": ["!=", doctypes.ARCHIVE]}
	)
	rows = frappe.db.count("Baris Data Kinerja", {"parent": ["in", forms]})
	return counts | {FORMAT: len(forms), "Baris Data Kinerja": rows}


FORGED = {
	"kunci": "palsu",
	"putaran": 9,
	"tersedia_pada": "2001-01-01 00:00:00",
	"mulai_pada": "2001-01-01 00:00:00",
	"alasan_terakhir": "palsu",
	"terlambat": 1,
	"versi": 9,
	"rata_capaian": 999,
	"predikat": "palsu",
	"penandatangan": "{}",
	"unit_masuk": 9,
	"kemajuan": 100,
	"perjanjian": "palsu",
	"nama_pelaksana": "palsu",
	"tidak_melapor": 1,
	"sop": None,
	"owner": "Administrator",
}
FORGED_ROW = {
	"target": 1,
	"target_teks": "1",
	"capaian": 500,
	"capaian_teks": "500 %",
	"predikat": "palsu",
	"nilai": 500,
	"bobot": 9,
}


@pytest.mark.parametrize(
	("what", "who", "tables"),
	[
		("draft", "pek", {"penerusan": [{"kepada": "palsu", "dibaca": "2001-01-01 00:00:00"}]}),
		("open format", "jp:{perekap}", {}),
		("recap", "ku:{seksi}", {"baris": [], "sumber": []}),
	],
)
def test_what_the_app_fills_in_is_not_the_payloads(stage, what, who, tables):
	"""The person may edit this document now; the app's own fields and rows stay the app's."""
	doctype, name = stage.name(what)
	doc, before = stage.doc(what), whole(doctype, name)
	fields = {df.fieldname for df in frappe.get_meta(doctype).fields} | {"owner"}
	payload = {field: value for field, value in FORGED.items() if field in fields} | tables
	if what == "open format":
		payload["baris"] = [row | FORGED_ROW for row in doc["baris"]]
	person = stage.person(who)
	raw(person, "PUT", f"/api/resource/{doctype}/{name}", json={"owner": payload.pop("owner")})
	answer = raw(person, "PUT", f"/api/resource/{doctype}/{name}", json=payload)
	assert answer.ok, reason_of(answer)
	assert without_stamps(whole(doctype, name)) == without_stamps(before)


def test_forged_fields_on_insert_are_blanked(stage):
	run, pek = stage.run, stage.person("pek")
	doc = pek.insert(
		DISPOSISI,
		kecamatan=run.office.root,
		periode=f"{run.office.tahun}-TW3",
		tanggal="2021-04-01",
		hal="Uji",
		isi_perintah="Uji",
		penerusan=[{"kepada": "palsu", "instruksi": "palsu"}],
		**{
			k: v
			for k, v in FORGED.items()
			if k in ("kunci", "putaran", "tersedia_pada", "mulai_pada", "alasan_terakhir", "owner")
		},
	)
	assert doc["kunci"] == f"{run.office.root}|{run.office.tahun}-TW3"
	assert (doc["putaran"], doc.get("mulai_pada"), doc.get("alasan_terakhir"), doc["penerusan"]) == (
		1,
		None,
		None,
		[],
	)
	assert doc["owner"] == pek.user and not doc["tersedia_pada"].startswith("2001")


def test_self_approval_is_held_on_the_server(office, changed_setup):
	"""allow_self_approval = 0: core checks it for the button only."""
	flow = frappe.get_doc("Workflow", {"document_type": DISPOSISI, "is_active": 1})
	for row in flow.transitions:
		if row.action == "Perintahkan":
			row.allow_self_approval = 0
	flow.save()
	frappe.clear_cache(doctype=DISPOSISI)
	values = {
		"kecamatan": office.root,
		"periode": office.periode,
		"tanggal": "2021-04-01",
		"hal": "Uji",
		"isi_perintah": "Uji",
	}
	frappe.set_user(office.people["camat"])
	own = frappe.get_doc({"doctype": DISPOSISI, **values}).insert()
	own.workflow_state = "Diperintahkan"
	with pytest.raises(MoveRefused, match="harus dilakukan orang lain"):
		own.save()
	frappe.db.rollback()
	frappe.clear_cache(doctype=DISPOSISI)


def test_no_role_may_delete_or_write_beyond_its_part(site):
	"""DocPerm, Frappe's own layer below the guard, gives what docs/permissions.md says and no more."""
	ours = set(frappe.get_all("DocType", {"module": "Kinerja Kecamatan", "istable": 0}, pluck="name"))
	written = {DISPOSISI, FORMAT, REKAP, RAPAT}
	by_the_app = {"Catatan Tahapan", "Rantai Catatan", "Salinan Rekap", "Dispensasi Kinerja"}
	by_the_app |= {"Arsip Kertas", "Usulan Perubahan", "Register Nomor Surat", "Shipped Seed"}
	masters = {"Penugasan", "Pegawai", "Unit Kerja", "Periode Kinerja", "Sasaran Kinerja", "SOP"}
	masters |= {"Indikator Kinerja", "Perjanjian Kinerja", "Skala Predikat", "Pengaturan Kinerja"}
	masters |= {"Program Kegiatan", "Satuan", "Skala Nilai"}
	assert ours == written | by_the_app | masters
	rows = frappe.get_all(
		"DocPerm",
		filters={"parent": ["in", list(ours)]},
		fields=["parent", "role", "write", "create", "delete", "share", "submit", "cancel", "amend"],
	)
	assert not [row for row in rows if row.share or row.submit or row.cancel or row.amend]
	assert not [row for row in rows if row.delete and row.parent not in masters]
	assert not [row for row in rows if (row.write or row.create) and row.parent in by_the_app]
	assert not [
		row
		for row in rows
		if (row.write or row.create)
		and row.parent in written
		and row.role in ("Pemeriksa", "Admin Kinerja", "System Manager")
	]
	writers = {row.role for row in rows if row.write and row.parent in masters}
	assert writers == {"Admin Kinerja", "System Manager"}


def test_the_right_persons_move_works_every_way(stage, env, _shared_office):
	"""PUT of the state, Frappe's own button, bulk approval and our own method: the same move, the same log."""
	run = new_run(env, _shared_office)
	name = run.draft()
	answer = raw(
		run.person("camat"),
		"PUT",
		f"/api/resource/{DISPOSISI}/{name}",
		json={"workflow_state": "Diperintahkan"},
	)
	assert answer.ok, reason_of(answer)
	sekcam = run.person("sekcam")
	doc = sekcam.update(DISPOSISI, name, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Semua")
	sekcam.call("frappe.model.workflow.apply_workflow", doc=json.dumps(doc), action="Teruskan")
	run.person("pek").call(
		"frappe.model.workflow.bulk_workflow_approval",
		docnames=json.dumps([name]),
		doctype=DISPOSISI,
		action="Sampaikan Format",
	)
	assert state(DISPOSISI, name) == "Format Disampaikan"
	forms = frappe.get_all(FORMAT, filters={"disposisi": name}, pluck="workflow_state")
	assert forms == ["Disampaikan"] * len(run.office.units)
	log = frappe.get_all(
		"Catatan Tahapan",
		filters={"dokumen": name},
		fields=["langkah", "pelaku", "hasil"],
		order_by="creation",
		as_list=True,
	)
	people = run.office.people
	assert log == (
		(1, people["camat"], "Selesai"),
		(2, people["sekcam"], "Selesai"),
		(3, people["pek"], "Selesai"),
	)
