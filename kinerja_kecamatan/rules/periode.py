"""Reporting periods: `2021-TW1` (triwulan), `2021-01` (bulan), `2021-S1` (semester), `2021` (tahun)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from babel.dates import get_month_names

from .errors import PeriodeTidakSah

TRIWULAN, BULAN, SEMESTER, TAHUN = "Triwulan", "Bulan", "Semester", "Tahun"
SEBUTAN = {TRIWULAN: "Triwulan", SEMESTER: "Semester", BULAN: "Bulanan", TAHUN: "Tahunan"}
"""What a kind is called where one is chosen (Periode Kinerja.jenis)."""
DIKUMPULKAN = (TRIWULAN, SEMESTER, BULAN)
"""The kinds that a year is collected in, one of them a year; the year itself is put together from them."""
TAHUN_PERTAMA, TAHUN_TERAKHIR = 2000, 2100

_BANYAK = {TRIWULAN: 4, BULAN: 12, SEMESTER: 2, TAHUN: 1}
_ROMAWI = ("I", "II", "III", "IV")
_NAMA_BULAN = get_month_names("wide", locale="id")
_KODE = re.compile(r"([0-9]{4})(?:-(?:TW([1-4])|S([12])|([0-9]{2})))?", re.IGNORECASE)


@total_ordering
@dataclass(frozen=True)
class Periode:
	"""One period of a year: `ke` counts from 1 within `jenis` (Triwulan 1-4, Bulan 1-12, Semester 1-2, Tahun 1).

	Sorted by end date; at the same end the shorter period first (2021-12 < 2021-TW4 < 2021-S2 < 2021).
	Error: PeriodeTidakSah if jenis, ke or tahun (2000-2100) is out of range.
	"""

	tahun: int
	jenis: str
	ke: int = 1

	def __post_init__(self) -> None:
		if self.jenis not in _BANYAK or not 1 <= self.ke <= _BANYAK[self.jenis]:
			raise PeriodeTidakSah(
				"Periode {0} ke-{1} tidak ada. Pilih triwulan 1-4, semester 1-2, atau bulan 1-12.",
				self.jenis,
				self.ke,
			)
		if not TAHUN_PERTAMA <= self.tahun <= TAHUN_TERAKHIR:
			raise PeriodeTidakSah(
				"Tahun {0} di luar jangkauan. Isi tahun {1} sampai {2}.",
				self.tahun,
				TAHUN_PERTAMA,
				TAHUN_TERAKHIR,
			)

	@classmethod
	def dari_kode(cls, kode: str) -> "Periode":
		"""Read `2021-TW1`, `2021-S1`, `2021-01` or `2021` in any case. Error: PeriodeTidakSah."""
		cocok = _KODE.fullmatch(kode.strip()) if len(kode) <= 140 else None
		if not cocok:
			raise PeriodeTidakSah(
				"Periode “{0}” tidak dikenal. Tulis misalnya 2021-TW1, 2021-S1, 2021-01, atau 2021.",
				kode[:40],
			)
		tahun, *bagian = cocok.groups()
		for jenis, ke in zip((TRIWULAN, SEMESTER, BULAN), bagian, strict=True):
			if ke:
				return cls(int(tahun), jenis, int(ke))
		return cls(int(tahun), TAHUN)

	@property
	def kode(self) -> str:
		"""The code that dari_kode reads."""
		ekor = {TRIWULAN: f"-TW{self.ke}", SEMESTER: f"-S{self.ke}", BULAN: f"-{self.ke:02d}"}
		return f"{self.tahun}{ekor.get(self.jenis, '')}"

	@property
	def nama(self) -> str:
		"""As printed: `Triwulan I Tahun 2021`, `Semester I Tahun 2021`, `Bulan Januari 2021`, `Tahun 2021`."""
		if self.jenis == BULAN:
			return f"Bulan {_NAMA_BULAN[self.ke]} {self.tahun}"
		if self.jenis == TAHUN:
			return f"Tahun {self.tahun}"
		return f"{self.jenis} {_ROMAWI[self.ke - 1]} Tahun {self.tahun}"

	@property
	def nama_singkat(self) -> str:
		"""Within its year, as a column is headed: `TW I`, `Semester I`, `Januari`, `Setahun`."""
		if self.jenis == BULAN:
			return _NAMA_BULAN[self.ke]
		if self.jenis == TAHUN:
			return "Setahun"
		return f"{'TW' if self.jenis == TRIWULAN else self.jenis} {_ROMAWI[self.ke - 1]}"

	@property
	def mulai(self) -> date:
		"""First day."""
		return date(self.tahun, (self.ke - 1) * self._lebar + 1, 1)

	@property
	def akhir(self) -> date:
		"""Last day, included."""
		bulan = self.ke * self._lebar
		return date(self.tahun, bulan, monthrange(self.tahun, bulan)[1])

	@property
	def sebelumnya(self) -> "Periode":
		"""The period of the same kind that ends the day before this one starts."""
		return self._geser(-1)

	@property
	def berikutnya(self) -> "Periode":
		"""The period of the same kind that starts the day after this one ends."""
		return self._geser(1)

	@property
	def tahun_lalu(self) -> "Periode":
		"""The same period one year earlier."""
		return Periode(self.tahun - 1, self.jenis, self.ke)

	@property
	def sampai_dengan(self) -> tuple["Periode", ...]:
		"""The periods of this kind in the year so far, oldest first, this one included."""
		return tuple(Periode(self.tahun, self.jenis, ke) for ke in range(1, self.ke + 1))

	@property
	def banyak(self) -> int:
		"""How many periods of this kind a year has."""
		return _BANYAK[self.jenis]

	def bagian(self, jenis: str) -> tuple["Periode", ...]:
		"""The periods of a kind that lie in this one, oldest first: the quarters of a year, the months of a quarter; none of a
		longer kind."""
		dalam = (Periode(self.tahun, jenis, ke) for ke in range(1, _BANYAK[jenis] + 1))
		return tuple(satu for satu in dalam if self.mulai <= satu.mulai and satu.akhir <= self.akhir)

	@property
	def tutup_tahun(self) -> bool:
		"""True if the year ends with this period."""
		return self.akhir == date(self.tahun, 12, 31)

	def memuat(self, hari: date) -> bool:
		"""True if the day lies in the period."""
		return self.mulai <= hari <= self.akhir

	def __lt__(self, lain: object) -> bool:
		if not isinstance(lain, Periode):
			return NotImplemented
		return (self.akhir, -self.mulai.toordinal()) < (lain.akhir, -lain.mulai.toordinal())

	@property
	def _lebar(self) -> int:
		return 12 // _BANYAK[self.jenis]

	def _geser(self, langkah: int) -> "Periode":
		banyak = _BANYAK[self.jenis]
		tahun, ke = divmod(self.tahun * banyak + self.ke - 1 + langkah, banyak)
		return Periode(tahun, self.jenis, ke + 1)
