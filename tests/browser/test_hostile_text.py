"""Nothing that is stored in a text field of ours runs: every field of every DocType, on every page that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils.global_search import sync_global_search, update_global_search

from kinerja_kecamatan.access import acting
from tests.browser.watched import Watched
from tests.support import hostile
from tests.support.local_run import LocalRun
from tests.support.office import make_office
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP
from tests.support.workers import wait_until_idle

CODE = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEEE"
BOARD, CALENDAR = "Uji Teks", "Kalender Uji Teks"
# Every column that a report view can show.
ALL_COLUMNS = """([doctype, fields]) => frappe.model.user_settings.save(doctype, 'Report', {fields})"""
ONE = "name => { frappe.route_options = {name} }"
OFFERED = """async doctypes => {
	const dialog = new frappe.ui.Dialog({fields: doctypes.map((doctype, n) => (
		{fieldtype: 'Link', fieldname: `tautan_${n}`, label: doctype, options: doctype}))});
	dialog.show();
	for (const n of doctypes.keys()) {
		const input = dialog.fields_dict[`tautan_${n}`].$input;
		for (const text of ['', '__ran']) {
			input.val(text).trigger('focus').trigger('input');
			await new Promise(done => setTimeout(done, 700));
			await frappe.after_ajax();
		}
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
REPORT = """async tahun => {
	frappe.route_options = {tahun, jenis: 'Triwulan'};
	await frappe.set_route('query-report', 'Capaian Kecamatan');
	for (let waited = 0; waited < 100 && !frappe.query_report?.data?.length; waited++)
		await new Promise(done => setTimeout(done, 100));
}"""
# As on a workspace of somebody's own.
QUICK_LISTS = """async doctypes => {
	for (const doctype of doctypes) {
		const container = $('<div class="kinerja-daftar">').appendTo(document.body);
		frappe.widget.make_widget({widget_type: 'quick_list', container, label: doctype, document_type: doctype,
			quick_list_filter: '[]', options: {}});
	}
	await new Promise(done => setTimeout(done, 900));
	await frappe.after_ajax();
}"""
# The results under the search box, and the dialog of all that was found.
SEARCH = """async text => {
	const input = $('#navbar-search');
	input.val(text).trigger('focus').trigger('input');
	await new Promise(done => setTimeout(done, 900));
	await frappe.after_ajax();
	frappe.searchdialog.search.init_search(text, 'global_search');
	await new Promise(done => setTimeout(done, 900));
	await frappe.after_ajax();
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


def named_hostile(run: LocalRun, marks: hostile.Marks) -> dict[str, str]:
	"""Documents whose names a person words, as hostile as a save lets them be; linked where people meet them."""
	scale = frappe.copy_doc(
		frappe.get_doc("Skala Predikat", frappe.get_all("Skala Predikat", pluck="name")[0])
	)
	scale.nama_skala = marks.value("name", "name of Skala Predikat") + frappe.generate_hash(length=6)
	indicator = frappe.copy_doc(
		frappe.get_doc("Indikator Kinerja", run.office.indicators[run.office.units[0]][0])
	)
	indicator.kode = marks.value("name", "name of Indikator Kinerja")
	made = {doc.doctype: doc.insert().name for doc in (scale, indicator)}
	for unit in run.office.units:
		rows = (run.format_of(unit).baris[0], run.recap(unit).baris[0])
		for row in (*rows, run.recap().baris[0]):
			frappe.db.set_value(row.doctype, row.name, "indikator", made["Indikator Kinerja"])
	return made


def plant(run: LocalRun, marks: hostile.Marks, kind: str, names: dict[str, list[str]]) -> None:
	hostile.plant(marks, kind, names)
	hang(marks, kind, {DISPOSISI: run.disposisi, FORMAT: run.formats(run.office.units[0])[0]})
	frappe.db.commit()
	frappe.clear_cache()


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
		acting.insert_as_system(frappe.get_doc({**file, **given}))


@pytest.fixture(scope="module")
def settled(env, _connected) -> Iterator[tuple[LocalRun, list[str], dict]]:
	run, marks = settled_run(), hostile.Marks()
	named = named_hostile(run, marks)
	bare = hostile.add_bare(run.office.root)
	frappe.db.commit()
	yield run, marks.places, named
	hostile.drop(bare)
	frappe.delete_doc("Skala Predikat", named["Skala Predikat"], force=True)
	frappe.db.commit()


@dataclass
class Planted:
	run: LocalRun
	marks: hostile.Marks
	names: dict[str, list[str]]
	named: dict[str, str]
	kind: str


@pytest.fixture(scope="module", params=list(hostile.ROUNDS))
def planted(request, settled) -> Iterator[Planted]:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	wait_until_idle()  # a worker that keeps a paper would write the log's head anew
	run, places, named = settled
	names = hostile.documents(run.office.root, run.office.pegawai.values())
	if request.param == "structure":
		names["Periode Kinerja"] = [run.periode]
	before = hostile.kept(request.param, names) if request.param == "structure" else []
	marks = hostile.Marks(list(places))
	plant(run, marks, request.param, names)
	yield Planted(run, marks, names, named, request.param)
	frappe.db.rollback()
	hostile.put_back(before)
	frappe.db.commit()


@pytest.fixture
def watched(env, site, planted, at_desk) -> Iterator[Watched]:
	"""The Administrator, who sees everything."""
	made = Watched(at_desk("Administrator", env.admin_password), planted.marks)
	yield made
	made.desk.errors.clear()  # of texts that a page computes with
	assert not made.ran, made.said()


def kanban_board(doctype: str):
	"""A board over the states, with every text field on its cards."""
	flow = frappe.get_doc("Workflow", {"document_type": doctype, "is_active": 1})
	return frappe.get_doc(
		{
			"doctype": "Kanban Board",
			"kanban_board_name": f"{BOARD} {doctype}",
			"reference_doctype": doctype,
			"field_name": "workflow_state",
			"show_labels": 1,
			"private": 1,
			"fields": frappe.as_json(hostile.fields_of(doctype)),
			"columns": [{"column_name": state} for state in {row.state: 1 for row in flow.states}],
		}
	).insert()


def calendar_view():
	values = {"reference_doctype": RAPAT, "subject_field": "acara", "all_day": 1, "name": CALENDAR}
	dates = dict.fromkeys(("start_date_field", "end_date_field"), "tanggal")
	return frappe.get_doc({"doctype": "Calendar View", **values, **dates}).insert()


@pytest.mark.full
def test_forms_rows_and_timelines(watched, planted):
	for doctype, documents in planted.names.items():
		watched.form(doctype, documents[-1])
	for doctype, name in planted.named.items():
		watched.form(doctype, name)
	assert watched.lacking(watched.met) == []
	assert watched.lacking(watched.shown, hostile.shown_empty(planted.kind)) == []


@pytest.mark.full
def test_lists_and_reports(watched, planted):
	asked = set()
	for doctype in planted.names:
		watched.at(f"list {doctype}", "List", doctype, "List")
		fields = [*hostile.fields_of(doctype), *hostile.fields_of(doctype, structure=True)]
		columns = [["name", doctype], *([name, doctype] for name in fields)]
		watched.page.evaluate(ALL_COLUMNS, [doctype, columns])
		if planted.kind == "structure":  # of the last document alone, which may stand on a later page
			watched.page.evaluate(ONE, planted.names[doctype][-1])
		watched.at(f"report {doctype}", "List", doctype, "Report")
		asked |= {f"{doctype}.{name}" for name in fields}
	assert watched.lacking(watched.met, within=asked) == []
	assert watched.lacking(watched.shown, hostile.shown_empty(planted.kind), within=asked) == []


@pytest.mark.full
def test_dialogs_of_ours(watched, planted):
	look_at_dialogs(watched, planted.run)


@pytest.mark.full
def test_tree_workspace_print_and_public_page(watched, planted):
	look_around(watched, planted)


@pytest.mark.full
def test_boards_calendars_and_search(watched, planted):
	look_at_views(watched, planted)


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


def look_around(watched: Watched, planted: Planted) -> None:
	run, names = planted.run, planted.names
	watched.at("tree", "Tree", "Unit Kerja")
	watched.do("tree opened", "() => cur_tree.load_children(cur_tree.root_node, true)", wait=600)
	watched.at("workspace", "Workspaces", "Kinerja Kecamatan", wait=800)
	watched.do("report", REPORT, run.office.tahun, wait=800)
	rows = watched.page.evaluate("() => frappe.query_report.data.map(row => row.kecamatan)")
	# Whose kind and state are marks is no final recap of a quarter.
	assert planted.kind == "structure" or run.office.root in rows
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


def look_at_views(watched: Watched, planted: Planted) -> None:
	"""A Kanban Board and a calendar as anybody may make them, and the search of the whole site."""
	run = planted.run
	for doctype in (DISPOSISI, FORMAT, REKAP, RAPAT):
		update_global_search(frappe.get_doc(doctype, planted.names[doctype][-1]))
	sync_global_search()
	meeting = planted.names[RAPAT][-1]
	frappe.db.set_value(RAPAT, meeting, "tanggal", frappe.utils.today(), update_modified=False)
	made = [kanban_board(doctype) for doctype in (DISPOSISI, FORMAT, REKAP)]
	made.append(calendar_view())
	frappe.db.commit()
	try:
		for board in made[:-1]:
			watched.at(
				f"board {board.reference_doctype}", "List", board.reference_doctype, "Kanban", board.name
			)
		watched.at("calendar", "List", RAPAT, "Calendar", made[-1].name, wait=800)
		watched.do("quick lists", QUICK_LISTS, [DISPOSISI, "Unit Kerja", "Indikator Kinerja"], wait=800)
		for text in ("__ran", run.office.root):
			watched.do("search", SEARCH, text, wait=800)
	finally:
		for doc in made:
			frappe.delete_doc(doc.doctype, doc.name, force=True)
		frappe.db.commit()
	if planted.kind == "structure":
		return  # cards and hits show words
	places = dict(enumerate(planted.marks.places))
	met = {places.get(number, "").partition(".")[0] for number in watched.shown}
	assert met >= {DISPOSISI, FORMAT, REKAP, RAPAT}


@pytest.mark.full
def test_who_works_there_meets_it_in_no_dialog(env, site, at_desk):
	run = LocalRun(make_office().in_new_year())
	run.up_to_meeting()
	unit = run.office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	marks = hostile.Marks()
	plant(run, marks, "tags", hostile.documents(run.office.root, run.office.pegawai.values()))
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
