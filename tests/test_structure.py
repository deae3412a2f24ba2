"""What the source promises about itself, read from the files; nothing is imported, no site is needed."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "kinerja_kecamatan"
MODULE = APP / "kinerja_kecamatan"
MAX_FILE, MAX_FUNCTION, MAX_HOOKS = 400, 40, 150

APP_SOURCES = sorted(APP.rglob("*.py"))
SOURCES = [
	*APP_SOURCES,
	*sorted((ROOT / "devbench").rglob("*.py")),
	*sorted((ROOT / "benchmarks").rglob("*.py")),
]
DOCTYPES = [
	path
	for path in sorted(MODULE.glob("doctype/*/*.json"))
	if json.loads(path.read_text()).get("doctype") == "DocType"
]
TEMPLATES = sorted([*MODULE.glob("print_format/*/*.html"), *(APP / "templates").rglob("*.html")])

LAYOUT_FIELDS = {"Section Break", "Column Break", "Tab Break", "HTML", "Fold"}
# Links that the app's own queries filter on, besides those that a list offers as a filter.
QUERIED = {"unit_kerja", "kecamatan", "periode", "disposisi", "pelaksana", "parent_unit_kerja"}
# Where names of states and roles belong: what the app ships, and the demo that presses the buttons.
MAY_NAME_STATES = ("setup", "demo")
# One place for the names of roles.
ROLES = "base/roles.py"
# Words that are a state or a role and an everyday word as well, by file: what they mean there.
EVERYDAY_WORDS = {
	("base/stored_words.py", "Selesai"): "hasil of a Catatan Tahapan",
	(
		"kinerja_kecamatan/doctype/catatan_tahapan/catatan_tahapan.py",
		"Selesai",
	): "a choice of hasil, in the generated types",
	(
		"kinerja_kecamatan/doctype/perjanjian_kinerja/perjanjian_kinerja.py",
		"Draf",
	): "a choice of status, in the generated types",
	("papers/format_data.py", "Jabatan Pelaksana"): "a printed caption",
	("papers/signatures.py", "Jabatan Pelaksana"): "a printed caption",
	("rules/places.py", "Camat"): "what the head of a kecamatan is called",
}

# One place for the names of DocTypes.
NAMES = "base/doctypes.py"
# Frappe takes every name that hooks.py imports for a hook; a patch speaks of the DocTypes of its day.
MAY_SPELL_DOCTYPES = ("hooks.py", "patches")
# Words that are a DocType and something else as well, by file: what they mean there.
NO_DOCTYPES = {
	("papers/agreement.py", "Indikator Kinerja"): "a printed caption",
	("papers/agreement_plan.py", "Indikator Kinerja"): "a printed caption",
	**{
		(place, "Satuan"): "a printed caption"
		for place in (
			*(
				"excel/layout.py",
				"excel/recap_sheets/table.py",
				"papers/acknowledgement.py",
				"papers/agreement.py",
				"papers/agreement_plan.py",
				"papers/dictionary.py",
			),
			*("papers/format_data.py", "papers/rekap.py", "papers/review.py", "reporting/tables.py"),
		)
	},
	("papers/corrections.py", "Unit Kerja"): "a printed caption",
	("papers/handover.py", "Unit Kerja"): "a printed caption",
	("papers/rekap.py", "Unit Kerja"): "a printed caption",
	("reporting/tables.py", "Indikator Kinerja"): "a printed caption",
	("reporting/evidence.py", "Disposisi"): "a printed caption",
	("reporting/evidence.py", "Unit Kerja"): "a printed caption",
	("reporting/evidence.py", "Penugasan"): "the title of a sheet",
	("reporting/evidence.py", "Catatan Tahapan"): "the title of a sheet",
	("reporting/evidence.py", "SOP"): "a print format",
	("reporting/evidence.py", "Perjanjian Kinerja"): "a print format",
	("papers/catalogue.py", "SOP"): "a print format",
	("papers/catalogue.py", "Format Data Kinerja"): "a print format",
	("papers/catalogue.py", "Perjanjian Kinerja"): "a print format",
	("demo/run.py", "SOP"): "a print format",
	("demo/run.py", "Perjanjian Kinerja"): "a print format",
}

# One place for the words that columns hold; the rules stand below it, and one of theirs is asked for above them.
STORED_WORDS = ("base/stored_words.py", "rules/recap_rows.py")
OF_THE_RULES = {"IKU"}
# Words that mean something else, by file.
NO_STORED_WORDS = {
	**{
		(place, "Unit"): "a printed caption"
		for place in (
			*(
				"excel/recap_sheets/records.py",
				"excel/recap_sheets/summary.py",
				"excel/recap_sheets/table.py",
			),
			*("papers/control_card.py", "reporting/evidence.py"),
		)
	},
	("excel/recap.py", "Unit"): "in a title",
	("papers/rows.py", "Lainnya"): "the heading of rows without a level",
	("rules/places.py", "Kecamatan"): "what a place is called",
	**dict.fromkeys(
		(("rules/findings.py", "Unit"), ("rules/findings.py", "Kecamatan")),
		"whose table of budgets an indicator states",
	),
	("rules/places.py", "Sekretariat"): "what a place is called",
	("rules/satuan.py", "Kecamatan"): "a unit of measure",
	("rules/satuan.py", "Unit"): "a unit of measure",
	("rules/validity.py", "Unit"): "a type's name",
}

# Figures are read once, where they come in, and travel as Decimal; these make a float of one, and why.
MAKE_FLOATS = {
	"figures/judging.py": "as_column: what a Float column gets",
	"recaps/computed_rows.py": "what a column gives back, to see whether a row has changed",
	"excel/sheets.py": "what a workbook's cell gets",
	"excel/intake/cells.py": "a day in a workbook's file is a serial number, and no figure",
	"guard/values.py": "the range of a column, of whatever a request sends",
	"step_log/chain.py": "the chain's own rounding, which seals what a column holds",
}
# By way of text or of a float's own digits; everybody else asks rules.decimals.to_decimal.
READ_FLOATS = {
	"rules/decimals.py": "to_decimal",
	"figures/engine.py": "what a Server Script has made of its figures",
}
READING = ("read_number", "read_figure", "read_target")
# Who reads a typed figure, and why it is not a Decimal by then.
READ_NUMBERS = {
	"formats/entries.py": "the border: what is typed into a Format",
	"recaps/corrections.py": "the border: what a correction says",
	"second_person/cells.py": "the border: a bobot in a Ralat, kept as it is printed",
	"excel/intake/values.py": "the border: a cell of a workbook",
	"excel/intake/diff.py": "pembilang and penyebut of a workbook, held beside what stands",
	"kinerja_kecamatan/doctype/indikator_kinerja/indikator_kinerja.py": "the border: bounds and the Renstra's target",
	"kinerja_kecamatan/doctype/perjanjian_kinerja/perjanjian_kinerja.py": "the border: targets",
	"office/agreement_checks.py": "targets of an agreement are kept as they are typed",
	"formats/rows.py": "a target is kept as it is typed, and read when a Format is made of it",
	"figures/finding_facts.py": "an indicator's bounds are kept as they are typed",
	"figures/judging.py": "the word that a figure earns, of what a row says",
	"recaps/year.py": "the Renstra's target is kept as it is typed",
	"demo/evidence.py": "figures of a story are texts",
}


def name_of(path: Path) -> str:
	return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
	for node in ast.walk(ast.parse(path.read_text())):
		if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
			yield node


def is_whitelisted(function: ast.FunctionDef) -> bool:
	return any("whitelist" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_whitelisted_functions_are_typed():
	found = [(path, f) for path in APP_SOURCES for f in functions(path) if is_whitelisted(f)]
	assert len(found) >= 4
	for path, function in found:
		arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
		untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
		assert not untyped, f"{name_of(path)} {function.name}: {untyped}"
		assert function.returns is not None, f"{name_of(path)} {function.name}: no return type"
		assert ast.get_docstring(function), f"{name_of(path)} {function.name}: no docstring"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_are_short(path):
	assert len(path.read_text().splitlines()) <= MAX_FILE
	long = [f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > MAX_FUNCTION]
	assert not long, long


def test_hooks_only_point():
	lines = (APP / "hooks.py").read_text().splitlines()
	assert len(lines) <= MAX_HOOKS
	assert not list(functions(APP / "hooks.py"))


def test_every_ignored_permission_says_why():
	bare = [
		f"{name_of(path)}:{number}"
		for path in APP_SOURCES
		for number, line in enumerate(path.read_text().splitlines(), start=1)
		if "ignore_permissions=True" in line and "#" not in line.partition("ignore_permissions=True")[2]
	]
	assert not bare


def calls(path: Path) -> set[str]:
	"""`float`, `flt`, and `Decimal` of a text made on the spot, as a file calls them."""
	found = set()
	for node in ast.walk(ast.parse(path.read_text())):
		if isinstance(node, ast.Call) and (name := ast.unparse(node.func).rpartition(".")[2]):
			inner = node.args[0] if node.args else None
			made = isinstance(inner, ast.Call) and ast.unparse(inner.func) in ("str", "repr")
			if name in ("float", "flt") or (name == "Decimal" and made):
				found.add(name)
	return found


def test_figures_travel_as_decimals():
	floats, texts = set(), set()
	for path in APP_SOURCES:
		place = path.relative_to(APP).as_posix()
		if not place.startswith("demo/"):
			floats |= {place} if calls(path) & {"float", "flt"} else set()
			texts |= {place} if "Decimal" in calls(path) else set()
	assert floats == set(MAKE_FLOATS), "a float between"
	assert texts == set(READ_FLOATS), "read by to_decimal instead"


def test_typed_figures_are_read_at_the_border():
	"""What is computed travels as Decimal; a text that is kept as it was typed is read where it becomes a figure, and listed."""
	readers = {
		path.relative_to(APP).as_posix()
		for path in APP_SOURCES
		if not path.is_relative_to(APP / "rules")
		and any(
			isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in READING
			for node in ast.walk(ast.parse(path.read_text()))
		)
	}
	assert readers == set(READ_NUMBERS)


def test_tools_are_of_one_version_before_a_commit_and_in_the_suite():
	package = json.loads((ROOT / "devbench/package.json").read_text())
	hook = (ROOT / ".pre-commit-config.yaml").read_text()
	eslint = re.search(r"mirrors-eslint\n\s+rev: v([\d.]+)", hook)[1]
	assert eslint == package["devDependencies"]["eslint"]


def test_every_refusal_says_why():
	"""An error of Frappe's that is raised without words reaches the person without any."""
	bare = []
	for path in APP_SOURCES:
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.Raise) and node.exc and not getattr(node.exc, "args", None):
				if ast.unparse(node.exc).startswith("frappe."):
					bare.append(f"{name_of(path)}:{node.lineno}")
	assert not bare, bare


def workflow_names() -> tuple[set[str], set[str]]:
	"""States and roles of the shipped workflows."""
	files = [json.loads(path.read_text()) for path in MODULE.glob("workflow/*/*.json")]
	assert len(files) == 3
	states = {row["state"] for file in files for row in file["states"]}
	roles = {row["allow_edit"] for file in files for row in file["states"]}
	return states, roles | {row["allowed"] for file in files for row in file["transitions"]}


def test_no_state_or_role_is_named_in_python():
	states, roles = workflow_names()
	assert len(states) >= 15 and len(roles) >= 5
	roles |= {"Admin Kinerja", "System Manager", "Pemeriksa"}  # of no workflow
	found, used = [], set()
	for path in APP_SOURCES:
		place = path.relative_to(APP)
		if place.parts[0] in MAY_NAME_STATES or place.as_posix() == ROLES:
			continue
		for node in ast.walk(ast.parse(path.read_text())):
			if (
				isinstance(node, ast.Constant)
				and isinstance(node.value, str)
				and node.value in states | roles
			):
				key = (place.as_posix(), node.value)
				used.add(key)
				if key not in EVERYDAY_WORDS:
					found.append(f"{key[0]}:{node.lineno}: {node.value}")
	assert not found, found
	assert used == set(EVERYDAY_WORDS), "an exception that is no longer needed"


def plain_texts(path: Path) -> Iterator[ast.Constant]:
	"""Texts of a file but those that are translated, the parts of longer ones, and a Select's options in the generated types."""
	tree, passed = ast.parse(path.read_text()), set()
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and ast.unparse(node.func) == "_":
			passed |= {id(part) for part in ast.walk(node)}
		elif isinstance(node, ast.JoinedStr):
			passed |= {id(part) for part in node.values}
		elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "DF.Literal":
			passed |= {id(part) for part in ast.walk(node)}
	for node in ast.walk(tree):
		if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
			yield node


def test_doctypes_are_named_in_one_place():
	names = {json.loads(path.read_text())["name"] for path in DOCTYPES}
	named = [node.value for node in plain_texts(APP / NAMES) if node.value in names]
	assert sorted(named) == sorted(names), "each once"
	found, used = [], set()
	for path in APP_SOURCES:
		place = path.relative_to(APP)
		if place.as_posix() == NAMES or place.parts[0] in MAY_SPELL_DOCTYPES:
			continue
		for node in plain_texts(path):
			key = (place.as_posix(), node.value)
			if node.value in names and key in NO_DOCTYPES:
				used.add(key)
			elif node.value in names:
				found.append(f"{key[0]}:{node.lineno}: {node.value}")
	assert not found, f"write it as base.doctypes has it: {found}"
	assert used == set(NO_DOCTYPES), "an exception that is no longer needed"


def test_words_that_columns_hold_stand_in_one_place():
	words, rules = (
		{node.value for node in ast.walk(ast.parse((APP / place).read_text())) if _is_word(node)}
		for place in STORED_WORDS
	)
	assert len(words) >= 12 and rules >= OF_THE_RULES
	found, used = [], set()
	for path in APP_SOURCES:
		place = path.relative_to(APP).as_posix()
		if place in STORED_WORDS or place.startswith("patches/"):
			continue
		for node in plain_texts(path):
			if node.value in words | OF_THE_RULES:
				used.add((place, node.value))
				if (place, node.value) not in NO_STORED_WORDS:
					found.append(f"{place}:{node.lineno}: {node.value}")
	assert not found, f"take it from base.stored_words or rules.recap_rows: {found}"
	assert used == set(NO_STORED_WORDS), "an exception that is no longer needed"


def test_every_stored_word_is_a_columns():
	"""An option of a Select; the beginning of a key is none."""
	said = (json.loads(path.read_text()) for path in DOCTYPES)
	selects = [df for doctype in said for df in doctype["fields"] if df["fieldtype"] == "Select"]
	options = {word for df in selects for word in (df.get("options") or "").splitlines()}
	words = {
		node.value for node in ast.walk(ast.parse((APP / STORED_WORDS[0]).read_text())) if _is_word(node)
	}
	assert words - options == {"batal|"}


def test_nothing_is_taken_that_is_not_used():
	"""Parameters of private functions; one that is handed to others as it is takes what they give it."""
	found = []
	for path in APP_SOURCES:
		tree = ast.parse(path.read_text())
		called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
		handed = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called}
		for node in ast.walk(tree):
			if not isinstance(node, ast.FunctionDef) or not node.name.startswith("_"):
				continue
			if node.decorator_list or node.name in handed or node.name.endswith("__"):
				continue
			used = {part.id for line in node.body for part in ast.walk(line) if isinstance(part, ast.Name)}
			taken = {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)} - {"self", "cls"}
			found += [f"{path.relative_to(APP)}:{node.lineno} {node.name}: {name}" for name in taken - used]
	assert not found, found


def test_no_constant_is_left_over():
	"""One that stands in the app once is used by nobody."""
	# What Frappe reads, and lists whose being listed is their use.
	but = ("hooks.py", NAMES, "process/composition.py")
	texts = [path.read_text() for path in (*APP_SOURCES, *TEMPLATES, *APP.rglob("public/**/*.js"))]
	words = Counter(word for text in texts for word in re.findall(r"\w+", text))
	found = []
	for path in APP_SOURCES:
		place = path.relative_to(APP).as_posix()
		for node in ast.parse(path.read_text()).body:
			names = node.targets[0] if isinstance(node, ast.Assign) and place not in but else None
			named = {part.id for part in ast.walk(names) if isinstance(part, ast.Name)} if names else set()
			found += [
				f"{place}:{node.lineno}: {name}" for name in named if name.isupper() and words[name] == 1
			]
	assert not found, found


def _is_word(node: ast.AST) -> bool:
	return isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value


@pytest.mark.parametrize("path", DOCTYPES, ids=lambda path: path.stem)
def test_every_doctype_explains_itself(path):
	doctype = json.loads(path.read_text())
	assert (doctype.get("description") or "").strip(), "no description"
	unlabelled = [
		f["fieldname"]
		for f in doctype["fields"]
		if f["fieldtype"] not in LAYOUT_FIELDS and not f.get("label")
	]
	assert not unlabelled, unlabelled
	assert doctype["module"] == "Kinerja Kecamatan"


@pytest.mark.parametrize("path", DOCTYPES, ids=lambda path: path.stem)
def test_links_that_are_filtered_on_are_indexed(path):
	doctype = json.loads(path.read_text())
	if doctype.get("istable") or doctype.get("issingle"):
		return
	bare = [
		f["fieldname"]
		for f in doctype["fields"]
		if f["fieldtype"] == "Link"
		and (f.get("in_standard_filter") or f["fieldname"] in QUERIED)
		and not (f.get("search_index") or f.get("unique"))
	]
	assert not bare, bare


@pytest.mark.parametrize("path", DOCTYPES, ids=lambda path: path.stem)
def test_controllers_carry_the_generated_types(path):
	doctype, code = json.loads(path.read_text()), path.with_suffix(".py").read_text()
	assert "# begin: auto-generated types" in code and "# end: auto-generated types" in code
	block = code.partition("# begin: auto-generated types")[2].partition("# end: auto-generated types")[0]
	typed = set(re.findall(r"^\t\t(\w+): DF\.", block, flags=re.M))
	fields = {
		f["fieldname"]
		for f in doctype["fields"]
		if f["fieldtype"] not in LAYOUT_FIELDS | {"Button", "Heading", "Image"}
	}
	assert fields <= typed, f"not regenerated: {sorted(fields - typed)}"


def test_every_printed_value_is_escaped():
	text = {path: path.read_text() for path in TEMPLATES}
	macros = {name for html in text.values() for name in re.findall(r"{%-?\s*macro\s+(\w+)\s*\(", html)}
	assert len(text) >= 5 and macros
	bare = []
	for path, html in text.items():
		for expression in re.findall(r"{{-?\s*(.*?)\s*-?}}", html, flags=re.S):
			call = re.match(r"(\w+)\(", expression)
			if not re.search(r"\|\s*e$", expression) and not (call and call[1] in macros):
				bare.append(f"{name_of(path)}: {expression}")
	assert not bare, bare
	assert not [name_of(path) for path, html in text.items() if re.search(r"\|\s*safe\b", html)]


def test_no_path_of_a_machine_is_written_down():
	words = re.compile(r"(?<![\w./-])/(?:root|home|opt|work|srv|Users)/[\w.-]+")
	kinds = {".py", ".json", ".js", ".md", ".toml", ".html", ".css", ".txt", ".mjs", ".in"}
	folders = [APP, ROOT / "tests", ROOT / "devbench", ROOT / "benchmarks", ROOT / "docs"]
	files = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
	files += [ROOT / name for name in ("README.md", "Makefile", "pyproject.toml", "setup.py")]
	named = [name_of(path) for path in files if words.search(path.read_text(errors="ignore"))]
	assert len(files) > 200 and not named, named


def test_fixtures_hold_every_action_of_the_shipped_workflows():
	named = {
		row["action"]
		for path in MODULE.glob("workflow/*/*.json")
		for row in json.loads(path.read_text())["transitions"]
	}
	fixture = json.loads((APP / "fixtures" / "workflow_action_master.json").read_text())
	assert {row["name"] for row in fixture} == {row["workflow_action_name"] for row in fixture} == named
	assert len(named) > 15


RUFF = shutil.which(
	"ruff", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
)


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_has_nothing_to_say(words):
	if not RUFF:
		assert os.environ.get("KINERJA_SNAPSHOT") != "1", "ruff belongs to the bench that make test builds"
		pytest.skip("ruff is not installed here")
	found = subprocess.run(
		[RUFF, *words, "--no-cache", "."], cwd=ROOT, capture_output=True, text=True, check=False
	)
	assert found.returncode == 0, found.stdout + found.stderr


def test_measurements_call_functions_as_they_are():
	"""They run seldom: a function that asks for more by now would be noticed only then."""
	found, asked = [], 0
	for path in (APP.parent / "benchmarks").rglob("*.py"):
		tree = ast.parse(path.read_text())
		modules = {
			name.asname or name.name: APP.parent / f"{node.module}.{name.name}".replace(".", "/")
			for node in ast.walk(tree)
			if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kinerja_kecamatan")
			for name in node.names
		}
		for node in ast.walk(tree):
			if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
				continue
			file = modules.get(getattr(node.func.value, "id", ""))
			file = file and file.with_suffix(".py")
			if not file or not file.exists():
				continue
			(called,) = [one for one in functions(file) if one.name == node.func.attr][:1] or [None]
			if not called or any(isinstance(arg, ast.Starred) for arg in node.args):
				continue
			asked += 1
			needed = called.args.args[: len(called.args.args) - len(called.args.defaults)]
			given = {keyword.arg for keyword in node.keywords}
			if None in given:
				continue
			missing = [arg.arg for arg in needed[len(node.args) :] if arg.arg not in given]
			if missing or len(node.args) > len(called.args.args):
				found.append(f"{path.name}:{node.lineno} {called.name}: {missing}")
	assert asked > 5 and not found, found
