"""What is odd about one row of a Perjanjian Kinerja: told with its column, and left to who signs it.

An indicator's figures are put together over the year by its operator; the targets of the periods that it is collected in (quarters,
semesters, months), put together in the same way, come to the annual target, or the year is judged by another figure than its periods have led to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from . import operators
from .capaian import NEGATIF, POSITIF, Target
from .decimals import exact_arithmetic
from .errors import TargetGanjil
from .numbers import print_number
from .operator_type import last_of
from .period_targets import KOLOM, SETAHUN, Rencana, column_of, target_in
from .periode import BULAN, SEMESTER, TAHUN, TAHUN_PERTAMA, TRIWULAN, Periode
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
# Which periods a year has does not depend on the year.
_TAHUN = Periode(TAHUN_PERTAMA, TAHUN)
# The columns that an oddity is told of.
SIFAT, TAHUNAN, SEMUA = "sifat", SETAHUN, "semua"


@dataclass(frozen=True)
class Diperjanjikan:
	"""A row: its indicator, its targets as they were read, the kind of period that its year is collected in, last year's annual target, and
	the sifat that other units' indicators of the same name have, with the unit's name."""

	nama: str
	sifat: str
	rencana: Rencana
	jenis: str = TRIWULAN
	tahun_lalu: Tertulis | None = None
	sifat_lain: Sequence[tuple[str, str]] = ()

	@property
	def ukuran(self) -> Ukuran:
		"""What the indicator's figures are written in."""
		return self.rencana.ukuran

	@property
	def tahunan(self) -> Tertulis | None:
		"""The annual target."""
		return self.rencana.setahun


class Ganjil(NamedTuple):
	"""One oddity: the column that it stands in, and its sentence."""

	kolom: str
	uraian: TargetGanjil


def oddities(row: Diperjanjikan) -> list[Ganjil]:
	"""Everything that is odd about a row, in the order of its columns."""
	return [*_odd_sifat(row), *_against_last_year(row), *_odd_figure(row), *_tak_sesuai(row), *_periode(row)]


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
	for kolom in KOLOM:
		satu = row.rencana.tertulis.get(kolom)
		if satu is None:
			continue
		ujung = (satu.nilai,) if satu.atas is None else (satu.nilai, satu.atas)
		if satuan and satuan.jenis == BULAT and any(angka != angka.to_integral_value() for angka in ujung):
			yield Ganjil(
				kolom, TargetGanjil("{0} {1}: jumlah biasanya bilangan bulat.", _written(satu), satuan.nama)
			)
		yield from _nol(row, kolom, satu)
		kata = skala and satu.kata and satu.jenis == ANGKA and skala.find(satu.kata)
		if kata and skala.berskor and not skala.fits(satu.nilai, kata):
			earned = skala.earned(satu.nilai).kata
			yield Ganjil(
				kolom,
				TargetGanjil(
					"{0}: menurut Skala Nilai {1} termasuk {2}.", _written(satu), skala.nama, earned
				),
			)


def _nol(row: Diperjanjikan, kolom: str, satu: Tertulis) -> Iterator[Ganjil]:
	"""A target below 0, whose sifat says everything, and a year's target of 0, of which no part can be taken."""
	if satu.nilai < 0:
		yield Ganjil(
			kolom,
			TargetGanjil(
				"{0} adalah target di bawah nol, dinilai dari selisihnya terhadap besar target. Pastikan sifatnya, {1}, menurut angka ini: Positif bila makin besar makin baik, Negatif bila makin kecil makin baik.",
				_written(satu),
				row.sifat,
			),
		)
	elif kolom == TAHUNAN and satu.target == 0 and row.sifat == POSITIF and not satu.kata:
		yield Ganjil(
			kolom,
			TargetGanjil(
				"target nol tidak dapat dinilai untuk sifat Positif, sehingga capaiannya tidak dihitung. Tulis target di atas atau di bawah nol, atau pilih sifat Negatif bila nol yang terbaik."
			),
		)


def _tak_sesuai(row: Diperjanjikan) -> Iterator[Ganjil]:
	"""Months and semesters that were typed and do not come to what the quarters say, or that nobody has typed and nothing derives."""
	if row.jenis == BULAN:
		for quarter in _TAHUN.bagian(TRIWULAN):
			yield from _bulan(row, quarter)
	elif row.jenis == SEMESTER:
		for half in _TAHUN.bagian(SEMESTER):
			yield from _semester(row, half)


def _bulan(row: Diperjanjikan, quarter: Periode) -> Iterator[Ganjil]:
	plan, whole = row.rencana, row.rencana.tertulis.get(column_of(quarter))
	months = quarter.bagian(BULAN)
	found = [target_in(plan, one) for one in months]
	if whole is None:
		return
	if not any(found):
		yield Ganjil(
			column_of(quarter),
			TargetGanjil(
				"{0} tidak terbagi ke bulannya ({1}), sehingga tidak diukur pada ketiga bulan itu. Ketik target bulanannya, atau centang Bagi Rata Target Triwulan ke Bulan pada Unit Kerja kecamatan.",
				_written(whole),
				plan.cara_waktu,
			),
		)
	elif any(column_of(one) in plan.tertulis for one in months):
		yield from _other_sum(row, whole, column_of(quarter), months)


def _semester(row: Diperjanjikan, half: Periode) -> Iterator[Ganjil]:
	typed, quarters = row.rencana.tertulis.get(column_of(half)), half.bagian(TRIWULAN)
	if typed is not None and any(column_of(one) in row.rencana.tertulis for one in quarters):
		yield from _other_sum(row, typed, column_of(half), quarters)


def _other_sum(row: Diperjanjikan, said: Tertulis, column: str, parts: Sequence[Periode]) -> Iterator[Ganjil]:
	"""A target beside those of its parts, where these come to something else by the indicator's way."""
	led, written = _led(row, parts)
	if led is not None and led != said.target:
		yield Ganjil(
			column,
			TargetGanjil(
				"{0} sampai {1} sampai pada {2} ({3}), sedangkan targetnya {4}.",
				parts[0].nama_singkat,
				parts[-1].nama_singkat,
				print_so_far(led, written, row.ukuran, row.rencana.desimal),
				row.rencana.cara_waktu,
				_written(said),
			),
		)


def _led(row: Diperjanjikan, parts: Sequence[Periode]) -> tuple[Target | None, list[Tertulis]]:
	"""What the targets of these periods come to, and those that there are."""
	found = [target_in(row.rencana, one) for one in parts]
	led = target_so_far(
		[one and one.tertulis.target for one in found],
		None,
		row.rencana.cara_waktu,
		closes_year=False,
		desimal=row.rencana.desimal,
	)
	return led, [one.tertulis for one in found if one]


def _periode(row: Diperjanjikan) -> Iterator[Ganjil]:
	"""The year's periods beside the year: nothing measured in any of them, or another sum."""
	parts = _TAHUN.bagian(row.jenis)
	known = [column_of(one) for one in parts if target_in(row.rencana, one)]
	if not known:
		yield Ganjil(SEMUA, _nothing_measured(row.jenis))
		return
	led, written = _led(row, parts)
	if row.tahunan is None or led == row.tahunan.target:
		return
	last = operators.operator(row.rencana.cara_waktu).target is last_of
	yield Ganjil(
		known[-1] if last else TAHUNAN,
		TargetGanjil(
			_SAMPAI_PADA[row.jenis],
			print_so_far(led, written, row.ukuran, row.rencana.desimal),
			row.rencana.cara_waktu,
			_written(row.tahunan),
		),
	)


_SAMPAI_PADA = {
	TRIWULAN: "triwulan-triwulannya sampai pada {0} ({1}), sedangkan target tahunannya {2}.",
	SEMESTER: "semester-semesternya sampai pada {0} ({1}), sedangkan target tahunannya {2}.",
	BULAN: "bulan-bulannya sampai pada {0} ({1}), sedangkan target tahunannya {2}.",
}


def _nothing_measured(jenis: str) -> TargetGanjil:
	if jenis == SEMESTER:
		return TargetGanjil(
			"tidak ada target semester maupun triwulan, sehingga tidak diukur pada semester mana pun."
		)
	if jenis == BULAN:
		return TargetGanjil(
			"tidak ada target bulan atau triwulan yang dapat diturunkan, sehingga tidak diukur pada bulan mana pun."
		)
	return TargetGanjil("tidak ada target triwulan, sehingga tidak diukur pada triwulan mana pun.")


def _written(target: Tertulis) -> str:
	"""As oddities cite it: a figure alone short, everything else as it is written."""
	return print_number(target.nilai) if target.jenis == ANGKA and not target.kata else target.teks
