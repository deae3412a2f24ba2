"""What is odd about one row of a Perjanjian Kinerja: told with its column, and left to who signs it.

An indicator's figures are put together over the year by its operator; its quarters' targets, put together in the same way, come to
the annual target, or the year is judged by another figure than its quarters have led to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from . import operators
from .capaian import NEGATIF, POSITIF
from .decimals import exact_arithmetic
from .errors import TargetGanjil
from .numbers import print_number
from .operator_type import last_of
from .satuan import BULAT
from .target_texts import print_so_far
from .targets import target_so_far
from .written_targets import ANGKA, Tertulis, Ukuran

# Own choice: more than half of last year's target is far from it.
_BAGIAN = Decimal("0.5")
# What an office wants less of, and what it wants more of, as the names of its indicators say it.
_KURANG = re.compile(
	r"\b(penurunan|menurunnya|menurun|turunnya|berkurangnya|pengurangan|pelanggaran|keluhan|pengaduan|kemiskinan"
	r"|penduduk miskin|kematian|pengangguran|stunting|gizi buruk|gangguan|kejadian|kasus|tunggakan|keterlambatan|terlambat"
	r"|konflik|kecelakaan|kriminalitas|kejahatan|putus sekolah)\b"
)
_LEBIH = re.compile(
	r"\b(peningkatan|meningkatnya|meningkat|kepuasan|ketepatan|tepat waktu|kepatuhan|partisipasi)\b"
)
# Much of what is done about something bad is good: `Persentase pengaduan yang diselesaikan`.
_DITANGANI = re.compile(
	r"\b(\w*[sy]elesai\w*|penanganan|ditangani|tertangani|\w*tindak ?lanjut\w*|ditindak|pencegahan|dicegah|pengendalian"
	r"|penertiban|bebas|tanpa)\b"
)
# The columns that an oddity is told of.
SIFAT, TAHUNAN, SEMUA_TRIWULAN = "sifat", "target_tahunan", "triwulan"
TRIWULAN = ("target_tw1", "target_tw2", "target_tw3", "target_tw4")


@dataclass(frozen=True)
class Diperjanjikan:
	"""A row: its indicator, its targets as they were read (None where there is none), last year's annual target, and the sifat that other
	units' indicators of the same name have, with the unit's name."""

	nama: str
	sifat: str
	cara_waktu: str
	desimal: int
	ukuran: Ukuran
	tahunan: Tertulis | None
	triwulan: Sequence[Tertulis | None]
	tahun_lalu: Tertulis | None = None
	sifat_lain: Sequence[tuple[str, str]] = ()


class Ganjil(NamedTuple):
	"""One oddity: the column that it stands in, and its sentence."""

	kolom: str
	uraian: TargetGanjil


def oddities(row: Diperjanjikan) -> list[Ganjil]:
	"""Everything that is odd about a row, in the order of its columns."""
	return [*_odd_sifat(row), *_against_last_year(row), *_odd_figure(row), *_quarters_against_year(row)]


def expected_sifat(nama: str) -> tuple[str, str] | None:
	"""The sifat that an indicator's name speaks for, and the word that does; None where it says neither, or both."""
	teks = " ".join(nama.casefold().split())
	if _DITANGANI.search(teks):
		return None
	kurang, lebih = _KURANG.search(teks), _LEBIH.search(teks)
	if bool(kurang) == bool(lebih):
		return None
	return (NEGATIF, kurang[0]) if kurang else (POSITIF, lebih[0])


def _odd_sifat(row: Diperjanjikan) -> Iterator[Ganjil]:
	meant = expected_sifat(row.nama)
	if meant and meant[0] != row.sifat:
		yield Ganjil(SIFAT, _wrong_sifat(*meant))
	for unit, sifat in row.sifat_lain:
		if sifat != row.sifat:
			yield Ganjil(
				SIFAT,
				TargetGanjil(
					"sifatnya {0}, sedangkan indikator bernama sama pada {1} {2}.", row.sifat, unit, sifat
				),
			)


def _wrong_sifat(meant: str, kata: str) -> TargetGanjil:
	if meant == NEGATIF:
		return TargetGanjil(
			"sifatnya Positif, padahal namanya menyebut “{0}”. Bila makin kecil makin baik, sifatnya Negatif.",
			kata,
		)
	return TargetGanjil(
		"sifatnya Negatif, padahal namanya menyebut “{0}”. Bila makin besar makin baik, sifatnya Positif.",
		kata,
	)


def _against_last_year(row: Diperjanjikan) -> Iterator[Ganjil]:
	if row.tahunan is None or row.tahun_lalu is None:
		return
	kini, dulu = row.tahunan.nilai, row.tahun_lalu.nilai
	with exact_arithmetic():
		jauh = abs(kini - dulu) > _BAGIAN * abs(dulu)
	if jauh:
		yield Ganjil(
			TAHUNAN,
			TargetGanjil(
				"{0} jauh dari target tahun lalu ({1}).", _written(row.tahunan), _written(row.tahun_lalu)
			),
		)


def _odd_figure(row: Diperjanjikan) -> Iterator[Ganjil]:
	"""Figures that their unit, their scale or their sign makes doubtful."""
	satuan, skala = row.ukuran.satuan, row.ukuran.skala
	for kolom, satu in zip((TAHUNAN, *TRIWULAN), (row.tahunan, *row.triwulan), strict=True):
		if satu is None:
			continue
		ujung = (satu.nilai,) if satu.atas is None else (satu.nilai, satu.atas)
		if satuan and satuan.jenis == BULAT and any(angka != angka.to_integral_value() for angka in ujung):
			yield Ganjil(
				kolom, TargetGanjil("{0} {1}: jumlah biasanya bilangan bulat.", _written(satu), satuan.nama)
			)
		if satu.nilai < 0:
			yield Ganjil(
				kolom, TargetGanjil("{0} di bawah 0, sehingga capaiannya tidak dihitung.", _written(satu))
			)
		kata = skala and satu.kata and satu.jenis == ANGKA and skala.find(satu.kata)
		if kata and skala.berskor and not skala.fits(satu.nilai, kata):
			earned = skala.earned(satu.nilai).kata
			yield Ganjil(
				kolom,
				TargetGanjil(
					"{0}: menurut Skala Nilai {1} termasuk {2}.", _written(satu), skala.nama, earned
				),
			)


def _quarters_against_year(row: Diperjanjikan) -> Iterator[Ganjil]:
	known = [field for field, target in zip(TRIWULAN, row.triwulan, strict=True) if target is not None]
	if not known:
		yield Ganjil(
			SEMUA_TRIWULAN,
			TargetGanjil("tidak ada target triwulan, sehingga tidak diukur pada triwulan mana pun."),
		)
		return
	quarters = [one and one.target for one in row.triwulan]
	led = target_so_far(quarters, None, row.cara_waktu, closes_year=False, desimal=row.desimal)
	if row.tahunan is None or led == row.tahunan.target:
		return
	written = [one for one in row.triwulan if one]
	last = operators.operator(row.cara_waktu).target is last_of
	yield Ganjil(
		known[-1] if last else TAHUNAN,
		TargetGanjil(
			"triwulan-triwulannya sampai pada {0} ({1}), sedangkan target tahunannya {2}.",
			print_so_far(led, written, row.ukuran, row.desimal),
			row.cara_waktu,
			_written(row.tahunan),
		),
	)


def _written(target: Tertulis) -> str:
	"""As oddities cite it: a figure alone short, everything else as it is written."""
	return print_number(target.nilai) if target.jenis == ANGKA and not target.kata else target.teks
