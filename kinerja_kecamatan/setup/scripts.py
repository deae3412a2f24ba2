"""The shipped Server Scripts: seeded once from the module's aggregation_scripts/ folder, then the admin's.

What lies there are frames; how figures come together is written into them from the table of operators (rules/operators/).

Not in a folder named server_script: Frappe would sync that one at every migrate. A release updates a script only where the
admin has not touched its text; whether it is switched on is always the admin's.
"""

import json
from pathlib import Path

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import PENGATURAN
from kinerja_kecamatan.figures import scripts
from kinerja_kecamatan.rules.operator_scripts import with_branches
from kinerja_kecamatan.setup import registry

SCRIPT = "Server Script"


def folder() -> Path:
	return Path(frappe.get_app_path("kinerja_kecamatan", "kinerja_kecamatan", "aggregation_scripts"))


def shipped() -> list[dict]:
	"""The scripts of this release: {"name", "script_type", "api_method", "script"}."""
	return [
		{**json.loads(path.read_text()), "script": with_branches(path.with_suffix(".py").read_text())}
		for path in sorted(folder().glob("*.json"))
	]


def sync() -> None:
	"""After install and after every migrate: ship what is new, update what is untouched, leave the rest."""
	for seed in shipped():
		known = registry.find_seed(SCRIPT, seed["api_method"])
		if not known:
			_ship(seed)
		elif known.sidik != digest(seed["script"]) and _is_untouched(seed["api_method"], known):
			_overwrite(seed)


def digest(script: str) -> str:
	"""Of a script's text alone; the desk's editor trims line ends."""
	return registry.fingerprint([line.rstrip() for line in (script or "").strip().splitlines()])


def standing_script(method: str) -> str | None:
	"""The API script of a method, whatever an admin calls it, switched on or off."""
	return frappe.db.get_value(SCRIPT, {"api_method": method, "script_type": "API"})


def _is_untouched(method: str, known) -> bool:
	name = standing_script(method)
	return bool(name) and digest(frappe.db.get_value(SCRIPT, name, "script")) == known.sidik


def _ship(seed: dict) -> str:
	name = standing_script(seed["api_method"])
	if not name:
		doc = frappe.get_doc({"doctype": SCRIPT, "module": "Kinerja Kecamatan", **seed})
		doc.insert(ignore_permissions=True)  # install, migrate, or the restore button, which checks
		name = doc.name
	registry.record_seed(SCRIPT, seed["api_method"], name, digest(seed["script"]))
	return name


def _overwrite(seed: dict) -> str:
	doc = frappe.get_doc(SCRIPT, standing_script(seed["api_method"]))
	doc.script = seed["script"]
	doc.save(ignore_permissions=True)  # as above
	registry.record_seed(SCRIPT, seed["api_method"], doc.name, digest(seed["script"]))
	return doc.name


def status_of_scripts() -> list[dict]:
	"""See `setup.api.keadaan_skrip`."""
	frappe.has_permission(PENGATURAN, "read", throw=True)
	return [_status_of(seed) for seed in shipped()]


def _status_of(seed: dict) -> dict:
	method = seed["api_method"]
	name = standing_script(method)
	working = scripts.at_work(method)
	if working:
		reason = _("Skrip aktif.")
	elif not scripts.switched_on():
		reason = _("Server Script tidak diaktifkan pada bench ini; fungsi aplikasi mengerjakannya.")
	else:
		reason = _("Skrip dinonaktifkan atau dihapus; fungsi aplikasi mengerjakannya.")
	return {
		"judul": seed["name"],
		"metode": method,
		"skrip": working or name,
		"bekerja": bool(working),
		"sebab": reason,
		"diubah": bool(name)
		and digest(frappe.db.get_value(SCRIPT, name, "script")) != digest(seed["script"]),
	}


def restore_script(metode: str) -> str:
	"""See `setup.api.kembalikan_skrip`."""
	if not frappe.has_permission(SCRIPT, "write"):
		frappe.throw(_("Skrip bawaan hanya dapat dikembalikan oleh Script Manager."), frappe.PermissionError)
	seed = next((s for s in shipped() if s["api_method"] == metode), None)
	if not seed:
		frappe.throw(_("Tidak ada skrip bawaan untuk {0}.").format(metode))
	return _overwrite(seed) if standing_script(metode) else _ship(seed)
