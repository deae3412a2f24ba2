"""The whitelisted methods of the installed Frappe: found, not listed, so that a release which adds one has it tried as well."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import frappe
from frappe.model.base_document import get_controller

from tests.support.isolation import own_methods

# Not part of what a web server loads, or what does something on being imported.
NOT_IMPORTED = ("frappe.tests", "frappe.patches", "frappe.commands", "frappe.utils.bench_helper")


@dataclass(frozen=True)
class Method:
	"""One of them. `of` is the DocType of a method of documents, which is reached by run_doc_method; '' of a function."""

	path: str
	call: Callable
	of: str = ""

	@property
	def parameters(self) -> dict[str, bool]:
		"""Names of the arguments that a request may give, and whether one has to."""
		found = inspect.signature(self.call).parameters.values()
		return {
			each.name: each.default is each.empty
			for each in found
			if each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL) and each.name != "self"
		}

	@property
	def reads_form(self) -> bool:
		"""Whether it takes what it wants out of the request itself."""
		try:
			source = inspect.getsource(inspect.unwrap(self.call))
		except OSError:
			return True
		return "form_dict" in source or "kwargs" in source


def functions(only: Iterable[str] = ()) -> list[Method]:
	"""Those with an address of their own; all of them, or these."""
	if only:
		for path in only:
			importlib.import_module(path.rpartition(".")[0])
	else:
		_import_all()
	found = {f"{call.__module__}.{call.__qualname__}": call for call in frappe.whitelisted}
	return [
		Method(path, call)
		for path, call in sorted(found.items())
		if path.startswith("frappe.") and "." not in call.__qualname__ and (not only or path in only)
	]


def of_the_app() -> list[Method]:
	"""The app's own, those in place of Frappe's under their own address too."""
	return [Method(path, call) for path, call, _verb in own_methods.every()]


def of_documents() -> list[Method]:
	"""Those of documents: each by one DocType whose class has it."""
	listed = set(frappe.whitelisted)
	found: dict[Callable, Method] = {}
	for doctype in frappe.get_all("DocType", filters={"istable": 0}, pluck="name", order_by="name"):
		for name, call in inspect.getmembers(get_controller(doctype), inspect.isfunction):
			if call in listed and call not in found:
				found[call] = Method(f"{doctype}.{name}", call, doctype)
	return sorted(found.values(), key=lambda method: method.path)


def _import_all() -> None:
	for module in pkgutil.walk_packages(frappe.__path__, "frappe.", onerror=lambda _name: None):
		name = module.name
		if name.startswith(NOT_IMPORTED) or ".test_" in name or name.rpartition(".")[2].startswith("test"):
			continue
		try:
			importlib.import_module(name)
		except Exception:  # an optional part that is not installed here: the server cannot call it either
			continue
