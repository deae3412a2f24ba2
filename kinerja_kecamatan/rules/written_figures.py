"""One figure with its unit, as an office writes it: `1.234,5`, `80 %`, `2 (dua) dokumen`, `12 dok.`, `Rp 1.500.000,-`.

Read whole or refused: a figure is never taken out of a longer text (`2 jam 30 menit`, `1 x 24 jam`, `5 ribu orang`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from .capaian import POSITIF
from .decimals import to_decimal
from .errors import Sentence, TargetTidakSah
from .numbers import print_number, read_number
from .rupiah import read_rupiah
from .satuan import PERSEN, UANG, Satuan
from .skala_nilai import SkalaNilai

# At the end of a sentence or an abbreviation (`12 dok.`).
TITIK_AKHIR = re.compile(r"(?<=[\w)%])\.$")
ANGKA_POLA = r"[-\u2212]?[0-9][0-9.,]*"
_BAGIAN = re.compile(rf"(?P<angka>{ANGKA_POLA})\s*(?P<ekor>\D.*)?", re.DOTALL)
# Between a figure and its unit.
_SISIPAN = re.compile(r"(?:\([^()]*\))?")
_SISIPAN_AKHIR = re.compile(r"\s*\([^()]*\)$")
# Figures that go on behind their digits: `5 ribu`, `1 x 24`.
_KELIPATAN = re.compile(
	r"(?:ratus|ribu|rb|juta|jt|mil[iy]ar|triliun|puluh|belas|lusin|kodi)\b|[x×]\s*[0-9]|[^\W\d_]+\s.*[0-9]",
	re.IGNORECASE | re.DOTALL,
)
CONTOH = Sentence(
	"Tulislah angka (1.234,5), rentang (80-85), batas (≥ 90 atau kurang dari 2), atau kata menurut Skala Nilai indikatornya."
)


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


def _spellings(ukuran: Ukuran) -> tuple[str, ...]:
	"""Every way to write the unit behind a figure, without the full stop of an abbreviation."""
	known = ukuran.satuan.spellings if ukuran.satuan else ()
	return tuple(one.rstrip(".").casefold() for one in ((*known, "%") if ukuran.persen else known))


def is_unit(teks: str, ukuran: Ukuran) -> bool:
	"""Whether a text is nothing but the unit."""
	return teks.strip().rstrip(".").casefold() in _spellings(ukuran)


def without_unit(teks: str, ukuran: Ukuran) -> str:
	"""Without the unit at the end."""
	whole = TITIK_AKHIR.sub("", teks)
	for spelling in _spellings(ukuran):
		rest = whole[: len(whole) - len(spelling)]
		if (
			whole.casefold().endswith(spelling)
			and rest
			and (rest[-1].isspace() or rest[-1].isdigit() or rest[-1] == ")")
		):
			return rest.rstrip()
	return teks


def written_figure(teks: str, ukuran: Ukuran) -> tuple[Decimal, str]:
	"""A figure with what may stand behind it: its value, and how it is written."""
	if not teks.strip():
		raise TargetTidakSah("Angkanya belum ditulis. {0}", CONTOH)
	bare = without_unit(teks, ukuran)
	if ukuran.satuan and ukuran.satuan.jenis == UANG:
		plain = _SISIPAN_AKHIR.sub("", bare) if bare != teks else bare
		if (angka := read_rupiah(plain)) is not None:
			return angka, print_number(angka)
	found = _BAGIAN.fullmatch(teks)
	ekor = (found["ekor"] or "").strip() if found else ""
	if not found or not ekor:
		angka = read_number(teks)
		return angka, print_number(angka, _decimals(teks, angka))
	if bare == teks or not _SISIPAN.fullmatch(bare[len(found["angka"]) :].strip()):
		_refuse_tail(teks, found["angka"], ekor, bare != teks, ukuran)
	angka = read_number(found["angka"])
	jarak = teks[len(found["angka"]) :][:1].isspace()
	return angka, f"{print_number(angka, _decimals(found['angka'], angka))}{' ' if jarak else ''}{ekor}"


def _refuse_tail(teks: str, angka: str, ekor: str, ends_with_unit: bool, ukuran: Ukuran) -> NoReturn:
	"""What stands behind a figure is not just its unit."""
	if not ends_with_unit and not _KELIPATAN.match(ekor):
		_refuse_unit(teks, angka, ekor, ukuran)
	contoh = Sentence("150, bukan 2 jam 30 menit; 5.000, bukan 5 ribu")
	if not ukuran.satuan:
		raise TargetTidakSah(
			"“{0}” bukan satu angka. Hitung dahulu, lalu tulis satu angka saja: {1}.", teks, contoh
		)
	raise TargetTidakSah(
		"“{0}” bukan satu angka dalam satuan {1}. Hitung dahulu, lalu tulis satu angka saja: {2}.",
		teks,
		ukuran.satuan.nama,
		contoh,
	)


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


def plain_figure(tulisan: str) -> str:
	"""The figure of a text that begins with one."""
	found = _BAGIAN.fullmatch(tulisan)
	return found["angka"] if found else tulisan
