"""Targets, units and scales as a public server of one kabupaten holds them (names of people were never copied): what an office writes
into a Perjanjian Kinerja, word for word, with the blanks that stand there."""

from typing import NamedTuple


class Real(NamedTuple):
	"""A row of an agreement; `skala` is the Skala Nilai that its indicator has ("" for none), `dicetak` what the paper says where that is
	not just what was written: a decimal dot is printed as a comma."""

	indikator: str
	satuan: str
	target: str
	skala: str = ""
	sifat: str = "Positif"
	dicetak: str = ""

	@property
	def printed(self) -> str:
		return self.dicetak or " ".join(self.target.split())


SAKIP, OPINI, MUTU = "Predikat SAKIP", "Opini BPK", "Baik/Cukup/Kurang"
IKM = "Indeks Kepuasan Masyarakat (IKM)"
UMUM = "Prosentase Sasaran Penyelenggaraan Urusan Pemerintahan Umum"
ROWS = (
	# Agreements of seven kecamatan.
	Real(IKM, "Nilai Sakip", "B", SAKIP),
	Real(IKM, "%", "100"),
	Real(IKM, "Indeks", "78.6", dicetak="78,6"),
	Real(IKM, "Laporan", "8"),
	Real("Indeks Pelayanan Publik Kecamatan", "Indeks", "77,27 (BB)"),
	Real("Nilai Evaluasi SAKIP", "Nilai", "70-80 (BB)", SAKIP),
	Real("Nilai SAKIP Kecamatan", "Nilai", "80-90 (A)", SAKIP),
	Real("Nilai SAKIP Kecamatan", "Predikat", "BB", SAKIP),
	Real("Nilai SAKIP Kecamatan", "Nilai", "70 "),
	Real("Prosentase Gangguan Keamanan yang dapat diselesaikan", "%", "92"),
	Real("Persentase kepuasan dan partisipasi dalam forum musrenbang", "%", "77,27"),
	Real(UMUM, "Persen", "90"),
	Real(UMUM, "Orang", "60"),
	# Others of the same kabupaten.
	Real("Opini atas laporan keuangan", "Predikat", "WTP", OPINI),
	Real("Mutu pelayanan", "Predikat", "Baik", MUTU),
	Real("Inflasi", "Persen", "kurang dari 2", sifat="Negatif"),
	Real("Kemiskinan", "%", "7,50-7,78", sifat="Negatif"),
	Real("Pengangguran terbuka", "%", "4,32-4,33", sifat="Negatif"),
	Real("Nilai AKIP", "Nilai", "70-80 "),
	Real("Layanan tepat waktu", "%", "100 %"),
	Real("Layanan lengkap", "%", "100%"),
	Real("Indeks pembangunan", "Indeks", "75.02 ", dicetak="75,02"),
	Real("Desa tertib", "%", "100.00", dicetak="100,00"),
	Real("Produksi padi", "Ton", "145.000"),
	Real("Produksi jagung", "Ton", "5.319"),
	Real("Rasio dasar", "Rasio", "0,018"),
	Real("Rasio target", "Rasio", "0,020"),
	Real("Rasio lain", "Rasio", "0,654"),
	Real("Nilai evaluasi", "Nilai", "(BB)", SAKIP),
	Real("Nilai mutu", "Nilai", "80-90 ( SB )"),
)
# Spellings of units in that place, and the unit that each is.
SPELLINGS = {
	**dict.fromkeys(("Persen", "%", "Persentase"), "%"),
	**dict.fromkeys(("Nilai Sakip",), "Nilai SAKIP"),
	**dict.fromkeys(("Rp/Juta",), "Rp Juta"),
	**dict.fromkeys(("100.000/kh",), "100.000/KH"),
	**{
		name: name
		for name in (
			*(
				"Orang",
				"Paket",
				"Dokumen",
				"Opini BPK",
				"Unit",
				"Laporan",
				"Bulan",
				"Ton",
				"Kegiatan",
				"Indeks",
			),
			*("Nilai", "Skor", "Tahun", "Predikat", "Rasio", "Kecamatan", "Pekon"),
		)
	},
}
