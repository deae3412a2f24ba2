"""What an operator of aggregation says of itself: the shape of one entry in the table of rules/operators/.

Whoever has to do with aggregation (the rules, a Rekap Sementara's SQL, workbooks, traces, Server Scripts, forms) asks the table, and
none of them knows an operator by its name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .rows import Angka, Baris

SOURCES, TIME = "sumber", "waktu"
"""The axes: over Pelaksana and units of one period, over the periods of a year."""
EACH, LAST, SHARED = "each", "last", "shared"
"""What the months of a quarter get of its target: each of them the whole, the last one alone, or each its share."""


class Sums(NamedTuple):
	"""What a database says of figures that it has grouped: how many there are, their sum, the least and the greatest, the sums of
	their pembilang and penyebut."""

	count: int
	total: Decimal
	least: Decimal
	greatest: Decimal
	top: Decimal
	bottom: Decimal


class Sql(NamedTuple):
	"""An operator over time in one statement. `aggregates` are columns of the grouped rows by name, written with {nilai},
	{pembilang} and {penyebut} (null where there is no figure) and {periode} (codes of one length, which sort by time); `value` is the
	figure from these columns and {faktor}; `complete` says whether no period is missing in it, from {kurang}, the last period that
	is missing or incomplete, and {terakhir}, the last one with a figure (codes, '' where there is none)."""

	aggregates: Mapping[str, str]
	value: str
	complete: str = "{kurang} = ''"


class Said(NamedTuple):
	"""A figure as it is printed, for a trace."""

	nilai: str
	pembilang: str
	penyebut: str


def every_row(rows: Sequence[Baris]) -> Sequence[Baris]:
	"""All of them count."""
	return rows


def result_alone(said: Sequence[Said], result: str) -> str:
	"""A figure that is taken over as it is: nothing to add up."""
	return result


def last_of(figures: Sequence[Decimal]) -> Decimal:
	"""The last one (at least one is given)."""
	return figures[-1]


@dataclass(frozen=True)
class Operator:
	"""One way to put figures together; named as the form offers it.

	`compute` gets the rows that have a value (at least one), the indicator's name and 100 or 1, and gives nilai, pembilang and
	penyebut; it may refuse with AgregasiTidakSah. `counted` are the rows that it looks at, of all of them in their order.
	`explain` writes the sum of a trace, `formula` an Excel formula over cells (addresses of nilai, pembilang, penyebut, and the
	factor) without its `=`; `script` is the branch of the Server Scripts, which has `bernilai`, `ditunggu` and `satu` and sets nilai,
	pembilang and penyebut. `from_sums` and `sql` say the same of what a database has grouped; without them its own indicators
	are put together row by row.
	"""

	name: str
	axes: tuple[str, ...]
	place: int
	"""Where the form offers it, among the others of its axis."""
	compute: Callable[[Sequence[Baris], str, Decimal], Angka]
	script: str = ""
	formula: Callable[[Sequence[str], Sequence[str], Sequence[str], int], str] | None = None
	explain: Callable[[Sequence[Said], str], str] = result_alone
	from_sums: Callable[[Sums, str, Decimal], Decimal | None] | None = None
	sql: Sql | None = None
	target: Callable[[Sequence[Decimal]], Decimal] = last_of
	"""Over time: what the targets of the periods so far (at least one) come to."""
	months: str = LAST
	"""Over time: what a quarter's target says of its months (rules.period_targets)."""
	counted: Callable[[Sequence[Baris]], Sequence[Baris]] = every_row

	pair: bool = False
	"""Figures are typed as pembilang and penyebut; percentages are recomputed."""
	quotient: bool = False
	"""The result is kept with what it was divided from. Without `pair`: what the figures themselves were divided from is lost."""
	keeps_pair: bool = False
	"""The result's pembilang and penyebut are those of the figures, fit for a ratio over time."""
	adds: bool = False
	"""Figures are added up: of no use for percentages, and each source states its share."""
	as_period: bool = False
	"""Over time: the result is one period's figure as it stands, and came about as that did."""
	waits: bool = True
	"""Missing sources make the result incomplete; otherwise one that is there is enough."""
	by_period: bool = False
	"""Over sources: units are put together period by period, since their own years would not come to the same."""
