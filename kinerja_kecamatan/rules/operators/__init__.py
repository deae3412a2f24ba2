"""The table of operators: one file each in this folder, found by itself.

To add one, write its file (an `OPERATOR`) and offer its name in the Select fields of Indikator Kinerja; a test holds those to this
table, and others hold SQL, formulas, traces and Server Scripts to its `compute`.
"""

import importlib
import pkgutil
from decimal import Decimal
from typing import NoReturn

from ..errors import AgregasiTidakSah
from ..operator_type import Operator

_table: dict[str, Operator] = {}


def _refuse(figures: object, indikator: str, faktor: Decimal) -> NoReturn:
	raise AgregasiTidakSah(
		"Indikator “{0}”: cara agregasinya tidak dikenal. Perbaiki indikatornya.", indikator
	)


_UNKNOWN = Operator("", (), 0, _refuse, from_sums=_refuse)


def register(operator: Operator) -> None:
	"""Put an operator into the table. ValueError for a second one of its name."""
	if operator.name in _table:
		raise ValueError(f"two operators are named {operator.name}")
	_table[operator.name] = operator


def every(axis: str) -> list[Operator]:
	"""The operators over an axis in the order in which they are offered."""
	found = [one for one in _table.values() if axis in one.axes]
	return sorted(found, key=lambda one: (one.place, one.name))


def names(axis: str) -> tuple[str, ...]:
	"""Their names."""
	return tuple(one.name for one in every(axis))


def operator(name: str | None) -> Operator:
	"""The operator of this name; for a name that there is not, one of which nothing is true."""
	return _table.get(name or "", _UNKNOWN)


def pair_names() -> list[str]:
	"""The operators whose figures are typed as pembilang and penyebut."""
	return sorted(name for name, one in _table.items() if one.pair)


def is_pair(*ways: str | None) -> bool:
	"""Whether figures that come together in these ways, over sources and over time, are typed as pembilang and penyebut."""
	return any(operator(way).pair for way in ways)


def is_quotient(*ways: str | None) -> bool:
	"""Whether they are divided from something, so that counted things may come to a fraction."""
	return any(operator(way).quotient for way in ways)


def loses_pair(over_time: str | None, over_sources: str | None) -> bool:
	"""Whether a year's figure, by its way over time, has lost what the periods' ratios were divided from."""
	time = operator(over_time)
	return time.quotient and not time.pair and operator(over_sources).pair


def factor_of(name: str | None, faktor: Decimal) -> Decimal:
	"""What a kept quotient is multiplied with: a ratio's may be a percentage, a mean is none of its own."""
	return faktor if operator(name).pair else Decimal(1)


# Over sources: what leaves the figure of an only source as it is, whatever it came from.
AS_IT_IS = "Nilai Tunggal"

for _found in pkgutil.iter_modules(__path__):
	register(importlib.import_module(f"{__name__}.{_found.name}").OPERATOR)
