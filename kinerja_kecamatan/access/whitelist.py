"""Which function a request may call: where Frappe's own answer does not reach.

`override_whitelisted_methods` puts a function of ours in the place of a *name*. The function of Frappe that had the name stays
whitelisted, and whatever takes a method's name from a client and looks it up by itself reaches it: `get_all_nodes(tree_method=)`,
`map_docs(method=)`, `search_widget(query=)`, `upload_file(method=)`, another module that has imported it. Those do not look at the verb
either, so that a mere link (GET, without CSRF token) called what is declared for POST.

All of them ask one thing before they call: `function in frappe.whitelisted`. So that is where this stands. `watch_request`, a
before_request hook, puts a Registry in the place of Frappe's list; it answers as the list does, and No to

- a function of Frappe that the site calls through one of ours, by the function itself, under whatever name it was found;
- a verb that the function has not declared;
- a function of ours in the place of one that this release of Frappe gives nobody (any longer), or does not have;
- a function of ours that is not what the request itself has called but is to be called by something that it has called;
- a function of Frappe that is called so and not made for it: a mapper takes a `source_name`, a tree `doctype, parent`, a search
  `doctype, txt`. Others would get their arguments under names that access.door does not look at.

Python that calls Python asks nothing and is not touched: our functions call Frappe's, Frappe's call each other, jobs run. The
hook runs for sites that have the app; requests of other sites in the same process get the list's own answer. Nothing is copied:
Frappe's list stays, and what is whitelisted later is added to it. A Server Script that calls a method (`in_safe_exec`) was written by an
administrator, and may call several; originals stay closed to it too.
"""

import importlib
import inspect
from collections.abc import Callable
from functools import cache

import frappe
from werkzeug.exceptions import HTTPException

from kinerja_kecamatan.base import typed_code

APP = "kinerja_kecamatan"
# What a dispatcher hands over first, by kind: search, tree, mapper.
MADE_TO_BE_CALLED = (("doctype", "txt"), ("doctype", "parent"), ("source_name",))


class Registry:
	"""Frappe's collection of whitelisted functions, asked with the present request in mind."""

	def __init__(self, core):
		self.core = core

	def __contains__(self, function) -> bool:
		return function in self.core and (not _is_watched() or _may_call(function))

	def __iter__(self):
		return iter(self.core)

	def __len__(self) -> int:
		return len(self.core)

	def __getattr__(self, name: str):
		return getattr(self.core, name)


def watch_request() -> None:
	"""From here on the present request is watched; called by access.door, hook before_request."""
	if not isinstance(frappe.whitelisted, Registry):
		frappe.whitelisted = Registry(frappe.whitelisted)
	frappe.local.kinerja_called = _at_the_address()
	frappe.local.kinerja_watched = frappe.local.site


def _at_the_address() -> list[Callable]:
	"""What the request's address leads to without asking anybody: later releases route /api/v2/method/upload_file, and others,
	straight to the function. It has been called all the same, and what it calls further is called by it."""
	routes = getattr(importlib.import_module("frappe.api"), "API_URL_MAP", None)
	environ = getattr(getattr(frappe.local, "request", None), "environ", None)
	if not (routes and environ):
		return []
	try:
		function, _arguments = routes.bind_to_environ(environ).match()
	except HTTPException:
		return []
	return [function] if function in frappe.whitelisted.core else []


def called_function() -> Callable | None:
	"""The whitelisted function that the present request itself has called, whatever its address says."""
	found = getattr(frappe.local, "kinerja_called", None) if _is_watched() else None
	return found[0] if found else None


def is_own(function: Callable) -> bool:
	"""Whether a function is a method of the app itself, neither in the place of one of Frappe's nor of a document."""
	return (
		_is_ours(function)
		and "." not in function.__qualname__
		and _name(function) not in _overrides().values()
	)


def declared_verbs(function: Callable) -> tuple[str, ...] | list[str]:
	"""Those that a whitelisted function has declared; of one that is not whitelisted none. Asking is not calling."""
	return frappe.allowed_http_methods_for_whitelisted_func.get(function, ())


def _is_watched() -> bool:
	site = getattr(frappe.local, "kinerja_watched", None)
	return (
		bool(site)
		and site == getattr(frappe.local, "site", None)
		and bool(getattr(frappe.local, "request", None))
	)


def _may_call(function: Callable) -> bool:
	if any(_is_at(name, function) for name in _overrides()) or _stands_for_nothing(function):
		return False
	if frappe.flags.in_safe_exec:
		return True
	if typed_code.running():
		return not _is_ours(function)  # a print format may ask Frappe several things
	if frappe.local.request.method not in declared_verbs(function):
		return False
	first = not frappe.local.kinerja_called
	frappe.local.kinerja_called.append(function)
	return first or (_is_made_to_be_called(function) and not _is_ours(function))


def _stands_for_nothing(function: Callable) -> bool:
	"""An override would open again what Frappe has closed: get_link_options was for everybody in 2023 and is for nobody in 15.55."""
	names = [name for name, path in _overrides().items() if path == _name(function)]
	return bool(names) and not any(_found_at(name) in frappe.whitelisted.core for name in names)


def _is_ours(function: Callable) -> bool:
	return function.__module__.partition(".")[0] == APP


def _is_made_to_be_called(function: Callable) -> bool:
	"""Frappe's own are looked at; other apps have their own customs."""
	if function.__module__.partition(".")[0] != "frappe":
		return True
	takes = tuple(inspect.signature(function).parameters)
	return not takes or any(takes[: len(first)] == first for first in MADE_TO_BE_CALLED)


def _name(function: Callable) -> str:
	return f"{function.__module__}.{function.__qualname__}"


def _overrides() -> dict[str, str]:
	"""The names of the present site that lead to functions of ours."""
	hooks = frappe.get_hooks("override_whitelisted_methods", {})
	return {name: path for name, paths in hooks.items() for path in paths if path.startswith(f"{APP}.")}


def _is_at(name: str, function: Callable) -> bool:
	return _name(function) == name or _found_at(name) is function


@cache
def _found_at(name: str) -> Callable | None:
	"""What stands under a dotted name in this release of Frappe."""
	module, _dot, attribute = name.rpartition(".")
	try:
		return getattr(importlib.import_module(module), attribute, None)
	except ImportError:
		return None
