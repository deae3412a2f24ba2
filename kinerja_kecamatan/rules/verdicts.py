"""Step 7's verdicts on the figures of a unit's recap: what the validator says of each, and what such a word needs beside it.

The app never gives one. A figure is Sesuai (as its evidence says), Tidak Sesuai, or Tanpa Bukti (nothing to hold it against).
"""

from collections import Counter
from collections.abc import Iterable

SESUAI, TIDAK_SESUAI, TANPA_BUKTI = "Sesuai", "Tidak Sesuai", "Tanpa Bukti"
PUTUSAN = (SESUAI, TIDAK_SESUAI, TANPA_BUKTI)


def verdict_problem(putusan: str | None, ada_bukti: bool, alasan: str | None) -> str:
	"""What a verdict on one figure still lacks, as a sentence without its subject; "" when nothing.

	A reason has at least one letter or figure: a dash explains nothing. ValueError for a word that is no verdict.
	"""
	if not putusan:
		return f"beri putusan: {', '.join(PUTUSAN[:-1])} atau {PUTUSAN[-1]}."
	if putusan not in PUTUSAN:
		raise ValueError(putusan)
	if is_said(alasan):
		return ""
	if putusan == TIDAK_SESUAI:
		return "dinyatakan Tidak Sesuai; tulis apa yang tidak sesuai, atau kembalikan ke unit."
	if putusan == SESUAI and not ada_bukti:
		return "dinyatakan Sesuai padahal tidak ada buktinya; tulis alasannya."
	if putusan == TANPA_BUKTI and ada_bukti:
		return "dinyatakan Tanpa Bukti padahal buktinya ada; tulis mengapa bukti itu tidak dapat dipakai."
	return ""


def is_said(text: str | None) -> bool:
	"""Whether a text says anything."""
	return any(letter.isalnum() for letter in text or "")


def tally(putusan: Iterable[str | None]) -> str:
	"""`5 Sesuai, 1 Tidak Sesuai, 2 belum diputuskan`: what there is none of is left out; "" for no figures at all."""
	counted = Counter(one or "" for one in putusan)
	words = [(counted[word], word) for word in PUTUSAN] + [(counted[""], "belum diputuskan")]
	return ", ".join(f"{number} {word}" for number, word in words if number)
