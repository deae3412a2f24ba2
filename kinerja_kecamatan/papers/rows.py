"""Cells of rows of performance data, as Format and Rekap print them."""

from collections.abc import Callable, Sequence

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.figures import not_reported
from kinerja_kecamatan.rules.recap_rows import IKU, KEGIATAN, PROGRAM
from kinerja_kecamatan.rules.rilis import INFORMASI, is_information, starred
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, NIHIL, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

DASH = "–"
_WORDS = {
	TIDAK_ADA_OBJEK: "Tidak ada objek",
	TIDAK_DIUKUR: "Tidak diukur",
	MENUNGGU_RILIS: "Menunggu rilis",
}
# What stands in the place of a capaian while a part of the sum is waited for.
NOT_YET = "Belum dinilai"


def target(row) -> str:
	return clean(row.target_teks) or DASH


def derived_targets(rows: Sequence) -> str:
	"""Which targets nobody has typed, and what they were derived from; a line for each way, "" where there is none."""
	found: dict[str, list[str]] = {}
	for row in rows:
		if origin := clean(row.get("target_asal")):
			found.setdefault(origin, []).append(clean(row.kode) or clean(row.indikator))
	return "\n".join(f"{', '.join(codes)}: {origin}" for origin, codes in found.items())


def realisasi(row, value: object, empty: str = "") -> str:
	"""The realised figure: a word where there is none, `0 (nihil)` for a true zero, `80,5*` for a provisional one, `empty` if not given."""
	if row.get("tidak_disampaikan"):
		return not_reported.TEKS
	if row.status in _WORDS:
		return _WORDS[row.status]
	if row.status == BELUM_DIISI:
		return empty
	# A word that counts 0 says itself what there is.
	nothing = row.status == NIHIL and not row.get("skala_nilai")
	text = starred(clean(value) or ("0" if nothing else ""), row.get("sementara"))
	return f"{text} (nihil)" if nothing else text


def capaian(row) -> str:
	"""A row's capaian; a word where its figure is not judged: it came in a period without target, or is a sum of which a part is waited for."""
	if is_information(row):
		return INFORMASI
	return NOT_YET if row.get("belum_utuh") else judged(row, row.capaian_teks)


def judged(row, value: object) -> str:
	"""Predikat, or a capaian: a dash where a finished row has none, empty while it is still to be filled."""
	return clean(value) or ("" if row.status == BELUM_DIISI else DASH)


def remark(row) -> str:
	"""Kendala, and the keterangan under it."""
	parts = [clean(row.kendala), f"Keterangan: {clean(row.keterangan)}" if clean(row.keterangan) else ""]
	return "\n".join(part for part in parts if part)


def by_level(rows: Sequence, cells: Callable[[int, object], list[str]], titles: dict[str, str]) -> list[dict]:
	"""Rows in the order of `titles` (tingkat to heading), each level under its heading, numbered through."""
	out, number = [], 0
	known = [*titles, *dict.fromkeys(row.tingkat for row in rows if row.tingkat not in titles)]
	for place, level in enumerate(level for level in known if any(row.tingkat == level for row in rows)):
		title = titles.get(level) or clean(level) or "Lainnya"
		out.append({"sel": [f"{chr(ord('A') + place)}. {title}"], "kelas": "kelompok tebal", "ikut": True})
		for row in (row for row in rows if row.tingkat == level):
			number += 1
			out.append({"sel": cells(number, row)})
	return out


def by_goal(
	rows: Sequence, cells: Callable[[int, object], list[str]], titles: dict[str, str] | None = None
) -> list[dict]:
	"""Rows numbered through, under a line with their sasaran wherever it changes; with `titles` by level, which the first line of each
	level names."""
	known = dict.fromkeys([*(titles or ()), *(row.tingkat for row in rows)] if titles else [None])
	out, number, letter = [], 0, 0
	for level in known:
		before, first = None, True
		for row in (row for row in rows if titles is None or row.tingkat == level):
			goal, number = clean(row.sasaran), number + 1
			head = []
			if titles and first:
				head.append(f"{chr(ord('A') + letter)}. {titles.get(level) or clean(level) or 'Lainnya'}")
				letter, first = letter + 1, False
			if goal and goal != before:
				head.append(f"Sasaran: {goal}")
			if head:
				out.append({"sel": ["\n".join(head)], "kelas": "kelompok tebal", "ikut": True})
			before = goal
			out.append({"sel": cells(number, row)})
	return out


TITLES = {
	IKU: "INDIKATOR KINERJA UTAMA",
	PROGRAM: "INDIKATOR KINERJA PROGRAM",
	KEGIATAN: "INDIKATOR KINERJA KEGIATAN",
}
