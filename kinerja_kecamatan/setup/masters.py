"""Roles, the SOP, the scale of predikat, the nomenclature, units of measure, scales of words and the settings: made once, from then on
the admin's."""

import csv
import json
from pathlib import Path

import frappe

from kinerja_kecamatan.base.doctypes import PENGATURAN, PROGRAM_KEGIATAN, SATUAN, SKALA, SKALA_NILAI, SOP
from kinerja_kecamatan.base.roles import SHIPPED_ROLES
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.office import measures
from kinerja_kecamatan.rules.predikat import SKALA_BAWAAN
from kinerja_kecamatan.rules.satuan import SATUAN_BAWAAN, Units
from kinerja_kecamatan.rules.skala_nilai import SKALA_NILAI_BAWAAN
from kinerja_kecamatan.setup import registry

DEFAULT_SCALE = "Permendagri 86/2017"
MODULE = "Kinerja Kecamatan"
SOP_SEED = Path(__file__).parent / "data" / "sop.json"
# The programs of urusan 7.01 Kecamatan with their kegiatan and sub kegiatan: columns kode, tingkat, nama, kinerja, indikator, satuan.
NOMENCLATURE_SEED = Path(__file__).parent / "data" / "nomenklatur_kecamatan.tsv"
NOMENCLATURE = "Nomenklatur 7.01 Kecamatan"


def make_roles() -> None:
	"""A role that was there before the app is another's: it is used, and stays when the app goes."""
	for role in SHIPPED_ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True  # install and migrate
			)
		if not registry.find_seed("Role", role) and _came_with_the_app(role):
			registry.record_seed("Role", role, role, registry.fingerprint(role))


def _came_with_the_app(role: str) -> bool:
	"""Frappe itself makes the roles that DocTypes name, after the module's entry and before after_install."""
	since = frappe.db.get_value("Module Def", MODULE, "creation")
	return bool(since) and frappe.db.get_value("Role", role, "creation") >= since


def made_roles() -> list[str]:
	"""Roles of the app's own making on this site."""
	return [role for role in SHIPPED_ROLES if registry.find_seed("Role", role)]


def make_sop() -> None:
	"""The SOP of the seed document, word for word, for every kecamatan that keeps none of its own."""
	seed = json.loads(SOP_SEED.read_text())
	if registry.find_seed(SOP, seed["nomor_sop"]):
		return
	doc = frappe.get_doc(seed)
	doc.insert(ignore_permissions=True)  # install and migrate
	registry.record_seed(SOP, seed["nomor_sop"], doc.name, registry.fingerprint(seed))


def make_scale() -> None:
	if registry.find_seed(SKALA, DEFAULT_SCALE):
		return
	doc = frappe.get_doc(
		{
			"doctype": SKALA,
			"nama_skala": DEFAULT_SCALE,
			"dasar": "Permendagri Nomor 86 Tahun 2017",
			"rentang": [
				{"batas_bawah": as_column(t.batas_bawah), "predikat": t.predikat, "singkatan": t.singkatan}
				for t in SKALA_BAWAAN
			],
		}
	)
	if not frappe.db.exists(SKALA, DEFAULT_SCALE):
		doc.insert(ignore_permissions=True)  # install and migrate
	registry.record_seed(SKALA, DEFAULT_SCALE, DEFAULT_SCALE, registry.fingerprint(doc.nama_skala))


def make_nomenclature() -> None:
	"""The official programs of a kecamatan, for all offices of the site; a code that an admin has written already is left alone."""
	if registry.find_seed(PROGRAM_KEGIATAN, NOMENCLATURE):
		return
	text = NOMENCLATURE_SEED.read_text(encoding="utf-8")
	for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
		if not frappe.db.exists(PROGRAM_KEGIATAN, row["kode"]):
			doc = frappe.get_doc({"doctype": PROGRAM_KEGIATAN, "aktif": 1, **row})
			doc.insert(ignore_permissions=True)  # install and migrate
	registry.record_seed(PROGRAM_KEGIATAN, NOMENCLATURE, NOMENCLATURE, registry.fingerprint(text))


def make_units() -> None:
	"""The units and the scales of words that every site begins with, each once: one that an admin has deleted stays so, and one that is
	written like a unit of the site's own is not made."""
	for scale in SKALA_NILAI_BAWAAN:
		words = [
			{"kata": one.kata, "nilai": as_column(one.nilai), "sinonim": "; ".join(one.sinonim)}
			for one in scale.kata
		]
		how = {
			"berskor": int(scale.berskor),
			"batas_termasuk": int(scale.batas_termasuk),
			"dasar": scale.dasar,
		}
		taken = frappe.db.exists(SKALA_NILAI, scale.nama)
		_make(SKALA_NILAI, scale.nama, taken, {"nama_skala": scale.nama, **how, "kata": words})
	for unit in SATUAN_BAWAAN:
		values = {"nama": unit.nama, "jenis": unit.jenis, "desimal": unit.desimal}
		values |= {"sinonim": "\n".join(unit.sinonim), "diukur_ulang": int(unit.diukur_ulang)}
		taken = any(map(Units(tuple(measures.stored_units())).find, unit.spellings))
		_make(
			SATUAN, unit.nama, taken, {**values, "skala_nilai": unit.skala if _is_there(unit.skala) else None}
		)


def _is_there(scale: str) -> bool:
	return bool(scale and frappe.db.exists(SKALA_NILAI, scale))


def _make(doctype: str, name: str, taken: bool, values: dict) -> None:
	if registry.find_seed(doctype, name):
		return
	if not taken:
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)  # install and migrate
	registry.record_seed(doctype, name, name, registry.fingerprint(name))


def make_settings() -> None:
	"""The default scale, chosen once; what the admin makes of the settings afterwards stays, an emptied field too."""
	if registry.find_seed(PENGATURAN, PENGATURAN):
		return
	settings = frappe.get_doc(PENGATURAN)
	if not settings.skala_predikat and frappe.db.exists(SKALA, DEFAULT_SCALE):
		settings.skala_predikat = DEFAULT_SCALE
		settings.batas_capaian = settings.batas_capaian or 120
		settings.save(ignore_permissions=True)  # install and migrate
	registry.record_seed(PENGATURAN, PENGATURAN, PENGATURAN, registry.fingerprint(DEFAULT_SCALE))
