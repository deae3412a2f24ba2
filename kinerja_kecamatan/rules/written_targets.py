"""A target, and a figure that is held against it, as an office writes them.

A target is a figure (`90`, `100 %`, `1 dokumen`, `77,27 (BB)`), a word of the indicator's Skala Nilai (`BB`, `WTP`), a range of which every
figure is as good as another (`70-80 (BB)`, `7,50-7,78`), or a bound (`≥ 90`, `≤ 15 menit`, `kurang dari 2`), which is judged as a figure of
the bound: just at it is 100 %. A realisasi is a figure or a word. What stands behind a figure is taken where it says nothing else than the
indicator: its satuan, `%` where that is percent, a word in brackets.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NoReturn

from .bound_words import STRICT, bound_of
from .capaian import POSITIF, Rentang
from .decimals import Bilangan, to_decimal
from .errors import AngkaTidakSah, Sentence, TargetTidakSah
from .numbers import print_number, read_number
from .rupiah import read_rupiah
from .satuan import PERSEN, UANG, Satuan
from .skala_nilai import KataNilai, SkalaNilai

ANGKA, RENTANG, BATAS, KATA = "angka", "rentang", "batas", "kata"
PANJANG_TULISAN = 100
"""Characters of what is typed; printed it is a little longer and still fits into a Data column."""


@dataclass(frozen=True)
class Ukuran:
	"""What an indicator's figures are written in. `satuan` is None where a text is no known unit (an old row)."""

	satuan: Satuan | None = None
	skala: SkalaNilai | None = None
	sifat: str = POSITIF

	@property
	def persen(self) -> bool:
		"""Whether `%` behind a figure says nothing else than its unit."""
		return self.satuan is not None and self.satuan.jenis == PERSEN


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


_KURUNG = re.compile(r"(?P<awal>[^()]*?)\s*\(\s*(?P<isi>[^()]+?)\s*\)")
_ANGKA = r"[-\u2212]?[0-9][0-9.,]*"
_BAGIAN = re.compile(rf"(?P<angka>{_ANGKA})\s*(?P<ekor>\D.*)?", re.DOTALL)
_RENTANG = re.compile(
	rf"(?P<bawah>{_ANGKA}\s*%?)\s*(?:-|\u2013|\u2014|\u2212|~|s\.?\s*/?\s*d\.?|sampai(?: dengan)?|hingga)\s*(?P<atas>{_ANGKA}\s*%?)",
	re.IGNORECASE,
)
_BUKAN_RENTANG = re.compile(rf"{_ANGKA}\s*%?\s*(?:-|\u2013|\u2014|s\.?d\.?|s/d|sampai)\s*\S", re.IGNORECASE)
_CONTOH = Sentence(
	"Tulislah angka (1.234,5), rentang (80-85), batas (≥ 90 atau kurang dari 2), atau kata menurut Skala Nilai indikatornya."
)


def read_target(teks: str | Bilangan | None, ukuran: Ukuran) -> Tertulis | None:
	"""A target of an indicator that is measured so; None for what is empty.

	Errors: AngkaTidakSah for figures that could be two or cannot be kept, TargetTidakSah for everything else that is no target, such
	as another unit, a word that the scale does not have, a bound against the indicator's sifat.
	"""
	bersih = _cleaned(teks)
	if not isinstance(bersih, str):
		return _from_cell(bersih)
	awal, isi = _without_brackets(bersih, ukuran)
	batas = _read_bound(awal, ukuran)
	if batas:
		return _with_word(batas, isi, bersih, ukuran)
	rentang = _read_range(awal, ukuran)
	if rentang:
		return _with_word(rentang, isi, bersih, ukuran)
	return _read_one(bersih, awal, isi, ukuran)


def read_figure(teks: str | Bilangan | None, ukuran: Ukuran) -> Tertulis | None:
	"""A realisasi, or anything else that is one figure or one word; None for what is empty. A score gets the word that it earns.

	Errors as read_target, and TargetTidakSah for a range, a bound, and a word that its score does not earn.
	"""
	bersih = _cleaned(teks)
	if isinstance(bersih, str):
		awal, isi = _without_brackets(bersih, ukuran)
		if bound_of(awal) or _RENTANG.fullmatch(_without_unit(awal, ukuran)):
			raise TargetTidakSah(
				"“{0}” bukan satu angka. Tulis angka yang dicapai, bukan batas atau rentangnya.", bersih
			)
		hasil = _read_one(bersih, awal, isi, ukuran)
	else:
		hasil = _from_cell(bersih)
	if hasil is None or ukuran.skala is None or hasil.jenis == KATA:
		return hasil
	return _check_score(hasil, ukuran.skala)


def _cleaned(teks: str | Bilangan | None) -> str | Bilangan | None:
	if not isinstance(teks, str):
		return teks
	if len(teks) > PANJANG_TULISAN:
		raise AngkaTidakSah(
			"Isian terlalu panjang ({0} karakter) untuk sebuah angka. {1}", len(teks), _CONTOH
		)
	return " ".join(teks.split()) or None


def _from_cell(nilai: Bilangan | None) -> Tertulis | None:
	"""What came as a number."""
	angka = read_number(nilai)
	if angka is None:
		return None
	teks = print_number(angka)
	return Tertulis(ANGKA, angka, teks, teks)


def _without_brackets(teks: str, ukuran: Ukuran) -> tuple[str, str]:
	"""What stands before brackets, and in them; `(BB)` alone is that word, `(80)` no figure."""
	found = _KURUNG.fullmatch(teks)
	if found and found["awal"]:
		return found["awal"], found["isi"]
	alone = found and ukuran.skala and ukuran.skala.find(found["isi"])
	return (found["isi"] if alone else teks), ""


def _read_one(bersih: str, awal: str, isi: str, ukuran: Ukuran) -> Tertulis:
	"""One figure or one word, with what stands in brackets behind it."""
	kata = ukuran.skala and ukuran.skala.find(awal)
	if kata:
		return _from_word(bersih, kata, isi, ukuran)
	if not any(huruf.isdigit() for huruf in awal):
		_refuse_word(awal, ukuran)
	angka, tulisan = _figure(awal, ukuran)
	found = Tertulis(ANGKA, angka, tulisan, _plain_text(tulisan))
	return _with_word(found, isi, "", ukuran)


def _from_word(bersih: str, kata: KataNilai, isi: str, ukuran: Ukuran) -> Tertulis:
	"""A word of the scale; with a figure in brackets, that figure with its word."""
	if not isi:
		return Tertulis(
			KATA, kata.nilai, bersih, bersih if bersih.startswith("(") else kata.kata, kata=kata.kata
		)
	angka, tulisan = _figure(isi, ukuran)
	return _with_word(Tertulis(ANGKA, angka, tulisan, _plain_text(tulisan)), kata.kata, "", ukuran)


def _with_word(found: Tertulis, isi: str, tulisan: str, ukuran: Ukuran) -> Tertulis:
	"""With the word in brackets: one of the scale, where there is a scale, else what the office adds to its figure."""
	if not isi:
		return found
	kata = ukuran.skala and ukuran.skala.find(isi)
	if ukuran.skala and not kata:
		_refuse_word(isi, ukuran)
	said = kata.kata if kata else isi
	return replace(
		found,
		tulisan=tulisan or f"{found.tulisan} ({said})",
		teks=tulisan or f"{found.teks} ({said})",
		kata=kata.kata if kata else "",
	)


def _check_score(hasil: Tertulis, skala: SkalaNilai) -> Tertulis:
	"""A figure on a scale: one of its values, or a score with the word that it earns."""
	exact, earned = skala.of_value(hasil.nilai), skala.earned(hasil.nilai)
	if not skala.berskor and not exact:
		raise TargetTidakSah(
			"“{0}” bukan nilai pada Skala Nilai {1}. Tulis salah satu katanya: {2}.",
			hasil.tulisan,
			skala.nama,
			skala.choices,
		)
	if not skala.berskor:
		return replace(hasil, jenis=KATA, kata=exact.kata, tulisan=exact.kata, teks=exact.kata)
	if hasil.kata and not skala.fits(hasil.nilai, skala.find(hasil.kata)):
		raise TargetTidakSah(
			"“{0}”: menurut Skala Nilai {1}, {2} termasuk {3}.",
			hasil.tulisan,
			skala.nama,
			print_number(hasil.nilai),
			earned.kata,
		)
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


def _read_bound(teks: str, ukuran: Ukuran) -> Tertulis | None:
	found = bound_of(teks)
	if not found:
		return None
	kata, sifat = found
	angka, _tulisan = _figure(teks[len(kata) :].strip(), ukuran)
	if sifat != ukuran.sifat:
		raise TargetTidakSah(
			"“{0}” meminta angka yang {1}, padahal sifat indikatornya {2}. Tulis batasnya ke arah yang lain, atau perbaiki sifatnya.",
			teks,
			Sentence("tinggi") if sifat == POSITIF else Sentence("rendah"),
			ukuran.sifat,
		)
	return Tertulis(BATAS, angka, teks, teks, ketat=kata in STRICT)


def _read_range(teks: str, ukuran: Ukuran) -> Tertulis | None:
	found = _RENTANG.fullmatch(_without_unit(teks, ukuran))
	if not found:
		if _BUKAN_RENTANG.match(teks):
			raise TargetTidakSah(
				"“{0}” tidak terbaca sebagai rentang. Tulis angka terendah dan tertingginya, misalnya 80-85.",
				teks,
			)
		return None
	bawah, atas = (_figure(found[name], ukuran)[0] for name in ("bawah", "atas"))
	if bawah >= atas:
		raise TargetTidakSah(
			"“{0}”: tulis rentang dari angka terendah ke angka tertinggi, misalnya 80-85.", teks
		)
	return Tertulis(RENTANG, bawah, teks, teks, atas=atas)


def _without_unit(teks: str, ukuran: Ukuran) -> str:
	"""Without the unit at the end."""
	spellings = ukuran.satuan.spellings if ukuran.satuan else ()
	for spelling in (*spellings, "%") if ukuran.persen else spellings:
		rest = teks[: len(teks) - len(spelling)]
		if (
			teks.casefold().endswith(spelling.casefold())
			and rest
			and (rest[-1].isspace() or rest[-1].isdigit())
		):
			return rest.rstrip()
	return teks


def _figure(teks: str, ukuran: Ukuran) -> tuple[Decimal, str]:
	"""A figure with what may stand behind it: its value, and how it is written."""
	if not teks.strip():
		raise TargetTidakSah("Angkanya belum ditulis. {0}", _CONTOH)
	if (
		ukuran.satuan
		and ukuran.satuan.jenis == UANG
		and (angka := read_rupiah(_without_unit(teks, ukuran))) is not None
	):
		return angka, print_number(angka)
	found = _BAGIAN.fullmatch(teks)
	ekor = (found["ekor"] or "").strip() if found else ""
	if not found or not ekor:
		angka = read_number(teks)
		return angka, print_number(angka, _decimals(teks, angka))
	if _without_unit(teks, ukuran) == teks:
		_refuse_unit(teks, found["angka"], ekor, ukuran)
	angka = read_number(found["angka"])
	jarak = teks[len(found["angka"]) :][:1].isspace()
	return angka, f"{print_number(angka, _decimals(found['angka'], angka))}{' ' if jarak else ''}{ekor}"


def _refuse_unit(teks: str, angka: str, ekor: str, ukuran: Ukuran) -> NoReturn:
	"""Behind the figure stands something else than the unit."""
	if ekor == "%":
		read_number(teks)  # says that the unit is no percentage
	if any(huruf.isdigit() for huruf in ekor) or not (ekor[0].isalpha() or ekor[0] == "%"):
		read_number(teks)  # says how figures are written
	satuan = ukuran.satuan.nama if ukuran.satuan else ""
	if not satuan:
		raise TargetTidakSah("“{0}”: tulis angkanya saja, {1}.", teks, angka)
	raise TargetTidakSah(
		"“{0}”: satuan indikatornya {1}, bukan {2}. Tulis angkanya saja, atau {3} {1}.",
		teks,
		satuan,
		ekor,
		angka,
	)


def _decimals(teks: str, angka: Decimal) -> int:
	"""As many as were written: a dot is the sign of decimals where the figure has read it so."""
	plain = teks.strip().lstrip("-\u2212")
	_whole, sign, rest = plain.partition(",")
	if sign:
		return len(rest)
	_whole, sign, rest = plain.rpartition(".")
	if (
		not sign
		or "." in _whole
		or (len(rest) == 3 and angka == to_decimal(int(plain.replace(".", ""))).copy_sign(angka))
	):
		return 0
	return len(rest)


def _plain_text(tulisan: str) -> str:
	"""The figure of a text that begins with one."""
	found = _BAGIAN.fullmatch(tulisan)
	return found["angka"] if found else tulisan
