"""Functions that not every release of Frappe 15 has under their name."""

from collections.abc import Callable
from types import ModuleType

import frappe
from frappe import _


def function_of(module: ModuleType, name: str) -> Callable:
	"""A function of Frappe's. Raises ValidationError where this release has none of that name."""
	found = getattr(module, name, None)
	if not found:
		frappe.throw(_("Versi Frappe ini tidak mengenal {0}.").format(name), frappe.ValidationError)
	return found
