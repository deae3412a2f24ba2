"""The oracle is apart from the app: nothing of it, nor of Frappe, is imported in this folder."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
MODULES = sorted(path for path in FOLDER.glob("*.py") if not path.name.startswith("test_"))


def imported(path: Path) -> set[str]:
	found = set()
	for node in ast.walk(ast.parse(path.read_text())):
		if isinstance(node, ast.Import):
			found |= {alias.name for alias in node.names}
		elif isinstance(node, ast.ImportFrom):
			assert node.level == 0, path
			found.add(node.module)
	return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_nothing_of_the_app_is_imported(path: Path) -> None:
	plain = {"math", "random", "dataclasses", "fractions", "typing", "datetime", "collections.abc"}
	assert {name for name in imported(path) if not name.startswith("tests.oracle")} <= plain
