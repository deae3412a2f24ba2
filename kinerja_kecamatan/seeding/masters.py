"""Roles, the SOP, the scale of predikat and the settings: made once, from then on the admin's."""

import json
from pathlib import Path

import frappe

from kinerja_kecamatan.flow.workflow import SYSTEM_ROLE
from kinerja_kecamatan.rules.predikat import SKALA_BAWAAN
from kinerja_kecamatan.seeding import registry

SOP_ROLES = ("Camat", "Sekcam", "Kasubag PEK", "Kepala Unit", "Jabatan Pelaksana")
READER_ROLE = "Pemeriksa"
ADMIN_ROLE = "Admin Kinerja"
SHIPPED_ROLES = (*SOP_ROLES, READER_ROLE, ADMIN_ROLE, SYSTEM_ROLE)
DEFAULT_SCALE = "Permendagri 86/2017"
SETTINGS = "Pengaturan Kinerja"
MODULE = "Kinerja Kecamatan"
SOP_SEED = Path(__file__).parent / "data" / "sop.json"


def make_roles() -> None:
	"""A role that was there before the app is another's: it is used, and stays when the app goes."""
	for role in SHIPPED_ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True  # install and migrate
			)
		if not registry.find("Role", role) and _came_with_the_app(role):
			registry.record("Role", role, role, registry.fingerprint(role))


def _came_with_the_app(role: str) -> bool:
	"""Frappe itself makes the roles that DocTypes name, after the module's entry and before after_install."""
	since = frappe.db.get_value("Module Def", MODULE, "creation")
	return bool(since) and frappe.db.get_value("Role", role, "creation") >= since


def made_roles() -> list[str]:
	"""Roles of the app's own making on this site."""
	return [role for role in SHIPPED_ROLES if registry.find("Role", role)]


def make_sop() -> None:
	"""The SOP of the seed document, word for word, for every kecamatan that keeps none of its own."""
	seed = json.loads(SOP_SEED.read_text())
	if registry.find("SOP", seed["nomor_sop"]):
		return
	doc = frappe.get_doc(seed)
	doc.insert(ignore_permissions=True)  # install and migrate
	registry.record("SOP", seed["nomor_sop"], doc.name, registry.fingerprint(seed))


def make_scale() -> None:
	if registry.find("Skala Predikat", DEFAULT_SCALE):
		return
	doc = frappe.get_doc(
		{
			"doctype": "Skala Predikat",
			"nama_skala": DEFAULT_SCALE,
			"dasar": "Permendagri Nomor 86 Tahun 2017",
			"rentang": [
				{"batas_bawah": float(t.batas_bawah), "predikat": t.predikat, "singkatan": t.singkatan}
				for t in SKALA_BAWAAN
			],
		}
	)
	if not frappe.db.exists("Skala Predikat", DEFAULT_SCALE):
		doc.insert(ignore_permissions=True)  # install and migrate
	registry.record("Skala Predikat", DEFAULT_SCALE, DEFAULT_SCALE, registry.fingerprint(doc.nama_skala))


def make_settings() -> None:
	"""The default scale, chosen once; what the admin makes of the settings afterwards stays, an emptied field too."""
	if registry.find(SETTINGS, SETTINGS):
		return
	settings = frappe.get_doc(SETTINGS)
	if not settings.skala_predikat and frappe.db.exists("Skala Predikat", DEFAULT_SCALE):
		settings.skala_predikat = DEFAULT_SCALE
		settings.batas_capaian = settings.batas_capaian or 120
		settings.save(ignore_permissions=True)  # install and migrate
	registry.record(SETTINGS, SETTINGS, SETTINGS, registry.fingerprint(DEFAULT_SCALE))
