"""Aggregation of one indicator's rows over sources (Pelaksana, units) and over time (periods of a year).

Plain rows in, a plain result out: a row is a dict, a result is a dict that is itself a valid row, so that
units are aggregated from Formats and the kecamatan from units by the same function, and so that the same job
can be done by a Server Script. How figures come together is an operator's own business: rules/operators/, one file each.

Status words decide, not numbers: whatever a row that is not Terisi or Nihil holds as nilai is not read (a
Float column holds 0 where nothing was filled in).
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NotRequired, TypedDict

from . import operators
from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import AgregasiTidakSah
from .nilai_kinerja import mean, weighted_mean
from .operator_type import SOURCES, TIME
from .rows import Baris, check_row, name_of_source
from .status import (
	BELUM_DIISI,
	MENUNGGU_RILIS,
	NIHIL,
	STATUS_BERNILAI,
	TERISI,
	TIDAK_ADA_OBJEK,
	TIDAK_DIUKUR,
)

__all__ = [
	"Baris",
	"Hasil",
	"aggregate_sources",
	"aggregate_time",
	"check_row",
	"mean",
	"weighted_mean",
]


class Hasil(TypedDict):
	"""An aggregate. `asal` are the sources whose values are in it, `belum` those still missing or incomplete;
	`lengkap` is True if none is. nilai is None unless status is Terisi or Nihil. What others measure and have not published is not
	missing; the marks that come of it (`rilis.marks_of`) stand beside a result where it has been marked."""

	status: str
	nilai: Decimal | None
	pembilang: Decimal | None
	penyebut: Decimal | None
	lengkap: bool
	asal: list[str]
	belum: list[str]
	sementara: NotRequired[bool]
	belum_utuh: NotRequired[bool]


def aggregate_sources(
	baris: Iterable[Baris], cara: str, *, indikator: str = "", faktor: Bilangan = 100
) -> Hasil:
	"""One indicator in one period over its sources, the order of which does not matter.

	`cara` is an operator over sources (rules/operators/). Missing sources leave the value of the others, with `lengkap` False.
	Error: AgregasiTidakSah, naming `indikator` and the source.
	"""
	return _aggregate(list(baris), cara, SOURCES, indikator, to_decimal(faktor))


def aggregate_time(
	baris: Iterable[Baris], cara: str, *, indikator: str = "", faktor: Bilangan = 100
) -> Hasil:
	"""One indicator of one source over the periods of the year so far, oldest first.

	`cara` is an operator over time (rules/operators/). Error: AgregasiTidakSah.
	"""
	return _aggregate(list(baris), cara, TIME, indikator, to_decimal(faktor))


def _aggregate(baris: Sequence[Baris], cara: str, sumbu: str, indikator: str, faktor: Decimal) -> Hasil:
	operator = operators.operator(cara)
	if sumbu not in operator.axes:
		dikenal = ", ".join(operators.names(sumbu))
		raise AgregasiTidakSah(
			"Indikator “{0}”: cara agregasi “{1}” tidak dikenal. Pilih {2}.", indikator, cara, dikenal
		)
	for satu in baris:
		check_row(satu, rasio=operator.pair, indikator=indikator)
	dipakai = operator.counted(baris)
	bernilai = [satu for satu in dipakai if satu["status"] in STATUS_BERNILAI]
	ditunggu = dipakai if operator.waits or not bernilai else bernilai
	belum = [satu for satu in ditunggu if satu["status"] == BELUM_DIISI or not satu.get("lengkap", True)]
	nilai, pembilang, penyebut = None, None, None
	if bernilai:
		with exact_arithmetic():
			nilai, pembilang, penyebut = operator.compute(bernilai, indikator, faktor)
	return {
		"status": _status_of_result(baris, bernilai, nilai),
		"nilai": nilai,
		"pembilang": pembilang,
		"penyebut": penyebut,
		"lengkap": bool(baris) and not belum,
		"asal": [name_of_source(satu) for satu in bernilai],
		"belum": [name_of_source(satu) for satu in belum],
	}


def _status_of_result(baris: Sequence[Baris], bernilai: Sequence[Baris], nilai: Decimal | None) -> str:
	if nilai is not None:
		return NIHIL if all(satu["status"] == NIHIL for satu in bernilai) else TERISI
	return status_without_value({satu["status"] for satu in baris})


def status_without_value(status: set[str]) -> str:
	"""What sources without any value come to, by their status words."""
	if not status or BELUM_DIISI in status:
		return BELUM_DIISI
	if MENUNGGU_RILIS in status:
		return MENUNGGU_RILIS
	return TIDAK_DIUKUR if status == {TIDAK_DIUKUR} else TIDAK_ADA_OBJEK
