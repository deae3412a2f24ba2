"""Putting a stricter function in the place of one of a library's or of Frappe's, once in a process.

Modules that are not loaded yet are waited for: to load an engine for every request and every job would cost each half a
second.
"""

import functools
import sys
from collections.abc import Callable, Mapping
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import frappe

APP = "kinerja_kecamatan"
_MARK = "_kinerja_wraps"
# By module: what stands in it ("function" or "Class.method"), and what is stricter. It gets the original first.
Stricter = Mapping[str, Mapping[str, Callable]]


def applies() -> bool:
	"""Whether the site that this thread works for has the app: processes of a bench serve others as well."""
	return bool(getattr(frappe.local, "site", None) and frappe.db and APP in frappe.get_installed_apps())


def put_in_place(stricter: Stricter) -> None:
	"""Wrap what is loaded, and the rest as soon as it is; what is wrapped already is passed over."""
	for name, functions in stricter.items():
		if module := sys.modules.get(name):
			_wrap_all(module, functions)
	if not any(isinstance(finder, _Waiting) and finder.stricter is stricter for finder in sys.meta_path):
		sys.meta_path.insert(0, _Waiting(stricter))


def _wrap_all(module: ModuleType, functions: Mapping[str, Callable]) -> None:
	for path, stricter in functions.items():
		kind, _mark, name = path.rpartition(".")
		owner = getattr(module, kind, None) if kind else module
		original = getattr(owner, name, None)
		if original is not None and not hasattr(original, _MARK):
			_wrap(owner, name, original, stricter)


def _wrap(owner: ModuleType | type, name: str, original: Callable, stricter: Callable) -> None:
	@functools.wraps(original)
	def replacement(*args, **kwargs):
		return stricter(original, *args, **kwargs) if applies() else original(*args, **kwargs)

	setattr(replacement, _MARK, True)
	setattr(owner, name, replacement)
	# Whoever has imported it by its name.
	for module in list(sys.modules.values()):
		if getattr(module, "__dict__", {}).get(name) is original:
			setattr(module, name, replacement)


class _Waiting(MetaPathFinder):
	"""Asked for every module before the finders that know; wraps those that it waits for when they are loaded."""

	def __init__(self, stricter: Stricter):
		self.stricter = stricter

	def find_spec(self, fullname: str, path=None, target=None) -> ModuleSpec | None:
		if fullname not in self.stricter:
			return None
		for finder in sys.meta_path:
			spec = finder.find_spec(fullname, path, target) if finder is not self else None
			if spec and spec.loader:
				spec.loader = _Wrapping(spec.loader, self.stricter[fullname])
				return spec
		return None


class _Wrapping(Loader):
	"""A module's own loader, and the wraps after it."""

	def __init__(self, loader: Loader, functions: Mapping[str, Callable]):
		self.loader, self.functions = loader, functions

	def create_module(self, spec: ModuleSpec) -> ModuleType | None:
		return self.loader.create_module(spec)

	def exec_module(self, module: ModuleType) -> None:
		module.__spec__.loader = module.__loader__ = self.loader
		self.loader.exec_module(module)
		_wrap_all(module, self.functions)
