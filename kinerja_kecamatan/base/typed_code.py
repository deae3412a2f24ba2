"""Code that an admin types into the desk (Jinja of print formats, letter heads, mails and notifications; Server Scripts, the
System Console, conditions; what a Notification is set to write) runs with whatever rights its reader has. It reads and
prints; it signs nothing.

Told by the call stack: no flag, no name and no object that such code can reach says whether it is running. What it puts off
to a later moment is marked on that stack too (put_off.py).
"""

import sys
from collections.abc import Callable
from types import ModuleType

import frappe
from frappe import _
from jinja2.sandbox import SandboxedEnvironment

from kinerja_kecamatan.exceptions import MoveRefused

# Frappe's modules through which every script and every call from a template goes, and what a Notification sets.
_OF_THE_DESK = ("frappe.utils.safe_exec", "frappe.email.doctype.notification.notification")


def running() -> bool:
	"""Whether a template, a script, a condition or a setting from the desk has led here."""
	frame = sys._getframe(1)
	while frame:
		names, code = frame.f_globals, frame.f_code
		if code is _TYPED or "__jinja_template__" in names or names.get("__name__") in _OF_THE_DESK:
			return True
		if code.co_name == "safe_eval":
			return True
		if code is _UNTYPED:
			return False
		frame = frame.f_back
	return False


def as_typed(function: Callable, *args, **kwargs):
	"""Run what typed code has put off: it is still that code's."""
	return function(*args, **kwargs)


def as_untyped(function: Callable):
	"""Run what the app or Frappe has put off by itself, though typed code has brought its moment about (by a commit)."""
	return function()


_TYPED, _UNTYPED = as_typed.__code__, as_untyped.__code__


def refuse() -> None:
	"""For what only a person at the desk, or the app by itself, may set off."""
	if running():
		frappe.throw(
			_(
				"Langkah SOP, catatan, arsip dan penanda tangan tidak ditetapkan dari templat, skrip atau syarat."
			),
			MoveRefused,
		)


def _keep_modules_out() -> None:
	"""Templates reach `frappe.qb.terms`, a Python module, and through what that one imports all of Python: `inspect`, then `sys`.
	No module is read out of a module any more; everything else Jinja's sandbox decides as before. Scripts have the same rule
	from Frappe itself."""
	core = SandboxedEnvironment.is_safe_attribute
	if getattr(core, "keeps_modules_out", False):
		return

	def is_safe_attribute(self, obj, attr, value):
		if isinstance(obj, ModuleType) and isinstance(value, ModuleType):
			return False
		return core(self, obj, attr, value)

	is_safe_attribute.keeps_modules_out = True
	SandboxedEnvironment.is_safe_attribute = is_safe_attribute


_keep_modules_out()
