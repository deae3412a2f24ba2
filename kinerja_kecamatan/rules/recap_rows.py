"""One indicator's line of a recap, from plain data: this period, the year so far, last year, the Renstra.

A recap over Formats and one over unit recaps are the same work; so is a year's, from its periods.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from . import operators
from .aggregation import Hasil
from .capaian import BELUM_LENGKAP, Capaian, Target
from .decimals import Bilangan, to_decimal
from .errors import AgregasiTidakSah
from .nilai_kinerja import weighted_mean
from .operator_type import SOURCES, TIME
from .periode import Periode
from .policy import Policy
from .rilis import BELUM_UTUH, NONE, Marks
from .rows import Baris
from .skala_nilai import SkalaNilai
from .status import BELUM_DIISI, MENUNGGU_RILIS, STATUS_BERNILAI, TIDAK_DIUKUR

IKU, PROGRAM, KEGIATAN = "IKU", "Program", "Kegiatan"
TINGKAT = (IKU, PROGRAM, KEGIATAN)


def level_place(tingkat: str) -> int:
	"""Where a level stands among the others; one that is none of them comes behind."""
	return TINGKAT.index(tingkat) if tingkat in TINGKAT else len(TINGKAT)


class Sel(NamedTuple):
	"""A judged figure: what it comes to, its capaian and predikat ("" where there is none)."""

	hasil: Hasil
	capaian: Capaian
	predikat: str


def check_operators(cara_waktu: str, cara_sumber: str, *, persen: bool = False) -> None:
	"""Refuse pairs of ways that would add percentages up or need a ratio that the other has lost.

	`persen`: the indicator's satuan is a percentage, however its sources come together. Error: AgregasiTidakSah.
	"""
	waktu, sumber = operators.operator(cara_waktu), operators.operator(cara_sumber)
	ratios = [one.name for one in operators.every(TIME) if one.pair]
	if waktu.adds and persen and not sumber.pair:
		raise AgregasiTidakSah(
			"Persentase atau rata-rata tidak dijumlahkan antarperiode. Pilih agregasi waktu {0}, atau {1} bila pembilang dan penyebutnya diisi.",
			ways_without_sum(),
			_joined_by_or(ratios),
		)
	if waktu.adds and sumber.pair:
		raise AgregasiTidakSah(
			"Persentase atau rata-rata tidak dijumlahkan antarperiode. Untuk agregasi sumber {0}, pilih agregasi waktu {1}.",
			cara_sumber,
			_joined_by_or([*ratios, *_plain()]),
		)
	if waktu.pair and not sumber.keeps_pair:
		raise AgregasiTidakSah(
			"Agregasi waktu {0} memerlukan pembilang dan penyebut. Pilih agregasi sumber {1}.",
			cara_waktu,
			_joined_by_or([one.name for one in operators.every(SOURCES) if one.keeps_pair]),
		)


def check_scale_ways(cara_waktu: str, cara_sumber: str, skala: SkalaNilai) -> None:
	"""Refuse ways that words of a scale cannot come together in: they are no amounts to be added up, and no pairs; a mean of them
	is something on a scale of scores only. Error: AgregasiTidakSah."""
	for axis, cara, nama in ((TIME, cara_waktu, "Agregasi Waktu"), (SOURCES, cara_sumber, "Agregasi Sumber")):
		one = operators.operator(cara)
		if one.adds or one.pair or (one.quotient and not skala.berskor):
			fit = [
				other.name
				for other in operators.every(axis)
				if not (other.adds or other.pair or (other.quotient and not skala.berskor))
			]
			raise AgregasiTidakSah(
				"Kata pada Skala Nilai {0} tidak digabungkan dengan {1} {2}. Pilih {3}.",
				skala.nama,
				nama,
				cara,
				_joined_by_or(fit),
			)


def ways_without_sum() -> str:
	"""The ways over time for what is measured anew each time, as a choice in words."""
	return _joined_by_or(_plain())


def _plain() -> list[str]:
	return [one.name for one in operators.every(TIME) if not (one.adds or one.pair)]


def _joined_by_or(nama: Sequence[str]) -> str:
	*awal, akhir = nama
	return f"{', '.join(awal)} atau {akhir}" if awal else akhir


def rows_of_time(periode: Sequence[tuple[str, Hasil]]) -> list[Baris]:
	"""Results of periods as rows for agregasi_waktu, the period as their source."""
	return [
		{
			"sumber": kode,
			"status": hasil["status"],
			"nilai": hasil["nilai"],
			"pembilang": hasil["pembilang"],
			"penyebut": hasil["penyebut"],
			"lengkap": hasil["lengkap"],
			**{mark: bool(hasil.get(mark)) for mark in ("sementara", "belum_utuh")},
		}
		for kode, hasil in periode
	]


def judge_cell(hasil: Hasil, target: Target | None, sifat: str, policy: Policy) -> Sel:
	"""Judge a result over time against a target. An incomplete one is not judged (BELUM_LENGKAP): its target asks for all periods, and
	what was not reported would count as 0, which a negative indicator is even rewarded for. Nor is a sum of which a part is waited for."""
	status = MENUNGGU_RILIS if hasil.get("belum_utuh") else hasil["status"]
	capaian = policy.capaian(hasil["nilai"], target, sifat, status)
	if capaian.terukur and not hasil["lengkap"]:
		capaian = Capaian(None, None, BELUM_LENGKAP)
	return Sel(hasil, capaian, policy.predikat(capaian.mentah))


def why_not_judged(hasil: Hasil, capaian: Capaian, kode: Iterable[str]) -> str:
	"""What stands in place of a capaian that a result over time has not got for want of something: periods, a part that is waited for, or
	both; "" where it has one, or none was asked for.

	:param kode: codes of the periods that it lacks
	"""
	if capaian.status == BELUM_LENGKAP:
		return name_missing(kode)
	if capaian.status != MENUNGGU_RILIS or not hasil.get("belum_utuh"):
		return ""
	return BELUM_UTUH if hasil["lengkap"] else f"{BELUM_UTUH}; {name_missing(kode)}"


def name_missing(kode: Iterable[str]) -> str:
	"""What stands in place of a capaian that is not judged for want of periods: `belum lengkap: TW I, TW II`; `belum lengkap` where it
	is not known which.

	:param kode: codes of the missing periods, in any order and more than once
	"""
	nama = [one.nama_singkat for one in sorted({Periode.dari_kode(one) for one in kode})]
	return f"belum lengkap: {', '.join(nama)}" if nama else "belum lengkap"


def without_data(kode: str, *, diminta: bool) -> Hasil:
	"""The result of a period that has no row for an indicator: missing if it was asked for, else not measured."""
	return {
		"status": BELUM_DIISI if diminta else TIDAK_DIUKUR,
		"nilai": None,
		"pembilang": None,
		"penyebut": None,
		"lengkap": not diminta,
		"asal": [],
		"belum": [kode] if diminta else [],
	}


def single_result(
	status: str,
	nilai: Bilangan | None,
	pembilang: Bilangan | None,
	penyebut: Bilangan | None,
	*,
	sumber: str = "",
	lengkap: bool = True,
	marks: Marks = NONE,
) -> Hasil:
	"""One stored figure as a result; its numbers and marks count only under a status that has a value."""
	ada = status in STATUS_BERNILAI
	return {
		"status": status,
		"nilai": to_decimal(nilai) if ada else None,
		"pembilang": to_decimal(pembilang) if ada else None,
		"penyebut": to_decimal(penyebut) if ada else None,
		"lengkap": lengkap and status != BELUM_DIISI,
		"asal": [sumber] if ada else [],
		"belum": [sumber] if status == BELUM_DIISI else [],
		"sementara": ada and marks.sementara,
		"belum_utuh": ada and marks.belum_utuh,
	}


def mean_of_rows(
	baris: Iterable[tuple[Bilangan | None, Bilangan | None]], *, semua_berbobot: bool = False
) -> Decimal | None:
	"""Mean of capped capaian over (capaian, bobot), None where the capaian was not calculated.

	A bobot weighs indicators within one unit. Over several units (`semua_berbobot`) it counts only where every
	measured row has one, else the simple mean.
	"""
	terukur = [(capaian, bobot) for capaian, bobot in baris if capaian is not None]
	pakai = not semua_berbobot or all(bobot for _, bobot in terukur)
	return weighted_mean((capaian, bobot if pakai else None) for capaian, bobot in terukur)
