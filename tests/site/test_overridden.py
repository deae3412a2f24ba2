"""docs/overridden-methods.md: a line for every method that the app stands in for, and what it says of the source is so."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import frappe

PAGE = Path(__file__).resolve().parents[2] / "docs" / "overridden-methods.md"
APP = "kinerja_kecamatan."
# Found by its name at run time, as older releases have no such function.
BY_NAME = r'function_of\(\w+, "{}"\)'


def lines() -> dict[str, list[str]]:
	"""{method: the other cells} of the table."""
	rows = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `")]
	assert all(len(row) == 4 and all(row) for row in rows)
	assert len(rows) == len({row[0] for row in rows}), "twice"
	return {row[0].strip("`"): row[1:] for row in rows}


def test_every_method_has_its_line(site):
	hooks = frappe.get_hooks("override_whitelisted_methods")
	replaced = {name for name, paths in hooks.items() if any(path.startswith(APP) for path in paths)}
	assert set(lines()) == replaced
	assert len(replaced) > 50


def test_each_calls_what_the_table_says(site):
	hooks = frappe.get_hooks("override_whitelisted_methods")
	for method, cells in lines().items():
		wrap = inspect.unwrap(frappe.get_attr(hooks[method][-1]))
		called = list(_called(wrap))
		named = re.findall(r"`(frappe\.[\w.]+)`", cells[-1])
		assert named, method
		for name in named:
			core = _core(name)
			by_name = re.search(BY_NAME.format(name.rpartition(".")[2]), inspect.getsource(wrap))
			assert any(each is core for each in called if core) or by_name, f"{method} does not call {name}"


def _core(name: str) -> Callable | None:
	try:
		return frappe.get_attr(name)
	except AttributeError:
		return None


def _called(function: Callable) -> Iterator[object]:
	"""What a function calls in its body, or hands to what calls it (`frappe.call`, a job), as objects."""
	tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
	known = dict(function.__globals__)
	for node in ast.walk(tree):
		if isinstance(node, ast.ImportFrom):
			exec(ast.unparse(node), known)  # an import within the function
	for node in ast.walk(tree):
		for part in (node.func, *node.args[:1]) if isinstance(node, ast.Call) else ():
			if isinstance(part, ast.Attribute | ast.Name):
				try:
					yield eval(ast.unparse(part), known)
				except Exception:  # a name that has a value only while the function runs
					continue
