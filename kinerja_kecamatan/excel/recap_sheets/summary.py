"""Ringkasan: the recap's own figures by formula, the units beside each other, and the chart of capaian."""

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList

from kinerja_kecamatan.excel.recap_sheets import table
from kinerja_kecamatan.excel.recap_sheets.table import Written, mean
from kinerja_kecamatan.excel.sheets import INTEGER, Formula, SheetWriter, number_format
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers.rows import derived_targets
from kinerja_kecamatan.rules.recap_rows import TINGKAT
from kinerja_kecamatan.rules.status import STATUS_BERNILAI

WIDTHS = [38, 14, 14, 18, 16, 18, 16]
_LEVELS = (
	"Tingkat",
	"Indikator",
	"Dihitung",
	"Rata-rata Capaian (%)",
	"Predikat",
	"Rata-rata s.d. Periode Ini (%)",
	"Predikat s.d.",
)
_UNITS = (
	"Unit",
	"Indikator",
	"Bernilai",
	"Rata-rata Capaian (%)",
	"Predikat",
	"Rata-rata s.d. Periode Ini (%)",
	"Status",
)
_CHART_ROWS = 60


def write(
	sheet: SheetWriter, heading: Sequence[str], doc, main: Written, units: list[tuple[object, Written]]
) -> None:
	"""`units` are the unit recaps of a kecamatan's one with their tables; empty for a unit's own."""
	table.head(sheet, heading)
	_levels(sheet, doc, main)
	sheet.blank()
	if units:
		first = _unit_rows(sheet, units)
		_chart(sheet, sheet, (1, 4), (first, first + len(units) - 1), "Rata-rata capaian per unit (%)")
	elif doc.baris:
		last = min(main.last, table.FIRST_ROW + _CHART_ROWS - 1)
		columns = [list(table.LETTER).index(key) + 1 for key in ("kode", "dibatasi")]
		_chart(sheet, main, tuple(columns), (table.FIRST_ROW, last), "Capaian per indikator, dibatasi (%)")


def _levels(sheet: SheetWriter, doc, main: Written) -> None:
	style = sheet.book.style
	sheet.row(_LEVELS, style("kepala"), height=30)
	text, count, figure = style("teks"), style("angka", INTEGER), style("angka", number_format(2))
	words = {row.tingkat: row for row in doc.get("nilai") or []}
	levels, counted = main.span("tingkat"), main.span("dibatasi")
	for level in (level for level in TINGKAT if any(row.tingkat == level for row in doc.baris)):
		word = words.get(level)
		sheet.row(
			[
				level,
				Formula(f'=COUNTIF({levels},"{level}")'),
				Formula(f'=COUNTIFS({levels},"{level}",{counted},">=0")'),
				mean(main, "dibatasi", doc, level),
				word.predikat if word else "",
				mean(main, "sd_dibatasi", doc, level, "sd_"),
				word.predikat_sd if word else "",
			],
			(text, count, count, figure, text, figure, text),
		)
	total, strong = style("jumlah", number_format(2)), style("kelompok")
	means = [Formula(f"={main.cell(key, main.means)}") for key in ("dibatasi", "sd_dibatasi")]
	values = ["Nilai kinerja", None, None, means[0], doc.predikat, means[1], doc.get("predikat_sd")]
	sheet.row(values, (strong, strong, strong, total, strong, total, strong))
	for label, basis in (
		("Rata-rata capaian", doc.get("rata_capaian_teks")),
		("Rata-rata s.d. periode ini", doc.get("rata_capaian_sd_teks")),
	):
		if basis:
			sheet.row([f"{label}: {basis}"], style("baris"))
	for line in derived_targets(doc.baris).splitlines():
		sheet.row([f"Target turunan {line}"], style("baris"))


def _unit_rows(sheet: SheetWriter, units: list[tuple[object, Written]]) -> int:
	style = sheet.book.style
	sheet.row(_UNITS, style("kepala"), height=30)
	text, count, figure = style("teks"), style("angka", INTEGER), style("angka", number_format(2))
	first = sheet.count + 1
	for recap, found in units:
		statuses = found.span("status")
		given = "+".join(f'COUNTIF({statuses},"{word}")' for word in STATUS_BERNILAI)
		# What stands in the Formats of a unit that is Tidak Melapor was never handed in, and makes no figure of the unit.
		counted = not recap.tidak_melapor
		sheet.row(
			[
				unit_name(recap.unit_kerja, recap.periode),
				Formula(f"=COUNTA({found.span('kode')})"),
				Formula(f"={given}") if counted else None,
				Formula(f"={found.cell('dibatasi', found.means)}") if counted else None,
				recap.predikat if counted else None,
				Formula(f"={found.cell('sd_dibatasi', found.means)}") if counted else None,
				"Tidak Melapor" if recap.tidak_melapor else recap.workflow_state,
			],
			(text, count, count, figure, text, figure, text),
		)
	return first


def _chart(sheet: SheetWriter, source, columns: tuple[int, int], rows: tuple[int, int], title: str) -> None:
	"""A bar chart of one column of figures by the names in another, below everything else."""
	data = _Place(getattr(source, "title", None) or source.sheet.title)
	chart = BarChart()
	chart.type, chart.style, chart.title, chart.legend = "bar", 10, title, None
	chart.add_data(Reference(data, min_col=columns[1], min_row=rows[0], max_row=rows[1]))
	chart.set_categories(Reference(data, min_col=columns[0], min_row=rows[0], max_row=rows[1]))
	chart.series[0].graphicalProperties.solidFill = "7F7F7F"
	chart.dataLabels = DataLabelList()
	chart.dataLabels.showVal = True
	# Left unsaid, some programs show these as well.
	chart.dataLabels.showSerName = chart.dataLabels.showCatName = chart.dataLabels.showLegendKey = False
	chart.y_axis.scaling.min, chart.y_axis.numFmt = 0, "0"
	chart.y_axis.delete = chart.x_axis.delete = False
	chart.x_axis.scaling.orientation = "maxMin"
	chart.height, chart.width = max(7, 1 + 0.7 * (rows[1] - rows[0] + 1)), 24
	sheet.sheet.add_chart(chart, f"A{sheet.count + 3}")


class _Place:
	"""A sheet by its title: all that a chart's reference needs."""

	def __init__(self, title: str):
		self.title = title
