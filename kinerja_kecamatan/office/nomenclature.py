"""Program Kegiatan: the nomenclature that offices choose their programs from, and what a row of an agreement takes from it."""

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base.doctypes import INDIKATOR, PROGRAM_KEGIATAN, UNIT_KERJA
from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError
from kinerja_kecamatan.rules.budget import Program, program_of
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.period_targets import SETAHUN, columns_of
from kinerja_kecamatan.rules.periode import TRIWULAN
from kinerja_kecamatan.rules.program_codes import TINGKAT, Baris, codes_above, is_below, level_of, read_code
from kinerja_kecamatan.rules.rupiah import stored_rupiah
from kinerja_kecamatan.rules.target_texts import figure_or_words

# What a kegiatan is to bring in the year and in each quarter.
PLAN_TARGETS = (SETAHUN, *columns_of(TRIWULAN))
# As long as a code is printed without breaking its column.
LONGEST_CODE = 40


def name_of(doc) -> str:
	"""`7.01.02` of the nomenclature for all, `PACE-7.01.02.9.01` of an office's own; refused where it is taken."""
	_check_code(doc)
	return f"{doc.kecamatan}-{doc.kode}" if doc.kecamatan else doc.kode


def _check_code(doc) -> None:
	code = read_code(doc.kode)
	if not code or len(code) > LONGEST_CODE:
		_refuse(
			_(
				"Kode {0} belum benar: tulis angka dan titik seperti 7.01.02.2.01, paling banyak {1} huruf."
			).format(escape_html(doc.kode or "-"), LONGEST_CODE)
		)
	doc.kode = code
	there = entry_of(code, doc.kecamatan)
	if there and there != doc.name:
		frappe.throw(
			_("{0} sudah ada: {1}.").format(code, there), DuplicateDocument, title=_("Kode sudah ada")
		)


def entry_of(code: str, kecamatan: str | None) -> str | None:
	"""Name of the entry of a code: an office's own, or without a kecamatan the one for all."""
	return frappe.db.get_value(
		PROGRAM_KEGIATAN, {"kode": code, "kecamatan": kecamatan or ["is", "not set"]}, "name"
	)


def settle(doc) -> None:
	"""Called while one is being saved: its level and what it lies below, by its code where they are left open."""
	if doc.is_new() or not doc.kode:
		_check_code(doc)  # an import brings a name of its own
	if doc.kecamatan and frappe.db.get_value(UNIT_KERJA, doc.kecamatan, "kecamatan") != doc.kecamatan:
		_refuse(_("{0} bukan kecamatan.").format(escape_html(doc.kecamatan)))
	doc.nama = " ".join((doc.nama or "").split())
	doc.tingkat = doc.tingkat or level_of(doc.kode)
	if doc.tingkat not in TINGKAT:
		_refuse(
			_(
				"Pilih Tingkat: dari kode {0} tidak terlihat apakah ini program, kegiatan atau sub kegiatan."
			).format(doc.kode)
		)
	doc.induk = doc.induk or _nearest_above(doc)
	if not doc.induk:
		return
	above = frappe.db.get_value(PROGRAM_KEGIATAN, doc.induk, ["kode", "tingkat"], as_dict=True)
	if (
		not above
		or not is_below(doc.kode, above.kode)
		or TINGKAT.index(above.tingkat) >= TINGKAT.index(doc.tingkat)
	):
		_refuse(
			_(
				"{0} tidak berada di bawah {1}: kodenya harus diawali kode induknya, dan tingkatnya di bawahnya."
			).format(doc.kode, escape_html(doc.induk))
		)


def _nearest_above(doc) -> str | None:
	"""Of the office's own or of those for all."""
	for code in codes_above(doc.kode):
		if found := (doc.kecamatan and entry_of(code, doc.kecamatan)) or entry_of(code, None):
			return found
	return None


def fill_programs(doc) -> None:
	"""Called while an agreement is being saved: a row that names an entry is printed by its code and name, unless it is worded otherwise;
	a row without one stays as it was written, but for blanks and full stops around its code, by which its money is summed. A sasaran that is
	left open is its indicator's."""
	_take_over(doc, "program", {"kode_program": "kode", "program": "nama"})
	for row in doc.program:
		row.kode_program = read_code(row.kode_program) or row.kode_program
		if row.indikator and not row.sasaran:
			row.sasaran = frappe.db.get_value(INDIKATOR, row.indikator, "sasaran")


def fill_plan(doc) -> None:
	"""The same for the rows of the Rencana Aksi, with the unit in which the nomenclature counts what the kegiatan brings; figures are
	written as the app prints them."""
	_take_over(doc, "rencana_aksi", {"kode": "kode", "kegiatan": "nama", "satuan": "satuan"})
	for row in doc.rencana_aksi:
		for field in PLAN_TARGETS:
			row.set(field, figure_or_words(row.get(field)))


def _take_over(doc, table: str, columns: dict[str, str]) -> None:
	"""`columns` of a row from those of the entry that it names."""
	before = doc.get_doc_before_save()
	known = {row.name: row for row in before.get(table)} if before else {}
	for row in doc.get(table):
		if row.program_kegiatan:
			_take_from(row, known.get(row.name), columns)


def _take_from(row, was, columns: dict[str, str]) -> None:
	entry = frappe.db.get_value(
		PROGRAM_KEGIATAN, row.program_kegiatan, list(set(columns.values())), as_dict=True
	)
	chosen_anew = was and was.program_kegiatan != row.program_kegiatan
	for field, source in columns.items() if entry else ():
		if not row.get(field) or (chosen_anew and row.get(field) == was.get(field)):
			row.set(field, entry[source])


def lines_of(rows: list) -> list[Baris]:
	"""The rows of an agreement or a recap, for rules.program_codes; an amount that nobody can read is none."""
	found = []
	for row in rows:
		key: Program = program_of(row.kode_program, row.program, row.sumber_dana)
		amount = stored_rupiah(row.anggaran) if isinstance(row.anggaran, str) else to_decimal(row.anggaran)
		found.append(Baris(key.kode, key.sumber_dana, amount))
	return found


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Program Kegiatan belum benar"))
