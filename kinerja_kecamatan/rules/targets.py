"""Which target a figure is held against: that of its period, or that of the year so far.

Two pairs stand beside one another and are never mixed: the period's realisasi with the period's target, and realisasi s.d. with the
target s.d., put together from the periods' targets as the figures are (an operator over time). In the period that closes the year the
annual target of the Perjanjian Kinerja stands. What part of the annual target has been reached is kemajuan, which no predikat and no
mean is made of.
"""

from collections.abc import Sequence
from decimal import Decimal

from . import operators
from .capaian import Rentang, Target, nearest
from .decimals import Bilangan, exact_arithmetic, rounded, to_decimal

_SERATUS = Decimal(100)


def target_so_far(
	targets: Sequence[Target | None],
	yearly: Target | None,
	cara_waktu: str,
	*,
	closes_year: bool,
	desimal: int,
) -> Decimal | Rentang | None:
	"""Target s.d. periode, in the indicator's unit; None where no period so far has one. Ranges are put together end by end: 20-25 and
	30-40 add up to 50-65, and a figure beside them is a range of itself alone.

	:param targets: those of the year's periods up to this one, oldest first; periods without (None) are passed over
	:param yearly: the annual target, which stands when the year closes
	:param desimal: what a mean is rounded to, so that it is judged as it is printed; a target that was written more exactly stays so
	"""
	annual = _exact(yearly)
	if closes_year and annual is not None:
		return annual
	known = [one for one in map(_exact, targets) if one is not None]
	if not known:
		return None
	ends = [one if isinstance(one, Rentang) else Rentang(one, one) for one in known]
	places = max(desimal, *(_decimals(end) for one in ends for end in one))
	together = operators.operator(cara_waktu).target
	with exact_arithmetic():
		low, high = (rounded(together(part), places) for part in zip(*ends, strict=True))
	return Rentang(low, high) if low < high else low


def annual_progress(realisasi: Bilangan | None, yearly: Target | None) -> Decimal | None:
	"""Kemajuan: percent of the annual target that is realised so far, whatever the sifat; of a range, of its end that is nearer. None while
	either is missing, and for an annual target that nothing can be a part of (0 or less)."""
	value = to_decimal(realisasi)
	annual = nearest(value, yearly)
	least = yearly.bawah if isinstance(yearly, Rentang) else annual
	if value is None or annual is None or annual <= 0 or least < 0:
		return None
	with exact_arithmetic():
		return value * _SERATUS / annual


def _exact(target: Target | None) -> Decimal | Rentang | None:
	return target if isinstance(target, Rentang) else to_decimal(target)


def _decimals(value: Decimal) -> int:
	return max(0, -value.normalize().as_tuple().exponent)
