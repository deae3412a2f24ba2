"""Files made to hurt: refused in a sentence, within two seconds and 150 MB, and the worker reads on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja_kecamatan.excel import stamp, template
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.read import read_sheets
from kinerja_kecamatan.excel.layout import COLUMNS, SHEET, STAMP
from tests.support.detours import detours
from tests.support.greedy import greedy, modest
from tests.support.workbooks import form, hostile, largest, policy, row, sheet_xml, with_parts

ROOT = Path(__file__).resolve().parents[2]
KEY = b"kunci uji"
MAX_SECONDS, MAX_MB = 2, 150


@pytest.fixture(scope="module")
def made() -> bytes:
	doc = form(*(row(n) for n in range(1, 31)))
	return template.build(doc, ["UJI"], policy(), stamp.stamp_of(doc, "k1", "2021-04-01"), KEY)


def read_by_a_worker(files: dict[str, bytes], folder: Path) -> list[dict]:
	"""What tests.support.read_files says of each file, read one after the other in one process."""
	paths = [folder / f"{n}.xlsx" for n in range(len(files))]
	for path, content in zip(paths, files.values(), strict=True):
		path.write_bytes(content)
	answer = subprocess.run(
		[sys.executable, "-m", "tests.support.read_files", *map(str, paths)],
		cwd=ROOT,
		capture_output=True,
		text=True,
		timeout=120,
		check=False,
	)
	assert answer.returncode == 0, answer.stderr[-2000:]
	return [
		{"name": name, **json.loads(line)}
		for name, line in zip(files, answer.stdout.splitlines(), strict=True)
	]


def test_hostile_files_are_refused_quickly_in_little_memory(made, tmp_path):
	files = {**hostile(made), **detours(made), **greedy(made)}
	assert len(files) >= 60
	# The good one comes last: whatever was before, the worker still works.
	*lines, good = read_by_a_worker({**files, "templat": made}, tmp_path)
	wrong = [
		line
		for line in lines
		if not line["refused"] or line["seconds"] > MAX_SECONDS or line["peak"] > MAX_MB
	]
	assert not wrong, wrong
	assert good["refused"] is None and good["peak"] < MAX_MB
	assert all(line["refused"].endswith(".") and len(line["refused"]) > 40 for line in lines)


@pytest.mark.full
def test_the_largest_files_that_are_read_cost_no_more(made, tmp_path):
	lines = read_by_a_worker({**largest(made), **modest(made)}, tmp_path)
	assert [
		line for line in lines if line["refused"] or line["seconds"] > MAX_SECONDS or line["peak"] > MAX_MB
	] == []


def test_far_cell_is_named(made):
	content = hostile(made)["lembar jauh"]
	with pytest.raises(WorkbookRefused, match="Isian!XFD1048576"):
		read_sheets(content, (SHEET, STAMP), len(COLUMNS))


def test_a_sheet_that_lies_about_its_size_is_read_whole(made):
	cells = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 2001))
	lying = sheet_xml(cells).replace("<sheetData>", '<dimension ref="A1:A3"/><sheetData>')
	found = read_sheets(with_parts(made, xl__worksheets__sheet1=lying), (SHEET,), len(COLUMNS))[SHEET]
	assert len(found.rows) == 2000 and found.rows[2000][0].nilai == 2000
