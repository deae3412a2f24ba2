"""hooks.py points at things that are there."""

import importlib
from collections.abc import Iterator

import frappe

from kinerja_kecamatan import hooks
from kinerja_kecamatan.access import whitelist

VERBS = frappe.allowed_http_methods_for_whitelisted_func

# Hook values that are no dotted paths of the app.
PLAIN = {
	"app_name",
	"app_title",
	"app_publisher",
	"app_description",
	"app_email",
	"app_license",
	"app_logo_url",
}


def paths(value) -> Iterator[str]:
	if isinstance(value, str):
		if value.startswith(f"{hooks.app_name}."):
			yield value
	elif isinstance(value, dict):
		for inner in value.values():
			yield from paths(inner)
	elif isinstance(value, list | tuple):
		for inner in value:
			yield from paths(inner)


def test_every_dotted_path_of_hooks_can_be_imported(site):
	found = {
		path
		for name, value in vars(hooks).items()
		if not name.startswith("__") and name not in PLAIN
		for path in paths(value)
	}
	assert len(found) > 20
	for path in sorted(found):
		try:
			importlib.import_module(path)
		except ImportError:
			assert callable(frappe.get_attr(path)), path


def test_hooks_that_frappe_calls_by_doctype_name_doctypes_that_exist(site):
	for name in ("doc_events", "permission_query_conditions", "has_permission"):
		for doctype in getattr(hooks, name):
			assert doctype == "*" or frappe.db.exists("DocType", doctype), f"{name}: {doctype}"


def in_place_of() -> dict:
	"""By each function that stands in the place of Frappe's: those of this release."""
	found: dict = {}
	for name, path in hooks.override_whitelisted_methods.items():
		module, _dot, attribute = name.rpartition(".")
		core = getattr(importlib.import_module(module), attribute, None)
		found.setdefault(frappe.get_attr(path), []).append(core)
	return found


def test_what_stands_in_place_of_frappes_method_is_called_no_other_way(site):
	"""By the verbs that Frappe's own declares in this release, or fewer of them; by visitors only where that one is."""
	seen = 0
	for ours, cores in in_place_of().items():
		for core in (core for core in cores if core in VERBS):
			seen += 1
			assert set(VERBS[ours]) <= set(VERBS[core]), f"{ours}: {VERBS[ours]}, Frappe's: {VERBS[core]}"
			assert core in frappe.guest_methods or ours not in frappe.guest_methods, ours
			assert core in frappe.xss_safe_methods or ours not in frappe.xss_safe_methods, ours
	assert seen > 40


def test_what_frappe_gives_nobody_is_not_opened_by_what_stands_in_its_place(site, env, monkeypatch):
	"""Some of Frappe's methods are no longer whitelisted in 15, others not yet in the snapshot of 2023."""
	whitelist.watch_request()
	closed = set()
	for ours, cores in in_place_of().items():
		request = frappe._dict(method="POST" if "POST" in VERBS[ours] else "GET")
		monkeypatch.setattr(frappe.local, "request", request, raising=False)
		monkeypatch.setattr(frappe.local, "kinerja_called", [])
		given = any(core in VERBS for core in cores)
		assert (ours in frappe.whitelisted) == given, ours
		closed |= set() if given else {ours.__name__}
	assert ("close" if env.snapshot else "get_link_options") in closed
