"""The targets of a Perjanjian Kinerja period by period, as its office collects its data: those that are typed and those that are derived."""

from collections.abc import Sequence
from typing import NamedTuple

from frappe.utils import cint

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.office import periods
from kinerja_kecamatan.office.agreement_checks import plans_of
from kinerja_kecamatan.rules.period_targets import Rencana, column_of, target_in, way_of_derivation
from kinerja_kecamatan.rules.periode import TAHUN, TAHUN_PERTAMA, TAHUN_TERAKHIR, TRIWULAN, Periode


class Cell(NamedTuple):
	"""A target as it is printed, "" where nothing is measured, and the sentence that says what it was derived from ("" where it was typed)."""

	teks: str
	turunan: str


class Planned(NamedTuple):
	"""The periods of the year, and by row of the agreement a cell for each of them."""

	periode: Sequence[Periode]
	baris: Sequence[Sequence[Cell]]
	cara: Sequence[str]
	"""How the derived ones are derived, each way once."""


def planned_by_period(doc) -> Planned:
	"""Of every row of an agreement the targets of the periods that its year is collected in."""
	tahun = cint(doc.tahun)
	year = Periode(tahun if TAHUN_PERTAMA <= tahun <= TAHUN_TERAKHIR else TAHUN_PERTAMA, TAHUN)
	parts = year.bagian(periods.collected_in(doc.kecamatan, tahun))
	plans = plans_of(doc)
	rows = [[_cell(row, plans.get(row.indikator), one) for one in parts] for row in doc.target]
	ways = dict.fromkeys(
		plans[row.indikator].cara_waktu
		for row, cells in zip(doc.target, rows, strict=True)
		if any(cell.turunan for cell in cells)
	)
	return Planned(parts, rows, [sentence_of(way_of_derivation(way, parts[0].jenis)) for way in ways])


def for_the_form(doc) -> dict | None:
	"""The same for the desk: {"kolom": [heads], "baris": [{"nama", "sel": [{"teks", "turunan"}]}], "cara": [sentences]}; None where everything
	is typed: an office that collects by quarter."""
	if (
		not doc.kecamatan
		or not doc.target
		or periods.collected_in(doc.kecamatan, cint(doc.tahun)) == TRIWULAN
	):
		return None
	found = planned_by_period(doc)
	return {
		"kolom": [one.nama_singkat for one in found.periode],
		"baris": [
			{
				"nama": clean(row.nama_indikator) or clean(row.indikator),
				"sel": [cell._asdict() for cell in cells],
			}
			for row, cells in zip(doc.target, found.baris, strict=True)
		],
		"cara": found.cara,
	}


def _cell(row, plan: Rencana | None, periode: Periode) -> Cell:
	"""What is typed stands as it is, also what an earlier release has let in and nobody can read."""
	if typed := clean(row.get(column_of(periode))):
		return Cell(typed, "")
	found = plan and target_in(plan, periode)
	return Cell(found.tertulis.teks, sentence_of(found.turunan)) if found and found.turunan else Cell("", "")
