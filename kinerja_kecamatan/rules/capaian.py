"""Capaian (achievement in percent) of one indicator, and the ratio behind a percentage.

One rule for targets of any sign (docs/decisions/0011): on target is 100, and every figure differs from that by its distance to the target, in
parts of the target's size: 100 x (1 + (R-T)/|T|) where more is better (Positif), 100 x (1 - (R-T)/|T|) where less is (Negatif). Above 0 these are
the formulas R/T and (2T-R)/T ("2T-R", PermenPAN-RB 8/2021); below 0 (a fall, a growth that is to stay negative: "target di bawah nol") the
same two with their places changed. Nothing falls below 0 but R/T of a figure below 0. An office may judge negative indicators by T/R x 100 ("T/R") instead; below 0
that says nothing, and the rule above stands. A range is reached by every figure in it, with 100; outside of it T is the end that is nearer.

A target of 0 has no size: a positive indicator is not calculated, a negative one is 100 up to 0 and 0 above it. Nothing divides by zero and nothing
turns into a 0 that was not measured: whatever cannot be calculated says why in its status. Results are exact to 60 digits; rounding happens when they
are printed.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import CapaianTidakSah, RasioTidakSah
from .status import BELUM_DIISI, MENUNGGU_RILIS, NIHIL, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

POSITIF, NEGATIF = "Positif", "Negatif"
DUA_T_KURANG_R, T_BAGI_R = "2T-R", "T/R"
DIHITUNG = "Dihitung"
TARGET_NOL = "Target Nol"
BELUM_LENGKAP = "Belum Lengkap"
"""A figure over several periods of which one is missing: its target asks for all of them (rules.recap_rows)."""
BATAS_CAPAIAN = Decimal(120)
"""Default cap in percent (PermenPAN-RB 8/2021 gives no more than 120)."""

_SERATUS = Decimal(100)
_NOL = Decimal(0)
_TANPA_ANGKA = (TIDAK_DIUKUR, TIDAK_ADA_OBJEK, BELUM_DIISI, MENUNGGU_RILIS)
# What percent is written like where no list of units is at hand (rules.satuan).
_PERSEN = frozenset(("%", "persen", "prosen", "persentase", "prosentase", "percent"))


class Rentang(NamedTuple):
	"""A target that is a range: every figure from `bawah` up to `atas` reaches it."""

	bawah: Decimal
	atas: Decimal


Target = Bilangan | Rentang


@dataclass(frozen=True)
class Capaian:
	"""Capaian in percent: `mentah` as calculated, `dibatasi` between 0 and the cap; both None unless
	Dihitung, so that neither prints, nor earns a predikat.
	"""

	mentah: Decimal | None
	dibatasi: Decimal | None
	status: str

	@property
	def terukur(self) -> bool:
		"""True if the capaian takes part in averages."""
		return self.status == DIHITUNG


def compute_capaian(
	realisasi: Bilangan | None,
	target: Target | None,
	sifat: str,
	rumus_negatif: str = DUA_T_KURANG_R,
	*,
	status: str | None = None,
	batas: Bilangan | None = BATAS_CAPAIAN,
) -> Capaian:
	"""Capaian of `realisasi` against `target`, both in the indicator's own unit.

	`status` is the row's status word, if there is one: it decides before the numbers do (a Float column holds
	0 where nothing was filled in; a sum of which a part is waited for is judged as Menunggu Rilis). Target None is Tidak Diukur; a target of 0
	makes a positive indicator Target Nol (not calculated) and a negative one 100 (R <= 0) or 0.
	Errors: CapaianTidakSah for an unknown sifat or rumus, AngkaTidakSah for NaN or infinity.
	"""
	if sifat not in (POSITIF, NEGATIF):
		raise CapaianTidakSah("Sifat indikator “{0}” tidak dikenal. Pilih Positif atau Negatif.", sifat)
	if rumus_negatif not in (DUA_T_KURANG_R, T_BAGI_R):
		raise CapaianTidakSah(
			"Rumus indikator negatif “{0}” tidak dikenal. Pilih 2T-R atau T/R.", rumus_negatif
		)
	nilai_r = _NOL if status == NIHIL else to_decimal(realisasi)
	if is_inside(nilai_r, target) and status not in _TANPA_ANGKA:
		return Capaian(_SERATUS, cap_capaian(_SERATUS, batas), DIHITUNG)
	nilai_t = nearest(nilai_r, target)
	alasan = _reason_not_computed(nilai_r, nilai_t, sifat, status)
	if alasan:
		return Capaian(None, None, alasan)
	with exact_arithmetic():
		mentah = (
			_positive(nilai_r, nilai_t) if sifat == POSITIF else _negative(nilai_r, nilai_t, rumus_negatif)
		)
	return Capaian(mentah, cap_capaian(mentah, batas), DIHITUNG)


def is_inside(realisasi: Decimal | None, target: Target | None) -> bool:
	"""Whether a figure lies in a range, its ends included."""
	return isinstance(target, Rentang) and realisasi is not None and target.bawah <= realisasi <= target.atas


def nearest(realisasi: Decimal | None, target: Target | None) -> Decimal | None:
	"""The figure that a realisasi is held against: a target itself, of a range the end that is nearer (the lower one without a realisasi)."""
	if not isinstance(target, Rentang):
		return to_decimal(target)
	if realisasi is None:
		return target.bawah
	return min(max(realisasi, target.bawah), target.atas)


def cap_capaian(capaian: Bilangan | None, batas: Bilangan | None = BATAS_CAPAIAN) -> Decimal | None:
	"""Capaian in percent kept between 0 and `batas`; `batas` None means no upper limit, capaian None stays
	None.

	Error: CapaianTidakSah if `batas` is not above 0.
	"""
	nilai, atas = to_decimal(capaian), to_decimal(batas)
	if atas is not None and atas <= 0:
		raise CapaianTidakSah(
			"Batas capaian harus lebih dari 0. Isi misalnya 120, atau kosongkan bila tanpa batas."
		)
	if nilai is None:
		return None
	nilai = max(nilai, _NOL)
	return nilai if atas is None else min(nilai, atas)


def ratio_factor(satuan: str | None) -> Decimal:
	"""100 if the indicator's satuan is percent, else 1 (an average such as minutes per letter)."""
	return _SERATUS if (satuan or "").strip().casefold() in _PERSEN else Decimal(1)


def value_of_ratio(
	pembilang: Bilangan | None, penyebut: Bilangan | None, faktor: Bilangan = _SERATUS
) -> Decimal | None:
	"""pembilang / penyebut x faktor. None if both are empty (Belum Diisi) or both are 0 (Tidak Ada Objek).

	Errors: RasioTidakSah if only one is given, if penyebut is below 0, or 0 under a pembilang that is not.
	"""
	atas, bawah = to_decimal(pembilang), to_decimal(penyebut)
	if atas is None and bawah is None:
		return None
	if atas is None or bawah is None:
		raise RasioTidakSah(
			"Pembilang dan penyebut harus diisi kedua-duanya. Lengkapi isian yang masih kosong."
		)
	if bawah < 0:
		raise RasioTidakSah("Penyebut tidak boleh kurang dari 0. Periksa kembali jumlah seluruh objeknya.")
	if bawah == 0:
		if atas == 0:
			return None
		raise RasioTidakSah(
			"Penyebut 0 sedangkan pembilang tidak 0. Isi penyebut dengan jumlah seluruh objeknya."
		)
	with exact_arithmetic():
		return atas * to_decimal(faktor) / bawah


def _reason_not_computed(
	realisasi: Decimal | None, target: Decimal | None, sifat: str, status: str | None
) -> str | None:
	if target is None or status == TIDAK_DIUKUR:
		return TIDAK_DIUKUR
	if status in (TIDAK_ADA_OBJEK, MENUNGGU_RILIS):
		return status
	if realisasi is None or status == BELUM_DIISI:
		return BELUM_DIISI
	if target == 0 and sifat == POSITIF:
		return TARGET_NOL
	return None


def _positive(realisasi: Decimal, target: Decimal) -> Decimal:
	return realisasi * _SERATUS / target if target > 0 else _dua_t_kurang_r(realisasi, target)


def _dua_t_kurang_r(realisasi: Decimal, target: Decimal) -> Decimal:
	return max((2 * target - realisasi) * _SERATUS / target, _NOL)


def _negative(realisasi: Decimal, target: Decimal, rumus: str) -> Decimal:
	if target < 0:
		return max(realisasi * _SERATUS / target, _NOL)
	if target == 0:
		return _SERATUS if realisasi <= 0 else _NOL
	if rumus == T_BAGI_R:
		return _SERATUS if realisasi <= 0 else target * _SERATUS / realisasi
	return _dua_t_kurang_r(realisasi, target)
