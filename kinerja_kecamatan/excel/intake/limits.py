"""The container: whether a file is opened at all, judged by its size and its zip directory before anything is unpacked.

A small file can unpack to gigabytes (1.8 MB to 214 MB has been seen), hold 10,000 parts or claim what it is not. The
directory's sizes can be trusted as limits: zipfile never hands out more of a part than they say.
"""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from kinerja_kecamatan.excel.intake.problems import WorkbookRefused

MB = 2**20
MAX_FILE = 5 * MB
MAX_PARTS = 100
MAX_PART = 8 * MB
MAX_TOTAL = 12 * MB
# Of parts other than sheets, strings, the list of formulas and pictures.
MAX_TREE = MB // 2
MAX_DIRECTORY = 32 * 1024

WORKBOOK, STRINGS, SHEETS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/"
STYLES, CHAIN = "xl/styles.xml", "xl/calcChain.xml"
CONTENT_TYPES = "[Content_Types].xml"
_PICTURES = "xl/media/"

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_64, _END_64_SIZE = b"PK\x06\x07", 20
_ENCRYPTED = 0x1

_NOT_EXCEL = "Berkas ini bukan buku kerja Excel (.xlsx). Unggah templat yang diunduh dari aplikasi, disimpan sebagai .xlsx."
_TOO_LARGE = "Isi berkas ini jauh lebih besar daripada sebuah templat, sehingga tidak dibuka. Unggah templat yang diunduh dari aplikasi."
_BROKEN = "Berkas ini rusak atau tidak lengkap. Buka dan simpan lagi sebagai .xlsx, lalu unggah kembali."
_LOCKED = "Berkas ini berkata sandi atau berformat Excel lama (.xls). Simpan tanpa kata sandi sebagai .xlsx, lalu unggah kembali."
_MACRO = "Berkas ini memuat makro (.xlsm). Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro, lalu unggah kembali."


def open_archive(content: bytes) -> ZipFile:
	"""The file as a zip whose parts are few and small enough to read. WorkbookRefused otherwise."""
	if len(content) > MAX_FILE:
		raise WorkbookRefused(f"Berkas lebih besar dari {MAX_FILE // MB} MB. {_NOT_EXCEL}")
	if content.startswith(_OLE):
		raise WorkbookRefused(_LOCKED)
	_check_directory_size(content)
	try:
		archive = ZipFile(BytesIO(content))
	except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
		raise WorkbookRefused(_BROKEN) from error
	_check_parts(archive)
	return archive


def _check_directory_size(content: bytes) -> None:
	"""zipfile reads the whole directory into memory; its length stands in the end record."""
	place = content.rfind(_END, max(0, len(content) - _END_SIZE - 0xFFFF))
	if not content.startswith(b"PK") or place < 0 or place + _END_SIZE > len(content):
		raise WorkbookRefused(_NOT_EXCEL)
	entries, size = struct.unpack("<HL", content[place + 10 : place + 16])
	# A second end record, for larger files than are read, would be believed rather than this one.
	is_64 = content[max(0, place - _END_64_SIZE) : place].startswith(_END_64)
	if is_64 or entries > MAX_PARTS or size > MAX_DIRECTORY:
		raise WorkbookRefused(_TOO_LARGE)


def _check_parts(archive: ZipFile) -> None:
	parts = archive.infolist()
	names = [part.filename for part in parts]
	if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_TOTAL:
		raise WorkbookRefused(_TOO_LARGE)
	if any(part.flag_bits & _ENCRYPTED for part in parts):
		raise WorkbookRefused(_LOCKED)
	if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts) or len(set(names)) < len(
		names
	):
		raise WorkbookRefused(_BROKEN)
	if any("vbaproject" in name.lower() for name in names):
		raise WorkbookRefused(_MACRO)
	if not {CONTENT_TYPES, WORKBOOK} <= set(names):
		raise WorkbookRefused(_NOT_EXCEL)
	if any(part.file_size > _limit(part.filename) for part in parts):
		raise WorkbookRefused(_TOO_LARGE)


def _limit(name: str) -> int:
	"""By what a part's name says it is; `scan` knows which parts of the folder are sheets."""
	large = name.startswith((SHEETS, _PICTURES)) or name in (STRINGS, CHAIN)
	return MAX_PART if large and not name.lower().endswith(".rels") else MAX_TREE
