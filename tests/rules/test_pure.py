"""The rules stay pure: no frappe, nothing that reads a clock, a file or the network."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_kecamatan import rules

FOLDER = Path(rules.__file__).parent
MODULES = sorted(FOLDER.glob("**/*.py"))
ALLOWED = {
	"babel",  # names of months, out of its own tables
	"bisect",
	"calendar",
	"collections",
	"contextlib",
	"dataclasses",
	"datetime",
	"decimal",
	"difflib",  # units that are nearly spelled so
	"functools",
	"importlib",  # the table of operators finds its files
	"itertools",
	"math",
	"pkgutil",  # the same
	"re",
	"textwrap",
	"typing",
	"unicodedata",
}


def imported(source: str, depth: int = 1) -> set[str]:
	"""Top-level names of everything that a module imports; relative imports inside the rules, `depth` folders up, give nothing."""
	names: set[str] = set()
	for node in ast.walk(ast.parse(source)):
		if isinstance(node, ast.Import):
			names.update(alias.name.partition(".")[0] for alias in node.names)
		elif isinstance(node, ast.ImportFrom) and not 1 <= node.level <= depth:
			names.add((node.module or "..").partition(".")[0])
		elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
			"__import__",
			"open",
			"exec",
			"eval",
		):
			names.add(node.func.id)
	return names


def test_the_modules_are_found() -> None:
	assert {"numbers.py", "capaian.py", "predikat.py", "working_time.py", "aggregation.py", "periode.py"} <= {
		module.name for module in MODULES
	}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_imports_only_the_pure_standard_library(module: Path) -> None:
	assert imported(module.read_text(), len(module.relative_to(FOLDER).parts)) <= ALLOWED


def test_the_check_sees_frappe() -> None:
	for source in ("import frappe", "from frappe.utils import flt", "def f():\n\timport frappe.utils as u"):
		assert imported(source) == {"frappe"}
	assert imported("from ..exceptions import X") == {"exceptions"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_reads_no_clock(module: Path) -> None:
	calls = {
		node.func.attr
		for node in ast.walk(ast.parse(module.read_text()))
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
	}
	assert not calls & {"now", "today", "utcnow"}


def test_every_module_imports_alone_and_brings_no_frappe() -> None:
	parts = (module.relative_to(FOLDER).with_suffix("").parts for module in MODULES)
	names = [".".join(("kinerja_kecamatan", "rules", *one)) for one in parts if one[-1] != "__init__"]
	for name in names:
		code = f"import sys, {name}; sys.exit('frappe' in sys.modules)"
		subprocess.run([sys.executable, "-c", code], check=True, cwd=FOLDER.parent.parent)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_small_functions_with_types_and_docstrings(module: Path) -> None:
	assert len(module.read_text().splitlines()) < 400
	for node in ast.walk(ast.parse(module.read_text())):
		if not isinstance(node, ast.FunctionDef):
			continue
		assert node.end_lineno - node.lineno < 40, node.name
		assert node.returns is not None, node.name
		arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
		untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
		assert not untyped, node.name
		assert node.name.startswith("_") or ast.get_docstring(node), node.name
