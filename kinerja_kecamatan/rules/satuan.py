"""Satuan: one unit of measure in all its spellings, and what its figures may look like.

Which units there are is a site's data (DocType Satuan); these are the ones that every site begins with. Spellings were collected from
public agreements of kecamatan (`Persen`, `%`, `Persentase`; `Nilai Sakip`; `Rp/Juta`).
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from .errors import SatuanTidakSah

PERSEN, BULAT, DESIMAL, UANG = "Persen", "Bilangan Bulat", "Desimal", "Uang"
WAKTU, SKALA, YA_TIDAK = "Waktu", "Skala", "Ya/Tidak"


@dataclass(frozen=True)
class Satuan:
	"""A unit as it is printed, the other ways to write it, and the Skala Nilai that its indicators have unless they say another."""

	nama: str
	jenis: str = DESIMAL
	desimal: int = 2
	sinonim: tuple[str, ...] = ()
	skala: str = ""
	diukur_ulang: bool = False
	"""Measured anew each time (an index, a score), so that periods are not added up."""

	@property
	def spellings(self) -> tuple[str, ...]:
		"""Every way to write it, the longest first."""
		return tuple(sorted((self.nama, *self.sinonim), key=len, reverse=True))


@dataclass(frozen=True)
class Units:
	"""The units of a site. Of two that claim one spelling the first has it."""

	every: tuple[Satuan, ...]
	_by_spelling: dict[str, Satuan] = field(init=False, repr=False, compare=False)

	def __post_init__(self) -> None:
		found: dict[str, Satuan] = {}
		for unit in self.every:
			found.setdefault(unit_key(unit.nama), unit)
		for unit in self.every:
			for text in unit.sinonim:
				found.setdefault(unit_key(text), unit)
		object.__setattr__(self, "_by_spelling", found)

	def find(self, text: str | None) -> Satuan | None:
		"""The unit that is written so, whatever its capitals and spaces."""
		return self._by_spelling.get(unit_key(text or ""))

	def near(self, text: str) -> list[str]:
		"""Names of the units whose spelling is close to a text that is none."""
		keys = difflib.get_close_matches(unit_key(text), self._by_spelling, n=3, cutoff=0.7)
		return list(dict.fromkeys(self._by_spelling[key].nama for key in keys))

	def of_kind(self, jenis: str) -> list[str]:
		"""Every spelling of the units of a kind, as `unit_key` has them."""
		return sorted(key for key, unit in self._by_spelling.items() if unit.jenis == jenis)


def unit_key(text: str) -> str:
	"""What two spellings of one unit have in common: no capitals, no spaces around a slash, no full stop at the end."""
	plain = " ".join(text.casefold().split()).rstrip(".").rstrip()
	return "/".join(part.strip() for part in plain.split("/"))


def split_spellings(text: str | None) -> tuple[str, ...]:
	"""Spellings as a form holds them, one a line or parted by `;`, each once."""
	parts = (" ".join(part.split()) for part in (text or "").replace(";", "\n").splitlines())
	return tuple({unit_key(part): part for part in parts if part}.values())


def check_unit(unit: Satuan, others: Iterable[Satuan]) -> None:
	"""Refuse a unit that another is written like, and one of words without a Skala Nilai to be chosen from."""
	known = Units(tuple(others))
	for text in (unit.nama, *unit.sinonim):
		if other := known.find(text):
			raise SatuanTidakSah(
				"“{0}” sudah menjadi penulisan satuan {1}. Satu penulisan hanya milik satu satuan.",
				text,
				other.nama,
			)
	if unit.jenis == YA_TIDAK and not unit.skala:
		raise SatuanTidakSah("Satuan {0} dijawab dengan kata; pilih Skala Nilainya.", unit.nama)


def _whole(*names: str) -> tuple[Satuan, ...]:
	return tuple(Satuan(name, BULAT, 0) for name in names)


SATUAN_BAWAAN = (
	Satuan("%", PERSEN, 2, ("Persen", "Persentase", "Prosen", "Prosentase", "Percent")),
	Satuan("Orang", BULAT, 0, ("Org",)),
	Satuan("Dokumen", BULAT, 0, ("Dok",)),
	Satuan("Laporan", BULAT, 0, ("Lap",)),
	Satuan("Kegiatan", BULAT, 0, ("Keg",)),
	Satuan("KK", BULAT, 0, ("Kepala Keluarga",)),
	*_whole(
		*(
			"Anak",
			"Aplikasi",
			"Berkas",
			"Buah",
			"BUM Desa",
			"Desa",
			"Gampong",
			"Gangguan",
			"Jiwa",
			"Kali",
			"Kampung",
		),
		*("Kasus", "Kecamatan", "Kejadian", "Kelompok", "Kelurahan", "Lembaga", "Lembar", "Lokasi", "Nagari"),
		*(
			"Orang/Kali",
			"Paket",
			"Pekon",
			"Pelaku",
			"Pengaduan",
			"Peserta",
			"Rapat",
			"Rekomendasi",
			"Surat",
			"Temuan",
			"Unit",
		),
	),
	Satuan("Bulan", WAKTU, 1, ("Bln",)),
	Satuan("Hari", WAKTU, 1),
	Satuan("Hari Kerja", WAKTU, 1),
	Satuan("Jam", WAKTU, 1),
	Satuan("Menit", WAKTU, 1, ("Mnt",)),
	Satuan("Minggu", WAKTU, 1),
	Satuan("Tahun", WAKTU, 1, ("Thn",)),
	Satuan("Rp", UANG, 0, ("Rupiah",)),
	Satuan("Rp Juta", UANG, 2, ("Rp/Juta", "Juta Rupiah")),
	Satuan("Indeks", DESIMAL, 2, diukur_ulang=True),
	Satuan("Nilai", DESIMAL, 2, diukur_ulang=True),
	Satuan("Skor", DESIMAL, 2, diukur_ulang=True),
	Satuan("Nilai SAKIP", DESIMAL, 2, ("Nilai AKIP",), "Predikat SAKIP", True),
	Satuan("Rasio", DESIMAL, 3, diukur_ulang=True),
	Satuan("Hektare", DESIMAL, 2, ("Ha", "Hektar")),
	Satuan("Kilometer", DESIMAL, 2, ("km",)),
	Satuan("Ton", DESIMAL, 2),
	Satuan("100.000/KH", DESIMAL, 2, ("Per 100.000 KH", "Per 100.000 Kelahiran Hidup")),
	Satuan("Predikat", SKALA, 2, diukur_ulang=True),
	Satuan("Opini BPK", SKALA, 0, ("Opini",), "Opini BPK", True),
	Satuan("Ada/Tidak", YA_TIDAK, 0, (), "Ada/Tidak", True),
	Satuan("Ya/Tidak", YA_TIDAK, 0, (), "Ya/Tidak", True),
)
