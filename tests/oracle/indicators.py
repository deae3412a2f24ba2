"""Random indicators over four quarters, two units and several Pelaksana, with everything that their rows can say.

Blanks, zeros, Nihil, Tidak Diukur, 0/0, negatives, ratios, ranges, scores with their words, figures that are waited for, provisional ones, and
figures of quarters without target. What recaps must make of them is told in tests.oracle.recaps.
"""

import math
import random
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.printing import scored

# Over time, over sources; those that the app accepts together.
WAYS = (
	*(("Kumulatif", way) for way in ("Jumlah", "Rata-rata", "Nilai Tunggal")),
	*(("Posisi Akhir", way) for way in ("Jumlah", "Rata-rata", "Rasio", "Nilai Tunggal")),
	*(("Rata-rata", way) for way in ("Jumlah", "Rata-rata", "Rasio", "Nilai Tunggal")),
	*(("Rasio", way) for way in ("Rasio",)),
)
QUARTERS = (1, 2, 3, 4)


@dataclass
class Indicator:
	"""One data set. `rows` holds, by (quarter, unit), what each source says: (status, value, top, bottom) in decimals as
	text; a quarter without target is not measured."""

	name: str
	time: str
	source: str
	satuan: str
	sifat: str
	weight: int
	level: str
	yearly: str
	targets: dict[int, str | None]
	rows: dict[tuple[int, int], list[tuple]] = field(default_factory=dict)
	# Its own formula and cap, empty for the office's.
	formula: str = ""
	cap: str = ""
	# How wide its targets are, each a range from the figure up; and the scale whose words its scores earn.
	width: str = "0"
	scale: str = ""
	# (quarter, unit) in which the unit was set Tidak Melapor, for all its indicators.
	silent: frozenset[tuple[int, int]] = frozenset()
	# (quarter, unit, source) whose figure is provisional.
	starred: frozenset[tuple[int, int, int]] = frozenset()

	def ends(self, quarter: int) -> tuple[Fraction, Fraction] | None:
		"""The lower and the upper end of a quarter's target; of a figure that figure twice."""
		target = self.targets[quarter]
		return None if target is None else (Fraction(target), Fraction(target) + Fraction(self.width))

	def yearly_ends(self) -> tuple[Fraction, Fraction]:
		return Fraction(self.yearly), Fraction(self.yearly) + Fraction(self.width)

	def ends_so_far(self, quarter: int) -> tuple[Fraction, Fraction] | None:
		"""What they come to up to a quarter, end by end; the year's when it closes."""
		low, high = (self._so_far(quarter, Fraction(width)) for width in ("0", self.width))
		return None if low is None else (low, high)

	def target_so_far(self, quarter: int) -> Fraction | None:
		"""Its lower end."""
		return self._so_far(quarter, Fraction(0))

	def _so_far(self, quarter: int, width: Fraction) -> Fraction | None:
		"""What the targets up to a quarter come to; the year's when it closes. A mean is rounded as it is printed."""
		if quarter == 4:
			return Fraction(self.yearly) + width
		known = [
			Fraction(self.targets[q]) + width
			for q in QUARTERS
			if q <= quarter and self.targets[q] is not None
		]
		if not known:
			return None
		if self.time == "Kumulatif":
			return sum(known, Fraction(0))
		if self.time != "Rata-rata":
			return known[-1]
		places = max(2, *(len(t.partition(".")[2]) for q, t in self.targets.items() if t and q <= quarter))
		mean = sum(known, Fraction(0)) / len(known)
		half_up = Fraction(math.floor(abs(mean) * 10**places + Fraction(1, 2)), 10**places)
		return half_up if mean >= 0 else -half_up

	@property
	def ratio(self) -> bool:
		return "Rasio" in (self.time, self.source)


def draw(seed: int, number: int) -> Indicator:
	"""The data set with this number; the same for the same seed."""
	dice = random.Random(f"{seed}-{number}")
	time, source = WAYS[number % len(WAYS)]
	made = Indicator(
		name=f"UJI-{number:04d}",
		time=time,
		source=source,
		satuan=dice.choice(["%", "Indeks"])
		if "Rasio" in (time, source)
		else dice.choice(["Indeks", "Skor", "Dokumen" if time == "Kumulatif" else "%"]),
		sifat=dice.choice(["Positif", "Positif", "Negatif"]),
		weight=dice.choice([0, 0, 10, 25]),
		level=dice.choice(["IKU", "Program", "Kegiatan"]),
		yearly=_number(dice, zero=0.1),
		formula=dice.choice(["", "", "", "2T-R", "T/R"]),
		cap=dice.choice(["", "", "", "100", "110", "Tanpa Batas"]),
		targets={q: None if dice.random() < 0.2 else _number(dice, zero=0.1) for q in QUARTERS},
	)
	more = random.Random(f"{seed}-{number}-written")
	if more.random() < 0.25:
		made.width = _number(more)
	if (
		made.time in ("Posisi Akhir", "Rata-rata")
		and source in ("Rata-rata", "Nilai Tunggal")
		and more.random() < 0.4
	):
		made.satuan, made.scale = "Nilai SAKIP", "Predikat SAKIP"
	elif more.random() < 0.2:
		# Of growth: with a width its ranges reach over 0.
		made.yearly = _below(made.yearly)
		made.targets = {q: target and _below(target) for q, target in made.targets.items()}
	for quarter in QUARTERS:
		agreed = _number(dice)
		for unit in (0, 1):
			count = dice.choice([1, 1, 2, 3])
			made.rows[(quarter, unit)] = [
				_row(dice, made, quarter, agreed if source == "Nilai Tunggal" else None)
				for _each in range(count)
			]
	_publish(random.Random(f"{seed}-{number}-published"), made)
	return made


def _below(text: str) -> str:
	return text if text == "0" else f"-{text}"


def _publish(dice: random.Random, made: Indicator) -> None:
	"""Some rows wait for others to publish their figure, some are provisional, and some quarters without target have one all the same."""
	starred = set()
	for quarter in QUARTERS:
		untold = dice.random() < 0.4
		agreed = _number(dice) if made.source == "Nilai Tunggal" else None
		for unit in (0, 1):
			for place, said in enumerate(made.rows[(quarter, unit)]):
				luck = dice.random()
				if made.targets[quarter] is None:
					said = _figure(dice, made, agreed) if untold else said
				elif luck < 0.12:
					said = ("Menunggu Rilis", None, None, None)
				if said[0] in ("Terisi", "Nihil") and luck > 0.85:
					starred.add((quarter, unit, place))
				made.rows[(quarter, unit)][place] = said
	made.starred = frozenset(starred)


def _figure(dice: random.Random, made: Indicator, agreed: str | None) -> tuple:
	if made.ratio:
		return ("Terisi", None, str(dice.randint(1, 60)), str(dice.randint(1, 60)))
	value = agreed or _number(dice)
	if made.scale:
		value = str(round(float(value) % 110 or 1, 2)).removesuffix(".0")
	return ("Terisi", value, None, None)


def _number(dice: random.Random, zero: float = 0.0) -> str:
	if dice.random() < zero:
		return "0"
	return str(dice.choice([dice.randint(1, 200), dice.randint(1, 2000) / 8, dice.randint(1, 9999) / 100]))


def _row(dice: random.Random, made: Indicator, quarter: int, agreed: str | None) -> tuple:
	if made.targets[quarter] is None:
		return ("Tidak Diukur", None, None, None)
	luck = dice.random()
	if luck < 0.15:
		return ("Belum Diisi", None, None, None)
	if made.ratio:
		bottom = dice.choice([0, dice.randint(1, 60)])
		top = dice.choice([0, dice.randint(1, 60)]) if bottom else 0
		if not bottom:
			return ("Tidak Ada Objek", None, "0", "0")
		return ("Terisi" if top else "Nihil", None, str(top), str(bottom))
	if luck < 0.25:
		return ("Tidak Ada Objek", None, None, None)
	value = agreed or (_number(dice) if luck < 0.8 else dice.choice(["0", f"-{_number(dice)}"]))
	if made.scale:
		value = str(round(abs(float(value)) % 110, 2)).removesuffix(".0")
	return ("Nihil" if value == "0" else "Terisi", value, None, None)


def said_score(value: Fraction) -> str:
	"""A score with its word of SAKIP."""
	return scored(value, (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30)))
