"""What a person links is of the own office; fields of linked documents give nothing that their own lists would not."""

import inspect
import json
from collections.abc import Iterator
from urllib.parse import urlencode

import frappe
import pytest
from frappe.custom.doctype.custom_field.custom_field import create_custom_field
from frappe.model.base_document import BaseDocument
from frappe.model.db_query import DatabaseQuery

from kinerja_kecamatan.access import checks, links
from kinerja_kecamatan.access.doctypes import is_scoped, our_doctypes
from kinerja_kecamatan.access.linked_fields import HELD, hold_joins, refuse_hidden_links, without_titles
from kinerja_kecamatan.access.scope import place_of
from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import MoveRefused
from tests.support.http import raw
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun
from tests.support.office import make_office
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT
from tests.support.two_offices import TwoOffices, give_nip

INDIKATOR, PEGAWAI = "Indikator Kinerja", "Pegawai"
REFUSED = "atau tidak dapat Anda buka"
METHOD = "/api/method/"


@pytest.fixture(scope="module")
def meeting(two_offices: TwoOffices) -> Iterator[str]:
	"""A Rapat Kinerja of `here`; its Disposisi waits for step 4."""
	here = two_offices.here
	here.office = here.office.in_new_year()
	run = LocalRun(here.office)
	run.order()
	run.pass_on()
	run.send_forms()
	here.disposisi = run.disposisi
	frappe.db.commit()
	values = {"tanggal": "2021-04-01", "waktu_mulai": "10:00:00", "disposisi": here.disposisi}
	yield here.person("pek").insert(RAPAT, **values)["name"]


# By these a document says whose it is: whoever sets one is asked for the right over the place it names (access.checks).
PLACES = {(RAPAT, "disposisi"), ("Unit Kerja", "parent_unit_kerja")}


def linking_fields() -> list[tuple]:
	"""(DocType, table or None, field, target) of every Link of ours to a DocType with an office, as the meta has them; of a Dynamic
	Link the target is the field that says which."""
	found = []
	for doctype in sorted(our_doctypes()):
		meta = frappe.get_meta(doctype)
		if meta.istable or not is_scoped(doctype):
			continue
		parts = [
			(None, meta),
			*((df.fieldname, frappe.get_meta(df.options)) for df in meta.get_table_fields()),
		]
		for table, part in parts:
			for df in (*part.get_link_fields(), *part.get_dynamic_link_fields()):
				is_place = not table and (df.fieldname in ("kecamatan", "unit_kerja"))
				if is_place or {(doctype, df.fieldname)} & (PLACES | links.ASKED_ELSEWHERE):
					continue
				if df.fieldtype == "Dynamic Link" or is_scoped(df.options):
					found.append((doctype, table, df.fieldname, df.options))
	return found


def one_of(doctype: str, root: str, unit: str):
	"""A stored document of an office; where it has none of the kind, a bare one."""
	found = frappe.db.get_value(doctype, {"kecamatan": root}) if doctype != PEGAWAI else None
	if found:
		return frappe.get_doc(doctype, found)
	doc = frappe.new_doc(doctype)
	doc.update({"kecamatan": root, "unit_kerja": unit})
	doc.name = f"UJI-{frappe.generate_hash(length=8)}"
	BaseDocument.db_insert(doc)  # not by the controller's own: the log is written by the app alone
	return doc


def test_every_link_of_ours_is_held_to_its_office(two_offices, meeting, site):
	"""Walks the meta, so that a field which comes later is tried as well; as the Administrator, who reads everything."""
	here, there = two_offices.here.office, two_offices.there.office
	scoped = sorted(name for name in our_doctypes() if is_scoped(name) and not frappe.get_meta(name).istable)
	foreign = {name: one_of(name, there.root, there.units[0]).name for name in scoped if name != PEGAWAI}
	foreign[PEGAWAI] = there.pegawai["camat"]
	tried, linked = 0, set()
	for doctype, table, field, target in linking_fields():
		for named in [target] if target in foreign else scoped:
			doc = one_of(doctype, here.root, here.units[0])
			doc.load_doc_before_save()
			part = doc.append(table, {}) if table else doc
			part.set(field, foreign[named])
			if named != target:  # a Dynamic Link: to every one of them
				part.set(target, named)
			with pytest.raises(MoveRefused, match=REFUSED):
				links.validate(doc)
			tried += 1
			linked.add(named)
	assert linked == set(scoped)
	assert tried > 80, tried


def places_of(office, order: str) -> dict[str, str]:
	"""All that a document could say of where it belongs."""
	unit = office.units[0]
	return {"unit_kerja": unit, "disposisi": order, "parent_unit_kerja": unit, "kecamatan": office.root}


@pytest.fixture
def orders(two_offices, meeting, site) -> tuple[str, str]:
	"""An order of `here` and a new one of `there`, in which a meeting has the number of a letter."""
	there = LocalRun(two_offices.there.office.in_new_year())
	there.order()
	there.pass_on()
	day = {"tanggal": "2021-04-05", "waktu_mulai": "10:00", "tanggal_undangan": "2021-04-01"}
	there.insert("pek", RAPAT, disposisi=there.disposisi, nomor_undangan="005/9/B", **day)
	return two_offices.here.disposisi, there.disposisi


def test_a_column_of_another_doctype_says_nothing_of_where_a_document_belongs(two_offices, orders):
	"""Every DocType with a place, new: its own columns name the other office, all that it has none of name the own one."""
	here, there = two_offices.here.office, two_offices.there.office
	mine, theirs = places_of(here, orders[0]), places_of(there, orders[1])
	tried = set()
	for doctype in sorted(our_doctypes()):
		meta = frappe.get_meta(doctype)
		own = {field for field in mine if meta.has_field(field)}
		if meta.istable or not is_scoped(doctype) or not own:
			continue
		said = {field: theirs[field] if field in own else mine[field] for field in mine}
		doc = frappe.get_doc({"doctype": doctype, **said})
		assert place_of(doc).kecamatan == there.root, doctype
		for key in ("pek", "camat", "admin"):
			assert not checks.has_permission(doc, "create", here.people[key]), f"{key} {doctype}"
			assert not checks.has_permission(doc, "read", here.people[key]), f"{key} {doctype}"
		tried.add(doctype)
	assert tried >= {RAPAT, DISPOSISI, FORMAT, "Unit Kerja", "Sasaran Kinerja", "SOP", "Program Kegiatan"}


def test_the_register_and_the_orders_of_another_office_are_not_to_be_asked(two_offices, orders):
	"""A new meeting under its order, a new order of its own: one answer, whatever is there."""
	here, there = two_offices.here.office, two_offices.there.office
	day = {"tanggal": "2021-04-05", "waktu_mulai": "10:00:00", "tanggal_undangan": "2021-04-01"}
	meeting = {"disposisi": orders[1], "unit_kerja": here.units[0], **day}
	order = {"kecamatan": there.root, "unit_kerja": here.units[0], "hal": "x", "isi_perintah": "x"}
	period = frappe.db.get_value(DISPOSISI, orders[1], "periode")
	other = f"{period[:4]}-01"
	if not frappe.db.exists("Periode Kinerja", other):
		frappe.get_doc({"doctype": "Periode Kinerja", "kode": other}).insert()
	for doctype, values in (
		(RAPAT, [{**meeting, "nomor_undangan": number} for number in ("005/9/B", "005/10/B")]),
		(DISPOSISI, [{**order, "tanggal": "2021-04-05", "periode": each} for each in (period, other)]),
	):
		answers = [send(here.people["pek"], "POST", f"/api/resource/{doctype}", json=each) for each in values]
		assert {answer.status for answer in answers} == {403}, answers
		assert len({answer.said for answer in answers}) == 1, answers
		assert not any(word in answers[0].said for word in ("sudah dipakai", "dikumpulkan")), answers


def test_nobody_links_a_person_or_master_of_another_office(two_offices, meeting):
	"""Members of the kind, by the document, by its row alone, by set_value; a person without an office too."""
	here, there = two_offices.here, two_offices.there
	pek, admin = here.person("pek"), here.person("admin")
	theirs, indicator = there.office.pegawai["camat"], here.office.indicators[here.office.units[0]][0]
	stranger = frappe.get_doc({"doctype": PEGAWAI, "nama": "Belum Bertugas"}).insert().name
	frappe.db.commit()
	rows = pek.get(RAPAT, meeting)["kehadiran"]
	for values in (
		{"pimpinan": theirs},
		{"notulis": theirs},
		{"notulis": stranger},
		{"kehadiran": [rows[0], rows[1] | {"pegawai": theirs}]},
		{"kehadiran": [rows[0], rows[1] | {"unit_kerja": there.office.units[0]}]},
	):
		modified = pek.get(RAPAT, meeting)["modified"]
		answer = raw(pek, "PUT", f"/api/resource/{RAPAT}/{meeting}", json=values | {"modified": modified})
		assert answer.status_code == 403 and REFUSED in reason_of(answer), f"{values}: {answer.text[:300]}"
		place = "baris 2: Pegawai" if values.get("kehadiran", [{}])[-1].get("pegawai") == theirs else ""
		assert place in reason_of(answer)
	goal = frappe.db.get_value("Sasaran Kinerja", {"kecamatan": there.office.root})
	for values in ({"sasaran": goal}, {"pelaksana": [{"pegawai": theirs}]}):
		answer = raw(admin, "PUT", f"/api/resource/{INDIKATOR}/{indicator}", json=values)
		assert answer.status_code == 403 and REFUSED in reason_of(answer), answer.text[:300]
	body = {"doctype": INDIKATOR, "name": indicator, "fieldname": "sasaran", "value": goal}
	assert raw(admin, "POST", f"{METHOD}frappe.client.set_value", json=body).status_code == 403
	row = {"parent": indicator, "parenttype": INDIKATOR, "parentfield": "pelaksana", "pegawai": theirs}
	answer = raw(admin, "POST", "/api/resource/Pelaksana Indikator", json=row)
	assert answer.status_code == 403 and "melalui dokumen induknya" in reason_of(answer)
	frappe.db.rollback()
	assert not frappe.db.exists("Pelaksana Indikator", {"pegawai": theirs})
	assert theirs not in json.dumps(pek.get(RAPAT, meeting))
	# One's own go in; the site's documents have no office.
	mine = here.office.pegawai["camat"]
	pek.update(RAPAT, meeting, pimpinan=mine)
	admin.update(INDIKATOR, indicator, pelaksana=[{"pegawai": here.office.pegawai["pek"]}])
	admin.update(INDIKATOR, indicator, pelaksana=[])


def test_what_was_right_when_it_was_set_blocks_no_later_save(two_offices, meeting):
	"""Somebody who has gone, or a link from before this rule: kept where it stands, and nowhere else."""
	here, there = two_offices.here, two_offices.there
	gone, pek = there.office.pegawai["sekcam"], here.person("pek")
	kept = frappe.db.get_value(RAPAT, meeting, ["pimpinan", "notulis"])
	row = frappe.db.get_value("Kehadiran Rapat", {"parent": meeting}, ["name", "pegawai"], as_dict=True)
	try:
		frappe.db.set_value(RAPAT, meeting, "notulis", gone, update_modified=False)
		frappe.db.set_value("Kehadiran Rapat", row.name, "pegawai", gone, update_modified=False)
		frappe.db.commit()
		doc = pek.get(RAPAT, meeting)
		assert (
			pek.update(RAPAT, meeting, keputusan="Lain.", kehadiran=list(reversed(doc["kehadiran"])))[
				"notulis"
			]
			== gone
		)
		modified = pek.get(RAPAT, meeting)["modified"]
		answer = raw(
			pek, "PUT", f"/api/resource/{RAPAT}/{meeting}", json={"pimpinan": gone, "modified": modified}
		)
		assert answer.status_code == 403
	finally:
		frappe.db.rollback()
		frappe.db.set_value(
			RAPAT, meeting, dict(zip(("pimpinan", "notulis"), kept, strict=True)), update_modified=False
		)
		frappe.db.set_value("Kehadiran Rapat", row.name, "pegawai", row.pegawai, update_modified=False)
		frappe.db.commit()


@pytest.fixture
def planted(two_offices, meeting) -> Iterator[str]:
	"""The NIP of a person of the other office, whom a link of this one's meeting and of a row name all the same."""
	there = two_offices.there.office
	kept = frappe.db.get_value(RAPAT, meeting, "pimpinan")
	row = frappe.db.get_value("Kehadiran Rapat", {"parent": meeting}, ["name", "pegawai"], as_dict=True)
	nip = give_nip(there, "camat")
	frappe.db.set_value(PEGAWAI, there.pegawai["camat"], "nama_lengkap", f"Nama {nip}")
	frappe.db.set_value(RAPAT, meeting, "pimpinan", there.pegawai["camat"], update_modified=False)
	frappe.db.set_value("Kehadiran Rapat", row.name, "pegawai", there.pegawai["camat"], update_modified=False)
	frappe.db.commit()
	yield nip
	frappe.db.rollback()
	frappe.db.set_value(RAPAT, meeting, "pimpinan", kept, update_modified=False)
	frappe.db.set_value("Kehadiran Rapat", row.name, "pegawai", row.pegawai, update_modified=False)
	frappe.db.set_value(PEGAWAI, there.pegawai["camat"], {"nip": None, "nama_lengkap": "Uji camat"})
	frappe.db.commit()


def dotted_ways(nip: str) -> Iterator[tuple[str, str, dict]]:
	"""Every way that lists, with the linked person's NIP among the fields, the filters or the order."""
	field, row_field = "pimpinan.nip", "pegawai.nip"
	fields = json.dumps(["name", field])
	for extra in (
		{},
		{"order_by": "`tabPegawai_1`.`nip`"},
		{"group_by": "tabPegawai_1.nip"},
		{"filters": json.dumps([["pimpinan.nip", "=", nip]])},
	):
		for names in (fields, json.dumps([f"{field} as x"]), json.dumps(["name"])):
			values = {"fields": names, **extra}
			yield "GET", f"/api/resource/{RAPAT}", {"params": values}
			yield "POST", f"{METHOD}frappe.client.get_list", {"json": {"doctype": RAPAT, **values}}
			yield "POST", f"{METHOD}frappe.desk.reportview.get", {"json": {"doctype": RAPAT, **values}}
			yield "POST", f"{METHOD}frappe.desk.reportview.get_list", {"json": {"doctype": RAPAT, **values}}
	export = {"doctype": RAPAT, "fields": fields, "file_format_type": "CSV", "title": "x", "view": "Report"}
	yield "POST", f"{METHOD}frappe.desk.reportview.export_query", {"data": export}
	one = {
		"doctype": RAPAT,
		"fieldname": json.dumps([field]),
		"filters": json.dumps({"pimpinan": ["is", "set"]}),
	}
	yield "GET", f"{METHOD}frappe.client.get_value", {"params": one}
	rows = {"doctype": "Kehadiran Rapat", "parent": RAPAT, "fields": json.dumps(["name", row_field])}
	yield "POST", f"{METHOD}frappe.client.get_list", {"json": rows}
	yield "GET", "/api/resource/Kehadiran Rapat", {"params": {"parent": RAPAT, "fields": rows["fields"]}}
	yield (
		"POST",
		f"{METHOD}frappe.desk.listview.get_group_by_count",
		{"json": {"doctype": RAPAT, "current_filters": "[]", "field": field}},
	)
	chart = {
		"chart_name": "x",
		"chart_type": "Group By",
		"document_type": RAPAT,
		"group_by_type": "Count",
		"group_by_based_on": field,
		"filters_json": "[]",
		"name": "x",
	}
	yield (
		"POST",
		f"{METHOD}frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		{"json": {"chart": json.dumps(chart)}},
	)
	calendar = {
		"doctype": RAPAT,
		"start": "2000-01-01",
		"end": "2099-01-01",
		"field_map": json.dumps({"start": "tanggal", "end": "tanggal", "id": "name", "title": field}),
	}
	yield "POST", f"{METHOD}frappe.desk.calendar.get_events", {"json": calendar}


def test_dotted_fields_read_nobody_of_another_office(two_offices, planted, meeting):
	"""The other's NIP comes out in no list, sort, export or chart; what has no office is joined as before."""
	pek, nip = two_offices.here.person("pek"), planted
	tried = 0
	for verb, path, arguments in dotted_ways(nip):
		answer = raw(pek, verb, path, **arguments)
		assert nip not in answer.text, f"{path} {arguments}: {answer.text[:300]}"
		tried += 1
		asked = json.dumps(arguments)
		if (
			"as x" not in asked
			and "order_by" not in asked
			and "group_by" not in asked
			and "pimpinan.nip" in asked
			and path == f"/api/resource/{RAPAT}"
			and "filters" not in asked
		):
			assert answer.status_code == 403 and "dibaca dari daftar" in reason_of(answer)
	assert tried > 50
	fields = json.dumps(["name", "periode.kode as kode"])
	answer = raw(pek, "GET", f"/api/resource/{RAPAT}", params={"fields": fields, "limit_page_length": 0})
	assert answer.ok and two_offices.here.office.periode in {row["kode"] for row in answer.json()["data"]}


def test_the_door_refuses_them_where_frappe_joins_by_itself(two_offices, planted, meeting, site, monkeypatch):
	"""Release 16 follows dotted fields without the method that hold_joins holds: what a request names is refused before."""
	hold_joins()
	prepared = inspect.getclosurevars(DatabaseQuery.prepare_args).nonlocals["prepared"]

	def joins(self):
		return prepared(self)

	setattr(joins, HELD, True)
	monkeypatch.setattr(DatabaseQuery, "prepare_args", joins)
	pek, tried = two_offices.here.office.people["pek"], 0
	for verb, path, arguments in dotted_ways(planted):
		if "nip" not in json.dumps(arguments):
			continue
		if "params" in arguments:
			path, arguments = f"{path}?{urlencode(arguments['params'])}", {}
		with own_transaction():
			answer = send(pek, verb, path, **arguments)
		assert answer.status == 403 and "dibaca dari daftar" in answer.said, f"{path} {arguments}: {answer}"
		tried += 1
	assert tried > 50


def desk_list(user: str, doctype: str) -> list[dict]:
	"""What the desk's list of a DocType asks for, titles of links in it, and the rows that come."""
	meta, fields = frappe.get_meta(doctype), ["name"]
	for df in meta.fields:
		if not (df.in_list_view or df.fieldname == meta.title_field):
			continue
		fields.append(df.fieldname)
		linked = frappe.get_meta(df.options) if df.fieldtype == "Link" else None
		if linked and linked.show_title_field_in_link and linked.title_field:
			fields.append(f"{df.fieldname}.{linked.title_field} as {df.fieldname}_{linked.title_field}")
	asked = {"doctype": doctype, "fields": json.dumps(fields), "page_length": "0", "view": "List"}
	answer = send(user, "POST", f"{METHOD}frappe.desk.reportview.get", json=asked)
	assert answer.ok, f"{doctype}: {answer}"
	found = frappe.local.response["message"]
	return [dict(zip(found["keys"], row, strict=True)) for row in found["values"]] if found else []


def test_every_list_opens_with_the_titles_of_what_one_may_read(office):
	"""By every role, as the desk asks; a link to another office's document has its name and no title."""
	run = LocalRun(office).up_to_meeting()
	run.fill(office.units[0])
	unit, seen = office.units[0], set()
	for key in ("camat", "sekcam", "pek", f"ku:{unit}", f"jp:{unit}"):
		for doctype in sorted(our_doctypes()):
			meta = frappe.get_meta(doctype)
			if meta.istable or meta.issingle or not frappe.has_permission(doctype, user=office.people[key]):
				continue
			rows = desk_list(office.people[key], doctype)
			seen |= {
				(doctype, column)
				for row in rows
				for column, value in row.items()
				if value and "_nama" in column
			}
	assert {(FORMAT, "unit_kerja_nama_unit"), ("Indikator Kinerja", "unit_kerja_nama_unit")} <= seen
	strange = make_office()
	form = run.formats(unit)[0]
	frappe.db.set_value(FORMAT, form, "unit_kerja", strange.units[0], update_modified=False)
	(row,) = [row for row in desk_list(office.people["pek"], FORMAT) if row["name"] == form]
	assert (row["unit_kerja"], row["unit_kerja_nama_unit"]) == (strange.units[0], None)


def test_only_titles_of_links_are_left_to_the_join(site):
	asked = ["name", "unit_kerja.nama_unit as unit_kerja_nama_unit", "unit_kerja.nama_unit"]
	assert without_titles(FORMAT, json.dumps(asked)) == ["name"]
	for other in (
		"unit_kerja.kode",
		"pimpinan.nip",
		"unit_kerja.nama_unit) as x",
		"ifnull(unit_kerja.nama_unit, '')",
	):
		assert without_titles(FORMAT, [other]) == [other]


@pytest.mark.full
def test_forms_and_papers_give_no_title_of_another_office(two_offices, planted, meeting):
	pek, nip = two_offices.here.person("pek"), planted
	for verb, path, arguments in (
		("GET", f"{METHOD}frappe.desk.form.load.getdoc", {"params": {"doctype": RAPAT, "name": meeting}}),
		("GET", "/printview", {"params": {"doctype": RAPAT, "name": meeting, "format": "Standard"}}),
		(
			"GET",
			f"{METHOD}frappe.desk.search.get_link_title",
			{"params": {"doctype": PEGAWAI, "docname": two_offices.there.office.pegawai["camat"]}},
		),
	):
		answer = raw(pek, verb, path, **arguments)
		assert answer.ok and nip not in answer.text, path
	titles = raw(
		pek, "GET", f"{METHOD}frappe.desk.form.load.getdoc", params={"doctype": RAPAT, "name": meeting}
	).json()["_link_titles"]
	unit = two_offices.here.office.units[0]
	assert titles[f"Unit Kerja::{unit}"] == frappe.db.get_value("Unit Kerja", unit, "nama_unit")


def test_named_columns_of_hidden_documents_are_refused(office):
	"""The pure rule, for whoever checks a client's words before a query is made."""
	user = office.people["pek"]
	for named in (
		["pimpinan.nip"],
		"pimpinan.nip desc",
		"`tabPegawai_1`.`nip` asc",
		"ifnull(tabPegawai.nip, '')",
		json.dumps(["name", "count(pimpinan.nip) as n"]),
		{"pimpinan.nip": "x"},
		json.dumps([["Pegawai", "tabPegawai.nip", "=", "x"]]),
		[["pimpinan.nip", "like", "%"]],
	):
		with pytest.raises(frappe.PermissionError):
			refuse_hidden_links(RAPAT, named, user=user)
		refuse_hidden_links(RAPAT, named, user="Administrator")
	for named in (
		None,
		[
			"name",
			"periode.kode",
			"`tabRapat Kinerja`.`name`",
			"kehadiran.jabatan",
			"`tabKehadiran Rapat`.`pegawai`",
		],
		[["keputusan", "like", "pimpinan.nip"], [RAPAT, "name", "=", "pimpinan.nip"]],
		{"keputusan": "pimpinan.nip"},
		"modified desc",
	):
		refuse_hidden_links(RAPAT, named, user=user)


def test_the_app_itself_joins_as_before(office, site):
	"""What the code asks for is not asked of the person; what it asks for the person is what the person could list. The hook holds
	the method once, however often it is called."""
	hold_joins()
	held = DatabaseQuery.prepare_args
	hold_joins()
	assert DatabaseQuery.prepare_args is held
	strange = make_office()
	frappe.set_user(office.people["pek"])
	names = [office.penugasan["camat"], strange.penugasan["camat"]]
	asked = {
		"filters": {"name": ["in", names]},
		"fields": ["name", "pegawai.nama as nama"],
		"order_by": "name",
	}
	assert all(row.nama for row in frappe.get_all("Penugasan", **asked))
	told = {row.name: row.nama for row in frappe.get_list("Penugasan", **asked)}
	assert set(told) == {names[0]} and told[names[0]]


@pytest.mark.full
def test_a_field_that_an_office_adds_is_held_too(two_offices, meeting, changed_setup):
	"""A Link, a Dynamic Link and a fetched field on Disposisi, made in Customize Form."""
	here, there = two_offices.here, two_offices.there
	nip = give_nip(there.office, "sekcam")
	there.office = there.office.in_new_year()
	frappe.db.commit()
	pek, theirs = here.person("pek"), there.office.pegawai["sekcam"]
	made = [
		{"fieldname": "uji_pegawai", "fieldtype": "Link", "options": PEGAWAI, "label": "Uji Pegawai"},
		{"fieldname": "uji_nip", "fieldtype": "Data", "fetch_from": "uji_pegawai.nip", "label": "Uji NIP"},
		{"fieldname": "uji_jenis", "fieldtype": "Link", "options": "DocType", "label": "Uji Jenis"},
		{
			"fieldname": "uji_tim",
			"fieldtype": "Table MultiSelect",
			"options": "Pelaksana Indikator",
			"label": "Uji Tim",
		},
		{
			"fieldname": "uji_dokumen",
			"fieldtype": "Dynamic Link",
			"options": "uji_jenis",
			"label": "Uji Dokumen",
		},
	]
	try:
		for field in made:
			create_custom_field(RAPAT, field)
		for field in made[:2]:
			create_custom_field("Note", field)
		frappe.db.commit()
		modified = pek.get(RAPAT, meeting)["modified"]
		for values in (
			{"uji_pegawai": theirs},
			{"uji_jenis": PEGAWAI, "uji_dokumen": theirs},
			{"uji_jenis": DISPOSISI, "uji_dokumen": there.draft()},
			{"uji_tim": [{"pegawai": here.office.pegawai["pek"]}, {"pegawai": theirs}]},
		):
			answer = raw(pek, "PUT", f"/api/resource/{RAPAT}/{meeting}", json=values | {"modified": modified})
			assert answer.status_code == 403 and REFUSED in reason_of(answer), (
				f"{values}: {answer.text[:300]}"
			)
			assert nip not in answer.text
		saved = pek.update(
			RAPAT,
			meeting,
			uji_pegawai=here.office.pegawai["camat"],
			uji_jenis=DISPOSISI,
			uji_dokumen=here.disposisi,
			uji_tim=[{"pegawai": here.office.pegawai["pek"]}],
		)
		assert saved["uji_pegawai"] == here.office.pegawai["camat"]
		# Another app's DocType that an admin has tied to ours.
		note = {"title": "Uji", "uji_pegawai": theirs}
		answer = raw(pek, "POST", "/api/resource/Note", json=note)
		assert answer.status_code == 403 and nip not in answer.text, answer.text[:300]
	finally:
		frappe.db.rollback()
		for field in made:
			for doctype in (RAPAT, "Note"):
				frappe.delete_doc("Custom Field", f"{doctype}-{field['fieldname']}", force=True)
		frappe.db.commit()
		for doctype in (RAPAT, "Note"):
			frappe.clear_cache(doctype=doctype)
