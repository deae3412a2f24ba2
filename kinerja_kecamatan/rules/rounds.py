"""The rounds of a step that was sent back and done again, with the minutes that each adds to the step's own.

A step that is done unit by unit takes the minutes of its slowest document, all rounds of it; a step over all units takes the
union of its times, to which a round adds what it does not share with those before. Either way what is counted here is the step's total.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Attempt:
	"""One line of the log: a step that was done on a document, or sent back from it (`kembali`). `diukur`: its times are
	measured, in working minutes (`menit`)."""

	dokumen: str
	unit: str
	putaran: int
	mulai: datetime | None
	selesai: datetime | None
	menit: int = 0
	kembali: bool = False
	diukur: bool = True
	oleh: str = ""


@dataclass(frozen=True)
class Round:
	"""What happened in one round: on one document, or over all units. `dihitung`: its minutes are part of the step's."""

	putaran: int
	attempts: tuple[Attempt, ...]
	menit: int
	dihitung: bool

	@property
	def mulai(self) -> datetime | None:
		"""When the first of it began."""
		return min((one.mulai for one in self.attempts if one.mulai), default=None)

	@property
	def selesai(self) -> datetime | None:
		"""When the last of it ended."""
		return max((one.selesai for one in self.attempts if one.selesai), default=None)


def rounds_of_step(
	attempts: Sequence[Attempt], union: Callable[[list[Interval]], int] | None = None
) -> list[Round]:
	"""The rounds of one step, in the order of documents and putaran; [] where nothing came back.

	:param attempts: by time. :param union: working minutes of the union of intervals, for a step over all units together
	"""
	if not any(one.kembali for one in attempts) and len({one.dokumen for one in attempts}) == len(attempts):
		return []
	return _over_all_units(attempts, union) if union else _by_document(attempts)


def _over_all_units(attempts: Iterable[Attempt], union: Callable[[list[Interval]], int]) -> list[Round]:
	found, intervals, before = [], [], 0
	for putaran, mine in sorted(_grouped(attempts, "putaran").items()):
		intervals += [(one.mulai, one.selesai) for one in mine if one.diukur and one.mulai and one.selesai]
		now = union(intervals)
		found.append(Round(putaran, tuple(mine), now - before, True))
		before = now
	return found


def _by_document(attempts: Sequence[Attempt]) -> list[Round]:
	"""Documents that came back, and the slowest one, whose minutes are the step's."""
	groups = _grouped(attempts, "dokumen")
	minutes = {name: sum(one.menit for one in mine if one.diukur) for name, mine in groups.items()}
	slowest = max(minutes, key=minutes.get)
	found = []
	for name, mine in groups.items():
		if name != slowest and len(mine) == 1 and not mine[0].kembali:
			continue
		for putaran, parts in sorted(_grouped(mine, "putaran").items()):
			menit = sum(one.menit for one in parts if one.diukur)
			found.append(Round(putaran, tuple(parts), menit, name == slowest))
	return found


def _grouped(attempts: Iterable[Attempt], field: str) -> dict:
	groups: dict = {}
	for one in attempts:
		groups.setdefault(getattr(one, field), []).append(one)
	return groups
