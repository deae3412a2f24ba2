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
SOP_SEED = Path(__file__).parent / "data" / "sop.json"


def make_roles() -> None:
	for role in SHIPPED_ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True  # install and migrate
			)


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
