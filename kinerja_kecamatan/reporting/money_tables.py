"""Tables T6, T6a and T6b of a report on performance: the money, from the kecamatan's final recap."""

from decimal import Decimal

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.reporting.table_parts import OPEN, Angka, Cell, Tabel, figure
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import shown_decimals
from kinerja_kecamatan.rules.recap_rows import IKU

# Decimals of a rupiah.
SEN = 2


def _money(doc) -> Tabel:
	"""T6. Efisiensi is capaian kinerja minus serapan, over the whole: indicators are not tied to single programs."""
	heads = ("Program", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)", "Capaian Kinerja (%)", "Efisiensi")
	lines: list[tuple[Cell, ...]] = []
	for row in doc.anggaran:
		stated = bool(row.realisasi)
		spent = _rupiah(to_decimal(row.nilai_realisasi)) if stated else OPEN
		rate = figure(row.serapan, 2) if row.serapan_teks else "-" if stated else OPEN
		lines.append((_program(row), _rupiah(to_decimal(row.anggaran)), spent, rate, "", ""))
	if lines:
		# Budget, spending and rate over the same programs, as an auditor would add them up.
		(stated, programs), sums = budget.stated_of_all(doc), budget.total(doc)
		total = sums.anggaran if stated else sum(to_decimal(row.anggaran) for row in budget.counted_rows(doc))
		known = _rupiah(sums.realisasi) if stated else OPEN
		# A budget of 0 has no rate.
		rate = Angka(sums.serapan, 2) if sums.serapan is not None else "-" if stated else OPEN
		word = doc.kategori_efisiensi or OPEN
		if doc.efisiensi_teks:
			word = f"{word} ({doc.efisiensi_teks})"
		counted = any(row.sd_dihitung and row.tingkat == IKU for row in doc.baris)
		mean = figure(doc.rata_capaian_sd, 2) if counted else OPEN
		name = (
			_("Jumlah ({0} dari {1} program)").format(stated, programs)
			if 0 < stated < programs
			else _("Jumlah")
		)
		lines.append((name, _rupiah(total), known, rate, mean, word))
	return Tabel("T6", _("Realisasi anggaran dan efisiensi"), heads, (34, 16, 16, 10, 11, 13), lines)


def _shares(kode: str, judul: str, word: str, shares: list[budget.Share]) -> Tabel:
	"""T6a per program, T6b per sasaran: who reads the money by what it is for."""
	heads = (word, "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)")
	lines = [
		(
			clean(share.nama),
			_rupiah(share.anggaran),
			OPEN if share.realisasi is None else _rupiah(share.realisasi),
			Angka(share.serapan, 2)
			if share.serapan is not None
			else OPEN
			if share.realisasi is None
			else "-",
		)
		for share in shares
	]
	return Tabel(kode, judul, heads, (52, 18, 18, 12), lines)


def money_tables(doc) -> list[Tabel]:
	"""T6, and what is added up from it where its rows do not say it themselves."""
	tables = [_money(doc)]
	if programs := budget.several_rows_a_program(doc):
		tables.append(_shares("T6a", _("Serapan anggaran per program"), "Program", programs))
	if goals := budget.by_sasaran(doc):
		tables.append(_shares("T6b", _("Serapan anggaran per sasaran"), "Sasaran", goals))
	return tables


def _program(row) -> str:
	return clean(f"{row.program} ({row.sumber_dana})" if row.sumber_dana else row.program)


def _rupiah(amount: Decimal) -> Angka:
	"""Rupiah; sen only where there are any."""
	return Angka(amount, shown_decimals(amount, SEN))
