"""The name is given back everywhere: in texts, in file names, in names that hold one another."""

from pathlib import Path

import pytest

from devbench.frappe_source import renamed, restore_names


@pytest.mark.parametrize(
	("replaced", "original"),
	[
		("import criscostack", "import frappe"),
		("CriscoTestCase", "FrappeTestCase"),
		("Crisco Technologies", "Frappe Technologies"),
		("CRISCOSTACK_SITE", "FRAPPE_SITE"),
		("criscostackclient.CriscoClient", "frappeclient.FrappeClient"),
		("Criscoerp and criscoerp.com", "ERPNext and erpnext.com"),
		("Fabrik, Rubrik", "Fabrik, Rubrik"),
	],
)
def test_renamed(replaced: str, original: str) -> None:
	assert renamed(replaced) == original


def test_files_and_folders_get_their_names_and_binaries_stay(tmp_path: Path) -> None:
	folder = tmp_path / "criscostack" / "criscostack_providers"
	folder.mkdir(parents=True)
	(folder / "criscostackcloud.py").write_text("from criscostack import _\n", encoding="utf-8")
	(folder / "picture.png").write_bytes(b"\x89PNG\0criscostack")
	assert restore_names(tmp_path) == 1
	restored = tmp_path / "frappe" / "frappe_providers"
	assert (restored / "frappecloud.py").read_text(encoding="utf-8") == "from frappe import _\n"
	assert (restored / "picture.png").read_bytes() == b"\x89PNG\0criscostack"
