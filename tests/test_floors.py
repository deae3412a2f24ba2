"""The floors of docs/architecture.md: who may import whom, where methods and names stand. Read from the files alone."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "kinerja_kecamatan"
SOURCES = sorted(APP.rglob("*.py"))
# Beside the Python that runs the tests, or wherever else.
LINTER = shutil.which(
	"lint-imports", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
)
CONTRACT = (ROOT / "pyproject.toml").read_text().partition("[tool.importlinter]")[2]

# An import inside a function hides what hangs on what; these have a reason.
LAZY = {
	("commands.py", "kinerja_kecamatan"): "bench reads this file for each of its commands",
	("access/file_kinds.py", "PIL"): "only where a picture comes in",
	("output/printing.py", "frappe.utils"): "it loads a PDF engine",
	("output/tables.py", "openpyxl"): "only where a table is written",
	("papers/page.py", "frappe.utils.pdf"): "it loads a PDF engine",
	("papers/photos.py", "PIL"): "only where a picture is printed",
	("papers/page.py", "frappe.www.printview"): "it loads the desk's renderer",
}
# Called on a document: in place of the File class's own.
METHODS_OF_DOCUMENTS = {"kinerja_kecamatan.access.files.optimize_file"}
# Where stricter ones stand in place of Frappe's own whitelisted methods (core_overrides.py).
OVERRIDES = {
	path for path in re.findall(r': "(kinerja_kecamatan\.[\w.]+)"', (APP / "core_overrides.py").read_text())
}


def module_of(path: Path) -> str:
	return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path) for path in SOURCES}


def imports(path: Path) -> Iterator[tuple[ast.AST, str, bool]]:
	"""(statement, module, whether it stands in a function) of what a file imports; names of modules of the app in full."""

	def visit(node: ast.AST, inside: bool) -> Iterator[tuple[ast.AST, str, bool]]:
		for child in ast.iter_child_nodes(node):
			deeper = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
			if isinstance(child, ast.ImportFrom):
				package = ".".join(path.relative_to(ROOT).parts[: -child.level]) if child.level else ""
				base = ".".join(part for part in (package, child.module) if part)
				for name in child.names:
					full = f"{base}.{name.name}"
					yield child, full if full in MODULES else base, inside
			elif isinstance(child, ast.Import):
				yield from ((child, name.name, inside) for name in child.names)
			yield from visit(child, deeper)

	return visit(ast.parse(path.read_text()), False)


def floors() -> dict[str, int]:
	"""The folders and files of the app by the number of their floor, the top one 0, from the contract in pyproject.toml."""
	rows = re.findall(r'^\t"([^"]+)",', CONTRACT.partition("layers = [")[2], flags=re.M)
	return {name: number for number, row in enumerate(rows) for name in row.split(" | ")}


def own_folder(module: str) -> str:
	return module.split(".")[1]


def test_every_folder_has_its_floor():
	there = {own_folder(module) for module in MODULES if module != "kinerja_kecamatan"}
	assert there - {"www"} == set(floors())


def test_nothing_imports_what_stands_above_it():
	floor, wrong = floors(), []
	for path in SOURCES:
		module = module_of(path)
		if module == "kinerja_kecamatan" or own_folder(module) == "www":
			continue
		for statement, target, _inside in imports(path):
			if not target.startswith("kinerja_kecamatan.") or target.count(".") < 1:
				continue
			here, there = own_folder(module), own_folder(target)
			if here != there and floor[here] >= floor[there]:
				wrong.append(
					f"{path.relative_to(ROOT)}:{statement.lineno}: {there} stands above or beside {here}"
				)
	assert not wrong, wrong


def circle(graph: dict[str, set[str]]) -> list[str]:
	"""A way from a file back to itself, empty where there is none."""
	done: set[str] = set()

	def walk(node: str, way: list[str]) -> list[str]:
		if node in way:
			return [*way[way.index(node) :], node]
		if node in done:
			return []
		for target in sorted(graph.get(node, ())):
			if found := walk(target, [*way, node]):
				return found
		done.add(node)
		return []

	return next((found for node in sorted(graph) if (found := walk(node, []))), [])


def test_no_files_import_each_other_in_a_circle():
	graph = {
		module_of(path): {target for _s, target, _i in imports(path) if target in MODULES} for path in SOURCES
	}
	assert len(graph) > 300 and sum(map(len, graph.values())) > 1000
	found = circle(graph)
	assert not found, list(pairwise(found))


def test_no_import_hides_in_a_function():
	found = {
		(path.relative_to(APP).as_posix(), target)
		for path in SOURCES
		for _statement, target, inside in imports(path)
		if inside
	}
	known = {
		(file, target): next((key for key in LAZY if key[0] == file and target.startswith(key[1])), None)
		for file, target in found
	}
	assert not [key for key, reason in known.items() if not reason]
	assert set(known.values()) == set(LAZY), "an exception that is no longer needed"


def test_whitelisted_methods_stand_in_the_api_of_their_feature():
	stray = set()
	for path in SOURCES:
		if path.name == "api.py":
			continue
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.FunctionDef) and any(
				"whitelist" in ast.unparse(d) for d in node.decorator_list
			):
				stray.add(f"{module_of(path)}.{node.name}")
	assert stray - OVERRIDES == METHODS_OF_DOCUMENTS


def test_whoever_lets_a_move_in_has_the_handlers_put_together():
	letting_in = [
		path
		for path in SOURCES
		if re.search(r"\bmoves\.start\(", path.read_text()) and path.name != "system_moves.py"
	]
	assert len(letting_in) >= 2
	assert not [path for path in letting_in if "\ncomposition.register()\n" not in path.read_text()]


def test_names_of_doctypes_stand_in_one_place():
	"""A file that needs one under a name of its own takes it from base.doctypes."""
	home = APP / "base" / "doctypes.py"
	names = set(re.findall(r'^[A-Z_]+ = "([^"]+)"', home.read_text(), flags=re.M))
	assert len(names) > 15
	again = []
	for path in SOURCES:
		place = path.relative_to(APP)
		if path == home or place.parts[0] in ("demo", "patches") or "doctype" in place.parts:
			continue
		for node in ast.parse(path.read_text()).body:
			if isinstance(node, ast.Assign):
				values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
				single = not (isinstance(node.value, ast.Tuple) and isinstance(node.targets[0], ast.Name))
				again += [
					f"{place}:{node.lineno}: {value.value}"
					for value in values
					if single and isinstance(value, ast.Constant) and value.value in names
				]
	assert not again, again


def test_import_linter_agrees():
	if not LINTER:
		assert os.environ.get("KINERJA_SNAPSHOT") != "1", "it belongs to the bench that make test builds"
		pytest.skip("import-linter is not installed here")
	found = subprocess.run(
		[LINTER], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True, check=False
	)
	assert found.returncode == 0, found.stdout


def test_paths_of_hooks_are_spelled_out():
	"""Who looks for a function by its full path finds what names it."""
	composed = [
		f"{path.relative_to(ROOT)}:{node.lineno}"
		for path in SOURCES
		for node in ast.walk(ast.parse(path.read_text()))
		if isinstance(node, ast.JoinedStr)
		and isinstance(node.values[0], ast.Constant)
		and str(node.values[0].value).startswith("kinerja_kecamatan.")
		and "demo" not in path.parts
	]
	assert not composed, composed
