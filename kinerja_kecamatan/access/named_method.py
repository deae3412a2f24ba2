"""Which function a request names, as Frappe finds it, whatever the release: by `cmd`, by /api/method/, by later versions of the API."""

import re

import frappe
from frappe.modules.utils import load_doctype_module

PATH = re.compile(r"/api/(?:(?P<version>v[2-9]\d*)/|v1/)?method/(?P<name>.+?)/*", flags=re.DOTALL)


def named_method() -> str:
	"""The name, dotted where it is one of a module; '' where the request names none."""
	command = frappe.local.form_dict.get("cmd")
	if command:
		return command if isinstance(command, str) else ""
	found = PATH.fullmatch(frappe.local.request.path)
	if not found:
		return ""
	first, slash, rest = found["name"].partition("/")
	# The first version leaves out what comes after a slash; later ones take what comes before it for a DocType.
	return _of_module(first, rest) if slash and found["version"] else first


def _of_module(doctype: str, name: str) -> str:
	try:
		return f"{load_doctype_module(doctype).__name__}.{name}"
	except Exception:  # there is no such DocType, which Frappe says itself
		return f"{doctype}.{name}"
