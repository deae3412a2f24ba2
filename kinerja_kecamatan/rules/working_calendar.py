"""The working calendar of a kecamatan: dated hours per weekday, breaks and holidays.

A Kalender answers one question fast: how many seconds of work lie before a given moment (counted from year
1). Differences of two such counts are working time, so working time is additive by construction, and a span
of ten years costs as much as a span of an hour: whole weeks are multiplied, holidays are a prefix sum.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from .errors import KalenderTidakSah

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_HARI_TERAKHIR = date.max.toordinal()

Rentang = tuple[tuple[int, int], ...]
"""Working stretches of a day as (from, to) in seconds since midnight, in order, not touching."""


@dataclass(frozen=True)
class JamKerja:
	"""Hours of one weekday (`hari` 0 = Senin .. 6 = Minggu), valid from `berlaku_mulai` to `berlaku_sampai`,
	both included; None leaves that side open. Times are whole minutes of one day; `mulai` == `selesai` means
	no work.

	Error: KalenderTidakSah.
	"""

	hari: int
	mulai: time
	istirahat_mulai: time | None
	istirahat_selesai: time | None
	selesai: time
	berlaku_mulai: date | None = None
	berlaku_sampai: date | None = None

	def __post_init__(self) -> None:
		if self.hari not in range(7):
			raise KalenderTidakSah("Hari ke-{0} tidak ada. Isi 0 (Senin) sampai 6 (Minggu).", self.hari)
		nama = NAMA_HARI[self.hari]
		if (self.istirahat_mulai is None) != (self.istirahat_selesai is None):
			raise KalenderTidakSah(
				"{0}: isi awal dan akhir istirahat kedua-duanya, atau kosongkan keduanya.", nama
			)
		waktu = [self.mulai, self.istirahat_mulai, self.istirahat_selesai, self.selesai]
		urut = [jam for jam in waktu if jam is not None]
		if any(jam.second or jam.microsecond or jam.tzinfo for jam in urut):
			raise KalenderTidakSah("{0}: tulis jam kerja dalam jam dan menit saja, misalnya 07.30.", nama)
		if urut != sorted(urut):
			raise KalenderTidakSah(
				"{0}: urutan jam tidak benar. Jam mulai, istirahat, dan selesai harus berurutan pada hari yang sama.",
				nama,
			)
		if self.berlaku_mulai and self.berlaku_sampai and self.berlaku_sampai < self.berlaku_mulai:
			raise KalenderTidakSah(
				"{0}: tanggal Berlaku Sampai harus sama dengan atau sesudah Berlaku Mulai.", nama
			)

	@property
	def rentang(self) -> Rentang:
		"""The working stretches of the day."""
		mulai, selesai = _seconds(self.mulai), _seconds(self.selesai)
		if self.istirahat_mulai is None or self.istirahat_selesai is None:
			potong = ((mulai, selesai),)
		else:
			potong = ((mulai, _seconds(self.istirahat_mulai)), (_seconds(self.istirahat_selesai), selesai))
		return tuple((awal, akhir) for awal, akhir in potong if awal < akhir)

	def berlaku(self, hari: date) -> bool:
		"""True if the row's dates cover the day (whatever its weekday)."""
		return (self.berlaku_mulai or date.min) <= hari <= (self.berlaku_sampai or date.max)


@dataclass(frozen=True)
class _Segmen:
	"""A stretch of days under the same rows: hours per weekday, working seconds before its first day."""

	awal: int
	rentang: tuple[Rentang, ...]
	detik: tuple[int, ...]
	sebelum: int


@dataclass(frozen=True)
class Kalender:
	"""Rows of working hours and the holidays (`libur`, on which nobody works).

	On a date the row with the latest `berlaku_mulai` that covers it wins, so a Ramadan row beats the undated
	one; of two that start alike, the one that ends first. A weekday without a row is free. Error:
	KalenderTidakSah if two rows of a weekday are valid for exactly the same dates.
	"""

	jam: tuple[JamKerja, ...]
	libur: frozenset[date] = frozenset()
	_segmen: tuple[_Segmen, ...] = field(init=False, repr=False, compare=False)
	_awal_segmen: tuple[int, ...] = field(init=False, repr=False, compare=False)
	_hari_libur: tuple[int, ...] = field(init=False, repr=False, compare=False)
	_detik_libur: tuple[int, ...] = field(init=False, repr=False, compare=False)

	def __post_init__(self) -> None:
		_refuse_doubles(self.jam)
		simpan = object.__setattr__
		simpan(self, "jam", tuple(self.jam))
		simpan(self, "libur", frozenset(_as_dates(self.libur)))
		simpan(self, "_segmen", _make_segments(self.jam))
		simpan(self, "_awal_segmen", tuple(segmen.awal for segmen in self._segmen))
		simpan(self, "_hari_libur", tuple(sorted(hari.toordinal() for hari in self.libur)))
		jumlah, kumulatif = 0, [0]
		for ordinal in self._hari_libur:
			jumlah += self._segmen_pada(ordinal).detik[(ordinal - 1) % 7]
			kumulatif.append(jumlah)
		simpan(self, "_detik_libur", tuple(kumulatif))

	def rentang_pada(self, hari: date) -> Rentang:
		"""Working stretches of a date; empty on a free day."""
		if hari in self.libur:
			return ()
		return self._segmen_pada(hari.toordinal()).rentang[hari.weekday()]

	def detik_sebelum_hari(self, ordinal: int) -> int:
		"""Seconds of work from year 1 up to the midnight that starts `date.fromordinal(ordinal)`."""
		jumlah = _seconds_until(self._segmen_pada(ordinal), ordinal)
		return jumlah - self._detik_libur[bisect_right(self._hari_libur, ordinal - 1)]

	def detik_sebelum(self, saat: datetime) -> int:
		"""Seconds of work from year 1 up to a naive local moment, fractions of a second dropped."""
		if saat.tzinfo is not None:
			raise ValueError("expected a naive datetime in the office's local time")
		detik = _seconds(saat.time())
		hari_ini = sum(max(0, min(detik, akhir) - awal) for awal, akhir in self.rentang_pada(saat.date()))
		return self.detik_sebelum_hari(saat.toordinal()) + hari_ini

	def saat_ke(self, detik: int) -> datetime:
		"""The earliest moment with `detik` (> 0) seconds of work before it. Error: KalenderTidakSah if there
		is none.
		"""
		bawah, atas = 1, _HARI_TERAKHIR
		while bawah < atas:
			tengah = (bawah + atas) // 2
			if self.detik_sebelum_hari(tengah + 1) >= detik:
				atas = tengah
			else:
				bawah = tengah + 1
		hari = date.fromordinal(bawah)
		sisa = detik - self.detik_sebelum_hari(bawah)
		for awal, akhir in self.rentang_pada(hari):
			if sisa <= akhir - awal:
				return datetime.combine(hari, time.min) + timedelta(seconds=awal + sisa)
			sisa -= akhir - awal
		raise KalenderTidakSah(
			"Kalender kerja tidak memuat cukup jam kerja. Lengkapi jam kerja di Pengaturan Kinerja."
		)

	def _segmen_pada(self, ordinal: int) -> _Segmen:
		return self._segmen[bisect_right(self._awal_segmen, ordinal) - 1]


def _seconds(jam: time) -> int:
	return jam.hour * 3600 + jam.minute * 60 + jam.second


def _as_dates(libur: Iterable[date]) -> list[date]:
	return [hari.date() if isinstance(hari, datetime) else hari for hari in libur]


def _refuse_doubles(jam: Iterable[JamKerja]) -> None:
	terlihat: set[tuple[int, date | None, date | None]] = set()
	for baris in jam:
		kunci = (baris.hari, baris.berlaku_mulai, baris.berlaku_sampai)
		if kunci in terlihat:
			raise KalenderTidakSah(
				"{0}: ada dua baris jam kerja dengan masa berlaku yang sama. Hapus salah satunya.",
				NAMA_HARI[baris.hari],
			)
		terlihat.add(kunci)


def _make_segments(jam: tuple[JamKerja, ...]) -> tuple[_Segmen, ...]:
	"""Cut the time line wherever a row starts or stops to be valid."""
	awal = {1}
	awal.update(baris.berlaku_mulai.toordinal() for baris in jam if baris.berlaku_mulai)
	awal.update(baris.berlaku_sampai.toordinal() + 1 for baris in jam if baris.berlaku_sampai)
	hasil: list[_Segmen] = []
	for ordinal in sorted(hari for hari in awal if hari <= _HARI_TERAKHIR):
		rentang = tuple(_range_in_force(jam, date.fromordinal(ordinal), hari) for hari in range(7))
		detik = tuple(sum(akhir - mulai for mulai, akhir in potong) for potong in rentang)
		hasil.append(_Segmen(ordinal, rentang, detik, _seconds_until(hasil[-1], ordinal) if hasil else 0))
	return tuple(hasil)


def _seconds_until(segmen: _Segmen, ordinal: int) -> int:
	pekan, sisa = divmod(ordinal - segmen.awal, 7)
	awal = (segmen.awal - 1) % 7
	return (
		segmen.sebelum
		+ pekan * sum(segmen.detik)
		+ sum(segmen.detik[(awal + geser) % 7] for geser in range(sisa))
	)


def _range_in_force(jam: tuple[JamKerja, ...], tanggal: date, hari: int) -> Rentang:
	calon = [baris for baris in jam if baris.hari == hari and baris.berlaku(tanggal)]
	if not calon:
		return ()
	menang = max(
		calon,
		key=lambda baris: (
			(baris.berlaku_mulai or date.min).toordinal(),
			-(baris.berlaku_sampai or date.max).toordinal(),
		),
	)
	return menang.rentang
