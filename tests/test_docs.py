"""What the documentation names is there: files, folders, modules and what it calls them by, tests."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "kinerja_kecamatan"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Where a page may stand that names a path.
PLACES = (
	ROOT,
	APP,
	APP / "kinerja_kecamatan",
	APP / "excel",
	ROOT / "docs",
	ROOT / "tests",
	ROOT / "tests" / "site",
)
FOLDERS = {path.name for path in APP.iterdir() if path.is_dir()}
TESTS = {
	word
	for path in (ROOT / "tests").rglob("test_*.py")
	for word in (path.stem, *re.findall(r"^def (test_\w+)", path.read_text(), re.M))
}
TO_BE_WRITTEN = "kinerja_kecamatan/rules/operators/nilai_tertinggi.py"


def named(page: Path) -> list[str]:
	return re.findall(r"`([^`\n]+)`", page.read_text())


def missing(names: list[str]) -> Iterator[str]:
	for name in names:
		path = re.fullmatch(r"[\w-]+(?:/[\w.-]+)*(?:/|\.(?:py|js|json|html|txt|md|toml|pot))", name)
		dotted = re.fullmatch(r"\w+(?:\.(?!(?:txt|py)$)\w+)+", name)
		if path and "/" in name and name != TO_BE_WRITTEN:
			if not any((place / name).exists() for place in PLACES):
				yield name
		elif dotted and name.removeprefix("kinerja_kecamatan.").split(".")[0] in FOLDERS:
			if not _is_there(name.removeprefix("kinerja_kecamatan.").split(".")):
				yield name
		elif re.fullmatch(r"test_\w+", name) and name not in TESTS:
			yield name


def _is_there(parts: list[str]) -> bool:
	"""A module of the app, or a name that stands in one."""
	for count in range(len(parts), 0, -1):
		place = APP.joinpath(*parts[:count])
		file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
		if file.exists():
			rest = parts[count:]
			return not rest or bool(re.search(rf"\b{rest[0]}\b", file.read_text()))
	return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page):
	assert not list(missing(named(page)))


def test_what_is_not_there_is_found():
	names = [
		"sop/gone.py",
		"gone/",
		"recaps.gone",
		"recaps.verdicts.gone",
		"base.stored_words",
		"test_of_nothing",
	]
	assert list(missing(names)) == [name for name in names if name != "base.stored_words"]
