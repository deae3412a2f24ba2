"""What does the arithmetic of a recap: every group of rows at once, so that a whole recap is one call.

A group is one indicator's rows as plain data: {"indikator", "kode", "cara", "faktor", "baris": [Baris]}; a result is the
rules' Hasil.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules.agregasi import Hasil, agregasi_sumber, agregasi_waktu
from kinerja_kecamatan.rules.galat import GalatAturan


def over_sources(groups: Sequence[dict]) -> list[Hasil]:
	"""Each indicator in one period over its sources."""
	return [_one(agregasi_sumber, group) for group in groups]


def over_time(groups: Sequence[dict]) -> list[Hasil]:
	"""Each indicator over the periods of its year so far, oldest first."""
	return [_one(agregasi_waktu, group) for group in groups]


def _one(aggregate, group: dict) -> Hasil:
	with named(group["kode"]):
		return aggregate(group["baris"], group["cara"], indikator=group["indikator"], faktor=group["faktor"])


@contextmanager
def named(kode: str) -> Iterator[None]:
	"""Figures that cannot be put together, or kept, stop the recap: by indicator and with what to do."""
	try:
		yield
	except GalatAturan as error:
		frappe.throw(
			f"{escape_html(kode)}: {escape_html(str(error))}",
			KinerjaError,
			title=_("Rekap tidak dapat dihitung"),
		)
