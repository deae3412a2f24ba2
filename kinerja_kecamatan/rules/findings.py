"""Step 7's findings on one row of performance data: what must be mended, and what must be explained.

A Galat blocks; a Peringatan needs a written reason; an Informasi is said and asks for nothing. A figure is held against what the row itself says, against the
indicator's own earlier figures, its batas wajar and its unit of measure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .decimals import exact_arithmetic, rounded
from .numbers import print_figure, print_number
from .recap_rows import IKU
from .references import only_refers
from .rilis import print_day, who_and_when
from .status import BELUM_DIISI, MENUNGGU_RILIS, NIHIL, STATUS_BERNILAI, TERISI, TIDAK_DIUKUR

GALAT, PERINGATAN, INFORMASI = "Galat", "Peringatan", "Informasi"
TINGKAT = (GALAT, PERINGATAN, INFORMASI)
SERAPAN_UNIT, SERAPAN_KECAMATAN = "Unit", "Kecamatan"

BUTUH_RIWAYAT = 4
"""Earlier figures from which on there is a history to stand out from."""
# Own choice: three robust standard deviations (1,4826 x MAD), and never less than half of the usual figure.
_LEBAR, _BAGIAN = Decimal("4.4478"), Decimal("0.5")
_SERATUS = Decimal(100)


@dataclass(frozen=True)
class Temuan:
	"""One finding: `jenis` is its constant key, `uraian` a sentence without its subject."""

	jenis: str
	tingkat: str
	uraian: str


@dataclass(frozen=True)
class Isian:
	"""A row as the findings see it; numbers as Decimal, None where nothing is measured.

	`rasio` is typed as pembilang and penyebut; a `hasil_bagi` of things that are counted (`bulat`) may be a fraction; `berkata` is a word of a
	Skala Nilai; `batas_ketat` a bound that its target asks to be passed, with its words. Units are named as their master names them. `riwayat` are (kode periode, figure) of earlier periods, oldest first. `kendala_wajib` is the office's
	setting; `belum_lengkap` is a year's figure of which a period is missing or not settled; `bagian_tahun` what these are called (triwulan,
	semester, bulan). `sumber_rilis` and `perkiraan_rilis` say who publishes a figure that is waited for or provisional, and when; `hari_ini`
	is the day of the asking. A sum that is `belum_utuh` lacks a part which is waited for: it is not low, only not all there.
	"""

	status: str
	nilai: Decimal | None = None
	pembilang: Decimal | None = None
	penyebut: Decimal | None = None
	capaian: Decimal | None = None
	rasio: bool = False
	hasil_bagi: bool = False
	berkata: bool = False
	satuan: str = ""
	satuan_indikator: str = ""
	persen: bool = False
	bulat: bool = False
	batas_ketat: tuple[Decimal, str] | None = None
	desimal: int = 2
	bukti: bool = False
	bukti_wajib: bool = False
	kendala: str = ""
	tindak_lanjut: str = ""
	keterangan: str = ""
	kendala_wajib: bool = True
	belum_lengkap: bool = False
	bagian_tahun: str = "triwulan"
	tidak_boleh_turun: bool = False
	batas_bawah: Decimal | None = None
	batas_atas: Decimal | None = None
	riwayat: Sequence[tuple[str, Decimal]] = ()
	sementara: bool = False
	belum_utuh: bool = False
	sumber_rilis: str = ""
	perkiraan_rilis: date | None = None
	hari_ini: date | None = None


def findings_of_entry(isian: Isian) -> Iterator[Temuan]:
	"""What is missing beside the figure: incomplete rows, evidence, kendala, tindak lanjut, keterangan of a Nihil."""
	if isian.status == TIDAK_DIUKUR:
		return
	if isian.status == BELUM_DIISI:
		perlu = (
			"isi pembilang dan penyebut (pembilang 0 bila nihil), atau pilih Tidak Ada Objek."
			if isian.rasio
			else "isi realisasi, atau pilih Nihil/Tidak Ada Objek."
		)
		luar = " Bila angkanya belum dirilis, pilih Menunggu Rilis." if isian.sumber_rilis.strip() else ""
		yield Temuan("kosong", GALAT, perlu + luar)
		return
	yield from findings_of_release(isian)
	if isian.status == MENUNGGU_RILIS:
		return
	if isian.status == NIHIL and not isian.berkata and not isian.keterangan.strip():
		yield Temuan("nihil", GALAT, "nihil perlu keterangan.")
	if isian.bukti_wajib and isian.status == TERISI and not isian.bukti:
		yield Temuan("bukti", GALAT, "lampirkan bukti.")
	kurang = isian.capaian is not None and isian.capaian < _SERATUS
	if isian.kendala_wajib and kurang and not isian.kendala.strip():
		yield Temuan("kendala", GALAT, "target belum tercapai; tulis kendalanya.")
	for sebutan, teks in (("kendala", isian.kendala), ("tindak lanjut", isian.tindak_lanjut)):
		if only_refers(teks):
			yield Temuan(
				"rujukan",
				GALAT,
				f"{sebutan} hanya merujuk ke tempat lain; tulis {sebutan}nya sendiri, ringkas dan jelas.",
			)
	if isian.belum_lengkap:
		yield Temuan(
			"triwulan",
			PERINGATAN,
			f"angka setahun belum lengkap; ada {isian.bagian_tahun} yang belum selesai dicermati.",
		)
	if isian.kendala.strip() and not isian.tindak_lanjut.strip():
		yield Temuan("tindak_lanjut", GALAT, "ada kendala; tulis tindak lanjutnya.")


def findings_of_release(isian: Isian) -> Iterator[Temuan]:
	"""A figure of others: that it is waited for or provisional, who publishes it and when; the day may have passed."""
	menunggu = isian.status == MENUNGGU_RILIS
	if not menunggu and not isian.sementara:
		return
	if menunggu and not (isian.sumber_rilis.strip() and isian.perkiraan_rilis):
		yield Temuan("rilis", GALAT, "menunggu rilis; tulis sumber datanya dan perkiraan tanggal rilisnya.")
		return
	sebutan = "menunggu rilis" if menunggu else "angka sementara"
	asal = who_and_when(isian.sumber_rilis, isian.perkiraan_rilis)
	if isian.perkiraan_rilis and isian.hari_ini and isian.perkiraan_rilis < isian.hari_ini:
		yield Temuan(
			"rilis_lewat",
			PERINGATAN,
			f"{sebutan}, padahal perkiraan rilisnya {print_day(isian.perkiraan_rilis)} sudah lewat; isi angka resminya, "
			"atau perbarui perkiraannya.",
		)
	else:
		yield Temuan("rilis", INFORMASI, f"{sebutan} ({asal})." if asal else f"{sebutan}.")


def findings_of_both(isian: Isian) -> Iterator[Temuan]:
	"""A unit's figure that several Pelaksana have added up: who fell short is not known before, so it is explained here."""
	kurang = isian.capaian is not None and isian.capaian < _SERATUS
	if isian.kendala_wajib and kurang and not isian.kendala.strip():
		yield Temuan(
			"kendala",
			PERINGATAN,
			"target unit belum tercapai oleh isian semua Pelaksana bersama, dan tidak seorang pun menulis kendala.",
		)


def states_table(tabel: str | None, tingkat: str, *, kecamatan: bool) -> bool:
	"""Whether an indicator that states the serapan states that of the recap's own table.

	:param tabel: what the indicator says of it: SERAPAN_UNIT, SERAPAN_KECAMATAN, or anything else for what its tingkat comes to (its
	        unit's table, and for an IKU the kecamatan's too)
	:param kecamatan: of the kecamatan's recap, else of a unit's
	"""
	if tabel in (SERAPAN_UNIT, SERAPAN_KECAMATAN):
		return (tabel == SERAPAN_KECAMATAN) == kecamatan
	return tingkat == IKU or not kecamatan


def spending_contradiction(dinyatakan: Decimal, serapan: Decimal, desimal: int) -> Temuan | None:
	"""An indicator that states the serapan beside the table of the budget: both are percent, and to the indicator's decimals one figure."""
	said, found = rounded(dinyatakan, desimal), rounded(serapan, desimal)
	if said == found:
		return None
	return Temuan(
		"serapan",
		PERINGATAN,
		f"menyatakan serapan {print_number(said)} %, sedangkan tabel anggaran {print_number(found)} %; samakan keduanya.",
	)


def year_contradiction(setahun: Decimal, bagian: Decimal, desimal: int, sebutan: str) -> Temuan | None:
	"""A whole year's figure that was typed, beside what its periods have come to since: to the indicator's decimals one figure.

	:param sebutan: what the periods are called (triwulan, semester, bulan)
	"""
	said, found = rounded(setahun, desimal), rounded(bagian, desimal)
	if said == found:
		return None
	return Temuan(
		"setahun",
		PERINGATAN,
		f"angka setahun {print_figure(setahun, desimal)}, sedangkan menurut {sebutan} {print_figure(bagian, desimal)}; samakan keduanya.",
	)


def spending_findings(
	terpakai: Decimal, pagu: Decimal, sebelumnya: tuple[str, Decimal] | None
) -> Iterator[Temuan]:
	"""Money spent so far of one program, in rupiah: above its budget, or less than (kode periode, amount) of the period before."""
	if terpakai > pagu:
		yield Temuan(
			"pagu",
			PERINGATAN,
			f"realisasi {print_number(terpakai)} melebihi anggarannya {print_number(pagu)}.",
		)
	if sebelumnya and terpakai < sebelumnya[1]:
		kode, dulu = sebelumnya
		yield Temuan(
			"realisasi_turun",
			PERINGATAN,
			f"realisasi {print_number(terpakai)} turun dari {print_number(dulu)} ({kode}), padahal dihitung sampai dengan "
			"periode ini.",
		)


def outdated_correction(kolom: str, sebelum: str, sesudah: str) -> Temuan:
	"""A correction of step 8 whose figure the unit has reported anew since."""
	return Temuan(
		"koreksi",
		PERINGATAN,
		f"koreksi {kolom} dari {sebelum or '-'} menjadi {sesudah} tidak berlaku lagi, karena angkanya sudah disampaikan "
		"lagi atau targetnya sudah diralat; periksa apakah masih perlu dikoreksi.",
	)


def findings_on_figures(isian: Isian) -> Iterator[Temuan]:
	"""What is odd about the figure: going down, beyond its batas wajar, unlike its history, unlike its unit."""
	if isian.status not in STATUS_BERNILAI or isian.nilai is None:
		return
	tulis = print_figure(isian.nilai, isian.desimal)
	if not isian.belum_utuh:
		yield from _falls(isian, tulis)
		yield from _exactly_at_bound(isian, tulis)
	yield from _beyond_bound(isian, tulis)
	if not isian.belum_utuh:
		yield from _against_history(isian, tulis)
	yield from _against_unit(isian, tulis)


def all_findings(isian: Isian) -> list[Temuan]:
	"""Both kinds, errors first, what is only said last."""
	return sorted(
		(*findings_of_entry(isian), *findings_on_figures(isian)), key=lambda satu: TINGKAT.index(satu.tingkat)
	)


def _falls(isian: Isian, tulis: str) -> Iterator[Temuan]:
	if not isian.tidak_boleh_turun or not isian.riwayat:
		return
	kode, dulu = isian.riwayat[-1]
	if isian.nilai < dulu:
		yield Temuan(
			"turun",
			PERINGATAN,
			f"{tulis} turun dari {print_number(dulu)} ({kode}), padahal tidak boleh turun.",
		)


def _exactly_at_bound(isian: Isian, tulis: str) -> Iterator[Temuan]:
	if isian.batas_ketat and isian.nilai == isian.batas_ketat[0]:
		yield Temuan(
			"tepat_batas",
			PERINGATAN,
			f"{tulis} tepat pada batasnya, sedangkan targetnya {isian.batas_ketat[1]}; capaiannya dihitung 100 %.",
		)


def _beyond_bound(isian: Isian, tulis: str) -> Iterator[Temuan]:
	if isian.batas_bawah is not None and isian.nilai < isian.batas_bawah and not isian.belum_utuh:
		yield Temuan("batas", PERINGATAN, f"{tulis} di bawah batas wajar {print_number(isian.batas_bawah)}.")
	if isian.batas_atas is not None and isian.nilai > isian.batas_atas:
		yield Temuan("batas", PERINGATAN, f"{tulis} di atas batas wajar {print_number(isian.batas_atas)}.")


def _against_history(isian: Isian, tulis: str) -> Iterator[Temuan]:
	dulu = [nilai for _kode, nilai in isian.riwayat]
	if len(dulu) < BUTUH_RIWAYAT:
		return
	with exact_arithmetic():
		tengah = median(dulu)
		lebar = max(_LEBAR * median(abs(nilai - tengah) for nilai in dulu), _BAGIAN * abs(tengah))
		jauh = abs(isian.nilai - tengah) > lebar
	if jauh:
		yield Temuan(
			"riwayat",
			PERINGATAN,
			f"{tulis} jauh dari biasanya ({print_figure(tengah, isian.desimal)} pada {len(dulu)} periode sebelumnya).",
		)


def median(nilai: Iterable[Decimal]) -> Decimal:
	"""The middle one, or the mean of the middle two."""
	urut = sorted(nilai)
	tengah = len(urut) // 2
	return urut[tengah] if len(urut) % 2 else (urut[tengah - 1] + urut[tengah]) / 2


def _against_unit(isian: Isian, tulis: str) -> Iterator[Temuan]:
	satuan = isian.satuan.strip()
	if isian.satuan_indikator and satuan.casefold() != isian.satuan_indikator.strip().casefold():
		yield Temuan(
			"satuan_berubah",
			PERINGATAN,
			f"satuannya {satuan or '-'}, sedangkan satuan indikator sekarang {isian.satuan_indikator}.",
		)
	if isian.persen and not 0 <= isian.nilai <= _SERATUS:
		yield Temuan(
			"satuan", PERINGATAN, f"{tulis} % di luar 0 sampai 100 %; periksa satuan dan pembaginya."
		)
	elif isian.bulat:
		if isian.nilai < 0:
			yield Temuan("satuan", PERINGATAN, f"{tulis} {satuan}: jumlah tidak kurang dari 0.")
		elif not isian.hasil_bagi and isian.nilai != isian.nilai.to_integral_value():
			yield Temuan("satuan", PERINGATAN, f"{tulis} {satuan}: jumlah biasanya bilangan bulat.")
