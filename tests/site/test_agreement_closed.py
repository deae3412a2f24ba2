"""A Perjanjian Kinerja that is Ditetapkan is closed: no way changes it; its moment, paper, scan and Ralat are on record."""

import hashlib
import io
import json

import frappe
import pytest
from frappe.core.doctype.data_import.importer import Importer

from kinerja_kecamatan.archive import api as archive_api
from kinerja_kecamatan.archive import codes, render
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.integrity import chain_told
from kinerja_kecamatan.papers import agreement as paper
from kinerja_kecamatan.patches import agreement_goals
from kinerja_kecamatan.process.agreements import KEGIATAN
from tests.site.test_rows_from_agreement import agree, quarters
from tests.support.inside import POINT, own_transaction, send, verified
from tests.support.local_run import refused, signed_in
from tests.support.office import Office, add_person, draft_of, reopened
from tests.support.papers import html_of
from tests.support.whole_log import assert_told

PK, LOG, ARCHIVE = "Perjanjian Kinerja", "Catatan Tahapan", "Arsip Kertas"
ADMIN = [("Admin Kinerja", "Kecamatan")]
METHOD = "/api/method/frappe."
PROGRAM = {"kode_program": "7.01.02", "program": "Pelayanan Publik", "anggaran": "100"}


@pytest.fixture
def admin(office) -> str:
	return add_person(office, "admin tertutup", "Admin Kinerja", office.root, ADMIN)


def with_program(office: Office, unit: str):
	doc = reopened(office, unit)
	doc.append("program", PROGRAM)
	return doc.save()


def stored(name: str) -> dict:
	"""Everything that a signed paper says, as the database holds it."""
	doc = frappe.get_doc(PK, name).as_dict()
	for table in ("target", "program"):
		doc[table] = [{key: row[key] for key in row if not key.startswith("modified")} for row in doc[table]]
	return {key: value for key, value in doc.items() if key not in ("modified", "modified_by")}


def lines(name: str, **more) -> list:
	return frappe.get_all(
		LOG,
		filters={"jenis_dokumen": PK, "dokumen": name, **more},
		fields=["*"],
		order_by="nomor",
	)


def ways(doc) -> list[tuple]:
	"""(way, verb, path, json) that would change a closed agreement of its own or one of its rows."""
	said = json.loads(doc.as_json())
	path, row = f"/api/resource/{PK}/{doc.name}", doc.target[0]
	saved = json.dumps({**said, "nomor": "X"})
	set_one = {"doctype": PK, "name": doc.name, "fieldname": "nomor", "value": "X"}
	fewer = [dict(said["target"][0]), *said["target"][1:-1]]
	other = [{**said["target"][0], "target_tw1": "1"}, *said["target"][1:]]
	row_path = f"/api/resource/Target Kinerja/{row.name}"
	new_row = {
		"doctype": "Target Kinerja",
		"parent": doc.name,
		"parenttype": PK,
		"parentfield": "target",
		"indikator": row.indikator,
		"target_tahunan": "1",
	}
	return [
		("PUT", "PUT", path, {"nomor": "X"}),
		("a target", "PUT", path, {"target": other}),
		("a row less", "PUT", path, {"target": fewer}),
		("rows turned", "PUT", path, {"target": said["target"][::-1]}),
		("a row more", "PUT", path, {"target": [*said["target"], {"indikator": row.indikator, "target_tahunan": "2"}]}),
		("a program", "PUT", path, {"program": []}),
		("back to a draft", "PUT", path, {"status": "Draf"}),
		("another unit", "PUT", path, {"unit_kerja": doc.kecamatan}),
		("another day", "PUT", path, {"berlaku_mulai": f"{doc.tahun}-06-01"}),
		("who signs", "PUT", path, {"pihak_kedua_nama": "Orang Lain"}),
		("docstatus", "PUT", path, {"docstatus": 1}),
		("v2 PATCH", "PATCH", f"/api/v2/document/{PK}/{doc.name}", {"nomor": "X"}),
		("set_value", "POST", METHOD + "client.set_value", set_one),
		("client.save", "POST", METHOD + "client.save", {"doc": saved}),
		("savedocs", "POST", METHOD + "desk.form.save.savedocs", {"doc": saved, "action": "Save"}),
		("submit", "POST", METHOD + "client.submit", {"doc": saved}),
		("cancel", "POST", METHOD + "client.cancel", {"doctype": PK, "name": doc.name}),
		("bulk_update", "POST", METHOD + "client.bulk_update", {"docs": json.dumps([{**set_one, "docname": doc.name, "nomor": "X"}])}),
		("bulk edit", "POST", METHOD + "desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			{"doctype": PK, "docnames": json.dumps([doc.name]), "action": "update", "data": json.dumps({"nomor": "X"})}),
		("rename", "POST", METHOD + "client.rename_doc", {"doctype": PK, "old_name": doc.name, "new_name": "PK-LAIN"}),
		("delete", "DELETE", path, {}),
		("client.delete", "POST", METHOD + "client.delete", {"doctype": PK, "name": doc.name}),
		("delete_items", "POST", METHOD + "desk.reportview.delete_items", {"doctype": PK, "items": json.dumps([doc.name])}),
		("a row's own PUT", "PUT", row_path, {"target_tw1": "1"}),
		("a row's own DELETE", "DELETE", row_path, {}),
		("a row's own set_value", "POST", METHOD + "client.set_value", {"doctype": "Target Kinerja", "name": row.name, "fieldname": "target_tw1", "value": "1"}),
		("a new row", "POST", METHOD + "client.insert", {"doc": json.dumps(new_row)}),
		("a document of another class", "PUT", f"/api/resource/Sasaran Kinerja/{frappe.db.get_value('Indikator Kinerja', row.indikator, 'sasaran')}",
			{"doctype": PK, "name": doc.name, "nomor": "X"}),
	]  # fmt: skip


@pytest.mark.parametrize("who", ["admin", "Administrator"])
def test_no_way_changes_a_closed_agreement(office, admin, who):
	doc = with_program(office, office.units[0])
	before, user = stored(doc.name), admin if who == "admin" else who
	for label, verb, path, content in ways(doc):
		with own_transaction():
			answer = send(user, verb, path, json=content)
		swallowed = label in ("bulk_update", "bulk edit", "delete_items")
		assert swallowed or not answer.ok, label
		assert answer.status < 500, f"{label}: {answer}"
		assert stored(doc.name) == before, label
	said = send(user, "PUT", f"/api/resource/{PK}/{doc.name}", json={"nomor": "X"}).said
	assert "tertutup: Nomor tidak diubah lagi" in said and "Perubahan" in said and "Ralat" in said


def test_data_import_changes_no_closed_agreement(office):
	doc = with_program(office, office.units[0])
	before = stored(doc.name)
	with own_transaction():
		frappe.db.savepoint(POINT)
		sheet = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "pk.csv",
				"content": f"ID,Nomor\n{doc.name},X\n",
				"is_private": 1,
			}
		).insert()
		asked = {
			"reference_doctype": PK,
			"import_type": "Update Existing Records",
			"import_file": sheet.file_url,
		}
		log = frappe.get_doc({"doctype": "Data Import", **asked}).insert()
		Importer(PK, data_import=log).import_data()
	told = frappe.get_all("Data Import Log", {"data_import": log.name}, ["success", "messages", "exception"])
	assert [entry.success for entry in told] == [0] and "tertutup" in str(told)
	assert stored(doc.name) == before
	frappe.db.after_rollback.run()


def test_a_draft_is_open_and_says_nothing_of_its_signing(office, admin):
	doc = draft_of(office, office.units[0])
	answer = send(
		admin,
		"PUT",
		f"/api/resource/{PK}/{doc.name}",
		json={"nomor": "PK/2", "penandatangan": '[{"nama": "X"}, {"nama": "Y"}]', "ditetapkan_oleh": "Guest"},
	)
	assert answer.ok, answer
	doc.reload()
	assert (doc.nomor, doc.penandatangan, doc.ditetapkan_pada, doc.ditetapkan_oleh) == (
		"PK/2",
		None,
		None,
		None,
	)


def test_a_copy_of_a_closed_one_is_a_draft(office):
	doc = reopened(office, office.units[0]).save()
	made = frappe.copy_doc(doc, ignore_no_copy=False)
	assert (made.status, made.penandatangan, made.ditetapkan_pada, made.pindaian) in (
		("Draf", None, None, None),
		(None, None, None, None),
	)


def test_the_moment_is_a_line_of_the_chain_and_the_paper_is_kept(office, admin):
	unit = office.units[0]
	with signed_in(admin):
		doc = agree(office, unit, "06-01", {office.indicators[unit][0]: quarters("9")}, nomor="PK/9")
	(line,) = lines(doc.name, aksi="Tetapkan")
	assert (line.ke_status, line.pelaku, line.unit_kerja, line.hasil) == (
		"Ditetapkan",
		admin,
		unit,
		"Lainnya",
	)
	assert "PK/9, Perubahan" in line.alasan and "1 indikator, 0 program" in line.alasan
	assert (doc.ditetapkan_oleh, bool(doc.ditetapkan_pada)) == (admin, True)
	(row,) = frappe.get_all(ARCHIVE, {"dokumen": doc.name}, ["*"])
	assert (row.jenis_dokumen, row.print_format, row.kegiatan, row.versi_kertas) == (PK, PK, KEGIATAN, 1)
	assert row.sidik_isi == hashlib.sha256(row.isi.encode()).hexdigest() and row.status == render.WAITING
	answer = verified(row.kode)
	assert (answer["status"], answer["nomor"], answer["versi"]) == ("asli", doc.name, 1)
	assert codes.grouped(row.kode) in html_of(doc, PK), "what is printed today is the kept paper"
	assert_told(office.root)
	assert problem_of(office, doc.name) == ""
	with signed_in(office.people["camat"]):
		assert [each["print_format"] for each in archive_api.daftar(PK, doc.name)] == [PK]


def test_a_blank_behind_the_word_closes_it_as_the_word_does(office, admin):
	doc = draft_of(office, office.units[0])
	answer = send(admin, "PUT", f"/api/resource/{PK}/{doc.name}", json={"status": " Ditetapkan "})
	doc.reload()
	assert answer.ok and (doc.status, doc.ditetapkan_oleh) == ("Ditetapkan", admin)
	assert doc.ditetapkan_pada and json.loads(doc.penandatangan)


@pytest.mark.full
def test_the_kept_paper_is_rendered_and_given_out(office):
	doc = reopened(office, office.units[0]).save()
	name = frappe.db.get_value(ARCHIVE, {"dokumen": doc.name}, order_by="creation desc")
	assert render.keep_paper(name)
	row = frappe.get_doc(ARCHIVE, name)
	frappe.local.response = frappe._dict()
	archive_api.cetak_ulang(name)
	assert hashlib.sha256(frappe.local.response.filecontent).hexdigest() == row.sidik_berkas
	assert verified(row.kode)["sidik"] == row.sidik_berkas


def upload(user: str, doc, content: bytes = b"pindaian", name: str = "pk bertanda tangan.txt"):
	return send(
		user,
		"POST",
		"/api/method/upload_file",
		data={
			"file": (io.BytesIO(content), name),
			"doctype": doc.doctype,
			"docname": doc.name,
			"fieldname": "pindaian",
			"is_private": "1",
		},
	)


def test_the_scan_is_attached_afterwards_and_logged_and_stays(office, admin):
	doc = reopened(office, office.units[0]).save()
	with own_transaction():
		assert upload(admin, doc).ok
		file = frappe.get_last_doc("File", {"attached_to_name": doc.name})
		path = f"/api/resource/{PK}/{doc.name}"
		assert send(admin, "PUT", path, json={"pindaian": file.file_url}).ok
		doc.reload()
		assert doc.pindaian == file.file_url and file.is_private
		(line,) = lines(doc.name, aksi="Pasang Pindaian")
		assert hashlib.sha256(b"pindaian").hexdigest() in line.alasan and line.pelaku == admin
		assert not send(admin, "PUT", path, json={"pindaian": ""}).ok
		assert not send(admin, "DELETE", f"/api/resource/File/{file.name}").ok
		assert not send(admin, "PUT", f"/api/resource/File/{file.name}", json={"attached_to_name": None}).ok
		assert upload(admin, doc, b"pindaian kedua", "pindaian kedua.txt").ok
		second = frappe.get_last_doc("File", {"attached_to_name": doc.name, "name": ["!=", file.name]})
		assert send(admin, "PUT", path, json={"pindaian": second.file_url}).ok
		assert len(lines(doc.name, aksi="Pasang Pindaian")) == 2
		assert frappe.db.exists("File", file.name), "what was attached before stays"
		assert not send(admin, "PUT", path, json={"pindaian": second.file_url, "nomor": "X"}).ok
		assert not upload(office.people["camat"], doc).ok, "who may not write it attaches nothing"


def test_parties_are_those_of_the_day_of_signing(office):
	"""Promoted, renamed and posted elsewhere since: a reprint of a later year shows who signed as what."""
	unit = office.units[0]
	doc = reopened(office, unit)
	doc.update({"pihak_pertama": office.penugasan[f"ku:{unit}"], "pihak_kedua": office.penugasan["camat"]})
	head = frappe.db.get_value("Penugasan", doc.pihak_pertama, "pegawai")
	frappe.db.set_value("Pegawai", head, "pangkat", "Penata")
	doc.save()
	before = paper.agreement_paper(doc)
	assert [who["pangkat"] for who in before["ttd"]["orang"]][1] == "Penata"
	frappe.db.set_value("Pegawai", head, {"pangkat": "Pembina", "nama_lengkap": "Nama Baru"})
	frappe.db.set_value("Penugasan", doc.pihak_pertama, "jabatan", "Kepala Lain")
	doc.reload()
	assert paper.agreement_paper(doc) == before
	fresh = draft_of(office, unit)
	fresh.save()
	assert paper.agreement_paper(fresh)["ttd"]["orang"][1]["pangkat"] == "Pembina"


def test_a_reprint_of_later_years_names_what_was_signed(office):
	"""The unit, the offices and the sasaran are called as they were on the agreement's day, in force or not."""
	unit = office.units[0]
	doc = reopened(office, unit)
	doc.update({"pihak_pertama": office.penugasan[f"ku:{unit}"], "tanggal": f"{office.tahun}-01-02"})
	doc.save()
	goal = frappe.db.get_value("Indikator Kinerja", doc.target[0].indikator, "sasaran")
	said = frappe.db.get_value("Sasaran Kinerja", goal, "nama_sasaran")
	before = paper.agreement_paper(doc)
	place = frappe.get_doc("Unit Kerja", unit)
	was = place.nama_unit
	place.append("nama_terdahulu", {"nama_unit": was, "sampai": f"{office.tahun}-12-31"})
	frappe.db.set_value("Unit Kerja", unit, "nama_unit", "Seksi Baru")
	place.nama_terdahulu[0].db_insert()
	frappe.clear_document_cache("Unit Kerja", unit)
	frappe.db.set_value("Sasaran Kinerja", goal, "nama_sasaran", "Sasaran yang lain")
	frappe.clear_document_cache("Sasaran Kinerja", goal)
	try:
		again = frappe.get_doc(PK, doc.name)
		assert paper.agreement_paper(again) == before
		assert was in json.dumps(before) and said in json.dumps(before)
		fresh = draft_of(office, unit)
		fresh.tanggal = f"{office.tahun + 1}-01-02"
		page = json.dumps(paper.agreement_paper(fresh.save()))
		assert "Seksi Baru" in page and "Sasaran yang lain" in page
	finally:
		frappe.clear_document_cache("Unit Kerja", unit)
		frappe.clear_document_cache("Sasaran Kinerja", goal)


def test_agreements_of_a_site_from_before_keep_their_sasaran(office):
	sealed, before = with_program(office, office.units[0]), reopened(office, office.units[1])
	frappe.db.set_value(PK, before.name, {"status": "Ditetapkan", "ditetapkan_pada": None})
	for doc in (sealed, before):
		frappe.db.set_value("Target Kinerja", {"parent": doc.name}, "nama_sasaran", None)
	for _time in range(2):
		agreement_goals.execute()
	goal = frappe.db.get_value("Indikator Kinerja", before.target[0].indikator, "sasaran.nama_sasaran")
	found = frappe.get_all("Target Kinerja", {"parent": before.name}, pluck="nama_sasaran")
	assert goal and set(found) == {goal}
	assert not any(frappe.get_all("Target Kinerja", {"parent": sealed.name}, pluck="nama_sasaran"))
	assert goal.split()[0] in html_of(frappe.get_doc(PK, sealed.name), PK), "printed as it is today"


def test_one_from_before_is_closed_and_nothing_is_made_up(office, admin):
	doc = reopened(office, office.units[0])
	frappe.db.set_value(
		PK, doc.name, {"status": "Ditetapkan", "penandatangan": None, "ditetapkan_pada": None}
	)
	papers = frappe.db.count(ARCHIVE, {"dokumen": doc.name})
	doc.reload()
	doc.nomor = "X"
	assert "tertutup" in refused(MoveRefused, doc.save)
	doc.reload()
	doc.save()  # with nothing changed
	assert frappe.db.count(ARCHIVE, {"dokumen": doc.name}) == papers and not doc.penandatangan
	assert "Cetakan kerja" in html_of(doc, PK) or papers


def problem_of(office: Office, name: str) -> str:
	"""What the check of the chain says of one agreement, whatever other tests did to the office's others."""
	told = chain_told.Told()
	for row in frappe.get_all(LOG, {"kecamatan": office.root}, ["nomor", "isi"], order_by="nomor"):
		told.take(row, json.loads(row.isi))
	told.agreements = {name: told.agreements[name]}
	found = chain_told._agreements(office.root, told)
	return found[1] if found else ""


def test_what_is_changed_past_the_app_shows(office):
	doc = with_program(office, office.units[0])
	assert problem_of(office, doc.name) == ""
	for row, column, value in (
		(doc.target[0], "target_tw1", "7"),
		(doc.program[0], "anggaran", "7"),
		(doc, "tanggal", "2021-01-02"),
	):
		before = row.get(column)
		frappe.db.set_value(row.doctype, row.name, column, value)
		assert f"{doc.name} diubah di luar aplikasi" in problem_of(office, doc.name), column
		frappe.db.set_value(row.doctype, row.name, column, before)
	assert problem_of(office, doc.name) == ""
	frappe.db.delete(PK, {"name": doc.name})
	assert f"{doc.name} hilang" in problem_of(office, doc.name)
