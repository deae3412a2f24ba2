"""Aggregation of one indicator's rows over sources (Pelaksana, units) and over time (periods of a year).

Plain rows in, a plain result out: a row is a dict, a result is a dict that is itself a valid row, so that
units are aggregated from Formats and the kecamatan from units by the same function, and so that the same job
can be done by a Server Script. Percentages are recomputed from pembilang and
penyebut, never averaged over unequal bases (1/1 then 9/18 is 52,63 %, not 75 %).

Status words decide, not numbers: whatever a row that is not Terisi or Nihil holds as nilai is not read (a
Float column holds 0 where nothing was filled in).
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypedDict

from .capaian import nilai_rasio
from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import AgregasiTidakSah
from .nilai_kinerja import rata_rata, rata_rata_berbobot
from .rows import Angka, Baris, angka_baris, nama_sumber, nilai_baris, periksa_baris
from .status import BELUM_DIISI, NIHIL, STATUS_BERNILAI, TERISI, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

__all__ = [
	"CARA_SUMBER",
	"CARA_WAKTU",
	"Baris",
	"Hasil",
	"agregasi_sumber",
	"agregasi_waktu",
	"periksa_baris",
	"rata_rata",
	"rata_rata_berbobot",
]

JUMLAH, NILAI_TUNGGAL = "Jumlah", "Nilai Tunggal"
KUMULATIF, POSISI_AKHIR = "Kumulatif", "Posisi Akhir"
RATA_RATA, RASIO = "Rata-rata", "Rasio"
CARA_SUMBER = (JUMLAH, RATA_RATA, RASIO, NILAI_TUNGGAL)
CARA_WAKTU = (KUMULATIF, POSISI_AKHIR, RATA_RATA, RASIO)

_NOL = Decimal(0)


class Hasil(TypedDict):
	"""An aggregate. `asal` are the sources whose values are in it, `belum` those still missing or incomplete;
	`lengkap` is True if none is. nilai is None unless status is Terisi or Nihil."""

	status: str
	nilai: Decimal | None
	pembilang: Decimal | None
	penyebut: Decimal | None
	lengkap: bool
	asal: list[str]
	belum: list[str]


def agregasi_sumber(
	baris: Iterable[Baris], cara: str, *, indikator: str = "", faktor: Bilangan = 100
) -> Hasil:
	"""One indicator in one period over its sources, the order of which does not matter.

	`cara`: Jumlah, Rata-rata (each source counts once), Rasio (sum of pembilang / sum of penyebut x `faktor`)
	or Nilai Tunggal (one source; several only if they agree; once one is filled, the others are not waited
	for). Missing sources leave the value of the others, with `lengkap` False. Error: AgregasiTidakSah, naming
	`indikator` and the source.
	"""
	return _agregasi(list(baris), cara, CARA_SUMBER, indikator, to_decimal(faktor))


def agregasi_waktu(
	baris: Iterable[Baris], cara: str, *, indikator: str = "", faktor: Bilangan = 100
) -> Hasil:
	"""One indicator of one source over the periods of the year so far, oldest first.

	`cara`: Kumulatif (sum), Posisi Akhir (the last measured one; only what is missing after it makes the
	result incomplete), Rata-rata (each measured period counts once) or Rasio. Error: AgregasiTidakSah.
	"""
	return _agregasi(list(baris), cara, CARA_WAKTU, indikator, to_decimal(faktor))


def _agregasi(
	baris: Sequence[Baris], cara: str, dikenal: tuple[str, ...], indikator: str, faktor: Decimal
) -> Hasil:
	if cara not in dikenal:
		raise AgregasiTidakSah(
			f"Indikator “{indikator}”: cara agregasi “{cara}” tidak dikenal. Pilih {', '.join(dikenal)}."
		)
	for satu in baris:
		periksa_baris(satu, rasio=cara == RASIO, indikator=indikator)
	dipakai = _posisi_akhir(baris) if cara == POSISI_AKHIR else baris
	bernilai = [satu for satu in dipakai if satu["status"] in STATUS_BERNILAI]
	ditunggu = bernilai if bernilai and cara == NILAI_TUNGGAL else dipakai
	belum = [satu for satu in ditunggu if satu["status"] == BELUM_DIISI or not satu.get("lengkap", True)]
	nilai, pembilang, penyebut = None, None, None
	if bernilai:
		with exact_arithmetic():
			nilai, pembilang, penyebut = _HITUNG[cara](bernilai, indikator, faktor)
	return {
		"status": _status_hasil(baris, bernilai, nilai),
		"nilai": nilai,
		"pembilang": pembilang,
		"penyebut": penyebut,
		"lengkap": bool(baris) and not belum,
		"asal": [nama_sumber(satu) for satu in bernilai],
		"belum": [nama_sumber(satu) for satu in belum],
	}


def _status_hasil(baris: Sequence[Baris], bernilai: Sequence[Baris], nilai: Decimal | None) -> str:
	if nilai is not None:
		return NIHIL if all(satu["status"] == NIHIL for satu in bernilai) else TERISI
	status = {satu["status"] for satu in baris}
	if not status or BELUM_DIISI in status:
		return BELUM_DIISI
	return TIDAK_DIUKUR if status == {TIDAK_DIUKUR} else TIDAK_ADA_OBJEK


def _posisi_akhir(baris: Sequence[Baris]) -> Sequence[Baris]:
	"""From the last row with a value on; all rows if there is none."""
	letak = [nomor for nomor, satu in enumerate(baris) if satu["status"] in STATUS_BERNILAI]
	return baris[letak[-1] :] if letak else baris


def _jumlah(baris: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	return sum((nilai_baris(satu) for satu in baris), _NOL), None, None


def _rata(baris: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""The mean with the sum and the count that it comes from: a stored third is no longer a third."""
	jumlah = sum((nilai_baris(satu) for satu in baris), _NOL)
	return jumlah / len(baris), jumlah, Decimal(len(baris))


def _rasio(baris: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	pembilang = sum((to_decimal(satu.get("pembilang")) or _NOL for satu in baris), _NOL)
	penyebut = sum((to_decimal(satu.get("penyebut")) or _NOL for satu in baris), _NOL)
	return nilai_rasio(pembilang, penyebut, faktor), pembilang, penyebut


def _tunggal(baris: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	berbeda = {angka_baris(satu)[0] for satu in baris}
	if len(berbeda) > 1:
		sumber = ", ".join(nama_sumber(satu) for satu in baris)
		raise AgregasiTidakSah(
			f"Indikator “{indikator}” hanya boleh mempunyai satu nilai, tetapi diisi berbeda oleh {sumber}. "
			"Sepakati satu sumber, lalu kosongkan atau samakan isian yang lain."
		)
	# 1/2 and 2/4 are one value; what it was divided from goes on with the first of them.
	return angka_baris(baris[0])


def _terakhir(baris: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	return angka_baris(baris[-1])


_HITUNG: dict[str, Callable[[Sequence[Baris], str, Decimal], Angka]] = {
	JUMLAH: _jumlah,
	KUMULATIF: _jumlah,
	RATA_RATA: _rata,
	RASIO: _rasio,
	NILAI_TUNGGAL: _tunggal,
	POSISI_AKHIR: _terakhir,
}
