"""Which Perjanjian Kinerja count when, and which indicators two of them hold at the same time.

A unit's agreement counts from its first day until the unit's next one begins, to the unit's last day, or to the end of its year. An
agreement of one of its people, such as a Pelaksana, stands beside it and never instead of it: it counts only while the unit has none of
its own, and then until that person's next one.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import NamedTuple


class Agreement(NamedTuple):
	"""One that is Ditetapkan. Of two that a unit begins on the same day the one made later counts."""

	name: str
	unit: str
	mulai: date
	dibuat: datetime
	indikator: frozenset[str] = frozenset()
	pihak: str = ""
	"""Whom it binds: "" for the unit as such, else the person."""
	unit_sampai: date | None = None
	"""The last day of the unit; None: it goes on."""


class Span(NamedTuple):
	"""From its first day up to, but not including, `habis`; None: to the end of the year."""

	agreement: Agreement
	habis: date | None

	def holds_on(self, day: date) -> bool:
		"""Whether it counts on a day."""
		return self.agreement.mulai <= day and (self.habis is None or day < self.habis)

	def meets(self, other: "Span") -> bool:
		"""Whether there is a day on which both count."""
		begins = max(self.agreement.mulai, other.agreement.mulai)
		return all(one.habis is None or begins < one.habis for one in (self, other))


class Shared(NamedTuple):
	"""An indicator that two agreements hold at the same time; `pertama` has begun first."""

	indikator: str
	pertama: Agreement
	kedua: Agreement

	@property
	def kunci(self) -> tuple[str, frozenset[str]]:
		"""What it is about, whichever of the two has begun first."""
		return self.indikator, frozenset((self.pertama.name, self.kedua.name))


def spans(agreements: Iterable[Agreement]) -> list[Span]:
	"""Those of one year with the time in which each counts, in the order in which they begin; what a unit has replaced on its very
	first day, and what begins after the unit's last one, never counts."""
	order = sorted(agreements, key=lambda one: (one.mulai, one.dibuat, one.name))
	ends: dict[tuple[str, str], date] = {}
	own: dict[str, date] = {}
	for one in order:
		if not one.pihak:
			own.setdefault(one.unit, one.mulai)
	found = []
	for one in reversed(order):
		by = [ends.get((one.unit, one.pihak)), own.get(one.unit) if one.pihak else None]
		span = Span(one, _first(min((day for day in by if day), default=None), one.unit_sampai))
		ends[one.unit, one.pihak] = one.mulai
		if span.habis is None or one.mulai < span.habis:
			found.append(span)
	return found[::-1]


def _first(next_begins: date | None, last_day: date | None) -> date | None:
	"""The first day on which an agreement no longer counts."""
	after = last_day + timedelta(days=1) if last_day else None
	return min(filter(None, (next_begins, after)), default=None)


def shared_indicators(agreements: Iterable[Agreement]) -> list[Shared]:
	"""Every indicator that has two targets at once, with the two agreements that give them: of two units, or of two people of one."""
	by_indicator: dict[str, list[Span]] = {}
	for span in spans(agreements):
		for indicator in span.agreement.indikator:
			by_indicator.setdefault(indicator, []).append(span)
	return [
		Shared(indicator, first.agreement, second.agreement)
		for indicator, those in sorted(by_indicator.items())
		for first, second in combinations(those, 2)
		if first.meets(second)  # one unit's own, or one person's, never do
	]
