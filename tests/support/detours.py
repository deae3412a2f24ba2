"""Workbooks whose relations lead openpyxl to another part than the one that looks like the sheet, or cost much to read."""

from tests.support.workbooks import LAUGHS, part_of, with_named

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, OF_SHEET = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD, END = (
	'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
	"</Relationships>",
)
# Without an ending that says it is XML.
OTHER = "xl/worksheets/lain"


def detours(template: bytes) -> dict[str, bytes]:
	"""Files that nobody makes by accident, by what they are."""
	return {**_many(template), **_second_relation(template), **_second_sheet(template), **_chart(template)}


def _many(template: bytes) -> dict[str, bytes]:
	"""A sheet's relations are read as a whole tree."""
	link = f'<Relationship Id="r" Type="{OFFICE}/hyperlink" Target="http://x" TargetMode="External"/>'
	small = with_named(template, {OF_SHEET: LAUGHS + HEAD + link + END})
	as_sheet = _changed(template, 'Target="/xl/worksheets/sheet3.xml"', f'Target="/{OF_SHEET}"')
	return {
		"hubungan lembar dengan DOCTYPE": small,
		"50.000 hubungan lembar": with_named(template, {OF_SHEET: (HEAD, link, 50_000, END)}),
		"30.000 hubungan pendek": with_named(template, {OF_SHEET: (HEAD, "<R/>", 30_000, END)}),
		"hubungan sebagai lembar": with_named(as_sheet, {OF_SHEET: (HEAD, link, 5000, END)}),
		"bukan lembar di folder lembar": with_named(
			template, {"xl/worksheets/catatan.xml": ("<a>", "0", 2**20, "</a>")}
		),
	}


def _second_relation(template: bytes) -> dict[str, bytes]:
	"""Another relation, or another reading of it, takes the place of the sheet's own."""
	values = f'Id="rId1" Type="{OFFICE}/lain" Target="/{OTHER}"'
	again = _changed(template, END, f"<Relationship {values}/>{END}")
	strange = _changed(template, END, f"<lain {values}/>{END}")
	outside = _changed(template, f'Target="/{SHEET}"', 'Target="worksheets/sheet1.xml" TargetMode="External"')
	return {
		"hubungan bernomor ganda": _with_other(again),
		"hubungan bernama lain": _with_other(strange),
		"hubungan keluar": with_named(outside, {"worksheets/sheet1.xml": _merged(template)}),
	}


def _second_sheet(template: bytes) -> dict[str, bytes]:
	"""Another sheet of the same title stands before the sheet's own."""
	more = f'<Relationship Id="lain" Type="{OFFICE}/worksheet" Target="/{OTHER}"/>'
	related = _with_other(_changed(template, END, more + END))
	entry = f'xmlns:q="{OFFICE}" name="Isian" sheetId="9" q:id="lain"/>'
	return {
		"judul lembar ganda": _changed(related, "<sheets>", f"<sheets><sheet {entry}", BOOK),
		"lembar bernama lain": _changed(related, "<sheets>", f"<sheets><lembar {entry}", BOOK),
	}


def _chart(template: bytes) -> dict[str, bytes]:
	"""A chart sheet, which is read as a whole tree, in the guise of a worksheet."""
	own = f'Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet3.xml"'
	return {
		"jenis hubungan ganda": _changed(template, own, f'{own} type="chartsheet"'),
		"jenis hubungan asing": _changed(
			template, own, own.replace(f"{OFFICE}/worksheet", "http://chartsheet/worksheet")
		),
	}


def _changed(content: bytes, old: str, new: str, part: str = RELATIONS) -> bytes:
	text = part_of(content, part)
	assert old in text, (part, old)
	return with_named(content, {part: text.replace(old, new, 1)})


def _with_other(content: bytes) -> bytes:
	return with_named(content, {OTHER: LAUGHS + _merged(content)})


def _merged(content: bytes) -> str:
	merges = '<mergeCells count="1"><mergeCell ref="I7:I8"/></mergeCells>'
	return part_of(content, SHEET).replace("</sheetData>", f"</sheetData>{merges}", 1)
