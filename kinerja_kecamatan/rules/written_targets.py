"""A target, and a figure that is held against it, as an office writes them.

A target is a figure (`90`, `100 %`, `1 dokumen`, `77,27 (BB)`), a word of the indicator's Skala Nilai (`BB`, `WTP`), a range of which every
figure is as good as another (`70-80 (BB)`, `7,50-7,78`), or a bound (`≥ 90`, `≤ 15 menit`, `kurang dari 2`, `minimal BB`), which is judged as a
figure of the bound: just at it is 100 %. A realisasi is a figure or a word. What stands behind a figure is taken where it says nothing else
than the indicator: its satuan, `%` where that is percent, a word in brackets (`2 (dua) dokumen`). What stands behind a word is taken in
brackets: the same word said otherwise (`BB (Sangat Baik)`), or its figures (`BB (70,80)`, `BB (70-80)`). Anything else is refused: a figure
is never read out of a longer text (`2 jam 30 menit`, `1 x 24 jam`, `5 ribu orang`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NoReturn

from .bound_words import STRICT, bound_of
from .capaian import POSITIF, Rentang
from .decimals import Bilangan
from .errors import AngkaTidakSah, Sentence, TargetTidakSah
from .numbers import print_number, read_number
from .skala_nilai import KataNilai, SkalaNilai
from .written_figures import (
	ANGKA_POLA,
	CONTOH,
	TITIK_AKHIR,
	Ukuran,
	is_unit,
	plain_figure,
	without_unit,
	written_figure,
)

ANGKA, RENTANG, BATAS, KATA = "angka", "rentang", "batas", "kata"
PANJANG_TULISAN = 100
"""Characters of what is typed; printed it is a little longer and still fits into a Data column."""


@dataclass(frozen=True)
class Tertulis:
	"""What was written, read. `nilai` is the figure, a word's value, a bound, or the lower end of a range that goes up to `atas`; `kata` the
	word of the scale that stands there. `tulisan` is how it was written, in the app's spelling of figures; `teks` the same as it
	stands beside its satuan."""

	jenis: str
	nilai: Decimal
	tulisan: str
	teks: str
	atas: Decimal | None = None
	kata: str = ""
	ketat: bool = False
	"""A bound that is not reached by being just at it (`kurang dari 2`)."""

	@property
	def target(self) -> Decimal | Rentang:
		"""What figures are held against."""
		return self.nilai if self.atas is None else Rentang(self.nilai, self.atas)

	@property
	def lebar(self) -> Decimal:
		"""How wide a range is; 0 for everything else."""
		return Decimal(0) if self.atas is None else self.atas - self.nilai


_KURUNG = re.compile(r"(?P<awal>[^()]*?)\s*\(\s*(?P<isi>[^()]+?)\s*\)\s*(?P<ekor>[^()]*)")
_RENTANG = re.compile(
	rf"(?P<bawah>{ANGKA_POLA}\s*%?)\s*(?:-|\u2013|\u2014|\u2212|~|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|hingga)\s*(?P<atas>{ANGKA_POLA}\s*%?)",
	re.IGNORECASE,
)
_BUKAN_RENTANG = re.compile(
	rf"{ANGKA_POLA}\s*%?\s*(?:-|\u2013|\u2014|s\.?d\.?|s/d|sampai)\s*\S", re.IGNORECASE
)


def read_target(teks: str | Bilangan | None, ukuran: Ukuran) -> Tertulis | None:
	"""A target of an indicator that is measured so; None for what is empty.

	Errors: AngkaTidakSah for figures that could be two or cannot be kept, TargetTidakSah for everything else that is no target, such
	as another unit, a word that the scale does not have, a bound against the indicator's sifat.
	"""
	bersih = _cleaned(teks)
	if isinstance(bersih, str):
		awal, isi = _without_brackets(bersih, ukuran)
		found = (
			_read_bound(awal, isi, bersih, ukuran)
			or _read_range(awal, isi, bersih, ukuran)
			or _read_one(bersih, awal, isi, ukuran)
		)
	else:
		found = _from_cell(bersih)
	if found:
		_check_values(found, ukuran.skala)
	return found


def read_figure(teks: str | Bilangan | None, ukuran: Ukuran) -> Tertulis | None:
	"""A realisasi, or anything else that is one figure or one word; None for what is empty. A score gets the word that it earns.

	Errors as read_target, and TargetTidakSah for a range, a bound, and a word that its score does not earn.
	"""
	bersih = _cleaned(teks)
	if isinstance(bersih, str):
		awal, isi = _without_brackets(bersih, ukuran)
		hasil = None
		if not (bound_of(awal, _word_of(ukuran)) or _is_range(awal, ukuran)):
			hasil = _read_one(bersih, awal, isi, ukuran)
		if hasil is None or hasil.jenis not in (ANGKA, KATA):
			raise TargetTidakSah(
				"“{0}” bukan satu angka. Tulis angka yang dicapai, bukan batas atau rentangnya.", bersih
			)
	else:
		hasil = _from_cell(bersih)
	if hasil is None or ukuran.skala is None or hasil.jenis == KATA:
		return hasil
	return _check_score(hasil, ukuran.skala)


def _cleaned(teks: str | Bilangan | None) -> str | Bilangan | None:
	if not isinstance(teks, str):
		return teks
	if len(teks) > PANJANG_TULISAN:
		raise AngkaTidakSah("Isian terlalu panjang ({0} karakter) untuk sebuah angka. {1}", len(teks), CONTOH)
	return TITIK_AKHIR.sub("", " ".join(teks.split())) or None


def _from_cell(nilai: Bilangan | None) -> Tertulis | None:
	"""What came as a number."""
	angka = read_number(nilai)
	if angka is None:
		return None
	teks = print_number(angka)
	return Tertulis(ANGKA, angka, teks, teks)


def _without_brackets(teks: str, ukuran: Ukuran) -> tuple[str, str]:
	"""What stands before brackets, and in them; `(BB)` alone is that word, `(80)` no figure. A unit may stand behind a scale's word:
	`77,27 (BB) Nilai`; behind the figure in words it is the figure's (`2 (dua) dokumen`)."""
	found = _KURUNG.fullmatch(teks)
	if found and found["awal"] and not found["ekor"]:
		return found["awal"], found["isi"]
	if found and found["awal"] and ukuran.skala and is_unit(found["ekor"], ukuran):
		return f"{found['awal']} {found['ekor']}", found["isi"]
	alone = found and not found["ekor"] and ukuran.skala and ukuran.skala.find(found["isi"])
	return (found["isi"] if alone else teks), ""


def _word_of(ukuran: Ukuran) -> Callable[[str], KataNilai | None]:
	"""Finds a word of the scale, where there is one."""
	return ukuran.skala.find if ukuran.skala else lambda _teks: None


def _read_one(bersih: str, awal: str, isi: str, ukuran: Ukuran) -> Tertulis:
	"""One figure or one word, with what stands in brackets behind it."""
	kata = _word_of(ukuran)(awal)
	if kata:
		return _from_word(bersih, kata, isi, ukuran)
	if not any(huruf.isdigit() for huruf in awal):
		_refuse_word(awal, ukuran)
	angka, tulisan = written_figure(awal, ukuran)
	found = Tertulis(ANGKA, angka, tulisan, plain_figure(tulisan))
	return _with_word(found, isi, "", ukuran)


def _from_word(bersih: str, kata: KataNilai, isi: str, ukuran: Ukuran) -> Tertulis:
	"""A word of the scale, said in brackets once more; or with figures in brackets, those with their word."""
	if not isi:
		return Tertulis(
			KATA, kata.nilai, bersih, bersih if bersih.startswith("(") else kata.kata, kata=kata.kata
		)
	same = _word_of(ukuran)(isi)
	if same == kata:
		return Tertulis(KATA, kata.nilai, bersih, kata.kata, kata=kata.kata)
	if same or not any(huruf.isdigit() for huruf in isi):
		raise TargetTidakSah(
			"“{0}” bukan kata lain dari {1} pada Skala Nilai {2}. Tulis {1} saja, atau beserta angkanya, misalnya {1} ({3}).",
			isi,
			kata.kata,
			ukuran.skala.nama,
			print_number(kata.nilai),
		)
	if found := _read_bound(isi, "", isi, ukuran) or _read_range(isi, "", isi, ukuran):
		return _with_word(found, kata.kata, "", ukuran)
	angka, tulisan = written_figure(isi, ukuran)
	return _with_word(Tertulis(ANGKA, angka, tulisan, plain_figure(tulisan)), kata.kata, "", ukuran)


def _with_word(found: Tertulis, isi: str, tulisan: str, ukuran: Ukuran) -> Tertulis:
	"""With the word in brackets: one of the scale, where there is a scale, else what the office adds to its figure."""
	if not isi:
		return found
	kata = _word_of(ukuran)(isi)
	if ukuran.skala and not kata:
		_refuse_word(isi, ukuran)
	said = kata.kata if kata else isi
	return replace(
		found,
		tulisan=tulisan or f"{found.tulisan} ({said})",
		teks=tulisan or f"{found.teks} ({said})",
		kata=kata.kata if kata else "",
	)


def _check_values(found: Tertulis, skala: SkalaNilai | None) -> None:
	"""A target on a scale that has no scores: figures that are its values, beside no other word than theirs."""
	if not skala or skala.berskor or found.jenis == KATA:
		return
	for angka in (found.nilai,) if found.atas is None else (found.nilai, found.atas):
		if not skala.of_value(angka):
			_refuse_value(found, skala)
	exact = skala.of_value(found.nilai)
	if found.kata and found.atas is None and exact.kata != found.kata:
		_refuse_other_word(found, exact, skala)


def _refuse_value(found: Tertulis, skala: SkalaNilai) -> NoReturn:
	raise TargetTidakSah(
		"“{0}” bukan nilai pada Skala Nilai {1}. Tulis salah satu katanya: {2}.",
		found.tulisan,
		skala.nama,
		skala.choices,
	)


def _refuse_other_word(found: Tertulis, earned: KataNilai, skala: SkalaNilai) -> NoReturn:
	raise TargetTidakSah(
		"“{0}”: menurut Skala Nilai {1}, {2} termasuk {3}.",
		found.tulisan,
		skala.nama,
		print_number(found.nilai),
		earned.kata,
	)


def _check_score(hasil: Tertulis, skala: SkalaNilai) -> Tertulis:
	"""A figure on a scale: one of its values, or a score with the word that it earns."""
	exact, earned = skala.of_value(hasil.nilai), skala.earned(hasil.nilai)
	if not skala.berskor and not exact:
		_refuse_value(hasil, skala)
	if not skala.berskor:
		if hasil.kata not in ("", exact.kata):
			_refuse_other_word(hasil, exact, skala)
		return replace(hasil, jenis=KATA, kata=exact.kata, tulisan=exact.kata, teks=exact.kata)
	if hasil.kata and not skala.fits(hasil.nilai, skala.find(hasil.kata)):
		_refuse_other_word(hasil, earned, skala)
	if hasil.kata:
		return hasil
	return replace(
		hasil,
		kata=earned.kata,
		tulisan=f"{hasil.tulisan} ({earned.kata})",
		teks=f"{hasil.teks} ({earned.kata})",
	)


def _refuse_word(teks: str, ukuran: Ukuran) -> NoReturn:
	if ukuran.skala:
		raise TargetTidakSah(
			"“{0}” tidak ada pada Skala Nilai {1}. Tulis salah satunya: {2}.",
			teks,
			ukuran.skala.nama,
			ukuran.skala.choices,
		)
	if teks in ("-", "\u2212", "\u2013", "\u2014"):
		read_number("-")
	raise TargetTidakSah(
		"“{0}” bukan angka yang dapat dibaca, dan indikatornya tidak memakai Skala Nilai. Tulis angkanya, atau pilih Skala Nilai pada indikatornya.",
		teks,
	)


def _read_bound(teks: str, isi: str, tulisan: str, ukuran: Ukuran) -> Tertulis | None:
	"""A bound of a figure, or of a word of the scale; with what stands in brackets behind it."""
	found = bound_of(teks, _word_of(ukuran))
	if not found:
		return None
	tanda, sifat = found
	rest = teks[len(tanda) :].strip()
	word = _word_of(ukuran)(rest)
	one = _from_word(rest, word, isi, ukuran) if word else None
	angka = one.nilai if one else written_figure(rest, ukuran)[0]
	if one and one.jenis not in (ANGKA, KATA):
		_refuse_word(isi, ukuran)
	if sifat != ukuran.sifat:
		raise TargetTidakSah(
			"“{0}” meminta angka yang {1}, padahal sifat indikatornya {2}. Tulis batasnya ke arah yang lain, atau perbaiki sifatnya.",
			teks,
			Sentence("tinggi") if sifat == POSITIF else Sentence("rendah"),
			ukuran.sifat,
		)
	ketat = tanda in STRICT
	if one:
		return Tertulis(BATAS, angka, tulisan, tulisan, kata=one.kata, ketat=ketat)
	return _with_word(Tertulis(BATAS, angka, teks, teks, ketat=ketat), isi, tulisan, ukuran)


def _is_range(teks: str, ukuran: Ukuran) -> bool:
	return bool(_RENTANG.fullmatch(without_unit(teks, ukuran)))


def _read_range(teks: str, isi: str, tulisan: str, ukuran: Ukuran) -> Tertulis | None:
	found = _RENTANG.fullmatch(without_unit(teks, ukuran))
	if not found:
		if _BUKAN_RENTANG.match(teks):
			raise TargetTidakSah(
				"“{0}” tidak terbaca sebagai rentang. Tulis angka terendah dan tertingginya, misalnya 80-85.",
				teks,
			)
		return None
	bawah, atas = (written_figure(found[name], ukuran)[0] for name in ("bawah", "atas"))
	if bawah >= atas:
		raise TargetTidakSah(
			"“{0}”: tulis rentang dari angka terendah ke angka tertinggi, misalnya 80-85.", teks
		)
	return _with_word(Tertulis(RENTANG, bawah, teks, teks, atas=atas), isi, tulisan, ukuran)
