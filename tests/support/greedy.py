"""Small files that cost much: long values for a library's patterns, elements by the hundred thousand, over several parts."""

import re
import struct

from tests.support.workbooks import MB, part_of, repeated_sheet, sheet_xml, with_named, with_parts

BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL, AFTER = '<row r="1"><c r="A1" t="inlineStr"><is>', "</is></c></row>"
KB = 1000


def greedy(template: bytes) -> dict[str, bytes]:
	"""Files that nobody makes by accident, by what they are."""
	return {**_long(template), **_many(template), **_unclear(template), "direktori zip64": _zip64(100_000)}


def modest(template: bytes) -> dict[str, bytes]:
	"""The same kinds just within every limit: these are read, and must not cost more than a hostile one."""
	within = 250 * KB
	codes = [f"{'[' * 245}{n}" for n in range(1600)]
	attributes, wide = "".join(f' a{n:05x}=""' for n in range(20_000)), "\U0001f600" * 32_000
	text = '<c t="inlineStr"><is><t>isi</t></is></c>'
	trees = {f"xl/lain{n}.xml": ("<x>", "<a/>", 19_000, "</x>") for n in range(15)}
	sheets = {
		"319.000 unsur asing": repeated_sheet("<a/>", 310_000),
		"150.000 potong teks": repeated_sheet("<r><t/></r>", 150_000, CELL, AFTER),
		"79.000 rumus": repeated_sheet(f"<row>{'<c><f>1</f><v>1</v></c>' * 64}</row>", 1200),
		"79.000 teks": repeated_sheet(f"<row>{text * 64}</row>", 1200),
		"awalan nama panjang": _named_far(180, 310_000),
		"atribut 250 kB": repeated_sheet(f'<a b="{"x" * within}"/>', 30),
		"20.000 atribut": repeated_sheet(f"<a{attributes}/>", 30),
		"1 juta komentar": repeated_sheet("<!---->", MB),
		"kaki halaman": _footer("&L" * (within // 10)),
		"validasi": _validation("A1 " * (within // 3)),
		"huruf lebar": repeated_sheet(f'<row><c t="inlineStr"><is><t>{wide}</t></is></c></row>', 60),
	}
	return {
		**{name: with_parts(template, xl__worksheets__sheet1=data) for name, data in sheets.items()},
		"1.600 format angka": _formats(template, codes),
		"area cetak 250 kB": _area(template, "_xlnm.Print_Area", "A1," * (within // 3)),
		"judul cetak 250 kB": _area(template, "_xlnm.Print_Titles", "a" * within),
		"15 bagian lain": with_named(template, trees),
		"daftar rumus 8 MB": with_named(
			template, {"xl/calcChain.xml": ("<calcChain>", '<c r="J7" i="1"/>', 300_000, "</calcChain>")}
		),
	}


def _long(template: bytes) -> dict[str, bytes]:
	sheets = {
		"atribut 7 MB": repeated_sheet("x", 7 * MB, '<row a="', '"/>'),
		"komentar 7 MB": repeated_sheet("x", 7 * MB, "<!--", "-->"),
		"teks 7 MB": repeated_sheet("0", 7 * MB, f"{CELL}<t>", f"</t>{AFTER}"),
		"teks lebih dari satu sel": sheet_xml(f"{CELL}<t>{'0' * 32_768}</t>{AFTER}"),
		"angka 1 MB": repeated_sheet("9", 200 * KB, '<row r="1"><c r="A1"><v>', "</v></c></row>"),
		"angka 65 angka": sheet_xml(f'<row r="1"><c r="A1"><v>{"9" * 65}</v></c></row>'),
		"alamat sel panjang": sheet_xml(f'<row r="1"><c r="A{"1" * 4000}"/></row>'),
		"nomor baris panjang": sheet_xml(f'<row r="{"1" * 4000}"><c/></row>'),
		"kaki halaman 480 kB": _footer("&amp;L" * 80_000),
		"validasi 480 kB": _validation("A1 " * 160_000),
		"awalan nama 250 kB": _named_far(250 * KB, 300_000),
	}
	return {
		**{name: with_parts(template, xl__worksheets__sheet1=data) for name, data in sheets.items()},
		"format angka 480 kB": _formats(template, ["[" * 480_000]),
		"format angka 256 huruf": _formats(template, ["[" * 256]),
		"area cetak": _area(template, "_xlnm.Print_Area", "a" * 480_000),
		"area cetak per sel": _area(template, "_xlnm.Print_Area", "A1," * 160_000),
		"judul cetak": _area(template, "_xlnm.Print_Titles", "a" * 480_000),
	}


def _many(template: bytes) -> dict[str, bytes]:
	unknown = repeated_sheet("<a/>", 990_000)
	half = repeated_sheet("<a/>", 170_000)
	runs = ("<si>", "<r><t>a</t></r>", 400_000, "</si></sst>")
	sheets = {
		"950.000 potong teks kosong": repeated_sheet("<r/>", 950_000, CELL, AFTER),
		"450.000 potong teks": repeated_sheet("<r><t>a</t></r>", 450_000, CELL, AFTER),
		"990.000 unsur dalam baris": repeated_sheet(
			"<a/>", 990_000, '<row r="1">', '<c r="A1"><v>1</v></c></row>'
		),
		"400.000 aturan warna": repeated_sheet("<cfRule/>", 400_000),
	}
	return {
		**{name: with_parts(template, xl__worksheets__sheet1=data) for name, data in sheets.items()},
		"tiga lembar penuh": with_named(
			template, {f"xl/worksheets/sheet{n}.xml": unknown for n in (1, 2, 3)}
		),
		# The sheets that are read: neither is too much by itself.
		"dua lembar setengah": with_named(template, {f"xl/worksheets/sheet{n}.xml": half for n in (1, 4)}),
		"85 bagian lain": with_named(
			template, {f"xl/lain{n}.xml": ("<x>", "<a/>", 19_990, "</x>") for n in range(85)}
		),
		"teks bersama berpotong": with_named(
			template, {"xl/sharedStrings.xml": (f'<sst xmlns="{MAIN}">{runs[0]}', *runs[1:])}
		),
	}


def _unclear(template: bytes) -> dict[str, bytes]:
	cells = {
		"sel ganda": '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
		"dua isi dalam satu sel": '<c r="A1"><v>1</v><v>2</v></c>',
		"teks bersama nomor minus": '<c r="A1" t="s"><v>-1</v></c>',
		"gaya bernomor jauh": '<c r="A1" s="99999"><v>1</v></c>',
		"angka bergaris bawah": '<c r="A1"><v>1_0</v></c>',
	}
	return {
		name: with_parts(template, xl__worksheets__sheet1=sheet_xml(f'<row r="1">{data}</row>'))
		for name, data in cells.items()
	}


def _named_far(length: int, times: int) -> tuple[str, str, int, str]:
	"""Elements whose namespace is so long; they name it by one letter."""
	head = f'<worksheet xmlns="{MAIN}" xmlns:p="{"u" * length}"><sheetData>'
	return (head, "<p:a/>", times, "</sheetData></worksheet>")


def _footer(text: str) -> str:
	footer = f"<headerFooter><oddFooter>{text.replace('&', '&amp;')}</oddFooter></headerFooter></worksheet>"
	return sheet_xml("").replace("</worksheet>", footer)


def _validation(places: str) -> str:
	rules = f'<dataValidations><dataValidation sqref="{places}"/></dataValidations></worksheet>'
	return sheet_xml("").replace("</worksheet>", rules)


def _formats(template: bytes, codes: list[str]) -> bytes:
	"""Number formats, each used by a style."""
	made = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
	used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
	text = re.sub(r"<numFmts.*?</numFmts>|<numFmts[^>]*/>", "", part_of(template, STYLES), flags=re.DOTALL)
	text = text.replace("<fonts", f"<numFmts>{made}</numFmts><fonts", 1)
	return with_named(template, {STYLES: re.sub(r"(<cellXfs[^>]*>)", rf"\1{used}", text, count=1)})


def _area(template: bytes, name: str, value: str) -> bytes:
	names = f'<definedNames><definedName name="{name}" localSheetId="0">{value}</definedName></definedNames>'
	text = re.sub(r"<definedNames>.*?</definedNames>", "", part_of(template, BOOK), flags=re.DOTALL)
	return with_named(template, {BOOK: text.replace("</sheets>", f"</sheets>{names}")})


def _zip64(entries: int) -> bytes:
	"""A directory of so many entries behind an end record that says one: the record for large archives is the one believed."""
	start = b"PK\x03\x04" + bytes(26)
	directory = b"".join(
		struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0)
		+ b"%05x" % n
		for n in range(entries)
	)
	size, place = len(directory), len(start)
	end_64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, place)
	locator = struct.pack("<4sLQL", b"PK\6\7", 0, place + size, 1)
	end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 100, place, 0)
	return start + directory + end_64 + locator + end
