"""Expressions where a query takes a column's name, and the places where requests name columns."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterable, Iterator

import frappe

from kinerja_kecamatan.access import door

# What is no name of a column. The first two would read, the third would tell by yes and no, the fourth by time.
EXPRESSIONS = (
	"ifnull((select(1)),'')",
	"(select password from __Auth limit 1)",
	"name` is not null or `name",
	"benchmark(200000,md5(name))",
	"sleep(1)",
	"name, sleep(1)",
	"if(substr(user(),1,1)='x',name,owner)",
	"name/**/desc",
	"name -- x",
	"name; select 1",
	"least(1,(select 1))",
	"@@version",
	"extractvalue(1,concat(0x5c,user()))",
)


def in_filters(expression: str) -> Iterator[object]:
	"""Every form in which Frappe takes filters."""
	yield [["ToDo", expression, "=", "1"]]
	yield [[expression, "=", "1"]]
	yield {expression: "1"}
	yield [{expression: "1"}]
	yield [expression]
	yield json.dumps([["ToDo", expression, "=", "1"]])


def forms(kind: str, expression: str) -> Iterator[object]:
	"""How an expression arrives in an argument of that kind."""
	if kind == "filters":
		yield from in_filters(expression)
	else:
		yield expression
		yield [expression]
		yield json.dumps([expression])


def places(only: Iterable[str] = ()) -> dict[str, dict[str, str]]:
	"""Every whitelisted function of the installed Frappe, or of these, that takes names of columns: {method: {argument: kind}}."""
	if only:
		functions = [frappe.get_attr(name) for name in only]
	else:
		_import_all()
		functions = list(frappe.whitelisted)
	kinds = {**door.OF_FRAPPE, **door.EVERYWHERE}
	found = {}
	for function in functions:
		if function.__module__.startswith("frappe.") and "." not in function.__qualname__:
			taken = set(inspect.signature(function).parameters) & set(kinds)
			if taken:
				found[f"{function.__module__}.{function.__name__}"] = {
					name: kinds[name] for name in sorted(taken)
				}
	return found


def _import_all() -> None:
	for module in pkgutil.walk_packages(frappe.__path__, "frappe."):
		if ".tests" in module.name or ".test_" in module.name or "commands" in module.name:
			continue
		try:
			importlib.import_module(module.name)
		except Exception:  # what needs a package that is not there cannot be called either
			continue
