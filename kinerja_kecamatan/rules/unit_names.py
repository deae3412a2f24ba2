"""What a unit is called on a day: it has been given other names, each of which was used up to its last day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .errors import MasaBerlakuTidakSah
from .validity import day_in_words


class Name(NamedTuple):
	"""A unit's name with the title of its head; `sampai` is the last day on which it was used, None: it still is."""

	nama: str
	kepala: str
	sampai: date | None = None


def name_on(former: Iterable[Name], present: Name, day: date) -> Name:
	"""The one that was used on a day."""
	return min(
		(name for name in former if name.sampai and name.sampai >= day), key=_last_day, default=present
	)


def renamed(former: Sequence[Name], before: Name, begins: date) -> list[Name]:
	"""The former names of a unit whose present one begins on a day; `before` is what it was called until then. Error:
	MasaBerlakuTidakSah where the name before that one was still used then."""
	return [*former, _ended(former, before, begins)]


def redated(former: Sequence[Name], begins: date) -> list[Name]:
	"""The same former names where the present one begins on another day than was said. Error: MasaBerlakuTidakSah."""
	*earlier, last = sorted(former, key=_last_day)
	return [*earlier, _ended(earlier, last, begins)]


def _ended(earlier: Sequence[Name], name: Name, begins: date) -> Name:
	ended = begins - timedelta(days=1)
	latest = max((one.sampai for one in earlier if one.sampai), default=None)
	if latest and ended <= latest:
		raise MasaBerlakuTidakSah(
			"Nama bertumpang tindih: nama sebelum “{0}” dipakai sampai {1}. Isi Nama Ini Berlaku Mulai sesudah {2}.",
			name.nama,
			day_in_words(latest),
			day_in_words(latest + timedelta(days=1)),
		)
	return name._replace(sampai=ended)


def _last_day(name: Name) -> date:
	return name.sampai or date.max
