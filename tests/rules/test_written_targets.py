"""Targets and figures as offices write them: real ones, and hypothesis with readings worked out apart from the app's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import Rentang, compute_capaian
from kinerja_kecamatan.rules.errors import AngkaTidakSah, RuleError, SatuanTidakSah, TargetTidakSah
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.operator_type import TIME
from kinerja_kecamatan.rules.satuan import BULAT, SATUAN_BAWAAN, Satuan, Units, check_unit
from kinerja_kecamatan.rules.skala_nilai import SKALA_NILAI_BAWAAN, check_words
from kinerja_kecamatan.rules.target_texts import (
	kept_figure,
	print_so_far,
	target_from_columns,
)
from kinerja_kecamatan.rules.targets import annual_progress, target_so_far
from kinerja_kecamatan.rules.written_targets import (
	ANGKA,
	BATAS,
	KATA,
	RENTANG,
	Tertulis,
	Ukuran,
	read_figure,
	read_target,
)
from tests.support.real_targets import ROWS, Real

D = Decimal
UNITS = Units(SATUAN_BAWAAN)
SCALES = {scale.nama: scale for scale in SKALA_NILAI_BAWAAN}
SAKIP, OPINI = SCALES["Predikat SAKIP"], SCALES["Opini BPK"]
figures = st.integers(0, 10**9).map(lambda n: D(n) / 100)


def measure(satuan: str = "Nilai", skala: str = "", sifat: str = "Positif") -> Ukuran:
	return Ukuran(UNITS.find(satuan), SCALES.get(skala), sifat)


def of_real(row: Real) -> Ukuran:
	return measure(row.satuan, row.skala, row.sifat)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.satuan} {row.target}")
def test_real_targets_are_taken_as_they_are_written(row: Real) -> None:
	found = read_target(row.target, of_real(row))
	assert found.tulisan == row.printed
	assert read_target(found.tulisan, of_real(row)) == found, "read again it says the same"
	assert read_target(found.teks, of_real(row)).target == found.target


@pytest.mark.parametrize(
	("text", "satuan", "skala", "sifat", "kind", "low", "high"),
	[
		("B", "Nilai Sakip", "Predikat SAKIP", "Positif", KATA, "60", None),
		("(BB)", "Nilai", "Predikat SAKIP", "Positif", KATA, "70", None),
		("wtp", "Predikat", "Opini BPK", "Positif", KATA, "4", None),
		("77,27 (BB)", "Indeks", "", "Positif", ANGKA, "77.27", None),
		("BB (70,80)", "Nilai", "Predikat SAKIP", "Positif", ANGKA, "70.80", None),
		("70-80 (BB)", "Nilai", "Predikat SAKIP", "Positif", RENTANG, "70", "80"),
		("7,50-7,78", "%", "", "Negatif", RENTANG, "7.50", "7.78"),
		("80 % s.d. 85 %", "%", "", "Positif", RENTANG, "80", "85"),
		("80 – 85%", "%", "", "Positif", RENTANG, "80", "85"),
		("3 sampai dengan 5 hari", "Hari", "", "Negatif", RENTANG, "3", "5"),
		("1.000-1.500", "Orang", "", "Positif", RENTANG, "1000", "1500"),
		("kurang dari 2", "Persen", "", "Negatif", BATAS, "2", None),
		("≥ 90", "%", "", "Positif", BATAS, "90", None),
		(">= 90 %", "%", "", "Positif", BATAS, "90", None),
		("≤ 15 menit", "Menit", "", "Negatif", BATAS, "15", None),
		("Paling lama 15 menit", "Menit", "", "Negatif", BATAS, "15", None),
		("minimal 90%", "%", "", "Positif", BATAS, "90", None),
		("1 dokumen", "Dokumen", "", "Positif", ANGKA, "1", None),
		("3,5 hari", "Hari", "", "Negatif", ANGKA, "3.5", None),
		("5 Dok", "Dokumen", "", "Positif", ANGKA, "5", None),
		("70 persen", "%", "", "Positif", ANGKA, "70", None),
		("12 (dua belas)", "Orang", "", "Positif", ANGKA, "12", None),
		("Rp 1.500.000,-", "Rp", "", "Positif", ANGKA, "1500000", None),
		("-3,5", "%", "", "Positif", ANGKA, "-3.5", None),
		("2 (dua) dokumen", "Dokumen", "", "Positif", ANGKA, "2", None),
		("paling lama 2 (dua) hari", "Hari", "", "Negatif", BATAS, "2", None),
		("Rp 1.500.000 (satu juta lima ratus ribu) rupiah", "Rp", "", "Positif", ANGKA, "1500000", None),
		("2 kali", "Kali", "", "Positif", ANGKA, "2", None),
		("120 per 100.000 KH", "100.000/KH", "", "Negatif", ANGKA, "120", None),
		("12 dok.", "Dokumen", "", "Positif", ANGKA, "12", None),
		("12 dok. (dua belas)", "Dokumen", "", "Positif", ANGKA, "12", None),
		("77,27 (BB).", "Nilai", "Predikat SAKIP", "Positif", ANGKA, "77.27", None),
		("77,27 (BB) Nilai", "Nilai", "Predikat SAKIP", "Positif", ANGKA, "77.27", None),
		("BB (Sangat Baik)", "Nilai", "Predikat SAKIP", "Positif", KATA, "70", None),
		("A (Memuaskan)", "Nilai", "Predikat SAKIP", "Positif", KATA, "80", None),
		("Memuaskan (A)", "Nilai", "Predikat SAKIP", "Positif", KATA, "80", None),
		("WTP (Wajar Tanpa Pengecualian)", "Opini BPK", "Opini BPK", "Positif", KATA, "4", None),
		("BB (70-80)", "Nilai", "Predikat SAKIP", "Positif", RENTANG, "70", "80"),
		("BB (> 70)", "Nilai", "Predikat SAKIP", "Positif", BATAS, "70", None),
		("Minimal BB", "Nilai", "Predikat SAKIP", "Positif", BATAS, "70", None),
		(">= BB", "Nilai", "Predikat SAKIP", "Positif", BATAS, "70", None),
		("Minimal BB (Sangat Baik)", "Nilai", "Predikat SAKIP", "Positif", BATAS, "70", None),
		("Minimal BB (70,01)", "Nilai", "Predikat SAKIP", "Positif", BATAS, "70.01", None),
		("minimal Cukup", "Predikat", "Baik/Cukup/Kurang", "Positif", BATAS, "2", None),
		("3 (Baik)", "Predikat", "Baik/Cukup/Kurang", "Positif", ANGKA, "3", None),
		("3-4", "Opini BPK", "Opini BPK", "Positif", RENTANG, "3", "4"),
	],
)
def test_what_a_target_is_read_as(text, satuan, skala, sifat, kind, low, high) -> None:
	found = read_target(text, measure(satuan, skala, sifat))
	assert (found.jenis, found.nilai, found.atas) == (kind, D(low), D(high) if high else None)
	assert read_target(found.tulisan, measure(satuan, skala, sifat)) == found, "read again it says the same"


@pytest.mark.parametrize(
	("text", "satuan", "skala", "says"),
	[
		("5 %", "Dokumen", "", "satuannya bukan persen"),
		("3 hari", "Menit", "", "satuan indikatornya Menit, bukan hari. Tulis angkanya saja, atau 3 Menit."),
		("BB", "Nilai", "", "pilih Skala Nilai pada indikatornya"),
		("BBB", "Nilai", "Predikat SAKIP", "Tulis salah satunya: AA, A, BB, B, CC, C, D."),
		("75 (XX)", "Nilai", "Predikat SAKIP", "“XX” tidak ada pada Skala Nilai"),
		("85-80", "%", "", "dari angka terendah ke angka tertinggi"),
		("80-", "%", "", "bukan angka yang dapat dibaca"),
		("80-x", "%", "", "tidak terbaca sebagai rentang"),
		("≤ 15", "Menit", "", "padahal sifat indikatornya Positif"),
		("lebih dari", "%", "", "bukan angka yang dapat dibaca"),
		("<b>dua</b>", "%", "", "bukan angka yang dapat dibaca"),
		("(80)", "%", "", "bukan angka yang dapat dibaca"),
		("-", "%", "", "dapat berarti kosong atau nol"),
		("1234.567", "%", "", "dapat dibaca dengan dua cara"),
		("1,234.5", "%", "", "cara Inggris"),
		("9" * 101, "%", "", "terlalu panjang"),
		("1" + "0" * 12, "%", "", "terlalu besar"),
		("2 jam 30 menit", "Menit", "", "bukan satu angka dalam satuan Menit. Hitung dahulu"),
		("2 jam 30", "Menit", "", "Hitung dahulu, lalu tulis satu angka saja: 150"),
		("1 x 24 jam", "Jam", "", "bukan satu angka dalam satuan Jam"),
		("1x24 jam", "Jam", "", "bukan satu angka dalam satuan Jam"),
		("paling sedikit 1 x 24 jam", "Jam", "", "bukan satu angka dalam satuan Jam"),
		("5 ribu orang", "Orang", "", "5.000, bukan 5 ribu"),
		("5 ribu", "Orang", "", "5.000, bukan 5 ribu"),
		("5rb", "Orang", "", "5.000, bukan 5 ribu"),
		("1 tahun 6 bulan", "Bulan", "", "bukan satu angka dalam satuan Bulan"),
		("80 atau 85 %", "%", "", "bukan satu angka dalam satuan %"),
		("80 % lebih dari 85 %", "%", "", "bukan satu angka dalam satuan %"),
		("10 laporan dan 2 laporan", "Laporan", "", "bukan satu angka dalam satuan Laporan"),
		("3 hari - 5 hari", "Hari", "", "bukan satu angka dalam satuan Hari"),
		("2 (dua) lembar dokumen", "Dokumen", "", "bukan satu angka dalam satuan Dokumen"),
		("75 (XX) Nilai", "Nilai", "Predikat SAKIP", "“XX” tidak ada pada Skala Nilai"),
		("80-90 ( SB )", "Nilai", "Sangat Baik sampai Kurang", "Tulis salah satu katanya: Sangat Baik,"),
		("90", "Opini BPK", "Opini BPK", "Tulis salah satu katanya: WTP,"),
		("≥ 90", "Opini BPK", "Opini BPK", "Tulis salah satu katanya: WTP,"),
		(90, "Opini BPK", "Opini BPK", "Tulis salah satu katanya: WTP,"),
		("3-90", "Opini BPK", "Opini BPK", "Tulis salah satu katanya: WTP,"),
		("80 (Baik)", "Predikat", "Baik/Cukup/Kurang", "“80 (Baik)” bukan nilai pada Skala Nilai"),
		("Baik (80)", "Predikat", "Baik/Cukup/Kurang", "“80 (Baik)” bukan nilai pada Skala Nilai"),
		("3 (Cukup)", "Predikat", "Baik/Cukup/Kurang", "3 termasuk Baik"),
		("100", "Ya/Tidak", "Ya/Tidak", "Tulis salah satu katanya: Ya, Tidak."),
		("BB (Baik)", "Nilai", "Predikat SAKIP", "bukan kata lain dari BB"),
		("BB (bagus)", "Nilai", "Predikat SAKIP", "Tulis BB saja, atau beserta angkanya, misalnya BB (70)."),
		("Minimal XX", "Nilai", "Predikat SAKIP", "tidak ada pada Skala Nilai Predikat SAKIP"),
		(".", "%", "", "bukan angka yang dapat dibaca"),
	],
)
def test_what_cannot_be_read_says_what_to_write(text, satuan, skala, says) -> None:
	with pytest.raises((AngkaTidakSah, TargetTidakSah)) as caught:
		read_target(text, measure(satuan, skala))
	assert says in str(caught.value)


@given(
	st.sampled_from(["Menit", "Orang", "Laporan", "%", "Bulan", "Rp"]),
	st.integers(1, 99),
	st.sampled_from(["jam 30", "x 24", "ribu", "atau 85", "laporan dan 2", "tahun 6", "(dua) tiga", "lebih"]),
	st.sampled_from(["", "paling sedikit ", "≥ "]),
)
def test_no_figure_is_read_out_of_a_longer_text(satuan, first, between, bound) -> None:
	"""Between a figure and its unit stands nothing, or a bracket."""
	for read in (read_target, read_figure):
		with pytest.raises(RuleError):
			read(f"{bound}{first} {between} {satuan}", measure(satuan))


@given(st.sampled_from(sorted(SCALES)), st.integers(-5, 120), st.sampled_from(["{}", "≥ {}", "{}-200"]))
def test_a_scale_without_scores_has_its_values_alone(name, figure, how) -> None:
	scale = SCALES[name]
	known = figure in [one.nilai for one in scale.kata] and how != "{}-200"
	if scale.berskor or known:
		assert read_target(how.format(figure), measure("Nilai", name)).nilai == figure
		return
	with pytest.raises(TargetTidakSah, match="bukan nilai pada Skala Nilai"):
		read_target(how.format(figure), measure("Nilai", name))


PARTS = (
	"≥",
	"kurang dari",
	"maks",
	"70",
	"80,5",
	"1.000",
	"-",
	"s.d.",
	"%",
	"(BB)",
	"(",
	")",
	"BB",
	"WTP",
	"hari",
	"Rp",
	",",
	" ",
	"0",
)


@given(
	st.text(max_size=30) | st.lists(st.sampled_from(PARTS), max_size=6).map("".join),
	st.sampled_from(["%", "Dokumen", "Rp", "Predikat", "Menit"]),
	st.sampled_from(["", *SCALES]),
)
def test_no_text_is_misread_or_breaks_the_reading(text, satuan, skala) -> None:
	for read in (read_target, read_figure):
		try:
			found = read(text, measure(satuan, skala))
		except RuleError as error:
			assert str(error)
			continue
		assert (found is None) == (not text.strip())
		assert found is None or read(found.tulisan, measure(satuan, skala)).nilai == found.nilai


@given(
	figures, figures, st.sampled_from(["-", " - ", "–", " s.d. ", " sampai "]), st.sampled_from(["", " %"])
)
def test_ranges_are_read_end_by_end(one, other, between, sign) -> None:
	low, high = sorted((one, other))
	text = f"{print_number(low)}{sign}{between}{print_number(high)}{sign}"
	if low == high:
		with pytest.raises(TargetTidakSah):
			read_target(text, measure("%"))
		return
	found = read_target(text, measure("%"))
	assert (found.target, found.lebar, found.teks) == (Rentang(low, high), high - low, " ".join(text.split()))
	assert target_from_columns(found.nilai, found.lebar) == found.target


@given(figures, st.integers(0, 4))
def test_figures_keep_the_decimals_that_were_written(value, more) -> None:
	text = print_number(value, 2) + "0" * more
	assert read_target(text, measure()).teks == text


@pytest.mark.parametrize(
	("text", "skala", "kept", "value"),
	[
		("70,80", SAKIP, "70,80 (BB)", "70.80"),
		("70.8", SAKIP, "70,8 (BB)", "70.8"),
		("70,80 (bb)", SAKIP, "70,80 (BB)", "70.80"),
		("bb", SAKIP, "BB", "70"),
		("70", SAKIP, "70 (B)", "70"),
		("70 (BB)", SAKIP, "70 (BB)", "70"),
		("0", SAKIP, "0 (D)", "0"),
		("Wajar Tanpa Pengecualian", OPINI, "WTP", "4"),
		("3", OPINI, "WDP", "3"),
		("93,750", None, "93,75", "93.75"),
		("12 (dua belas)", None, "12", "12"),
		("12 orang", None, "12", "12"),
		("12 org.", None, "12", "12"),
		("12 (dua belas) orang", None, "12", "12"),
		("BB (Sangat Baik)", SAKIP, "BB", "70"),
		("WTP (Wajar Tanpa Pengecualian).", OPINI, "WTP", "4"),
	],
)
def test_a_realisasi_is_one_figure_or_one_word(text, skala, kept, value) -> None:
	found = read_figure(text, Ukuran(UNITS.find("Orang"), skala))
	assert (kept_figure(found), found.nilai) == (kept, D(value))
	assert kept_figure(read_figure(kept, Ukuran(UNITS.find("Orang"), skala))) == kept


@pytest.mark.parametrize(
	("text", "skala", "says"),
	[
		("80-90", None, "bukan satu angka"),
		("≥ 90", None, "bukan satu angka"),
		("70,80 (A)", SAKIP, "termasuk BB"),
		("3,5", OPINI, "Tulis salah satu katanya: WTP, WDP, TW, TMP."),
		("Baik", OPINI, "tidak ada pada Skala Nilai Opini BPK"),
		("BB (70-80)", SAKIP, "bukan satu angka"),
		("Minimal BB", SAKIP, "bukan satu angka"),
		("4 (WDP)", OPINI, "4 termasuk WTP"),
		("5 ribu %", None, "bukan satu angka dalam satuan %"),
	],
)
def test_what_no_realisasi_is(text, skala, says) -> None:
	with pytest.raises(TargetTidakSah) as caught:
		read_figure(text, Ukuran(UNITS.find("%"), skala))
	assert says in str(caught.value)


@given(st.integers(0, 10_000))
def test_a_score_earns_the_word_whose_value_it_is_above(n) -> None:
	"""SAKIP in its own words: AA > 90, A > 80-90, BB > 70-80, B > 60-70, CC > 50-60, C > 30-50, D 0-30."""
	score = D(n) / 100
	words = [("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30)]
	assert SAKIP.earned(score).kata == next((word for word, least in words if score > least), "D")


@given(figures, figures, figures, st.sampled_from(["Positif", "Negatif"]), st.sampled_from(["2T-R", "T/R"]))
def test_a_range_is_reached_inside_and_held_against_its_nearer_end(value, one, other, sifat, rumus) -> None:
	low, high = sorted((one, other))
	found = compute_capaian(value, Rentang(low, high), sifat, rumus, batas=None)
	if low <= value <= high:
		assert found.mentah == 100
		return
	end = Fraction(low if value < low else high)
	if end == 0:
		assert found == compute_capaian(value, 0, sifat, rumus, batas=None)
		return
	reached = Fraction(value) / end if sifat == "Positif" else max(2 - Fraction(value) / end, 0)
	if sifat == "Negatif" and rumus == "T/R":
		reached = end / Fraction(value) if value else 1
	assert abs(Fraction(found.mentah) - 100 * reached) < Fraction(1, 10**20)


@given(
	st.lists(st.none() | st.tuples(figures, figures), min_size=1, max_size=4),
	st.sampled_from(operators.names(TIME)),
)
def test_ranges_come_together_end_by_end(pairs, way) -> None:
	known = [
		None if pair is None else Rentang(*sorted(pair)) if len(set(pair)) > 1 else pair[0] for pair in pairs
	]
	found = target_so_far(known, None, way, closes_year=False, desimal=2)
	there = [(one, one) if isinstance(one, Decimal) else one for one in known if one is not None]
	if not there:
		assert found is None
		return
	for place in (0, 1):
		ends = [Fraction(one[place]) for one in there]
		end = Fraction(found[place] if isinstance(found, Rentang) else found)
		wanted = {"Kumulatif": sum(ends), "Rata-rata": sum(ends) / len(ends)}.get(way, ends[-1])
		assert abs(end - wanted) <= (Fraction(1, 200) if way == "Rata-rata" else 0)


def test_progress_inside_the_range_of_the_year_is_whole() -> None:
	year = Rentang(D(80), D(85))
	assert [annual_progress(D(value), year) for value in (40, 80, 82, 85, 170)] == [50, 100, 100, 100, 200]
	assert annual_progress(D(3), Rentang(D(-5), D(5))) is None


def so_far(way: str, *texts: str, **how) -> str:
	reads: list[Tertulis] = [read_target(text, measure(**how)) for text in texts]
	targets = [one.target for one in reads]
	found = target_so_far(targets, None, way, closes_year=False, desimal=2)
	return print_so_far(found, reads, measure(**how), 2)


def test_targets_so_far_are_printed_as_they_are_written() -> None:
	assert so_far("Kumulatif", "20-25", "30-40") == "50-65"
	assert so_far("Kumulatif", "≥ 9", "9") == "≥ 18"
	assert so_far("Kumulatif", "≤ 2", "≤ 2", sifat="Negatif") == "≤ 4"
	assert so_far("Posisi Akhir", "70-80 (BB)", "BB", skala="Predikat SAKIP") == "BB"
	assert so_far("Posisi Akhir", "BB", "70-80 (BB)", skala="Predikat SAKIP") == "70-80 (BB)"
	assert so_far("Rata-rata", "70,5", "72,5", skala="Predikat SAKIP") == "71,50 (BB)"
	assert so_far("Kumulatif", "9", "9") == "18"


def test_every_shipped_scale_is_a_scale_and_no_unit_is_written_like_another() -> None:
	for scale in SKALA_NILAI_BAWAAN:
		check_words(scale)
		assert [one.nilai for one in scale.kata] == sorted((one.nilai for one in scale.kata), reverse=True)
	for unit in SATUAN_BAWAAN:
		check_unit(unit, [other for other in SATUAN_BAWAAN if other != unit])
		assert not unit.skala or unit.skala in SCALES
	assert len([unit for unit in SATUAN_BAWAAN if unit.jenis == BULAT]) > 20


def test_a_unit_in_another_spelling_is_refused() -> None:
	for unit in (Satuan("persen"), Satuan("Pesan", sinonim=("DOK.",)), Satuan("rp / juta")):
		with pytest.raises(SatuanTidakSah):
			check_unit(unit, SATUAN_BAWAAN)
