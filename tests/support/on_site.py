"""Functions that run on a throw-away site, in a process of their own; each gives plain data back and is committed."""

import os

import frappe

from kinerja_kecamatan.base import roles as base_roles
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.sop.workflow import GERAK_FIELD
from tests.support import workflows as flows
from tests.support.office import make_office

MODULE = "Kinerja Kecamatan"
SEEDED = (
	*(
		"SOP",
		"Program Kegiatan",
		"Langkah SOP",
		"Skala Predikat",
		"Rentang Predikat",
		"Shipped Seed",
		"Custom DocPerm",
	),
	*("Satuan", "Skala Nilai", "Kata Nilai"),
)
MASTERS = (
	"Unit Kerja",
	"Pegawai",
	"Penugasan",
	"Periode Kinerja",
	"Sasaran Kinerja",
	"Indikator Kinerja",
	"Perjanjian Kinerja",
	"Rapat Kinerja",
	"Catatan Tahapan",
	"Rantai Catatan",
	"Salinan Rekap",
	"Dispensasi Kinerja",
	"Arsip Kertas",
	"Usulan Perubahan",
	"Register Nomor Surat",
	*GUARDED_DOCTYPES,
)


def use() -> dict:
	"""A site in use: an office at work with evidence, an admin's edits."""
	evidence = keep_evidence()
	edit_as_admin()
	return {"evidence": evidence, "contents": contents()}


def edit_as_admin() -> None:
	"""One edit of each kind: a role changed, a workflow renamed, one deleted with its own successor, an SOP's minutes."""
	disposisi = flows.active("Disposisi")
	flows.transition(disposisi, "Diperintahkan", "Teruskan").allowed = "Kasubag PEK"
	disposisi.save()
	frappe.rename_doc("Workflow", flows.active("Format Data Kinerja").name, "Alur Format Kami")
	rekap = flows.active("Rekap Kinerja")
	flows.copy_of(rekap, "Alur Rekap Kami").insert()
	frappe.delete_doc("Workflow", rekap.name)
	sop = frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name")[0])
	sop.langkah[1].waktu = 45
	sop.save()
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.batas_capaian = 150
	settings.save()


def contents() -> dict:
	"""All that admins may edit, every column."""
	return {
		**flows.stored(),
		**{doctype: flows.rows(doctype) for doctype in SEEDED},
		"Role": frappe.get_all(
			"Role", filters={"name": ["in", base_roles.SHIPPED_ROLES]}, fields=["*"], order_by="name"
		),
		"Pengaturan Kinerja": frappe.db.get_singles_dict("Pengaturan Kinerja"),
	}


def keep_evidence() -> dict:
	"""A Disposisi with a file on it; the file's row and content are to outlive the app."""
	order, camat = draft()
	frappe.set_user(camat)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "perintah.txt",
			"content": "Perintah tertulis",
			"is_private": 1,
			"attached_to_doctype": "Disposisi",
			"attached_to_name": order,
		}
	).insert()
	frappe.set_user("Administrator")
	return {"order": order, "file": file.name, "path": os.path.abspath(file.get_full_path())}


def leftovers(evidence: dict) -> dict:
	"""What is still there of the app after uninstall-app."""
	ours = frappe.get_all("DocType", filters={"module": MODULE}, pluck="name")
	tables = {table.removeprefix("tab") for table in frappe.db.get_tables(cached=False)}
	roles = list(base_roles.SHIPPED_ROLES)
	return {
		"apps": [app for app in frappe.get_installed_apps() if app != "frappe"],
		"doctypes": ours,
		"tables": sorted(tables & {*MASTERS, *SEEDED[:6], "Baris Rekap", "Peran Penugasan"}),
		"module": frappe.get_all("Module Def", filters={"app_name": "kinerja_kecamatan"}, pluck="name"),
		"workflows": frappe.get_all(
			"Workflow", filters={"document_type": ["in", GUARDED_DOCTYPES]}, pluck="name"
		),
		"workflow rows": frappe.get_all(
			"Workflow Transition", filters={"allowed": ["in", roles]}, pluck="parent"
		),
		"roles": frappe.get_all("Role", filters={"name": ["in", roles]}, pluck="name"),
		"has role": frappe.get_all("Has Role", filters={"role": ["in", roles]}, pluck="parent"),
		"permissions": frappe.get_all("Custom DocPerm", fields=["parent", "role"]),
		"custom fields": frappe.get_all("Custom Field", filters={"fieldname": GERAK_FIELD}, pluck="name"),
		"print formats": frappe.get_all("Print Format", filters={"module": MODULE}, pluck="name"),
		"workspaces": frappe.get_all("Workspace", filters={"module": MODULE}, pluck="name"),
		"jobs": frappe.get_all(
			"Scheduled Job Type", filters={"method": ["like", "kinerja_kecamatan.%"]}, pluck="name"
		),
		"files": frappe.get_all("File", filters={"name": evidence["file"]}, pluck="file_url"),
	}


def start_over() -> dict:
	"""After another install-app: what it put there, and whether an order can be given."""
	return {**fresh(), "order": order_on_new_site()}


def fresh() -> dict:
	"""What install-app puts on a site."""
	return {
		"masters": {doctype: frappe.db.count(doctype) for doctype in MASTERS if frappe.db.count(doctype)},
		"roles": frappe.get_all(
			"Role", filters={"name": ["in", base_roles.SHIPPED_ROLES], "desk_access": 1}, pluck="name"
		),
		"held": frappe.get_all(
			"Has Role",
			filters={"role": ["in", base_roles.SHIPPED_ROLES], "parenttype": "User"},
			pluck="parent",
		),
		"workflows": {
			row.document_type: row.is_active
			for row in frappe.get_all("Workflow", fields=["document_type", "is_active"])
			if row.document_type in GUARDED_DOCTYPES
		},
		"sop": frappe.get_all("SOP", pluck="nomor_sop"),
		"scales": frappe.get_all("Skala Predikat", pluck="name"),
		"settings": frappe.db.get_singles_dict("Pengaturan Kinerja"),
		"custom fields": frappe.get_all("Custom Field", filters={"fieldname": GERAK_FIELD}, pluck="dt"),
		"frozen": sorted({row.parent for row in frappe.get_all("Custom DocPerm", fields=["parent"])}),
	}


def draft() -> tuple[str, str]:
	"""A new office and the draft of its order by the Kasubag PEK: the Disposisi, and the Camat's account."""
	office = make_office().in_new_year()
	frappe.set_user(office.people["pek"])
	doc = frappe.get_doc(
		{
			"doctype": "Disposisi",
			"kecamatan": office.root,
			"periode": office.periode,
			"tanggal": "2021-04-01",
			"hal": "Pengumpulan data",
			"isi_perintah": "Kumpulkan data kinerja.",
		}
	).insert()
	frappe.set_user("Administrator")
	return doc.name, office.people["camat"]


def order_on_new_site() -> dict:
	"""The draft of a new office, the Camat's order, and what the log says of it."""
	from frappe.model.workflow import apply_workflow

	name, camat = draft()
	frappe.set_user(camat)
	apply_workflow(frappe.get_doc("Disposisi", name), "Perintahkan")
	frappe.set_user("Administrator")
	return {
		"state": frappe.db.get_value("Disposisi", name, "workflow_state"),
		"log": frappe.get_all(
			"Catatan Tahapan", filters={"dokumen": name, "hasil": "Selesai"}, pluck="langkah"
		),
	}
