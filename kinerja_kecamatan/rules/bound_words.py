"""How offices say that a target is a bound: `≥ 90`, `paling lama 15 menit`, `kurang dari 2`."""

from collections.abc import Callable

from .capaian import NEGATIF, POSITIF

# What a bound begins with, and whether figures above it are asked for.
_PALING_SEDIKIT = (
	*(
		"≥",
		">=",
		"=>",
		">",
		"paling sedikit",
		"paling rendah",
		"paling kurang",
		"tidak kurang dari",
		"sekurang-kurangnya",
	),
	*(
		"serendah-rendahnya",
		"minimal",
		"minimum",
		"min.",
		"min",
		"lebih dari atau sama dengan",
		"lebih dari",
		"di atas",
		"diatas",
	),
)
_PALING_BANYAK = (
	*(
		"≤",
		"<=",
		"=<",
		"<",
		"paling banyak",
		"paling tinggi",
		"paling lama",
		"paling lambat",
		"tidak lebih dari",
		"tidak melebihi",
	),
	*(
		"sebanyak-banyaknya",
		"setinggi-tingginya",
		"selambat-lambatnya",
		"maksimal",
		"maksimum",
		"maks.",
		"maks",
		"max.",
		"max",
	),
	*("kurang dari atau sama dengan", "kurang dari", "di bawah", "dibawah"),
)
_WORDS = sorted(
	[(kata, POSITIF) for kata in _PALING_SEDIKIT] + [(kata, NEGATIF) for kata in _PALING_BANYAK],
	key=lambda satu: len(satu[0]),
	reverse=True,
)
STRICT = (">", "<", "lebih dari", "kurang dari", "di atas", "diatas", "di bawah", "dibawah")


def bound_of(teks: str, word: Callable[[str], object] = lambda _teks: None) -> tuple[str, str] | None:
	"""The word or sign of a bound that a text begins with, and the sifat that it speaks for; None where no figure follows.

	:param word: finds a word of a scale, which may follow instead of a figure (`minimal BB`); a text that is one is no bound
	"""
	kecil = teks.casefold()
	if word(teks):
		return None
	for kata, sifat in _WORDS:
		rest = teks[len(kata) :]
		if kecil.startswith(kata) and (not kata[-1].isalpha() or not rest[:1].isalpha()):
			return (kata, sifat) if any(huruf.isdigit() for huruf in teks) or word(rest) else None
	return None
