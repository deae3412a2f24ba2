"""Names that a print format can use: Frappe makes every function of this module a Jinja global (hooks.py).

Each gives plain data whose texts print escaped with `|e`; the look is in `templates/papers`.
"""

from datetime import date, datetime

from kinerja_kecamatan.archive import prints
from kinerja_kecamatan.base import typed_code  # noqa: F401  loaded before the first template is rendered
from kinerja_kecamatan.papers import indonesia, letterhead, text
from kinerja_kecamatan.rules import numbers
from kinerja_kecamatan.rules.decimals import Bilangan


def kertas(nama: str, doc) -> dict:
	"""The data of a paper, by the name of its print format (papers/catalogue.py)."""
	return prints.printed_paper(nama, doc)


def kertas_kop(kecamatan: str | None) -> dict:
	"""The letterhead of a kecamatan."""
	return text.as_text(letterhead.with_emblem({"kop": letterhead.letterhead_of(kecamatan)})["kop"])


def kertas_tanggal(nilai: date | datetime | str | None) -> str:
	"""`1 Oktober 2026`."""
	return text.Teks(indonesia.tanggal_panjang(nilai))


def kertas_waktu(nilai: datetime | str | None) -> str:
	"""`1 Oktober 2026 pukul 08.15`."""
	return text.Teks(indonesia.waktu(nilai))


def kertas_angka(nilai: Bilangan | None, desimal: int | None = None) -> str:
	"""`1.234,5`."""
	return text.Teks(numbers.print_number(nilai, desimal))


def kertas_persen(nilai: Bilangan | None) -> str:
	"""`93,75 %`."""
	return text.Teks(numbers.print_percent(nilai))
