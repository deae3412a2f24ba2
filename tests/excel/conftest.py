"""A template of one row of each kind, without a site."""

from collections.abc import Callable

import pytest

from kinerja_kecamatan.excel import stamp, template
from kinerja_kecamatan.excel.intake.diff import Difference, compare
from kinerja_kecamatan.excel.intake.read import read_sheets
from kinerja_kecamatan.excel.layout import COLUMNS, SHEET, STAMP, address
from tests.support.libreoffice import converted
from tests.support.workbooks import Form, edited, form, policy, ratio, row

KEY = b"kunci uji"
# Where each kind of row stands in the sheet.
COUNT, RATIO, NEGATIVE, UNMEASURED, LAST = 7, 8, 9, 10, 11


@pytest.fixture
def doc() -> Form:
	"""One row of each kind; the last one is filled in."""
	return form(
		row(1, satuan="%"),
		ratio(2),
		row(3, sifat="Negatif", target=2.0, target_teks="2"),
		row(4, diukur=0, target=0.0, target_teks="", status="Tidak Diukur"),
		row(5, realisasi="1.234,5", status="Terisi", kendala="=1+1", tindak_lanjut="Dua\nbaris"),
	)


def made(doc: Form, **settings) -> bytes:
	return template.build(doc, ["UJI"], policy(**settings), stamp.stamp_of(doc, "k1", "2021-04-01"), KEY)


def compared(doc: Form, content: bytes) -> Difference:
	return compare(doc, read_sheets(content, (SHEET, STAMP), len(COLUMNS))[SHEET])


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory) -> Callable[[bytes], bytes]:
	"""The file as LibreOffice saves it again, formulas calculated."""
	folder = tmp_path_factory.mktemp("kantor")
	return lambda content: converted(content, folder)


@pytest.fixture
def after(doc) -> Callable[..., Difference]:
	"""What an upload would do after cells were given values: after(cells={("realisasi", 7): 9}) or after(edit)."""

	def run(edit: Callable | None = None, cells: dict | None = None) -> Difference:
		def change(book):
			for (key, number), value in (cells or {}).items():
				book[SHEET][address(key, number)].value = value
			if edit:
				edit(book)

		return compared(doc, edited(made(doc), change))

	return run
