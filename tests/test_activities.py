"""What happens at a step stands in one place, and its name in one: read from the files, no site is needed."""

import ast
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "kinerja_kecamatan"
HOME = APP / "sop" / "steps.py"
STEPS = APP / "process" / "steps"
# Constant -> name.
NAMES = {
	node.targets[0].id: node.value.value
	for node in ast.parse(HOME.read_text()).body
	if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
}
# A shipped action has an activity's name; the demo presses it.
PRESSED = {("demo/journey.py", "Validasi")}


def activities_made(path: Path) -> list[str]:
	"""The constants of the activities that a file declares."""
	return [
		node.args[0].attr
		for node in ast.walk(ast.parse(path.read_text()))
		if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Activity"
	]


def test_every_activity_has_one_file():
	made = {path.stem: activities_made(path) for path in STEPS.glob("*.py")}
	assert len(NAMES) == 9
	assert sorted(name for names in made.values() for name in names) == sorted(NAMES)
	assert all(len(names) <= 1 for names in made.values()), made
	composition = (APP / "process" / "composition.py").read_text()
	listed = re.findall(r"\t(\w+),", composition.partition("ACTIVITIES = (")[2].partition(")")[0])
	assert [made[stem] for stem in listed] == [[name] for name in NAMES]


def test_nothing_hangs_on_an_activity_elsewhere():
	"""Preconditions, preparations and effects of an activity are registered through its Activity, in its own file."""
	stray = []
	for path in sorted((APP / "process").rglob("*.py")):
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "on":
				event = ast.unparse(node.args[2])
				if event.startswith("steps.") or event in NAMES.values():
					stray.append(f"{path.name}:{node.lineno}: {event}")
	assert not stray, stray


def test_names_of_activities_stand_in_one_module():
	found, used = [], set()
	for path in sorted(APP.rglob("*.py")):
		place = path.relative_to(APP).as_posix()
		if path == HOME:
			continue
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.Constant) and node.value in NAMES.values():
				used.add((place, node.value))
				if (place, node.value) not in PRESSED:
					found.append(f"{place}:{node.lineno}: {node.value}")
	assert not found, found
	assert used == PRESSED, "an exception that is no longer needed"


def test_the_browser_is_handed_the_names():
	"""No script or template says one: as a string, or as a key."""
	files = [path for kind in ("js", "html") for path in sorted(APP.rglob(f"*.{kind}"))]
	assert len(files) > 30
	words = "|".join(map(re.escape, NAMES.values()))
	said = re.compile(rf"""(["'`])(?:{words})\1|^\s*(?:{words})\s*:(?!:)""", flags=re.M)
	named = [
		f"{path.relative_to(APP)}: {match[0].strip()}"
		for path in files
		for match in said.finditer(path.read_text())
	]
	assert not named, named


def test_an_sop_may_name_any_activity():
	field = next(
		field
		for field in json.loads((APP / "kinerja_kecamatan/doctype/langkah_sop/langkah_sop.json").read_text())[
			"fields"
		]
		if field["fieldname"] == "kegiatan"
	)
	assert field["fieldtype"] != "Select" and not field.get("options")
