"""What a recap must say, worked out slowly and obviously in fractions."""

from fractions import Fraction
from typing import NamedTuple

from tests.oracle.indicators import QUARTERS, Indicator, said_score
from tests.oracle.printing import band, judged, printed

F = Fraction
CAP = F(120)
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


class Figure(NamedTuple):
	"""A status, its value, the pair behind it, whether nothing is missing in it; whether it is provisional, and whether it is a sum that
	lacks a part which is waited for."""

	status: str
	value: Fraction | None = None
	top: Fraction | None = None
	bottom: Fraction | None = None
	complete: bool = True
	starred: bool = False
	partial: bool = False

	@property
	def there(self) -> bool:
		return self.status in ("Terisi", "Nihil")


def factor(one: Indicator) -> int:
	return 100 if one.satuan == "%" else 1


def source_figure(one: Indicator, said: tuple, starred: bool = False) -> Figure:
	status, value, top, bottom = said
	if status not in ("Terisi", "Nihil"):
		return Figure(status, complete=status != "Belum Diisi")
	if one.ratio:
		return Figure(status, F(top) / F(bottom) * factor(one), F(top), F(bottom), starred=starred)
	return Figure(status, F(value), starred=starred)


def together(figures: list[Figure], way: str, one: Indicator) -> Figure:
	"""Figures side by side or one after the other, by the named way."""
	there = [figure for figure in figures if figure.there]
	waited = figures
	if there and way == "Posisi Akhir":
		last = max(place for place, figure in enumerate(figures) if figure.there)
		there, waited = [figures[last]], figures[last:]
	if there and way == "Nilai Tunggal":
		waited = there
	complete = bool(figures) and all(figure.complete for figure in waited)
	awaited = any(figure.status == "Menunggu Rilis" for figure in waited)
	partial = any(f.partial for f in there) or (awaited and way in ("Jumlah", "Kumulatif"))
	starred = awaited or any(f.starred for f in there)
	if not there:
		return Figure(_nothing(figures), complete=complete)
	if way in ("Jumlah", "Kumulatif"):
		value, top, bottom = sum((f.value for f in there), F(0)), None, None
	elif way == "Rata-rata":
		# Kept with what it was divided from: a stored third is no longer a third.
		top, bottom = sum((f.value for f in there), F(0)), F(len(there))
		value = top / bottom
	elif way == "Rasio":
		top, bottom = sum((f.top for f in there), F(0)), sum((f.bottom for f in there), F(0))
		value = top / bottom * factor(one)
	else:
		value, top, bottom = there[-1].value, there[-1].top, there[-1].bottom
		if len({(f.top, f.bottom) for f in there}) > 1:
			top = bottom = None
	status = "Nihil" if all(f.status == "Nihil" for f in there) else "Terisi"
	return Figure(status, value, top, bottom, complete, starred, partial)


def _nothing(figures: list[Figure]) -> str:
	words = {figure.status for figure in figures}
	if not words or "Belum Diisi" in words:
		return "Belum Diisi"
	if "Menunggu Rilis" in words:
		return "Menunggu Rilis"
	return "Tidak Diukur" if words == {"Tidak Diukur"} else "Tidak Ada Objek"


def nearer(value: Fraction, ends: tuple[Fraction, Fraction]) -> Fraction:
	"""The end of a range that a figure is held against; a figure that lies in it is its own."""
	low, high = ends
	return low if value < low else high if value > high else value


def capaian(one: Indicator, figure: Figure, ends: tuple[Fraction, Fraction] | None) -> Fraction | None:
	if ends is None or not figure.there or figure.partial:
		return None
	if ends[0] < ends[1] and ends[0] <= figure.value <= ends[1]:
		return F(100)
	goal = nearer(figure.value, ends) if ends[0] < ends[1] else ends[0]
	if goal < 0:
		better = figure.value - goal if one.sifat == "Positif" else goal - figure.value
		return max((1 + better / -goal) * 100, F(0))
	if one.sifat == "Positif":
		return figure.value / goal * 100 if goal else None
	if goal == 0:
		return F(100) if figure.value <= 0 else F(0)
	if one.formula == "T/R":
		return F(100) if figure.value <= 0 else goal / figure.value * 100
	return max((2 * goal - figure.value) / goal * 100, F(0))


def capped(one: Indicator, value: Fraction | None) -> Fraction | None:
	"""What of a capaian counts in a mean."""
	if value is None or one.cap == "Tanpa Batas":
		return value if value is None else max(value, F(0))
	return min(max(value, F(0)), F(one.cap) if one.cap else CAP)


def progress(one: Indicator, year: Figure) -> Fraction | None:
	"""The part of the annual target that is there, whatever the sifat."""
	if not year.there:
		return None
	low, high = one.yearly_ends()
	goal = nearer(year.value, (low, high)) if low < high else low
	return year.value / goal * 100 if goal > 0 and low >= 0 else None


def unit_quarter(one: Indicator, quarter: int, unit: int) -> Figure:
	if (quarter, unit) in one.silent:
		# Nothing was handed in; what has no target was not asked for.
		return (
			Figure("Tidak Diukur") if one.targets[quarter] is None else Figure("Belum Diisi", complete=False)
		)
	figures = [
		source_figure(one, said, (quarter, unit, place) in one.starred)
		for place, said in enumerate(one.rows[(quarter, unit)])
	]
	return together(figures, one.source, one)


def unit_year(one: Indicator, quarter: int, unit: int, unread: bool) -> Figure:
	"""The year up to a quarter; `unread`: the earlier recaps have not been read closely yet."""
	so_far = []
	for q in QUARTERS:
		if q <= quarter:
			figure = unit_quarter(one, q, unit)
			so_far.append(figure._replace(complete=figure.complete and not (unread and q < quarter)))
	return together(so_far, one.time, one)


def office_quarter(one: Indicator, quarter: int) -> Figure:
	return together([unit_quarter(one, quarter, unit) for unit in (0, 1)], one.source, one)


def office_year(one: Indicator, quarter: int) -> Figure:
	"""Units' years put together; period by period first where one value is agreed on, and where the mean of ratios would
	otherwise be taken over unequal bases."""
	if one.source == "Nilai Tunggal" or (one.time, one.source) == ("Rata-rata", "Rasio"):
		return together([office_quarter(one, q) for q in QUARTERS if q <= quarter], one.time, one)
	return together([unit_year(one, quarter, unit, False) for unit in (0, 1)], one.source, one)


def lacking(one: Indicator, quarter: int, unit: int | None, unread: bool = False) -> list[int]:
	"""The quarters that the year up to one lacks, of a unit or of the whole (None); of a last position those from it on."""
	if unit is None and not (
		one.source == "Nilai Tunggal" or (one.time, one.source) == ("Rata-rata", "Rasio")
	):
		return sorted({q for each in (0, 1) for q in lacking(one, quarter, each)})
	so_far = [q for q in QUARTERS if q <= quarter]
	figures = {q: office_quarter(one, q) if unit is None else unit_quarter(one, q, unit) for q in so_far}
	there = [q for q in so_far if figures[q].there]
	if one.time == "Posisi Akhir" and there:
		so_far = [q for q in so_far if q >= there[-1]]
	return [q for q in so_far if not figures[q].complete or (unread and q < quarter)]


def cells(one: Indicator, now: Figure, year: Figure, quarter: int, missing: list[int]) -> dict:
	"""The cells of a recap's row that follow from the figures, as they are stored and printed; `missing` are the quarters that an
	incomplete year lacks, which is why it is not judged."""
	first, second = capaian(one, now, one.ends(quarter)), capaian(one, year, one.ends_so_far(quarter))
	unjudged, lacks = "", f"belum lengkap: {', '.join(f'TW {ROMAN[q]}' for q in missing)}"
	if second is not None and not year.complete:
		second, unjudged = None, lacks
	if year.partial and one.ends_so_far(quarter) is not None:
		# Held against its target it would be judged by what is not there yet; both reasons are named where both hold.
		unjudged = "belum utuh: menunggu rilis" + ("" if year.complete else f"; {lacks}")
	return {
		"status": now.status,
		"nilai": now.value,
		"lengkap": int(now.complete),
		"sementara": int(now.there and now.starred),
		"belum_utuh": int(now.there and now.partial),
		"realisasi_teks": text(now, one),
		"capaian": first,
		"capaian_dibatasi": capped(one, first),
		"capaian_teks": percent(first),
		"predikat": "" if first is None else band(first),
		"dihitung": int(first is not None),
		"sd_status": year.status,
		"sd_nilai": year.value,
		"sd_lengkap": int(year.complete),
		"sd_sementara": int(year.there and year.starred),
		"sd_belum_utuh": int(year.there and year.partial),
		"sd_pembilang": year.top,
		"sd_penyebut": year.bottom,
		"sd_teks": text(year, one),
		"sd_capaian": second,
		"sd_capaian_dibatasi": capped(one, second),
		"sd_capaian_teks": unjudged or percent(second),
		"sd_predikat": band(second) if second is not None else "",
		"kemajuan_tahun": progress(one, year),
		"kemajuan_tahun_teks": percent(progress(one, year)),
		"sd_dihitung": int(second is not None),
	}


def text(figure: Figure, one: Indicator) -> str:
	if not figure.there:
		return ""
	said = said_score(figure.value) if one.scale else judged(figure.value)
	return f"{said}*" if figure.starred else said


def percent(value: Fraction | None) -> str:
	return "" if value is None else f"{printed(value)} %"


def mean(pairs: list[tuple[Fraction | None, int]], every: bool = False) -> Fraction | None:
	"""Weighted mean over what counts of each capaian; `every`: weights count only where every row has one."""
	pairs = [(value, weight) for value, weight in pairs if value is not None]
	if not any(weight for _v, weight in pairs) or (every and not all(weight for _v, weight in pairs)):
		pairs = [(value, 1) for value, _weight in pairs]
	total = sum(weight for _v, weight in pairs)
	return sum((value * weight for value, weight in pairs), F(0)) / total if total else None
