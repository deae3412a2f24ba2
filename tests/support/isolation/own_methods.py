"""Every whitelisted method of the app that a POST reaches, found and not listed: one that is added later is tried as well."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator

import frappe

import kinerja_kecamatan
from tests.support.routes import Way


def every() -> list[tuple[str, Callable, str]]:
	"""(dotted path, function, verb) of each that has an address of its own; POST where it may be posted."""
	for module in pkgutil.walk_packages(kinerja_kecamatan.__path__, f"{kinerja_kecamatan.__name__}."):
		if not module.name.endswith("__main__"):
			importlib.import_module(module.name)
	verbs = frappe.allowed_http_methods_for_whitelisted_func
	return sorted(
		(
			f"{function.__module__}.{function.__qualname__}",
			function,
			"POST" if "POST" in verbs[function] else "GET",
		)
		for function in frappe.whitelisted
		if function.__module__.startswith("kinerja_kecamatan.") and "." not in function.__qualname__
	)


def posted() -> list[str]:
	"""Dotted paths of the functions; methods of documents have no address of their own."""
	return [path for path, _function, verb in every() if verb == "POST"]


def parameters(function: Callable) -> list[str]:
	"""Names of what a request may say to a method."""
	found = inspect.signature(function).parameters.values()
	return [each.name for each in found if each.kind is not each.VAR_KEYWORD]


def ways(doctype: str, name: str, **known) -> Iterator[Way]:
	"""Each of them, asked about one document; `known` says what stands for the arguments that are named so."""
	change = {"doctype": doctype, "docname": name, "name": name}
	known = {
		**dict.fromkeys(("doctype", "dt"), doctype),
		**dict.fromkeys(("name", "docname", "dn"), name),
		"docs": json.dumps([change]),
		"docnames": json.dumps([name]),
		"items": json.dumps([name]),
		"berlaku_sampai": "2099-12-31",
		**known,
	}
	for path in posted():
		arguments = {
			argument.name: known.get(argument.name, "x")
			for argument in inspect.signature(frappe.get_attr(path)).parameters.values()
			if argument.kind is not argument.VAR_KEYWORD
			and (argument.name in known or argument.default is argument.empty)
		}
		yield path, "POST", f"/api/method/{path}", {"json": arguments}
