"""A random year of a whole office as people type it, and every figure that its recaps must print, at each quarter and at the year's end.

Units with indicators of every way over time and over sources, some shared by two Pelaksana; targets that are figures, ranges, bounds and words,
quarters without one; figures that are zero, waited for, provisional, or come where no target asks for them. Each indicator is one unit's.
"""

import math
import random
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle import recaps
from tests.oracle.printing import band, earned, judged, printed, scored
from tests.oracle.recaps import Figure

F = Fraction
QUARTERS = (1, 2, 3, 4)
YEAR = 5
"""The whole year, after its quarters."""
SAKIP = (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30), ("D", 0))
OPINI = (("WTP", 4), ("WDP", 3), ("TW", 2), ("TMP", 1))
# Over time, over sources, unit, scale, shared by two Pelaksana.
KINDS = (
	("Kumulatif", "Jumlah", "Kegiatan", "", False),
	("Posisi Akhir", "Nilai Tunggal", "Indeks", "", False),
	("Rasio", "Rasio", "%", "", False),
	("Kumulatif", "Jumlah", "Dokumen", "", True),
	("Posisi Akhir", "Nilai Tunggal", "Nilai SAKIP", "Predikat SAKIP", False),
	("Rata-rata", "Rata-rata", "Indeks", "", True),
	("Rata-rata", "Rasio", "%", "", False),
	("Posisi Akhir", "Nilai Tunggal", "Opini BPK", "Opini BPK", False),
	("Rasio", "Rasio", "Menit", "", True),
	("Kumulatif", "Nilai Tunggal", "Dokumen", "", True),
	("Posisi Akhir", "Jumlah", "Orang", "", True),
	("Rata-rata", "Jumlah", "Hari", "", False),
	("Posisi Akhir", "Rasio", "%", "", True),
	("Rata-rata", "Nilai Tunggal", "%", "", False),
	("Kumulatif", "Rata-rata", "Kegiatan", "", True),
	("Posisi Akhir", "Rata-rata", "%", "", True),
	("Rata-rata", "Rasio", "Menit", "", True),
)
WHOLE = ("Kegiatan", "Dokumen", "Orang")
DAYS = (("2099-01-31", "31 Januari 2099"), ("2020-05-20", "20 Mei 2020"), ("2099-12-01", "1 Desember 2099"))
NOTES = {"kendala": "Hambatan", "tindak_lanjut": "Rencana", "keterangan": "Benar nihil"}


@dataclass(frozen=True)
class Aim:
	"""A target: its ends (of a figure that figure twice), as it is written, and whether it is a bound."""

	low: Fraction
	high: Fraction
	text: str
	bound: bool = False

	@property
	def ends(self) -> tuple[Fraction, Fraction]:
		return self.low, self.high


@dataclass(frozen=True)
class Said:
	"""What one person types for one quarter: the cells, what they come to, and how a figure is printed where it is a word."""

	cells: dict
	figure: Figure
	text: str = ""


@dataclass
class Planned:
	"""One indicator of one unit; `said` by quarter, one for each who fills it in. `once` is typed at the year's end where no quarter was
	measured."""

	code: str
	unit: int
	level: str
	time: str
	source: str
	satuan: str
	scale: str
	shared: bool
	sifat: str
	decimals: int
	weight: int
	formula: str = ""
	cap: str = ""
	targets: dict[int, Aim | None] = field(default_factory=dict)
	yearly: Aim = Aim(F(1), F(1), "1")
	said: dict[int, list[Said]] = field(default_factory=dict)
	once: Said | None = None

	@property
	def ratio(self) -> bool:
		return "Rasio" in (self.time, self.source)

	def yearly_ends(self) -> tuple[Fraction, Fraction]:
		return self.yearly.ends

	def pair_at(self, period: int) -> bool:
		"""Whether its figure of a period is a ratio; the year's mean of ratios has no pair of its own."""
		return self.ratio and not (period == YEAR and (self.time, self.source) == ("Rata-rata", "Rasio"))


def plan(seed: int, units: int, per_unit: int, *, shared: bool = True) -> list[Planned]:
	"""So many indicators a unit, going through the kinds; shared ones only in the first unit (or in none)."""
	made = []
	for number in range(units * per_unit):
		unit = number % units
		dice = random.Random(f"{seed}-{number}")
		time, source, satuan, scale, both = KINDS[number % len(KINDS)]
		made.append(
			_indicator(dice, number, unit, (time, source, satuan, scale), shared and both and unit == 0)
		)
	return made


def _indicator(dice: random.Random, number: int, unit: int, kind: tuple, shared: bool) -> Planned:
	time, source, satuan, scale = kind
	one = Planned(
		code=f"P{number:02d}",
		unit=unit,
		level=dice.choice(["IKU", "IKU", "Program", "Kegiatan"]),
		time=time,
		source=source,
		satuan=satuan,
		scale=scale,
		shared=shared,
		sifat="Positif" if scale or satuan in WHOLE[:2] else dice.choice(["Positif", "Negatif"]),
		decimals=2 if scale else dice.choice([1, 2, 2, 3]),
		weight=dice.choice([0, 10, 25]) if unit == 0 else 0,
		formula=dice.choice(["", "", "2T-R", "T/R"]),
		cap=dice.choice(["", "", "", "100", "110", "Tanpa Batas"]),
	)
	one.targets = {quarter: None if dice.random() < 0.25 else _aim(dice, one) for quarter in QUARTERS}
	one.yearly = _aim(dice, one)
	for quarter in QUARTERS:
		one.said[quarter] = _quarter(dice, one, quarter)
	if one.shared and whole_year(one).status == "Tidak Diukur":
		# What nobody measures in a quarter is no contribution of each.
		one.targets[1], one.said[1] = _aim(dice, one), [_figure(dice, one)] * 2
	if whole_year(one).status == "Tidak Diukur":
		one.once = _figure(dice, one)
	return one


def _aim(dice: random.Random, one: Planned) -> Aim:
	if one.scale == "Opini BPK":
		word, value = dice.choice(OPINI[:2])
		return Aim(F(value), F(value), word)
	if one.scale:
		return _graded_aim(dice)
	low, luck = _number(dice, one), dice.random()
	if luck < 0.2:
		high = low + _number(dice, one)
		return Aim(low, high, f"{typed(low)}-{typed(high)}")
	if luck < 0.4:
		sign = "≥" if one.sifat == "Positif" else "≤"
		return Aim(low, low, f"{sign} {typed(low)}", bound=True)
	if luck < 0.45 and one.sifat == "Negatif":
		return Aim(low, low, f"kurang dari {typed(low)}", bound=True)
	return Aim(low, low, typed(low))


def _graded_aim(dice: random.Random) -> Aim:
	word, value = dice.choice(SAKIP[:5])
	luck = dice.random()
	if luck < 0.4:
		return Aim(F(value), F(value), word)
	if luck < 0.6:
		return Aim(F(value), F(value + 10), f"{value}-{value + 10} ({word})")
	score = F(value) + F(dice.randint(1, 999), 100)
	return Aim(score, score, f"{typed(score)} ({word})")


def _number(dice: random.Random, one: Planned) -> Fraction:
	if one.satuan in WHOLE:
		return F(dice.randint(1, 60))
	if one.satuan == "%":
		return F(dice.randint(100, 9000), 100)
	return F(dice.randint(10, 9999), dice.choice([1, 10, 100]))


def typed(value: Fraction) -> str:
	"""As an office writes it, with no more decimals than it has."""
	return plain(value, 9)


def _quarter(dice: random.Random, one: Planned, quarter: int) -> list[Said]:
	"""One entry for each who fills it in; a single value is one that they agree on."""
	people, agreed = (2 if one.shared else 1), _figure(dice, one)
	untold = dice.random() < 0.6
	found = []
	for _person in range(people):
		if one.targets[quarter] is None:
			figure = agreed if one.source == "Nilai Tunggal" else _figure(dice, one)
			found.append(Said({}, Figure("Tidak Diukur")) if untold else _starred(dice, figure, 0.1))
		else:
			found.append(_asked(dice, one, agreed))
	return found


def _asked(dice: random.Random, one: Planned, agreed: Said) -> Said:
	luck = dice.random()
	if luck < 0.15:
		return _waited(dice, one)
	if luck < 0.22 and not one.scale:
		if one.ratio:
			return Said({"pembilang": "0", "penyebut": "0"}, Figure("Tidak Ada Objek"))
		return Said({"status": "Tidak Ada Objek"}, Figure("Tidak Ada Objek"))
	if luck < 0.3 and not one.scale and one.source != "Nilai Tunggal":
		return _starred(dice, _nothing(dice, one), 0.3)
	return _starred(dice, agreed if one.source == "Nilai Tunggal" else _figure(dice, one), 0.25)


def _waited(dice: random.Random, one: Planned) -> Said:
	"""By the status, or by a word in the figure's place."""
	day, _printed = dice.choice(DAYS)
	said = {"status": "Menunggu Rilis"} if dice.random() < 0.5 else {_first_cell(one): "menunggu rilis"}
	return Said({**said, **_publisher(day)}, Figure("Menunggu Rilis"))


def _publisher(day: str) -> dict:
	return {"sumber_rilis": "Inspektorat", "perkiraan_rilis": day}


def _first_cell(one: Planned) -> str:
	return "pembilang" if one.ratio else "realisasi"


def _nothing(dice: random.Random, one: Planned) -> Said:
	if one.ratio:
		bottom = dice.randint(1, 40)
		return Said({"pembilang": "0", "penyebut": str(bottom)}, Figure("Nihil", F(0), F(0), F(bottom)))
	return Said({"realisasi": "0"}, Figure("Nihil", F(0)))


def _figure(dice: random.Random, one: Planned) -> Said:
	if one.ratio:
		bottom = dice.randint(1, 40)
		top = dice.randint(1, bottom)
		value = F(top, bottom) * (100 if one.satuan == "%" else 1)
		return Said(
			{"pembilang": str(top), "penyebut": str(bottom)}, Figure("Terisi", value, F(top), F(bottom))
		)
	if one.scale == "Opini BPK":
		word, value = dice.choice(OPINI)
		return Said({"realisasi": word}, Figure("Terisi", F(value)), word)
	if one.scale and dice.random() < 0.4:
		word, value = dice.choice(SAKIP[:6])
		return Said({"realisasi": word}, Figure("Terisi", F(value)), word)
	if one.scale:
		score = F(dice.randint(3001, 9999), 100)
		# As it was typed, with its word.
		text = f"{typed(score)} ({earned(score, SAKIP)})"
		return Said({"realisasi": typed(score)}, Figure("Terisi", score), text)
	value = _number(dice, one)
	return Said({"realisasi": typed(value)}, Figure("Terisi", value))


def _starred(dice: random.Random, said: Said, chance: float) -> Said:
	"""Provisional, by the mark behind the figure or by the box."""
	if dice.random() >= chance:
		return said
	cells, (day, _printed) = dict(said.cells), dice.choice(DAYS)
	if dice.random() < 0.5:
		cells["sementara"] = 1
	else:
		last = list(cells)[-1]
		cells[last] = f"{cells[last]}*"
	return Said({**cells, **_publisher(day)}, said.figure._replace(starred=True), said.text)


# What follows from it.


def quarter_figure(one: Planned, quarter: int) -> Figure:
	return recaps.together([said.figure for said in one.said[quarter]], one.source, one)


def whole_year(one: Planned) -> Figure:
	return recaps.together([quarter_figure(one, quarter) for quarter in QUARTERS], one.time, one)


def figure_at(one: Planned, period: int) -> Figure:
	"""The figure of a period; the year's comes from its quarters where one of them was measured."""
	if period != YEAR:
		return quarter_figure(one, period)
	return one.once.figure if one.once else whole_year(one)


def figure_so_far(one: Planned, period: int) -> Figure:
	if period == YEAR:
		return figure_at(one, YEAR)
	return recaps.together([quarter_figure(one, q) for q in QUARTERS if q <= period], one.time, one)


def aim_at(one: Planned, period: int) -> Aim | None:
	return one.yearly if period == YEAR else one.targets[period]


def aim_so_far(one: Planned, period: int) -> Aim | None:
	"""What the targets so far come to, written as one of them where it is that one."""
	if period >= 4:
		return one.yearly
	known = [one.targets[q] for q in QUARTERS if q <= period and one.targets[q]]
	if not known:
		return None
	places = max(one.decimals, *(_places(end) for aim in known for end in aim.ends))
	low, high = (_targets_together(one, [aim.ends[end] for aim in known], places) for end in (0, 1))
	same = [aim.text for aim in known if aim.ends == (low, high)]
	if same:
		return Aim(low, high, same[-1])
	if low < high:
		return Aim(low, high, f"{typed(low)}-{typed(high)}")
	if one.scale:
		return Aim(low, high, graded(low))
	sign = "≥ " if one.sifat == "Positif" else "≤ "
	return Aim(low, high, f"{sign if any(aim.bound for aim in known) else ''}{typed(low)}")


def _targets_together(one: Planned, ends: list[Fraction], places: int) -> Fraction:
	if one.time == "Kumulatif":
		return sum(ends, F(0))
	if one.time != "Rata-rata":
		return ends[-1]
	mean = sum(ends, F(0)) / len(ends)
	return F(math.floor(mean * 10**places + F(1, 2)), 10**places)


def _places(value: Fraction) -> int:
	return next(places for places in range(10) if (value * 10**places).denominator == 1)


@dataclass(frozen=True)
class Row:
	"""What a recap prints of an indicator. Figures are None where there is none; texts are without any mark."""

	status: str
	information: bool
	now: Figure
	year: Figure
	capaian: Fraction | None
	capped: Fraction | None
	sd_capaian: Fraction | None
	sd_capped: Fraction | None
	kemajuan: Fraction | None
	target: Aim | None
	target_sd: Aim | None
	yearly: Aim
	realisasi: str
	sd: str
	pair: str
	last: int
	publisher: str
	"""Of a figure that is waited for or provisional: who publishes it, and when."""


def row(one: Planned, period: int) -> Row:
	"""The row of an indicator in the recap of a period (a quarter, or YEAR)."""
	now, year = figure_at(one, period), figure_so_far(one, period)
	target, target_sd = aim_at(one, period), aim_so_far(one, period)
	first = recaps.capaian(one, now, target and target.ends)
	second = recaps.capaian(one, year, target_sd and target_sd.ends)
	there = [q for q in QUARTERS if q <= period and quarter_figure(one, q).there]
	return Row(
		status=now.status,
		information=now.there and target is None,
		now=now,
		year=year,
		capaian=first,
		capped=recaps.capped(one, first),
		sd_capaian=second,
		sd_capped=recaps.capped(one, second),
		kemajuan=recaps.progress(one, year),
		target=target,
		target_sd=target_sd,
		yearly=one.yearly,
		realisasi=_said_figure(one, now, period, (period,)),
		sd=_said_figure(one, year, period, QUARTERS),
		pair=f"{plain(now.top, 9)} / {plain(now.bottom, 9)}" if now.there and one.pair_at(period) else "",
		last=period if period == YEAR or not there else there[-1],
		publisher=_publisher_of(one, period, now),
	)


def _publisher_of(one: Planned, period: int, now: Figure) -> str:
	"""The latest day of those that are still open; a quarter's entry is, where the quarter's figure is."""
	if not _is_open(now):
		return ""
	quarters = [q for q in QUARTERS if _is_open(quarter_figure(one, q))] if period == YEAR else [period]
	said = [said for quarter in quarters for said in one.said[quarter] if _is_open(said.figure)]
	if period == YEAR and one.once:
		said = [one.once]
	day = max(said.cells["perkiraan_rilis"] for said in said)
	return f"Inspektorat, perkiraan {dict(DAYS)[day]}"


def _is_open(figure: Figure) -> bool:
	return figure.status == "Menunggu Rilis" or (figure.there and figure.starred)


def _said_figure(one: Planned, figure: Figure, period: int, quarters: tuple[int, ...]) -> str:
	"""A figure as it is printed: rounded where it is no whole number, and as somebody said it on a scale of words."""
	if not figure.there:
		return ""
	text = judged(figure.value, one.decimals)
	if one.scale:
		said = [*_words(one, period, quarters), one.once] if one.once else _words(one, period, quarters)
		same = [word.text for word in said if word.figure.there and word.figure.value == figure.value]
		text = same[-1] if same else graded(figure.value)
	return f"{text}*" if figure.starred else text


def _words(one: Planned, period: int, quarters: tuple[int, ...]) -> list[Said]:
	asked = QUARTERS if period == YEAR else [q for q in quarters if q <= period]
	return [said for quarter in asked for said in one.said[quarter]]


def plain(value: Fraction, places: int, fixed: bool = False) -> str:
	"""`1.234,5`, rounded half up; with `fixed` just so many decimals, but for a whole number."""
	scaled = math.floor(abs(value) * 10**places + F(1, 2))
	whole, rest = divmod(scaled, 10**places)
	digits = f"{whole:,}".replace(",", ".")
	decimals = f"{rest:0{places}d}" if places else ""
	if not fixed or value.denominator == 1:
		decimals = decimals.rstrip("0")
	return f"{'-' if value < 0 else ''}{digits}{',' if decimals else ''}{decimals}"


def graded(score: Fraction) -> str:
	"""A score with its word of SAKIP."""
	return scored(score, SAKIP)


def percent(value: Fraction | None) -> str:
	return "" if value is None else f"{printed(value)} %"


def predikat(value: Fraction | None) -> str:
	return "" if value is None else band(value)


def counted(ones: list[Planned], unit: int | None) -> list[Planned]:
	"""Whose capaian a recap's mean is over: all of a unit's, the IKU of the kecamatan's."""
	return [one for one in ones if (one.level == "IKU" if unit is None else one.unit == unit)]


def mean(ones: list[Planned], period: int, unit: int | None, year: bool) -> Fraction | None:
	rows = [(row(one, period), one.weight) for one in counted(ones, unit)]
	pairs = [(each.sd_capped if year else each.capped, weight) for each, weight in rows]
	return recaps.mean(pairs, every=unit is None)


def basis(ones: list[Planned], period: int, unit: int | None, year: bool) -> str:
	"""`2 dari 4 IKU; 1 menunggu rilis; 1 angka sementara; capaian dibatasi 120 %`."""
	rows = [(one, row(one, period)) for one in counted(ones, unit)]
	judged = [(one, each) for one, each in rows if (each.sd_capaian if year else each.capaian) is not None]
	figures = [each.year if year else each.now for _one, each in rows]
	waiting = sum(one.status == "Menunggu Rilis" or (one.there and one.partial) for one in figures)
	starred = sum((each.year if year else each.now).starred for _one, each in judged)
	caps = {one.cap or "120" for one, _each in judged}
	parts = [f"{len(judged)} dari {len(rows)} {'IKU' if unit is None else 'indikator'}"]
	parts += [f"{waiting} menunggu rilis"] if waiting else []
	parts += [f"{starred} angka sementara"] if starred else []
	if len(caps) > 1:
		parts.append("capaian dibatasi menurut indikatornya")
	elif caps:
		(cap,) = caps
		parts.append("capaian tidak dibatasi" if cap == "Tanpa Batas" else f"capaian dibatasi {cap} %")
	return "; ".join(parts)
