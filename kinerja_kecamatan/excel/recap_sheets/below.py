"""A kecamatan's figures as formulas over the sheets of its units, so that an auditor can follow them: as the indicator's operator
says (rules/operators/). Where they would not give the figure on record, it stands as it is."""

from collections.abc import Callable
from decimal import Decimal

from kinerja_kecamatan.excel.sheets import Formula
from kinerja_kecamatan.figures.columns import as_rule, stored_period
from kinerja_kecamatan.office.measures import factor_of
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import aggregate_sources
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.status import STATUS_BERNILAI

# Arguments that Excel's functions take; so many units no kecamatan has.
MOST = 255
# What two figures may differ by that come from stored ones.
NEAR = Decimal("0.000001")
CELLS = ("nilai", "pembilang", "penyebut")


class Below:
	"""The cells of the units' figures by indicator, in the order in which the sheets were written."""

	def __init__(self):
		self._rows: dict[str, list] = {}
		self._cells: dict[str, list[tuple[str, ...]]] = {}

	def add(self, doc, cell: Callable[[str, int], str], first: int) -> None:
		"""A unit recap's sheet: `cell` gives a column's address in a row. A unit that is Tidak Melapor has no figures."""
		if doc.tidak_melapor:
			return
		for place, row in enumerate(doc.baris, start=first):
			if row.status in STATUS_BERNILAI:
				self._rows.setdefault(row.indikator, []).append(row)
				self._cells.setdefault(row.indikator, []).append(tuple(cell(key, place) for key in CELLS))

	def formula(self, row) -> Formula | None:
		"""The formula of a kecamatan's figure; None where there is none that gives it."""
		rows, operator = self._rows.get(row.indikator, []), operators.operator(row.agregasi_sumber)
		if not operator.formula or not 0 < len(rows) <= MOST:
			return None
		factor = factor_of(row.satuan)
		try:
			units = [as_rule(stored_period(one), one.parent) for one in rows]
			value = aggregate_sources(units, row.agregasi_sumber, faktor=factor)["nilai"]
		except RuleError:
			return None
		if value is None or abs(value - to_decimal(row.nilai)) > NEAR:
			return None
		columns = zip(*self._cells[row.indikator], strict=True)
		return Formula(f"={operator.formula(*columns, int(factor))}")
