"""Kumulatif: the periods so far are added up, as Jumlah adds sources."""

from collections.abc import Sequence
from decimal import Decimal

from ..operator_type import SHARED, TIME, Operator, Sql
from .jumlah import SCRIPT, database_total, sum_cells, sum_up, total


def add_targets(targets: Sequence[Decimal]) -> Decimal:
	"""Each period's target is its share."""
	return sum(targets, Decimal(0))


OPERATOR = Operator(
	name="Kumulatif",
	axes=(TIME,),
	place=10,
	compute=total,
	script=SCRIPT,
	formula=sum_cells,
	explain=sum_up,
	from_sums=database_total,
	sql=Sql({"jumlah": "sum({nilai})"}, "{jumlah}"),
	target=add_targets,
	months=SHARED,
	adds=True,
)
