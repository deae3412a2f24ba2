"""A thousand random indicators over four quarters, two units and several Pelaksana, as rows in the database.

Every kind of row is among them: blanks, zeros, Nihil, Tidak Diukur, 0/0, negatives, ratios. What the recaps must make of
them is told apart, in tests.support.recap_oracle.
"""

import math
import random
from dataclasses import dataclass, field
from fractions import Fraction

import frappe
from frappe.model import no_value_fields

from kinerja_kecamatan.sop.workflow import initial_state

ROW_FIELDS = (
	*("name", "parent", "parenttype", "parentfield", "idx", "indikator", "kode", "nama_indikator", "tingkat"),
	*("satuan", "sifat", "agregasi_waktu", "agregasi_sumber", "desimal", "bobot", "diukur", "target"),
	*("target_sd", "target_sd_teks", "target_tahunan_teks", "rumus_negatif", "batas_capaian"),
	*("target_lebar", "target_sd_lebar", "target_tahunan_lebar", "skala_nilai"),
	*("target_tahunan", "target_teks", "urutan_target", "status", "realisasi", "nilai", "nilai_pembilang"),
	*("nilai_penyebut", "kendala", "tindak_lanjut", "keterangan"),
)
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
		return Fraction(math.floor(mean * 10**places + Fraction(1, 2)), 10**places)

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
	for quarter in QUARTERS:
		agreed = _number(dice)
		for unit in (0, 1):
			count = dice.choice([1, 1, 2, 3])
			made.rows[(quarter, unit)] = [
				_row(dice, made, quarter, agreed if source == "Nilai Tunggal" else None)
				for _each in range(count)
			]
	return made


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


@dataclass
class RandomYear:
	"""The data sets and the documents that hold them, inserted but not committed."""

	indicators: list[Indicator]
	kecamatan: str
	units: list[str]
	year: int
	orders: dict[int, str] = field(default_factory=dict)


def insert(office, indicators: list[Indicator]) -> RandomYear:
	"""Write an office's random year: indicators, one order a quarter, the Formats with their rows."""
	made = RandomYear(indicators, office.root, office.units[:2], office.tahun)
	_insert_indicators(made)
	for quarter in QUARTERS:
		made.orders[quarter] = _insert_order(made, quarter)
		for place, unit in enumerate(made.units):
			for source in range(max(len(one.rows[(quarter, place)]) for one in indicators)):
				_insert_format(made, quarter, place, unit, source)
	return made


def _bulk(doctype: str, fields: tuple[str, ...], rows: list[tuple]) -> None:
	stamps = ("creation", "modified", "owner", "modified_by", "docstatus")
	now = frappe.utils.now()
	frappe.db.bulk_insert(
		doctype, [*fields, *stamps], [(*row, now, now, "Administrator", "Administrator", 0) for row in rows]
	)


def _insert_indicators(made: RandomYear) -> None:
	fields = ("name", "kode", "kecamatan", "nama_indikator", "tingkat", "unit_kerja", "satuan", "sifat")
	ways = ("agregasi_waktu", "agregasi_sumber", "desimal", "aktif")
	rows = [
		(
			*(f"{made.kecamatan}-{one.name}", one.name, made.kecamatan, one.name, one.level, made.units[0]),
			*(one.satuan, one.sifat, one.time, one.source, 2, 1),
		)
		for one in made.indicators
	]
	_bulk("Indikator Kinerja", (*fields, *ways), rows)


def _insert_order(made: RandomYear, quarter: int) -> str:
	doc = frappe.get_doc(
		{
			"doctype": "Disposisi",
			"name": f"UJI-{made.kecamatan}-{made.year}-{quarter}",
			"kecamatan": made.kecamatan,
			"periode": f"{made.year}-TW{quarter}",
			"sop": frappe.get_all("SOP", pluck="name", limit=1)[0],
			"workflow_state": initial_state("Disposisi"),
		}
	)
	doc.db_insert()
	return doc.name


def _insert_format(made: RandomYear, quarter: int, place: int, unit: str, source: int) -> None:
	name = f"{made.orders[quarter]}-{unit}-{source}"
	doc = frappe.get_doc(
		{
			"doctype": "Format Data Kinerja",
			"name": name,
			"disposisi": made.orders[quarter],
			"kecamatan": made.kecamatan,
			"periode": f"{made.year}-TW{quarter}",
			"unit_kerja": unit,
			"kunci": name,
		}
	)
	doc.db_insert()
	rows = []
	for number, one in enumerate(made.indicators, start=1):
		said = one.rows[(quarter, place)]
		if source < len(said):
			rows.append(_as_row(made, one, quarter, said[source], name, number))
	_bulk("Baris Data Kinerja", ROW_FIELDS, rows)


def _as_row(made: RandomYear, one: Indicator, quarter: int, said: tuple, parent: str, number: int) -> tuple:
	status, value, top, bottom = said
	target, so_far = one.targets[quarter], one.target_so_far(quarter)
	plain = "" if so_far is None else f"{float(so_far):.9f}".rstrip("0").rstrip(".")
	wide = 0 if so_far is None else one.ends_so_far(quarter)[1] - so_far
	if one.scale and value is not None:
		said_value = said_score(Fraction(value))
	else:
		said_value = value
	return (
		*(f"{parent}-{number}", parent, "Format Data Kinerja", "baris", number),
		*(f"{made.kecamatan}-{one.name}", one.name, one.name, one.level),
		*(one.satuan, one.sifat, one.time, one.source, 2, one.weight, int(target is not None), target or 0),
		*(plain or 0, plain.replace(".", ","), one.yearly, one.formula, one.cap),
		*(one.width if target is not None else 0, f"{float(wide):.9f}", one.width, one.scale),
		*(one.yearly, target or "", number, status, said_value, value or 0, top or 0, bottom or 0),
		*("Hambatan", "Rencana", "Keterangan"),
	)


def judged(value: Fraction) -> str:
	"""A figure of an indicator with two decimals as it is printed: with all its decimals up to four, since it is judged by them, and not
	without its two; one without end with two, rounded half up."""
	exact = (value * 10**4).denominator == 1
	parts = math.floor(abs(value) * 10**4) if exact else 100 * math.floor(abs(value) * 100 + Fraction(1, 2))
	whole, rest = divmod(parts, 10**4)
	digits = f"{'-' if value < 0 else ''}{whole:,}".replace(",", ".")
	if value.denominator == 1:
		return digits
	return f"{digits},{f'{rest:04d}'.rstrip('0'):0<2}"


def said_score(value: Fraction) -> str:
	"""A score with the decimals that it is judged by, and the word of SAKIP that what is shown is above."""
	exact = (value * 10**4).denominator == 1
	shown = value if exact else Fraction(math.floor(value * 100 + Fraction(1, 2)), 100)
	words = ((90, "AA"), (80, "A"), (70, "BB"), (60, "B"), (50, "CC"), (30, "C"))
	word = next((word for least, word in words if shown > least), "D")
	return f"{judged(value)} ({word})"


def store(doc, state: str) -> None:
	"""Write a filled recap with its rows, past Frappe's row by row checks: the next quarter reads them from the database."""
	doc.name = f"{doc.disposisi}-{doc.unit_kerja}-{doc.jenis}"
	doc.kunci, doc.workflow_state = doc.name, state
	doc.db_insert()
	fields = [
		df.fieldname for df in frappe.get_meta("Baris Rekap").fields if df.fieldtype not in no_value_fields
	]
	place = ("name", "parent", "parenttype", "parentfield", "idx")
	rows = [
		(
			f"{doc.name}-{row.idx}",
			doc.name,
			doc.doctype,
			"baris",
			row.idx,
			*(row.get(field) for field in fields),
		)
		for row in doc.baris
	]
	_bulk("Baris Rekap", (*place, *fields), rows)
