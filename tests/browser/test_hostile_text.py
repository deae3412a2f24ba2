"""Nothing that is stored in a text field of ours runs: every field of every DocType, on every page that shows it."""

from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.flow import system
from tests.browser.watched import Watched
from tests.support import hostile
from tests.support.local_run import LocalRun
from tests.support.office import make_office
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

CODE = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEEE"
# Every column that a report view can show.
ALL_COLUMNS = """([doctype, fields]) => frappe.model.user_settings.save(doctype, 'Report', {fields})"""
OFFERED = """async doctypes => {
	const dialog = new frappe.ui.Dialog({fields: doctypes.map((doctype, n) => (
		{fieldtype: 'Link', fieldname: `tautan_${n}`, label: doctype, options: doctype}))});
	dialog.show();
	for (const n of doctypes.keys()) {
		const input = dialog.fields_dict[`tautan_${n}`].$input;
		input.val('').trigger('focus').trigger('input');
		await new Promise(done => setTimeout(done, 700));
		await frappe.after_ajax();
	}
}"""
DECISIONS = """async () => {
	for (const button of cur_frm.page.wrapper.find('.inner-group-button button, .custom-actions button').toArray()) {
		if (!(cur_frm.kinerja.keputusan || []).some(one => button.textContent.trim() === one.label)) continue;
		button.click();
		await new Promise(done => setTimeout(done, 300));
		cur_dialog?.hide();
	}
}"""
MOVES = """async () => {
	for (const move of cur_frm.kinerja.tindakan.filter(one => one.alasan || one.pilihan)) {
		await kinerja_kecamatan.tindak(cur_frm, move.action);
		await new Promise(done => setTimeout(done, 400));
		cur_dialog?.hide();
	}
}"""
CONFLICT = """([doctype, name, text]) => frappe.request.error_handlers.EditConflict.forEach(handler => handler({bentrok: {
	doctype, dokumen: name,
	perubahan: [{label: text, sebelum: text, sesudah: text, nama: text, pada: '2021-04-01 08:00:00', tabel: 'baris', nomor: 1,
		kode: text, kolom: 'kendala'}],
	isian: [{label: text, kolom: 'catatan', nilai: text, kini: text, bentrok: 1}, {tabel: 'baris', nomor: 1, kode: text,
		kolom: '', nilai: {kendala: text}}],
}}))"""


def settled_run(units: int = 2) -> LocalRun:
	"""A whole SOP of an office of its own, final."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	run = LocalRun(make_office(units=units).in_new_year())
	run.up_to_meeting()
	for unit in run.office.units:
		run.unit_through(unit)
	run.finalize()
	return run


def plant(run: LocalRun, kind: str) -> tuple[hostile.Marks, dict]:
	marks = hostile.Marks()
	names = hostile.documents(run.office.root, run.office.pegawai.values())
	hostile.plant(marks, kind, names)
	hang(marks, kind, {DISPOSISI: run.disposisi, FORMAT: run.formats(run.office.units[0])[0]})
	frappe.db.commit()
	frappe.clear_cache()
	return marks, names


def hang(marks: hostile.Marks, kind: str, names: dict[str, str]) -> None:
	"""What is shown with a document: a comment and a task as a person sends them, a change of its fields, a file's name."""
	shape = hostile.ROUNDS[kind][0]
	for doctype, name in names.items():
		doc = frappe.get_doc(doctype, name)
		for each in hostile.SHAPES:
			doc.add_comment("Comment", marks.value(each, f"Comment on {doctype}"))
		field = "isi_perintah" if doctype == DISPOSISI else "catatan"
		text = marks.value(shape, f"Version of {doctype}")
		version = frappe.new_doc("Version")
		version.update({"ref_doctype": doctype, "docname": name})
		row = ["baris", 0, "x", [["kendala", text, text]]]
		version.data = frappe.as_json(
			{"changed": [[field, text, text]], "row_changed": [row] if doctype == FORMAT else []}
		)
		version.insert(ignore_permissions=True)  # as Frappe writes it with a save
		task = {
			"doctype": "ToDo",
			"reference_type": doctype,
			"reference_name": name,
			"allocated_to": "Administrator",
		}
		frappe.get_doc({**task, "description": marks.value(shape, f"ToDo on {doctype}")}).insert()
		given = {"attached_to_doctype": doctype, "attached_to_name": name, "is_private": 1}
		file = {
			"doctype": "File",
			"file_name": marks.value(shape, f"File on {doctype}")[:90] + ".txt",
			"content": frappe.generate_hash(),
		}
		system.insert(frappe.get_doc({**file, **given}))


@pytest.fixture(scope="module")
def settled(env, _connected) -> Iterator[LocalRun]:
	run = settled_run()
	bare = hostile.add_bare(run.office.root)
	frappe.db.commit()
	yield run
	hostile.drop(bare)


@pytest.fixture(scope="module", params=list(hostile.ROUNDS))
def planted(request, settled) -> tuple[LocalRun, hostile.Marks, dict]:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	return settled, *plant(settled, request.param)


@pytest.fixture
def watched(env, site, planted, at_desk) -> Iterator[Watched]:
	"""The Administrator, who sees everything."""
	_run, marks, _names = planted
	made = Watched(at_desk("Administrator", env.admin_password), marks)
	yield made
	made.desk.errors.clear()  # of texts that a page computes with
	assert not made.ran, made.said()


@pytest.mark.full
def test_forms_rows_and_timelines(watched, planted):
	for doctype, documents in planted[2].items():
		watched.form(doctype, documents[-1])


@pytest.mark.full
def test_lists_and_reports(watched, planted):
	for doctype in planted[2]:
		watched.at(f"list {doctype}", "List", doctype, "List")
		columns = [["name", doctype], *([name, doctype] for name in hostile.fields_of(doctype))]
		watched.page.evaluate(ALL_COLUMNS, [doctype, columns])
		watched.at(f"report {doctype}", "List", doctype, "Report")


@pytest.mark.full
def test_dialogs_of_ours(watched, planted):
	look_at_dialogs(watched, planted[0])


@pytest.mark.full
def test_tree_workspace_print_and_public_page(watched, planted):
	look_around(watched, planted[0], planted[2])


def look_at_dialogs(watched: Watched, run: LocalRun) -> None:
	text = watched.marks.value("tag", "conflict") + watched.marks.value("attribute", "conflict")
	form = run.formats(run.office.units[0])[0]
	watched.form(FORMAT, form)
	watched.do("conflict", CONFLICT, [FORMAT, form, text])
	report = {
		"berkas": text,
		"dokumen": text,
		"diterapkan": 0,
		"masalah": [{"sel": text, "lembar": text, "pesan": text}],
		"perubahan": [{"sel": text, "indikator": text, "kolom": text, "semula": text, "menjadi": text}],
	}
	watched.answering("kinerja_kecamatan.excel.api.periksa", report, lambda: choose_file(watched))
	recap = run.recap(run.office.units[0])
	watched.form(REKAP, recap.name)
	watched.do(
		"trace",
		"([name, at]) => kinerja_kecamatan.asal_angka(name, at)",
		[recap.name, recap.baris[0].indikator],
	)
	watched.do("trace of totals", "name => kinerja_kecamatan.asal_nilai(name)", run.recap().name)
	watched.form(DISPOSISI, run.disposisi)
	watched.do("override", "() => kinerja_kecamatan.pintas(cur_frm)")
	watched.do(
		"papers",
		"() => cur_frm.page.wrapper.find('[data-label=\"Kertas%20Arsip\"]').first().click()",
		wait=600,
	)
	watched.do("offered links", OFFERED, hostile.doctypes())


def choose_file(watched: Watched) -> None:
	watched.do("upload", "() => { kinerja_kecamatan.excel.unggah(cur_frm); }")
	watched.page.evaluate("() => kinerja_kecamatan.excel.unggah(cur_frm)")
	file = {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": b"x"}
	watched.page.locator(".modal.show .kinerja-berkas").last.set_input_files(file)
	watched.page.locator(".kinerja-laporan").last.wait_for()
	watched.do("upload", "() => null")


def look_around(watched: Watched, run: LocalRun, names: dict) -> None:
	watched.at("tree", "Tree", "Unit Kerja")
	watched.do("tree opened", "() => cur_tree.load_children(cur_tree.root_node, true)", wait=600)
	watched.at("workspace", "Workspaces", "Kinerja Kecamatan", wait=800)
	watched.at("report", "query-report", "Capaian Kecamatan", wait=800)
	watched.at("image view", "List", "Unit Kerja", "Image")
	watched.at("to do", "List", "ToDo", "List")
	watched.at("files", "List", "File", "List")
	for doctype in names:
		watched.at(f"print {doctype}", "print", doctype, names[doctype][-1], wait=700)
	for doctype in (DISPOSISI, FORMAT, REKAP, RAPAT, "Pegawai"):
		watched.page_of(
			f"printview {doctype}", f"/printview?doctype={doctype}&name={names[doctype][-1]}&format=Standard"
		)
	paper = frappe.db.get_value("Arsip Kertas", {"disposisi": run.disposisi}, "kode")
	watched.page_of("verification", f"/verifikasi/{paper or CODE}", wait=800)


@pytest.mark.full
def test_who_works_there_meets_it_in_no_dialog(env, site, at_desk):
	run = LocalRun(make_office().in_new_year())
	run.up_to_meeting()
	unit = run.office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	marks, _names = plant(run, "tags")
	waiting = run.formats(run.office.units[1])[0]
	for key, doctype, name in (
		("pek", FORMAT, waiting),
		("pek", REKAP, run.recap(unit).name),
		("sekcam", DISPOSISI, run.disposisi),
	):
		desk = at_desk(run.user(key))
		watched = Watched(desk, marks)
		try:
			watched.form(doctype, name)
			watched.do(f"decisions {doctype}", DECISIONS)
			watched.do(f"moves {doctype}", MOVES)
		finally:
			desk.errors.clear()
		assert not watched.ran, watched.said()


def test_a_form_with_rows_shows_text(env, site, office, at_desk):
	"""The sample of every day: a form, its rows and its list."""
	run = LocalRun(office).up_to_meeting()
	names = {FORMAT: run.formats(run.office.units[0])[:1]}
	marks = hostile.Marks()
	hostile.plant(marks, "tags", names)
	frappe.db.commit()
	desk = at_desk("Administrator", env.admin_password)
	watched = Watched(desk, marks)
	try:
		watched.form(FORMAT, names[FORMAT][0])
		watched.at(f"list {FORMAT}", "List", FORMAT, "List")
	finally:
		desk.errors.clear()
	assert not watched.ran, watched.said()
