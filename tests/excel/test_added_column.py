"""CONTRIBUTING.md's column of the template: with what the page says and no more it goes out, comes back and is written.

In a process of its own: every module of the template takes the layout as it is when it is first read.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.contributing import block

ROOT = Path(__file__).resolve().parents[2]
BEFORE, NOTES = '\tColumn("bukti",', 'NOTES = ("kendala",'
RUN = """
import sys
import types

sys.path.insert(0, {root!r})
layout = types.ModuleType("kinerja_kecamatan.excel.layout")
sys.modules[layout.__name__] = layout
exec({source!r}, layout.__dict__)

from kinerja_kecamatan.excel import upload
from tests.excel.conftest import COUNT, compared, made
from tests.support.workbooks import edited, form, row

doc = form(row(1, narahubung="Ani"), row(2, narahubung="", keterangan="Sudah"))


def write(book):
	for number, text in ((COUNT, "Budi"), (COUNT + 1, "Cici")):
		book[layout.SHEET][layout.address("narahubung", number)].value = text


content = made(doc)
assert compared(doc, content).changes == []
found = compared(doc, edited(content, write))
assert not found.problems, found.problems
assert [(one.kolom, one.semula, one.menjadi) for one in found.changes] == [
	("Narahubung", "Ani", "Budi"),
	("Narahubung", "", "Cici"),
]
upload._fill_in(doc, found)
assert [one.narahubung for one in doc.baris] == ["Budi", "Cici"]
assert doc.baris[1].keterangan == "Sudah"
"""


def test_a_column_goes_through_template_and_upload():
	source = (ROOT / "kinerja_kecamatan/excel/layout.py").read_text()
	assert source.count(BEFORE) == source.count(NOTES) == 1
	source = source.replace(BEFORE, f"\t{block('python', 'excel').strip()},\n{BEFORE}")
	source = source.replace(NOTES, f'{NOTES} "narahubung",')
	done = subprocess.run(
		[sys.executable, "-W", "ignore", "-c", RUN.format(root=str(ROOT), source=source)],
		capture_output=True,
		text=True,
		env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
		cwd=ROOT,
	)
	assert done.returncode == 0, done.stderr
