"""How figures are printed, and which predikat a capaian earns, in plain steps."""

import math
from collections.abc import Sequence
from fractions import Fraction

F = Fraction


def band(capaian: Fraction) -> str:
	"""Judged as it is printed: to the cent, half up."""
	cents = math.floor(capaian * 100 + F(1, 2))
	for lower, word in ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah")):
		if cents >= lower * 100:
			return word
	return "Sangat Rendah"


def printed(value: Fraction) -> str:
	"""Two decimals rounded half up, with a comma, without zeros at the end."""
	cents = int(abs(value) * 100 + F(1, 2))
	whole_part, rest = divmod(cents, 100)
	digits = f"{whole_part:,}".replace(",", ".")
	return f"{'-' if value < 0 else ''}{digits},{rest:02d}".rstrip("0").rstrip(",")


def judged(value: Fraction, places: int = 2) -> str:
	"""A figure of an indicator as it is printed: with all its decimals up to four, since it is judged by them, and not without the
	indicator's; one without end with the indicator's (two where that has none), rounded half up; a whole number whole."""
	exact = (value * 10**4).denominator == 1
	places = places if exact else places or 2
	parts = (
		math.floor(abs(value) * 10**4)
		if exact
		else 10 ** (4 - places) * math.floor(abs(value) * 10**places + F(1, 2))
	)
	whole, rest = divmod(parts, 10**4)
	digits = f"{'-' if value < 0 else ''}{whole:,}".replace(",", ".")
	if value.denominator == 1:
		return digits
	return f"{digits},{f'{rest:04d}'.rstrip('0').ljust(places, '0')}"


def scored(value: Fraction, words: Sequence[tuple[str, int]]) -> str:
	"""A score with the decimals that it is judged by and its word; `words` from the best down."""
	return f"{judged(value)} ({earned(value, words)})"


def earned(value: Fraction, words: Sequence[tuple[str, int]]) -> str:
	"""The word that what is shown of a score is above."""
	exact = (value * 10**4).denominator == 1
	shown = value if exact else F(math.floor(value * 100 + F(1, 2)), 100)
	return next((word for word, least in words if shown > least), "D")
