"""Rows of a Format without a site, and workbooks, kind and hostile."""

import io
import zipfile
from collections.abc import Callable
from types import SimpleNamespace

from openpyxl import Workbook, load_workbook

from kinerja_kecamatan.figures.policy import SitePolicy

SHEET_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
STRINGS_HEAD = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
MB = 2**20


class Row(SimpleNamespace):
	"""A Baris Data Kinerja as far as the template looks at it."""

	def get(self, key: str):
		return getattr(self, key, None)

	def update(self, values: dict) -> None:
		vars(self).update(values)


class Form(SimpleNamespace):
	"""A Format Data Kinerja as far as the template looks at it."""


def row(number: int, **values) -> Row:
	made = {
		"name": f"b{number}",
		"kode": f"IK-{number:02}",
		"nama_indikator": f"Indikator {number}",
		"sasaran": f"Sasaran {number}",
		"indikator": f"I-{number}",
		"satuan": "Dokumen",
		"sifat": "Positif",
		"agregasi_waktu": "Kumulatif",
		"agregasi_sumber": "Jumlah",
		"desimal": 2,
		"dari_triwulan": 0,
		"lengkap": 0,
		"diukur": 1,
		"sebagian": 0,
		"target": 9.0,
		"target_teks": "9",
		"status": "Belum Diisi",
		"bukti": None,
		"tautan_bukti": None,
		"bukti_wajib": 0,
		"realisasi": None,
		"pembilang": None,
		"penyebut": None,
		"kendala": None,
		"tindak_lanjut": None,
		"keterangan": None,
	}
	return Row(**(made | values))


def ratio(number: int, **values) -> Row:
	made = {
		"satuan": "%",
		"agregasi_waktu": "Rasio",
		"agregasi_sumber": "Rasio",
		"target": 90.0,
		"target_teks": "90",
	}
	return row(number, **(made | values))


def form(*rows: Row) -> Form:
	return Form(name="FDK-UJI", baris=list(rows), laporan_nihil=0)


def policy(rumus_negatif: str = "2T-R", wajib_kendala: bool = True):
	return SitePolicy(rumus_negatif=rumus_negatif, wajib_kendala=wajib_kendala)


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
	"""The file as a person would have changed and saved it."""
	book = load_workbook(io.BytesIO(content))
	edit(book)
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def with_parts(
	content: bytes, compression: int = zipfile.ZIP_DEFLATED, **parts: str | bytes | tuple | None
) -> bytes:
	"""`with_named`, each part called as a keyword can be: `xl__styles` stands for `xl/styles.xml`."""
	return with_named(
		content, {f"{name.replace('__', '/')}.xml": data for name, data in parts.items()}, compression
	)


def with_named(
	content: bytes, wanted: dict[str, str | bytes | tuple | None], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
	"""The file with parts replaced, added or (None) taken out; (before, middle, times, after) stands for a part whose middle
	is repeated."""
	out = io.BytesIO()
	with (
		zipfile.ZipFile(io.BytesIO(content)) as source,
		zipfile.ZipFile(out, "w", compression, compresslevel=1) as target,
	):
		for name in source.namelist():
			if name not in wanted:
				target.writestr(name, source.read(name))
		for name, data in wanted.items():
			if isinstance(data, tuple):
				_write_repeated(target, name, *data)
			elif data is not None:
				target.writestr(name, data)
	return out.getvalue()


def _write_repeated(
	target: zipfile.ZipFile, name: str, before: str, middle: str, times: int, after: str
) -> None:
	block = max(1, MB // len(middle))
	with target.open(name, "w", force_zip64=False) as part:
		part.write(before.encode())
		for _ in range(times // block):
			part.write(middle.encode() * block)
		part.write((middle * (times % block) + after).encode())


def repeated_sheet(middle: str, times: int, before: str = "", after: str = "") -> tuple[str, str, int, str]:
	return (f"{SHEET_HEAD}<sheetData>{before}", middle, times, f"{after}</sheetData></worksheet>")


def sheet_xml(cells: str) -> str:
	return f"{SHEET_HEAD}<sheetData>{cells}</sheetData></worksheet>"


def part_of(content: bytes, name: str) -> str:
	with zipfile.ZipFile(io.BytesIO(content)) as archive:
		return archive.read(name).decode()


def hostile(template: bytes) -> dict[str, bytes]:
	"""Files that nobody makes by accident, by what they are."""
	return {**_bombs(template), **_disguises(template), **_tricks(template)}


def _bombs(template: bytes) -> dict[str, bytes]:
	text = repeated_sheet("0", 200 * MB, '<row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row>")
	bomb = with_parts(template, xl__worksheets__sheet1=text)
	spread = SHEET_HEAD.partition('"')[2].partition('"')[0]
	far = sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
	sheets = {
		"1 juta baris": repeated_sheet("<row><c><v>1</v></c></row>", 1_000_000),
		"1 juta baris kosong": repeated_sheet("<row/>", 1_000_000),
		"1,5 juta sel": repeated_sheet("<c/>", 1_500_000, "<row>", "</row>"),
		"bersarang dalam": repeated_sheet("<a>", 2_000_000),
		"lembar jauh": far,
	}
	return {
		"bom 200 MB": bomb,
		"direktori berbohong": _lying(bomb),
		"10.000 bagian": with_parts(template, **dict.fromkeys((f"bagian{n}" for n in range(10_000)), "<x/>")),
		"1,5 juta teks bersama": with_strings(template, (STRINGS_HEAD, "<si/>", 1_500_000, "</sst>")),
		"90.000 gaya": with_parts(
			template,
			xl__styles=(
				f'<styleSheet xmlns="{spread}"><cellXfs>',
				"<xf/>",
				90_000,
				"</cellXfs></styleSheet>",
			),
		),
		**{name: with_parts(template, xl__worksheets__sheet1=data) for name, data in sheets.items()},
	}


def largest(template: bytes) -> dict[str, bytes]:
	"""Files just within every limit: these are read, and must not cost more than a hostile one."""
	cells = repeated_sheet(f"<row>{'<c><v>12345678</v></c>' * 64}</row>", 1240)
	text = repeated_sheet(f'<row><c t="inlineStr"><is><t>{"0" * 32_000}</t></is></c></row>', 230)
	strings = (STRINGS_HEAD, f"<si><t>{'teks ' * 12}</t></si>", 39_000, "</sst>")
	return {
		"79.360 sel": with_parts(template, xl__worksheets__sheet1=cells),
		"teks 7 MB": with_parts(template, xl__worksheets__sheet1=text),
		"39.000 teks bersama": with_strings(template, strings),
	}


def _disguises(template: bytes) -> dict[str, bytes]:
	plain = io.BytesIO()
	with zipfile.ZipFile(plain, "w") as archive:
		archive.writestr("surat.txt", "bukan buku kerja")
	types = part_of(template, "[Content_Types].xml")
	macro = types.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
	moved = types.replace("/xl/workbook.xml", "/xl/worksheets/sheet1.xml")
	locked = bytearray(template)
	locked[template.find(b"PK\x01\x02") + 8] |= 1
	return {
		"kosong": b"",
		"teks": b"realisasi;9\n" * 100,
		"zip berganti nama": plain.getvalue(),
		"berkata sandi (OLE)": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096),
		"bagian bersandi": bytes(locked),
		"terpotong": template[: len(template) // 2],
		"xlsm": _with_types(template, macro),
		"makro": _added(template, "xl/vbaProject.bin", b"\xd0\xcf"),
		"buku kerja di tempat lain": _with_types(template, moved),
		"bzip2": with_parts(template, zipfile.ZIP_BZIP2),
		"ekor tanpa awal": template[-300:],
	}


def _tricks(template: bytes) -> dict[str, bytes]:
	outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
	book = part_of(template, "xl/workbook.xml")
	spread = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	again = "".join(
		f'<sheet name="L{n}" sheetId="{n + 9}" q:id="rId1" xmlns:q="{spread}"/>' for n in range(2000)
	)
	sheet = part_of(template, "xl/worksheets/sheet1.xml")
	return {
		"entitas dalam lembar": with_parts(template, xl__worksheets__sheet1=LAUGHS + sheet),
		"entitas keluar": with_parts(template, xl__workbook=outside + book),
		"DOCTYPE dalam teks bersama": with_strings(template, f"{LAUGHS}{STRINGS_HEAD}</sst>"),
		"DOCTYPE UTF-16": with_parts(template, xl__styles=(outside + "<styleSheet/>").encode("utf-16")),
		"satu lembar 2.000 kali": with_parts(
			template, xl__workbook=book.replace("</sheets>", f"{again}</sheets>")
		),
		"sel di baris lain": with_parts(
			template, xl__worksheets__sheet1=sheet_xml('<row r="7"><c r="I9"><v>9</v></c></row>')
		),
		"bukan XML": with_parts(template, xl__worksheets__sheet1="<worksheet><sheetData>"),
		"gaya tidak ada": with_parts(template, xl__styles=None),
	}


def with_strings(template: bytes, strings: str | tuple) -> bytes:
	kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
	override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
	types = part_of(template, "[Content_Types].xml")
	if "sharedStrings" not in types:
		template = _with_types(template, types.replace("</Types>", override))
	return with_parts(template, xl__sharedStrings=strings)


def _with_types(template: bytes, types: str) -> bytes:
	return with_parts(template, **{"[Content_Types]": types})


def _added(content: bytes, name: str, data: bytes) -> bytes:
	out = io.BytesIO(content)
	with zipfile.ZipFile(out, "a") as archive:
		archive.writestr(name, data)
	return out.getvalue()


def _lying(content: bytes) -> bytes:
	"""Its directory says that the sheet is small; the part itself is not."""
	data = bytearray(content)
	place = content.rfind(b"xl/worksheets/sheet1.xml") - 46
	assert content[place : place + 4] == b"PK\x01\x02"
	data[place + 24 : place + 28] = (5000).to_bytes(4, "little")
	return bytes(data)
