"""What an uploaded sheet would change in a Format: wanted entries by row, the changed cells, and every problem."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.excel.entries import entries_of, mark, typed_numbers
from kinerja_kecamatan.excel.intake import values
from kinerja_kecamatan.excel.intake.cells import EMPTY, FORMULA, NUMBER, CellRead
from kinerja_kecamatan.excel.intake.problems import Change, Problem
from kinerja_kecamatan.excel.intake.read import SheetRead
from kinerja_kecamatan.excel.intake.rows import match_rows
from kinerja_kecamatan.excel.layout import (
	BASE,
	CHOICE,
	COMPUTED,
	DAY,
	ENTRIES,
	FIXED,
	INDEX,
	LABEL,
	NOT_JUDGED,
	NOTES,
	NUMBERS,
	SHEET,
	SOURCE,
)
from kinerja_kecamatan.excel.sheets import plain_text
from kinerja_kecamatan.office.measures import factor_of, measure_of
from kinerja_kecamatan.rules.capaian import value_of_ratio
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RasioTidakSah, RuleError
from kinerja_kecamatan.rules.numbers import read_number
from kinerja_kecamatan.rules.rilis import unstarred
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS, NIHIL, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

# The least by which two figures of nine decimals differ.
SMALLEST = Decimal("1e-9")


@dataclass
class Difference:
	"""`wanted` holds every entry of the rows that change, by row name; it is for use only when there are no problems.
	`now` holds every row's entries as they stand. `untouched` are those of the changes whose cell still says what it said when the template was made: it was the app's
	figure that changed since."""

	wanted: dict[str, dict[str, str]] = field(default_factory=dict)
	now: dict[str, dict[str, str]] = field(default_factory=dict)
	changes: list[Change] = field(default_factory=list)
	untouched: list[Change] = field(default_factory=list)
	problems: list[Problem] = field(default_factory=list)


def compare(doc, sheet: SheetRead) -> Difference:
	"""Hold the sheet against the Format as it stands (a document, or anything with `baris`)."""
	titles = {row.name: f"{row.kode} ({plain_text(row.nama_indikator)[:60]})" for row in doc.baris}
	cells, problems = match_rows(sheet, [row.name for row in doc.baris], titles)
	found = Difference(problems=problems)
	for row in doc.baris:
		if row.name in cells:
			_compare_row(row, cells[row.name], found)
	return found


def _compare_row(row, cells: list[CellRead], found: Difference) -> None:
	reader = _Reader(row, cells)
	found.now[row.name] = reader.now
	reader.check_locked()
	wanted, now = reader.entries(), reader.now
	found.problems += reader.problems
	if reader.problems:
		return
	changed, untouched = [key for key in ENTRIES if wanted[key] != now[key]], reader.untouched(wanted)
	for key in changed:
		place = cells[INDEX[key]].sel
		change = Change(place, SHEET, row.kode, LABEL[key], now[key], wanted[key])
		found.changes.append(change)
		if key in untouched:
			found.untouched.append(change)
	if changed:
		found.wanted[row.name] = wanted


class _Reader:
	"""One row of the sheet against its row of the Format."""

	def __init__(self, row, cells: list[CellRead]):
		self.row, self.cells = row, cells
		self.now = entries_of(row)
		self.mine = typed_numbers(row)
		self.problems: list[Problem] = []

	def _cell(self, key: str) -> CellRead:
		return self.cells[INDEX[key]]

	def _problem(self, key: str, text: str) -> None:
		self.problems.append(Problem(f"kolom {LABEL[key]}: {text}", self._cell(key).sel, SHEET))

	def check_locked(self) -> None:
		"""The grey cells say what they said when the template was made."""
		for key in FIXED:
			if not self._is_as_made(key):
				read = str(self._cell(key).nilai or "")[:60]
				self._problem(
					key,
					f"isi sel terkunci berubah menjadi “{read}”. Unduh templat baru; sel abu-abu tidak dibaca.",
				)
		if len(self.base()) != len(ENTRIES):
			self._problem(BASE, "isi sel tersembunyi berubah. Unduh templat baru, lalu salin isian Anda.")
		for key in COMPUTED:
			if (
				self.row.diukur
				and self._cell(key).jenis not in (EMPTY, FORMULA)
				and not self._is_target_nol(key)
			):
				self._problem(
					key,
					"dihitung sendiri dan tidak dapat diisi. Unduh templat baru, atau kembalikan rumusnya.",
				)
		for key in NUMBERS:
			if key not in self.mine and not self._is_idle(key):
				self._problem(key, self._why_not(key))

	def base(self) -> dict[str, str]:
		"""The marks of the entries that the template was made with."""
		marks = str(self._cell(BASE).nilai or "").split(",")
		return dict(zip(ENTRIES, marks, strict=False)) if len(marks) == len(ENTRIES) else {}

	def untouched(self, wanted: dict[str, str]) -> set[str]:
		"""The entries that the file has as the template was made; a row's figures and its choice are one."""
		base = self.base()
		found, figures = {key for key in ENTRIES if base[key] == mark(wanted[key])}, {*NUMBERS, CHOICE}
		return found if figures <= found else found - figures

	def _is_target_nol(self, key: str) -> bool:
		return key == "capaian" and self._cell(key).nilai in NOT_JUDGED

	def _is_as_made(self, key: str) -> bool:
		cell = self._cell(key)
		if key == "target":
			if cell.jenis == NUMBER and self.row.diukur:
				return abs(cell.nilai - to_decimal(self.row.target)) < SMALLEST
			return cell.nilai == (self.row.target if self.row.diukur else TIDAK_DIUKUR)
		return " ".join(str(cell.nilai or "").split()) == " ".join(plain_text(self.row.get(key)).split())

	def _is_idle(self, key: str) -> bool:
		cell = self._cell(key)
		return cell.jenis == EMPTY or (key == "realisasi" and cell.jenis == FORMULA)

	def _why_not(self, key: str) -> str:
		if key == "realisasi":
			return "dihitung dari pembilang dan penyebut; isi kedua kolom itu saja."
		return "indikator ini tidak memakai pembilang dan penyebut; isi kolom Realisasi."

	def entries(self) -> dict[str, str]:
		"""What the row is to hold; problems are kept with their cells."""
		measure = measure_of(self.row)
		wanted = dict.fromkeys(ENTRIES, "")
		waiting = [key for key in self.mine if values.says_waiting(self._cell(key))]
		for key in self.mine:
			if key in waiting:
				continue
			how = values.number
			if key == "realisasi":
				how = partial(values.figure, measure=measure)
			wanted[key] = self._read(key, how)
		wanted[CHOICE] = self._read(CHOICE, values.choice) or (MENUNGGU_RILIS if waiting else "")
		if waiting and wanted[CHOICE] != MENUNGGU_RILIS:
			self._problem(
				CHOICE,
				f"{wanted[CHOICE]} dipilih, padahal angkanya ditulis menunggu rilis. Hapus salah satunya.",
			)
		wanted[DAY] = self._read(DAY, values.day)
		for key in (SOURCE, *NOTES):
			wanted[key] = self._read(key, lambda cell, key=key: values.note(cell, self.now[key]))
		if not self.problems:
			self._settle(wanted)
		return wanted

	def _read(self, key: str, how: Callable[[CellRead], str]) -> str:
		try:
			return how(self._cell(key))
		except (values.CellUnclear, RuleError) as error:
			self._problem(key, sentence_of(error))
			return ""

	def _settle(self, wanted: dict[str, str]) -> None:
		"""The choice and the numbers must say the same; chosen Nihil is a 0."""
		chosen, given = wanted[CHOICE], [wanted[key] for key in self.mine if wanted[key]]
		if chosen and not self.row.diukur:
			self._problem(CHOICE, "indikator ini tidak diukur pada periode ini; kosongkan pilihannya.")
		elif chosen and given:
			self._problem(CHOICE, f"{chosen} dipilih, padahal angkanya diisi. Hapus salah satunya.")
		elif chosen == NIHIL and "realisasi" not in self.mine:
			self._problem(CHOICE, "untuk Nihil, isi pembilang 0 dan penyebut jumlah seluruh objeknya.")
		elif chosen == NIHIL:
			wanted.update({"realisasi": "0", CHOICE: ""})
		elif chosen == TIDAK_ADA_OBJEK:
			self._keep_nothing_of_nothing(wanted)
		elif "penyebut" in self.mine and not chosen:
			self._check_ratio(wanted)

	def _keep_nothing_of_nothing(self, wanted: dict[str, str]) -> None:
		"""A stored 0/0 says the same as Tidak Ada Objek; it is left as it is."""
		if self.now["pembilang"] == self.now["penyebut"] == "0":
			wanted.update({"pembilang": "0", "penyebut": "0", CHOICE: ""})

	def _check_ratio(self, wanted: dict[str, str]) -> None:
		try:
			value_of_ratio(
				read_number(unstarred(wanted["pembilang"])),
				read_number(unstarred(wanted["penyebut"])),
				factor_of(self.row.satuan),
			)
		except RasioTidakSah as error:
			self._problem("penyebut", sentence_of(error))
