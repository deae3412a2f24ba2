"""The template of one Format: pre-filled, locked but for the entry cells, stamped (see `stamp`).

Entry cells are text cells: what an office types (`1.234,5`, `93,75`) stays as typed whatever the settings of the machine,
where a number cell of an English Excel would make 9375 of `93,75`.
"""

from collections.abc import Sequence

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja_kecamatan.base.stored_words import USUAL_PAPER
from kinerja_kecamatan.excel import formulas, guide, year_notes
from kinerja_kecamatan.excel.entries import entries_of, marks, typed_numbers
from kinerja_kecamatan.excel.layout import (
	BASE,
	CHOICE,
	CHOICES,
	COLUMNS,
	DAY,
	FIRST_ROW,
	GUIDE,
	HEAD_ROW,
	HIDDEN,
	INDEX,
	LABEL,
	LAST_PRINTED,
	LETTER,
	NOT_JUDGED,
	NOTES,
	NUMBERS,
	SCALE,
	SHEET,
	SOURCE,
	STAMP,
	address,
)
from kinerja_kecamatan.excel.sheets import TEXT, Book, SheetWriter, number_format, said_format
from kinerja_kecamatan.excel.stamp import Stamp, sign
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.office.measures import factor_of, measure_of, target_column
from kinerja_kecamatan.papers.rows import derived_targets
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.recap_rows import name_missing
from kinerja_kecamatan.rules.rilis import BELUM_UTUH
from kinerja_kecamatan.rules.status import BELUM_DIISI, TIDAK_DIUKUR
from kinerja_kecamatan.rules.target_texts import decimals_of, is_plain

# A row has room for a few words by hand or keyboard.
_ENTRY_LINES = 2
_NUMBER_HINT = "Tulis seperti 1.234,5 atau 93,75: titik untuk ribuan, koma untuk desimal. Kosong bukan nol."
_ORANGE = PatternFill("solid", start_color="FCE4D6", end_color="FCE4D6")


def build(doc, head: Sequence[str], policy, stamp: Stamp, key: bytes, paper: str = USUAL_PAPER) -> bytes:
	"""The file. `head` are the lines above the table (title first, at most four), `policy` is a figures.policy.SitePolicy."""
	book = Book(paper)
	sheet = book.sheet(SHEET, [column.width for column in COLUMNS])
	_frame(sheet, doc.baris, policy)
	_head(sheet, head)
	rows = _Rows(sheet, policy)
	for number, row in enumerate(doc.baris, start=1):
		rows.write(number, row)
	year_notes.write(book, doc.baris)
	guide.write(book.sheet(GUIDE, [4, 110], landscape=False), derived_targets(doc.baris).splitlines())
	scale = book.sheet(SCALE, [12, 24], hidden=True)
	for band in reversed(policy.skala):
		scale.row([band.batas_bawah, band.predikat], book.style("baris"))
	text = stamp.text()
	mark = book.sheet(STAMP, [80], hidden=True)
	for line in (text, sign(text, key)):
		mark.row([line], book.style("baris"))
	book.lock()
	return book.bytes()


def _head(sheet: SheetWriter, lines: Sequence[str]) -> None:
	style = sheet.book.style
	for number in range(HEAD_ROW - 2):
		line = lines[number] if number < len(lines) else ""
		sheet.row([line], style("judul" if number == 0 else "baris"))
	sheet.blank()
	sheet.row([column.label for column in COLUMNS], style("kepala"), height=32)


def _frame(sheet: SheetWriter, rows: Sequence, policy) -> None:
	"""What surrounds the rows: protection, frozen panes, print area, hidden columns, validations, marks."""
	page, last = sheet.sheet, HEAD_ROW + max(len(rows), 1)
	graded = [
		place
		for place, row in enumerate(rows, start=FIRST_ROW)
		if measure_of(row).skala and not is_ratio(row)
	]
	page.freeze_panes = address("satuan", FIRST_ROW)
	page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
	page.print_area = f"A1:{LAST_PRINTED}{last}"
	for column in HIDDEN:
		page.column_dimensions[LETTER[column.key]].hidden = True
	page.protection.sheet = True
	page.protection.formatColumns = page.protection.formatRows = False
	for key in NUMBERS:
		apart = graded if key == "realisasi" else _named(rows, key)
		if len(apart) < last - HEAD_ROW:
			page.data_validations.append(_number_check(key, last, apart))
		if key != "realisasi":
			for place in apart:
				page.data_validations.append(_named_check(key, place, rows[place - FIRST_ROW]))
	for place in graded:
		page.data_validations.append(_word_hint(place, rows[place - FIRST_ROW]))
	page.data_validations.append(_choice_check(last))
	page.data_validations.append(_note_hint(last))
	page.data_validations.append(_release_hint(last))
	_marks(page, last, policy)


def _figure(cell: str) -> DataValidation:
	"""Whether a cell holds a figure as offices write them, a `*` behind it, or that it is waited for; what exactly it means is judged by the
	server."""
	text = cell
	for sign_ in (".", ",", "%", formulas.STAR):
		text = f'SUBSTITUTE({text},"{sign_}","")'
	waiting = formulas.says_waiting(cell)
	check = DataValidation("custom", formula1=f"OR(ISNUMBER(VALUE({text})),{waiting})", allow_blank=True)
	check.errorTitle, check.error = (
		"Bukan angka",
		"Tulis angka saja, misalnya 1.234,5 atau 93,75; tambahkan * bila sementara. Kosongkan bila datanya belum ada.",
	)
	check.showErrorMessage = check.showInputMessage = True
	return check


def _number_check(key: str, last: int, but: Sequence[int] = ()) -> DataValidation:
	"""Digits with dots and commas; what exactly they mean is judged by the server. `but` are rows that have a check of their own, or are
	answered in words."""
	first = next((place for place in range(FIRST_ROW, last + 1) if place not in but), FIRST_ROW)
	check = _figure(address(key, first))
	check.promptTitle, check.prompt = "Angka", _NUMBER_HINT
	if not but:
		return _over(check, key, last)
	for place in range(FIRST_ROW, last + 1):
		if place not in but:
			check.add(address(key, place))
	return check


def _named(rows: Sequence, key: str) -> list[int]:
	"""Where the rows stand whose indicator says what its pembilang or penyebut is."""
	return [place for place, row in enumerate(rows, start=FIRST_ROW) if row.get(f"sebutan_{key}")]


def _named_check(key: str, place: int, row) -> DataValidation:
	"""The check of one cell, whose hint says what is counted there."""
	check = _figure(address(key, place))
	check.promptTitle, check.prompt = LABEL[key], f"{row.get(f'sebutan_{key}')}. {_NUMBER_HINT}"[:255]
	check.add(address(key, place))
	return check


def _word_hint(place: int, row) -> DataValidation:
	"""What a row of a Skala Nilai may say; the server judges it."""
	scale = measure_of(row).skala
	check = DataValidation(allow_blank=True)
	check.promptTitle = scale.nama[:32]
	check.prompt = f"Tulis {scale.choices}{', atau skornya' if scale.berskor else ''}."[:255]
	check.showInputMessage = True
	check.add(address("realisasi", place))
	return check


def _choice_check(last: int) -> DataValidation:
	check = DataValidation("list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
	check.errorTitle, check.error = "Pilihan", "Pilih dari daftar, atau kosongkan."
	check.promptTitle = "Bila tanpa angka"
	check.prompt = (
		"Nihil: benar-benar nol, beri keterangan. Tidak Ada Objek: tidak ada yang diukur (0 dari 0). "
		"Menunggu Rilis: angka dari luar belum terbit."
	)
	return _over(check, CHOICE, last)


def _note_hint(last: int) -> DataValidation:
	check = DataValidation(allow_blank=True)
	check.promptTitle = "Penjelasan"
	check.prompt = "Target yang belum tercapai perlu kendala; setiap kendala perlu tindak lanjut; nihil perlu keterangan."
	for key in NOTES:
		_over(check, key, last)
	return check


def _release_hint(last: int) -> DataValidation:
	check = DataValidation(allow_blank=True)
	check.promptTitle = "Angka dari luar"
	check.prompt = (
		"Bila Menunggu Rilis atau angkanya sementara (tanda *): siapa yang merilis, dan kapan diperkirakan, "
		"misalnya 31-01-2027."
	)
	for key in (SOURCE, DAY):
		_over(check, key, last)
	return check


def _over(check: DataValidation, key: str, last: int) -> DataValidation:
	check.showErrorMessage = check.showInputMessage = True
	check.add(f"{address(key, FIRST_ROW)}:{address(key, last)}")
	return check


def _marks(page, last: int, policy) -> None:
	"""Orange: a number that cannot be read, and notes that the server will ask for."""
	row = FIRST_ROW
	status, capaian, value = (f"${LETTER[key]}{row}" for key in ("status", "capaian", "nilai_realisasi"))
	kendala, tindak, ket = (f"${LETTER[key]}{row}" for key in ("kendala", "tindak_lanjut", "keterangan"))
	rules = {
		"status": f'LEFT({status},7)="Periksa"',
		"tindak_lanjut": f'AND(TRIM({kendala})<>"",TRIM({tindak})="")',
		"keterangan": f'AND(ISNUMBER({value}),{value}=0,TRIM({ket})="")',
	}
	if policy.wajib_kendala:
		rules["kendala"] = f'AND(ISNUMBER({capaian}),{capaian}<100,TRIM({kendala})="")'
	for key, formula in rules.items():
		span = f"{address(key, row)}:{address(key, last)}"
		page.conditional_formatting.add(span, FormulaRule(formula=[formula], fill=_ORANGE))


class _Rows:
	"""Writes the rows of the table."""

	def __init__(self, sheet: SheetWriter, policy):
		self.sheet, self.policy = sheet, policy
		self.style = sheet.book.style
		self.lowest = policy.skala[-1].batas_bawah

	def write(self, number: int, row) -> None:
		place = HEAD_ROW + number
		cells = self._fixed(number, row) | self._entries(row) | self._computed(place, row)
		pairs = [cells.get(column.key, (None, self.style("tutup"))) for column in COLUMNS]
		values, styles = zip(*pairs, strict=True)
		self.sheet.row(values, styles, self.sheet.height(values[: INDEX["baris"]], _ENTRY_LINES))

	def _fixed(self, number: int, row) -> dict[str, tuple]:
		"""What the row is about. The target is a number, with as many decimals as its text has."""
		text, figure = self.style("tutup"), self.style("tutup_angka")
		said = row.target_teks or ""
		plain = number_format(decimals_of(said)) if is_plain(said) else said_format(said)
		target = (to_decimal(row.target), self.style("tutup_angka", plain))
		return {
			"nomor": (number, figure),
			"kode": (row.kode, text),
			"sasaran": (row.sasaran, text),
			"nama_indikator": (row.nama_indikator, text),
			"satuan": (row.satuan, text),
			"target": target if row.diukur else (TIDAK_DIUKUR, text),
			"bukti": (_evidence(row), text),
			"baris": (row.name, text),
		}

	def _entries(self, row) -> dict[str, tuple]:
		mine, values = typed_numbers(row), entries_of(row)
		cells = {key: (values[key] or None, self.style("isi_angka", TEXT)) for key in mine}
		texts = (*((CHOICE,) if row.diukur else ()), SOURCE, DAY, *NOTES)
		cells[BASE] = (marks(values), self.style("tutup"))
		return cells | {key: (values[key] or None, self.style("isi", TEXT)) for key in texts}

	def _computed(self, place: int, row) -> dict[str, tuple]:
		text, plain = self.style("tutup"), self.style("baris")
		ratio = is_ratio(row)
		scale = None if ratio else measure_of(row).skala
		nothing = BELUM_DIISI if row.diukur else TIDAK_DIUKUR
		cells = {"status": (formulas.status(place, ratio, nothing), text)}
		for key in typed_numbers(row):
			cells[f"teks_{key}"] = (formulas.typed_text(key, place, bool(scale)), plain)
			cells[f"nilai_{key}"] = (formulas.typed_number(key, place), plain)
		if ratio:
			figure = self.style("tutup_angka", number_format(row.desimal or 0))
			cells["realisasi"] = (formulas.ratio_realisasi(place, row.desimal or 0), figure)
			cells["nilai_realisasi"] = (formulas.ratio_value(place, int(factor_of(row.satuan))), plain)
		else:
			value = formulas.graded_value(place, scale) if scale else formulas.plain_value(place)
			cells["nilai_realisasi"] = (value, plain)
		return cells | (self._judged(place, row) if row.diukur else {})

	def _judged(self, place: int, row) -> dict[str, tuple]:
		if row.sebagian:
			return {"capaian": ("di rekap unit", self.style("tutup"))}
		if row.get("belum_utuh"):
			return {"capaian": (BELUM_UTUH, self.style("tutup"))}
		if row.dari_triwulan and not row.lengkap:
			return {"capaian": (name_missing(()), self.style("tutup"))}
		result = formulas.capaian(
			address("nilai_realisasi", place),
			address("target", place),
			row.sifat,
			policy_of(row, self.policy).rumus_negatif,
			target_column(row, "target"),
		)
		if not result:
			return {"capaian": (NOT_JUDGED[0], self.style("tutup"))}
		return {
			"capaian": (result, self.style("tutup_angka", number_format(2))),
			"predikat": (formulas.predikat(place, len(self.policy.skala), self.lowest), self.style("tutup")),
		}


def _evidence(row) -> str:
	if row.bukti or row.tautan_bukti:
		return "ada"
	return "wajib, unggah di aplikasi" if row.bukti_wajib else ""
