"""Skala Nilai: words that a target or a figure may be, and what each counts as.

A word is calculated by its value. On a scale of scores (SAKIP: BB counts 70) a figure may be a score as well, which earns a word: printed
as `70,80 (BB)`. Source: SAKIP (PermenPAN-RB 88/2021: AA > 90, A > 80-90, BB > 70-80, B > 60-70, CC > 50-60, C > 30-50, D 0-30), IKM
(PermenPAN-RB 14/2017), opini of the BPK as a public e-SAKIP counts them (WTP 4, WDP 3). Further scales are a site's data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .decimals import rounded
from .errors import SkalaTidakSah
from .numbers import print_number, shown_decimals

BANYAK_KATA, PANJANG_KATA = 30, 40
"""Words of a scale, and characters of a word: with its score it stands in one cell, and all of them in one formula."""


@dataclass(frozen=True)
class KataNilai:
	"""A word of a scale, its value, and the other ways to say it."""

	kata: str
	nilai: Decimal
	sinonim: tuple[str, ...] = ()


@dataclass(frozen=True)
class SkalaNilai:
	"""A scale, its words from the best value down. `berskor`: figures between the words are scores, which reach the word whose value
	they are above; with `batas_termasuk` one that is just that value reaches it too."""

	nama: str
	kata: tuple[KataNilai, ...]
	berskor: bool = False
	batas_termasuk: bool = True
	dasar: str = ""

	def find(self, text: str) -> KataNilai | None:
		"""The word that is said so, whatever its capitals and spaces."""
		wanted = word_key(text)
		return next((one for one in self.kata if wanted in map(word_key, (one.kata, *one.sinonim))), None)

	def of_value(self, nilai: Decimal) -> KataNilai | None:
		"""The word of exactly this value."""
		return next((one for one in self.kata if one.nilai == nilai), None)

	def earned(self, skor: Decimal) -> KataNilai | None:
		"""The word that a score earns, the lowest below all; None on a scale that has no scores."""
		if not self.berskor:
			return None
		for one in self.kata:
			if skor > one.nilai or (self.batas_termasuk and skor == one.nilai):
				return one
		return self.kata[-1]

	def fits(self, skor: Decimal, kata: KataNilai) -> bool:
		"""Whether a score may stand beside a word: it earns it, or is just what the word counts as."""
		return kata.nilai == skor or self.earned(skor) == kata

	@property
	def choices(self) -> str:
		"""Its words, as a sentence lists them."""
		return ", ".join(one.kata for one in self.kata)


def word_key(text: str) -> str:
	"""What two ways to write one word have in common."""
	return " ".join(text.casefold().split())


def check_words(skala: SkalaNilai) -> None:
	"""Error: SkalaTidakSah for fewer than two words, a word twice, a value twice, or a word that reads as a figure."""
	if not 2 <= len(skala.kata) <= BANYAK_KATA:
		raise SkalaTidakSah("Skala Nilai memuat paling sedikit 2 dan paling banyak {0} kata.", BANYAK_KATA)
	seen: set[str] = set()
	if any(len(one.kata) > PANJANG_KATA for one in skala.kata):
		raise SkalaTidakSah("Kata pada skala paling panjang {0} karakter; tulis singkatannya.", PANJANG_KATA)
	for one in skala.kata:
		for text in (one.kata, *one.sinonim):
			key = word_key(text)
			if not key or key in seen:
				raise SkalaTidakSah("Kata “{0}” ada dua kali pada skala ini. Hapus salah satunya.", text)
			if not any(letter.isalpha() for letter in key) or key[0].isdigit() or set(key) & set("()"):
				raise SkalaTidakSah(
					"“{0}” tidak dapat menjadi kata pada skala: mulailah dengan huruf, tanpa tanda kurung.",
					text,
				)
			seen.add(key)
	values = [one.nilai for one in skala.kata]
	if len(set(values)) < len(values):
		raise SkalaTidakSah("Dua kata bernilai sama. Bedakan nilainya, atau jadikan salah satunya sinonim.")


def print_graded(nilai: Decimal, skala: SkalaNilai, desimal: int | None, said: Sequence[str] = ()) -> str:
	"""A figure of a scale as it is printed: as one of its sources said it, else a word of just this value, or the score with its word.

	:param said: texts of the figures that it came from, read the same as `nilai`
	"""
	if said:
		return said[-1]
	exact = skala.of_value(nilai)
	if exact and not skala.berskor:
		return exact.kata
	shown = shown_decimals(nilai, desimal)
	figure = print_number(nilai, shown)
	# The word of what is printed, as a capaian is judged as it is printed.
	earned = skala.earned(nilai if shown is None else rounded(nilai, shown))
	return f"{figure} ({earned.kata})" if earned else figure


def _scale(nama: str, words: Sequence[tuple], dasar: str = "", **how: bool) -> SkalaNilai:
	return SkalaNilai(
		nama,
		tuple(KataNilai(word, Decimal(value), tuple(more)) for word, value, *more in words),
		dasar=dasar,
		**how,
	)


SKALA_NILAI_BAWAAN = (
	_scale(
		"Predikat SAKIP",
		[
			("AA", 90, "Sangat Memuaskan"),
			("A", 80, "Memuaskan"),
			("BB", 70, "Sangat Baik"),
			("B", 60, "Baik"),
			("CC", 50, "Cukup", "Memadai"),
			("C", 30, "Kurang"),
			("D", 0, "Sangat Kurang"),
		],
		"PermenPAN-RB Nomor 88 Tahun 2021",
		berskor=True,
		batas_termasuk=False,
	),
	_scale(
		"Mutu Pelayanan (IKM)",
		[
			("A", "88.31", "Sangat Baik"),
			("B", "76.61", "Baik"),
			("C", 65, "Kurang Baik"),
			("D", 25, "Tidak Baik"),
		],
		"PermenPAN-RB Nomor 14 Tahun 2017",
		berskor=True,
	),
	_scale(
		"Opini BPK",
		[
			("WTP", 4, "Wajar Tanpa Pengecualian"),
			("WDP", 3, "Wajar Dengan Pengecualian"),
			("TW", 2, "Tidak Wajar"),
			("TMP", 1, "Tidak Memberikan Pendapat", "Disclaimer"),
		],
	),
	_scale("Baik/Cukup/Kurang", [("Baik", 3), ("Cukup", 2), ("Kurang", 1)]),
	_scale(
		"Sangat Baik sampai Kurang",
		[("Sangat Baik", 4, "SB"), ("Baik", 3, "B"), ("Cukup", 2, "C"), ("Kurang", 1, "K")],
	),
	_scale("Ada/Tidak", [("Ada", 1), ("Tidak Ada", 0, "Tidak")]),
	_scale("Ya/Tidak", [("Ya", 1), ("Tidak", 0)]),
)
