"""One row of performance data as a plain dict, and the check that its status and its numbers agree."""

from decimal import Decimal
from typing import TypedDict

from .capaian import value_of_ratio
from .decimals import Bilangan, to_decimal
from .errors import AgregasiTidakSah, RasioTidakSah, RuleError, Sentence
from .status import NIHIL, STATUS_BARIS, STATUS_BERNILAI

_NOL = Decimal(0)


class Baris(TypedDict, total=False):
	"""A row: `sumber` names the Pelaksana, unit or period; `lengkap` is False if the row is itself
	incomplete; `sementara` and `belum_utuh` are its marks (rules.rilis).
	"""

	sumber: str
	status: str
	nilai: Bilangan | None
	pembilang: Bilangan | None
	penyebut: Bilangan | None
	lengkap: bool
	sementara: bool
	belum_utuh: bool


Angka = tuple[Decimal | None, Decimal | None, Decimal | None]
"""nilai, pembilang, penyebut."""


def check_row(baris: Baris, *, rasio: bool, indikator: str = "") -> None:
	"""Refuse a row whose status and numbers contradict each other; what no value is expected from always
	passes.

	Terisi needs a nilai, or with `rasio` a pembilang and a penyebut; Nihil is 0, and with `rasio` needs a
	penyebut above 0 (a ratio without any object is Tidak Ada Objek). Error: AgregasiTidakSah, naming
	`indikator` and the source.
	"""
	status = baris.get("status")
	if status not in STATUS_BARIS:
		raise _error_of_row(
			indikator,
			baris,
			AgregasiTidakSah("status “{0}” tidak dikenal. Pilih {1}.", status, ", ".join(STATUS_BARIS)),
		)
	if status not in STATUS_BERNILAI:
		return
	nilai, pembilang, penyebut = figures_of_row(baris)
	if rasio:
		_check_ratio(baris, pembilang, penyebut, indikator)
	elif nilai is None:
		raise _error_of_row(
			indikator,
			baris,
			Sentence("berstatus Terisi tetapi nilainya kosong. Isi realisasi atau ubah statusnya."),
		)
	if status == NIHIL and (pembilang if rasio else nilai) != 0:
		raise _error_of_row(
			indikator,
			baris,
			Sentence("berstatus Nihil tetapi nilainya bukan 0. Ubah statusnya menjadi Terisi."),
		)


def figures_of_row(baris: Baris) -> Angka:
	"""The numbers of a row as Decimal; a Nihil row without nilai has 0. Error: AngkaTidakSah."""
	nilai = to_decimal(baris.get("nilai"))
	if nilai is None and baris.get("status") == NIHIL:
		nilai = _NOL
	return nilai, to_decimal(baris.get("pembilang")), to_decimal(baris.get("penyebut"))


def value_of_row(baris: Baris) -> Decimal:
	"""nilai of a row that has passed check_row as Terisi or Nihil."""
	nilai = figures_of_row(baris)[0]
	return _NOL if nilai is None else nilai


def name_of_source(baris: Baris) -> str:
	"""What the row calls its source, "-" if nothing."""
	return str(baris.get("sumber") or "-")


def _check_ratio(baris: Baris, pembilang: Decimal | None, penyebut: Decimal | None, indikator: str) -> None:
	nihil = baris.get("status") == NIHIL
	if pembilang is None or penyebut is None:
		raise _error_of_row(indikator, baris, Sentence("pembilang dan penyebut harus diisi kedua-duanya."))
	if nihil and penyebut == 0:
		raise _error_of_row(
			indikator, baris, Sentence("berstatus Nihil tetapi penyebutnya 0. Pilih Tidak Ada Objek.")
		)
	try:
		value_of_ratio(pembilang, penyebut)
	except RasioTidakSah as galat:
		raise _error_of_row(indikator, baris, galat) from galat


def _error_of_row(indikator: str, baris: Baris, pesan: Sentence | RuleError) -> AgregasiTidakSah:
	return AgregasiTidakSah("Indikator “{0}”, sumber {1}: {2}", indikator, name_of_source(baris), pesan)
