"""From when to when a unit of the office counts, whose work it carries on, and what that means for a day.

A unit that has no first day has always been there, one without a last day goes on. Units are merged by naming the one that carries
their work on: each of them has its last day and the same successor (`penerus`). Everything about a period is asked of its last day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from .errors import MasaBerlakuTidakSah


@dataclass(frozen=True)
class Unit:
	"""One unit: both days included, None leaves that side open."""

	name: str
	nama: str = ""
	mulai: date | None = None
	sampai: date | None = None
	penerus: str | None = None

	def in_force(self, day: date) -> bool:
		"""Whether the unit counts on a day."""
		return (self.mulai or date.min) <= day <= (self.sampai or date.max)

	def has_ended(self, day: date) -> bool:
		"""Whether its last day is over on a day."""
		return bool(self.sampai) and self.sampai < day

	def meets(self, other: "Unit") -> bool:
		"""Whether there is a day on which both count."""
		begins = max(self.mulai or date.min, other.mulai or date.min)
		return begins <= min(self.sampai or date.max, other.sampai or date.max)

	@property
	def sebutan(self) -> str:
		"""As a sentence names it."""
		return self.nama or self.name


def check_unit(unit: Unit, units: Mapping[str, Unit]) -> None:
	"""Refuse dates that are the wrong way round, a successor that cannot carry the work on, and dates that contradict those of the
	units around it. Error: MasaBerlakuTidakSah.

	:param units: every unit of the kecamatan by name, as they will be: with `unit` among them
	"""
	if unit.mulai and unit.sampai and unit.sampai < unit.mulai:
		raise MasaBerlakuTidakSah(
			"Berlaku Sampai ({0}) sebelum Berlaku Mulai ({1}). Perbaiki salah satunya.",
			day_in_words(unit.sampai),
			day_in_words(unit.mulai),
		)
	if unit.penerus:
		_check_successor(unit, units)
	for other in units.values():
		if other.penerus == unit.name and other.name != unit.name:
			_check_taking_over(other, unit)


def _check_successor(unit: Unit, units: Mapping[str, Unit]) -> None:
	if not unit.sampai:
		raise MasaBerlakuTidakSah(
			"Isi Berlaku Sampai dengan hari terakhir {0}, sebelum Dilanjutkan Oleh diisi.", unit.sebutan
		)
	successor = units.get(unit.penerus)
	if not successor:
		raise MasaBerlakuTidakSah("{0} bukan unit kecamatan ini; pilih unit penerus yang lain.", unit.penerus)
	if unit.name in chain(units, successor.name):
		raise MasaBerlakuTidakSah(
			"{0} tidak dapat dilanjutkan oleh {1}: rangkaian penerusnya kembali ke unit ini.",
			unit.sebutan,
			successor.sebutan,
		)
	_check_taking_over(unit, successor)


def _check_taking_over(unit: Unit, successor: Unit) -> None:
	"""An older unit may take another one in; one that begins in the year in which the other ends is what that one was made into, and
	of both together one figure would be asked twice."""
	if not unit.sampai:
		return
	if successor.sampai and successor.sampai <= unit.sampai:
		raise MasaBerlakuTidakSah(
			"{0} dilanjutkan oleh {1}, padahal {1} sudah berakhir pada {2}. Pilih penerus yang masih berlaku sesudah {3}.",
			unit.sebutan,
			successor.sebutan,
			day_in_words(successor.sampai),
			day_in_words(unit.sampai),
		)
	if _begins_too_early(unit, successor):
		raise MasaBerlakuTidakSah(
			"Masa berlaku bertumpang tindih: {0} berlaku sampai {1}, sedangkan {2} yang melanjutkannya sudah mulai {3}. "
			"Isi Berlaku Sampai sehari sebelum penerusnya mulai.",
			unit.sebutan,
			day_in_words(unit.sampai),
			successor.sebutan,
			day_in_words(successor.mulai),
		)


def _begins_too_early(unit: Unit, successor: Unit) -> bool:
	"""Whether a younger unit begins in the year in which the other ends, and before it does."""
	begins = successor.mulai
	if not begins or not unit.sampai or begins <= (unit.mulai or date.min):
		return False
	return begins <= unit.sampai and begins.year == unit.sampai.year


def chain(units: Mapping[str, Unit], name: str) -> Iterator[str]:
	"""A unit and those that carry its work on, one after the other; a ring is passed once."""
	seen: set[str] = set()
	while name and name not in seen and name in units:
		seen.add(name)
		yield name
		name = units[name].penerus


def forebears(units: Mapping[str, Unit], name: str) -> list[str]:
	"""A unit and those whose work it carries on, its own name first."""
	return [name, *(one for one in units if one != name and name in chain(units, one))]


def origins(units: Mapping[str, Unit], name: str, day: date) -> list[str]:
	"""Who did a unit's work on a day: those of it and its forebears that counted then; nobody before there was any of them."""
	return [one for one in forebears(units, name) if one not in units or units[one].in_force(day)]


def answering(units: Mapping[str, Unit], name: str, day: date, preferred: Iterable[str] = ()) -> str:
	"""Who answers for a unit's indicator on a day: the unit itself, who carries it on after its last day, or whose work it carries on
	before its first. The unit itself too where that is nobody, or several of whom none is `preferred`."""
	unit = units.get(name)
	if not unit or unit.in_force(day):
		return name
	if unit.has_ended(day):
		return next((one for one in chain(units, name) if units[one].in_force(day)), name)
	before = origins(units, name, day)
	chosen = [one for one in preferred if one in before] or (before if len(before) == 1 else [])
	return chosen[0] if chosen else name


def day_in_words(day: date) -> str:
	"""`31 Desember 2026`."""
	return format_date(day, "d MMMM yyyy", locale="id")


def check_recap_units(units: Iterable[Unit], unit: Unit) -> None:
	"""Refuse a second Unit Perekap at the same time; `units` are those that are one. The mark has no dates of its own: a unit that has
	been there before takes over when the one that is it ends. Error: MasaBerlakuTidakSah."""
	for other in units:
		if other.name == unit.name or not other.meets(unit):
			continue
		first, second = in_turn((other, unit))
		if first.sampai == second.sampai or _begins_too_early(first, second):
			raise MasaBerlakuTidakSah(
				"{0} sudah menjadi Unit Perekap; hanya satu per kecamatan pada waktu yang sama. "
				"Isi Berlaku Sampai unit yang lama dengan hari sebelum unit yang baru mulai.",
				other.name,
			)


def in_turn(units: Iterable[Unit]) -> list[Unit]:
	"""Who ends first comes first."""
	return sorted(units, key=lambda one: one.sampai or date.max)
