"""The template's sheets and columns: what stands where, and which cells a person fills in."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from kinerja_kecamatan.rules.status import MENUNGGU_RILIS, NIHIL, TIDAK_ADA_OBJEK

# Goes up with every change of what is read of a file: older ones are told to fetch a new template.
VERSION = 3
SHEET, GUIDE, SCALE, STAMP = "Isian", "Petunjuk", "Skala", "Cap"
# What a year's periods said, to read beside it; only where they said anything.
PERIODS = "Periode"
HEAD_ROW = 6
FIRST_ROW = HEAD_ROW + 1

NUMBERS = ("realisasi", "pembilang", "penyebut")
NOTES = ("kendala", "tindak_lanjut", "keterangan")
CHOICE = "pilihan"
BASE = "asal"
CHOICES = (NIHIL, TIDAK_ADA_OBJEK, MENUNGGU_RILIS)
# Who publishes a figure that is waited for or provisional, and when.
SOURCE, DAY = "sumber_rilis", "perkiraan_rilis"
ENTRIES = (*NUMBERS, CHOICE, SOURCE, DAY, *NOTES)


@dataclass(frozen=True)
class Column:
	"""A column of the sheet: key, printed head, width in characters."""

	key: str
	label: str
	width: float


COLUMNS = (
	Column("nomor", "No.", 5),
	Column("kode", "Kode", 12),
	Column("sasaran", "Sasaran", 22),
	Column("nama_indikator", "Indikator", 31),
	Column("satuan", "Satuan", 10),
	Column("target", "Target", 10),
	Column("pembilang", "Pembilang", 10),
	Column("penyebut", "Penyebut", 10),
	Column("realisasi", "Realisasi", 10),
	Column("capaian", "Capaian (%)", 10),
	Column("predikat", "Predikat", 12),
	Column("status", "Status", 13),
	Column(CHOICE, "Bila Tanpa Angka", 12),
	Column(SOURCE, "Sumber Rilis", 13),
	Column(DAY, "Perkiraan Rilis", 11),
	Column("kendala", "Kendala", 25),
	Column("tindak_lanjut", "Tindak Lanjut", 25),
	Column("keterangan", "Keterangan", 19),
	Column("bukti", "Bukti", 10),
	# Hidden from here on: the row's name, the marks of what it had filled in when the template was made (entries.marks), and
	# each typed number first as plain text, then as a number.
	Column("baris", "Baris", 12),
	Column(BASE, "Asal", 12),
	Column("teks_pembilang", "", 6),
	Column("nilai_pembilang", "", 6),
	Column("teks_penyebut", "", 6),
	Column("nilai_penyebut", "", 6),
	Column("teks_realisasi", "", 6),
	Column("nilai_realisasi", "", 6),
)
LETTER = {column.key: get_column_letter(number) for number, column in enumerate(COLUMNS, start=1)}
INDEX = {column.key: number for number, column in enumerate(COLUMNS)}
LABEL = {column.key: column.label for column in COLUMNS}
HIDDEN = COLUMNS[INDEX["baris"] :]
LAST_PRINTED = LETTER["bukti"]
# Locked cells that say what the row is about, and those that the workbook computes.
FIXED = ("kode", "sasaran", "nama_indikator", "satuan", "target")
COMPUTED = ("capaian", "predikat", "status")
# What stands in the cell of a capaian that the rules do not calculate: of a target of 0; in templates of an earlier release also of one below 0.
NOT_JUDGED = ("Target nol", "Target di bawah 0")


def address(key: str, row: int) -> str:
	"""The cell of a column in a row, such as `I9`."""
	return f"{LETTER[key]}{row}"
