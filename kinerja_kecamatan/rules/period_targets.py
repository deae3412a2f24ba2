"""Which target an indicator has in a period: typed for it, or derived from the quarters of its Perjanjian Kinerja.

The rule (docs/decisions/0010), by the indicator's way over time (`months` and `target` of rules/operators/):

- A quarter's and the year's target are typed, or there is none.
- A semester's is typed, else what the targets of its two quarters come to in that way.
- A month's is typed. Of a quarter of which no month is typed it is derived: each month has the quarter's target where figures are ratios
  or means; the last month alone has it where the last figure stands; where figures are added up each month has its share, if the
  office lets targets be shared out evenly. A quarter of which one month is typed says what its months ask for: the others are not measured.

Shares are rounded so that they come to the quarter's target exactly: whole things stay whole (10 becomes 3, 4 and 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from . import operators
from .capaian import Rentang, Target
from .decimals import exact_arithmetic, rounded
from .errors import TargetTurunan
from .operator_type import EACH, SHARED
from .periode import BULAN, SEMESTER, TAHUN, TAHUN_PERTAMA, TRIWULAN, Periode
from .satuan import BULAT
from .target_texts import print_so_far
from .targets import target_so_far
from .written_targets import ANGKA, BATAS, RENTANG, Tertulis, Ukuran

SETAHUN = "target_tahunan"


def column_of(periode: Periode) -> str:
	"""The column of Target Kinerja in which a period's target is typed: `target_tw1`, `target_s2`, `target_b03`, `target_tahunan`."""
	return {
		TRIWULAN: f"target_tw{periode.ke}",
		SEMESTER: f"target_s{periode.ke}",
		BULAN: f"target_b{periode.ke:02d}",
		TAHUN: SETAHUN,
	}[periode.jenis]


def columns_of(jenis: str) -> tuple[str, ...]:
	"""Those of a kind, oldest first; the same in every year."""
	return tuple(column_of(one) for one in Periode(TAHUN_PERTAMA, TAHUN).bagian(jenis))


LABEL = {SETAHUN: "Target Tahunan"} | {
	column_of(one): one.nama_singkat
	for kind in (TRIWULAN, SEMESTER, BULAN)
	for one in Periode(TAHUN_PERTAMA, TAHUN).bagian(kind)
}
"""All columns in which a target is typed, by the words that they are labelled with."""
KOLOM = tuple(LABEL)


def columns_needed(periode: Periode) -> tuple[str, ...]:
	"""Those that a period's targets, its own and that of the year so far, are read from: what is written for later ones is not looked at."""
	if periode.jenis == TAHUN:
		return (SETAHUN,)
	quarters = [one for one in Periode(periode.tahun, TAHUN).bagian(TRIWULAN) if one.mulai <= periode.akhir]
	if periode.jenis == BULAN:
		own = [month for quarter in quarters for month in quarter.bagian(BULAN)]
	else:
		own = periode.sampai_dengan
	return (SETAHUN, *dict.fromkeys(column_of(one) for one in (*quarters, *own)))


@dataclass(frozen=True)
class Rencana:
	"""What one row of an agreement asks for: its typed targets by column, and what they are put together by.

	`bagi_rata`: the office lets a quarter's target of figures that are added up be shared out evenly over its months.
	"""

	tertulis: Mapping[str, Tertulis]
	cara_waktu: str
	ukuran: Ukuran = field(default_factory=Ukuran)
	desimal: int = 0
	bagi_rata: bool = False

	@property
	def setahun(self) -> Tertulis | None:
		"""The annual target."""
		return self.tertulis.get(SETAHUN)


class Bertarget(NamedTuple):
	"""A period's target, and the sentence that says what it was derived from (None where it was typed)."""

	tertulis: Tertulis
	turunan: TargetTurunan | None = None


def target_in(rencana: Rencana, periode: Periode) -> Bertarget | None:
	"""The target of a period; None where it has none, so that nothing is measured."""
	typed = rencana.tertulis.get(column_of(periode))
	if typed is not None:
		return Bertarget(typed)
	if periode.jenis == SEMESTER:
		return _semester(rencana, periode)
	return _bulan(rencana, periode) if periode.jenis == BULAN else None


class SampaiDengan(NamedTuple):
	"""The target of the year so far, how it is printed, and how many of the periods' targets in it were derived."""

	target: Target | None
	teks: str
	turunan: int


def target_until(rencana: Rencana, periode: Periode) -> SampaiDengan:
	"""Target s.d. periode, over the periods of its kind; where it closes the year, the annual target."""
	so_far = () if periode.jenis == TAHUN else periode.sampai_dengan
	found = [target_in(rencana, one) for one in so_far]
	annual = rencana.setahun if periode.tutup_tahun else None
	target = target_so_far(
		[one and one.tertulis.target for one in found],
		annual and annual.target,
		rencana.cara_waktu,
		closes_year=periode.tutup_tahun,
		desimal=rencana.desimal,
	)
	written = [one.tertulis for one in found if one]
	if annual:
		return SampaiDengan(target, print_so_far(target, [*written, annual], *_print(rencana)), 0)
	derived = sum(one is not None and one.turunan is not None for one in found)
	return SampaiDengan(target, print_so_far(target, written, *_print(rencana)), derived)


def way_of_derivation(cara_waktu: str, jenis: str) -> TargetTurunan:
	"""How the months or semesters of an indicator with this way over time are derived, for all of them together."""
	if jenis == SEMESTER:
		return TargetTurunan("diturunkan dari kedua triwulannya ({0})", cara_waktu)
	return {
		EACH: TargetTurunan("diturunkan dari triwulannya: sama tiap bulan ({0})", cara_waktu),
		SHARED: TargetTurunan("diturunkan dari triwulannya: dibagi rata ke tiga bulan ({0})", cara_waktu),
	}.get(
		operators.operator(cara_waktu).months,
		TargetTurunan("diturunkan dari triwulannya: pada bulan terakhirnya ({0})", cara_waktu),
	)


def _print(rencana: Rencana) -> tuple[Ukuran, int]:
	return rencana.ukuran, rencana.desimal


def _semester(rencana: Rencana, periode: Periode) -> Bertarget | None:
	quarters = periode.bagian(TRIWULAN)
	there = {one: found for one in quarters if (found := rencana.tertulis.get(column_of(one)))}
	if not there:
		return None
	target = target_so_far(
		[one.target for one in there.values()],
		None,
		rencana.cara_waktu,
		closes_year=False,
		desimal=rencana.desimal,
	)
	return Bertarget(
		_as_written(rencana, target, list(there.values())),
		TargetTurunan(
			"diturunkan dari {0} ({1})",
			", ".join(one.nama_singkat for one in there),
			rencana.cara_waktu,
		),
	)


def _bulan(rencana: Rencana, periode: Periode) -> Bertarget | None:
	quarter = Periode(periode.tahun, TRIWULAN, (periode.ke + 2) // 3)
	whole, months = rencana.tertulis.get(column_of(quarter)), quarter.bagian(BULAN)
	if whole is None or any(column_of(one) in rencana.tertulis for one in months):
		return None
	way, place = operators.operator(rencana.cara_waktu).months, months.index(periode) + 1
	if way == EACH:
		return Bertarget(
			whole,
			TargetTurunan(
				"diturunkan dari {0}: sama tiap bulan ({1})", quarter.nama_singkat, rencana.cara_waktu
			),
		)
	if way == SHARED:
		return _bagian(rencana, whole, quarter, place)
	if place < len(months):
		return None
	return Bertarget(
		whole,
		TargetTurunan(
			"diturunkan dari {0}: pada bulan terakhirnya ({1})", quarter.nama_singkat, rencana.cara_waktu
		),
	)


def _bagian(rencana: Rencana, whole: Tertulis, quarter: Periode, place: int) -> Bertarget | None:
	"""A month's even share; a word of a scale has none."""
	if not rencana.bagi_rata or not is_divisible(whole, rencana.ukuran):
		return None
	months = len(quarter.bagian(BULAN))
	# Of a range its lower end and its width, as columns keep it: shares of both ends could cross.
	low, wide = (share(part, place, months, _places(rencana, part)) for part in (whole.nilai, whole.lebar))
	target = Rentang(low, low + wide) if wide else low
	return Bertarget(
		_as_written(rencana, target, [whole]),
		TargetTurunan(
			"diturunkan dari {0}: dibagi rata, bulan ke-{1} dari {2}", quarter.nama_singkat, place, months
		),
	)


def is_divisible(whole: Tertulis, ukuran: Ukuran) -> bool:
	"""Whether a target is an amount that can be shared out: a figure, a range or a bound, and no word."""
	return ukuran.skala is None and not whole.kata


def share(total: Decimal, place: int, parts: int, places: int) -> Decimal:
	"""The `place`-th of `parts` even shares, so rounded that all of them come to the total (which has no more than `places` decimals)."""
	with exact_arithmetic():
		upto, before = (rounded(total * number / parts, places) for number in (place, place - 1))
		return upto - before


def _places(rencana: Rencana, total: Decimal) -> int:
	"""Decimals of a share: none of whole things, else the indicator's; as many as the total has, in any case."""
	satuan = rencana.ukuran.satuan
	own = 0 if satuan is not None and satuan.jenis == BULAT else rencana.desimal
	return max(own, -total.normalize().as_tuple().exponent)


def _as_written(rencana: Rencana, target: Target, sources: list[Tertulis]) -> Tertulis:
	"""What a target that was put together stands for: one of those that it comes from, else printed as they are."""
	if same := [one for one in sources if one.target == target]:
		return same[-1]
	text = print_so_far(target, sources, *_print(rencana))
	ends = target if isinstance(target, Rentang) else Rentang(target, target)
	bound = any(one.jenis == BATAS for one in sources)
	return Tertulis(
		jenis=RENTANG if ends.bawah < ends.atas else BATAS if bound else ANGKA,
		nilai=ends.bawah,
		tulisan=text,
		teks=text,
		atas=ends.atas if ends.bawah < ends.atas else None,
		ketat=any(one.ketat for one in sources),
	)
