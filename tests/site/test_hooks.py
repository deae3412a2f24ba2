"""hooks.py points at things that are there."""

import importlib
from collections.abc import Iterator

import frappe

from kinerja_kecamatan import hooks

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
