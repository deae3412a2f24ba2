"""What stands in an entry cell, as the Format would hold it. What could mean two things is refused, never guessed."""

from decimal import Decimal

from kinerja_kecamatan.excel.entries import shown_day
from kinerja_kecamatan.excel.intake.cells import DATE, EMPTY, FORMULA, NUMBER, TEXT, CellRead
from kinerja_kecamatan.excel.layout import CHOICES
from kinerja_kecamatan.excel.sheets import plain_text
from kinerja_kecamatan.rules.errors import AngkaTidakSah
from kinerja_kecamatan.rules.numbers import print_number, read_number
from kinerja_kecamatan.rules.pasted_text import washed
from kinerja_kecamatan.rules.rilis import is_starred, is_waiting_word, read_day, starred, unstarred
from kinerja_kecamatan.rules.target_texts import kept_figure
from kinerja_kecamatan.rules.written_targets import Ukuran, read_figure

# A note is no document; Small Text holds 65,535 bytes.
MAX_NOTE = 5000


class CellUnclear(ValueError):
	"""The cell holds something that is no entry; the sentence says what to do."""


def number(cell: CellRead) -> str:
	"""A typed number in office form, "" for an empty cell. CellUnclear or AngkaTidakSah (both with a sentence) otherwise."""
	_refuse_kind(cell, "angkanya")
	found = _figure_of(cell)
	return starred(print_number(read_number(unstarred(found))), is_starred(found))


def figure(cell: CellRead, measure: Ukuran) -> str:
	"""A realisasi as the Format would keep it: a number, or a word of the indicator's scale; "" for an empty cell. CellUnclear,
	AngkaTidakSah or TargetTidakSah (all with a sentence) otherwise."""
	_refuse_kind(cell, "angkanya")
	found = _figure_of(cell)
	return starred(kept_figure(read_figure(unstarred(found), measure)), is_starred(found))


def says_waiting(cell: CellRead) -> bool:
	"""Whether there stands in a figure's place that it is waited for."""
	return cell.jenis == TEXT and is_waiting_word(washed(cell.nilai))


def day(cell: CellRead) -> str:
	"""A date as the template shows it, "" for an empty cell. CellUnclear or RuleError (both with a sentence) otherwise."""
	if cell.jenis == DATE and hasattr(cell.nilai, "strftime") and hasattr(cell.nilai, "year"):
		return shown_day(cell.nilai)
	if cell.jenis == NUMBER:
		raise CellUnclear(
			f"“{print_number(cell.nilai)}” bukan tanggal. Tulis hari-bulan-tahun, misalnya 31-01-2027."
		)
	_refuse_kind(cell, "tanggalnya, misalnya 31-01-2027")
	return shown_day(read_day(_typed(cell))) if cell.jenis == TEXT else ""


def _figure_of(cell: CellRead):
	"""What is read: a cell in percent format shows 95 % and holds 0.95."""
	if cell.jenis == EMPTY:
		return None
	if cell.jenis == NUMBER and cell.persen:
		return f"{print_number(_times_hundred(cell.nilai))}%"
	return _typed(cell)


def choice(cell: CellRead) -> str:
	"""One of CHOICES, or "" for an empty cell."""
	_refuse_kind(cell, "pilihannya")
	if cell.jenis == EMPTY:
		return ""
	text = " ".join(str(_typed(cell)).split()).casefold()
	for word in CHOICES:
		if word.casefold() == text:
			return word
	raise CellUnclear(f"“{str(cell.nilai)[:40]}” bukan pilihan. Pilih {', '.join(CHOICES)}, atau kosongkan.")


def note(cell: CellRead, now: str = "") -> str:
	"""A text; numbers are taken as the office writes them. What stands in the app `now` may stay, however long it is."""
	_refuse_kind(cell, "teksnya")
	if cell.jenis == EMPTY:
		return ""
	text = plain_text(cell.nilai) if cell.jenis == TEXT else print_number(read_number(cell.nilai))
	text = text.strip()
	if text != now:
		text = washed(text).strip()
	if len(text) > MAX_NOTE and text != now:
		raise CellUnclear(
			f"teks ini {len(text)} karakter; paling banyak {MAX_NOTE}. Ringkaslah, atau lampirkan sebagai bukti."
		)
	return text


def _typed(cell: CellRead):
	"""A text as it would be stored, anything else as it is."""
	return washed(cell.nilai) if cell.jenis == TEXT else cell.nilai


def _refuse_kind(cell: CellRead, wanted: str) -> None:
	if cell.jenis == FORMULA:
		raise CellUnclear(
			f"berisi rumus ({str(cell.nilai)[:40]}). Tulis {wanted} saja, atau pakai Tempel Nilai (Paste Values)."
		)
	if cell.jenis == DATE:
		shown = cell.nilai.strftime("%d-%m-%Y") if hasattr(cell.nilai, "strftime") else str(cell.nilai)
		raise CellUnclear(
			f"terbaca sebagai tanggal atau jam ({shown}). Ubah format selnya menjadi Teks, lalu tulis lagi {wanted}."
		)
	if cell.jenis not in (EMPTY, NUMBER, TEXT):
		raise CellUnclear(f"berisi {cell.nilai}. Tulis {wanted}, atau kosongkan.")


def _times_hundred(value: Decimal) -> Decimal:
	found = read_number(value)
	if found is None:
		raise AngkaTidakSah("Isian ini bukan angka.")
	return found * 100
