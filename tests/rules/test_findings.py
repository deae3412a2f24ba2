"""Step 7's findings: each kind appears where it should and nowhere else."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.findings import (
	GALAT,
	PERINGATAN,
	Isian,
	all_findings,
	findings_of_both,
	spending_findings,
	states_table,
	year_contradiction,
)

D = Decimal
GOOD = Isian(
	status="Terisi",
	nilai=D(10),
	capaian=D(100),
	satuan="Dokumen",
	satuan_indikator="Dokumen",
	bulat=True,
	bukti=True,
	bukti_wajib=True,
	tidak_boleh_turun=True,
	batas_bawah=D(0),
	batas_atas=D(100),
	riwayat=tuple((f"2020-TW{n}", D(value)) for n, value in enumerate((9, 10, 9, 10), start=1)),
)


def kinds(row: Isian) -> list[tuple[str, str]]:
	return [(one.jenis, one.tingkat) for one in all_findings(row)]


def test_a_complete_and_usual_row_has_none():
	assert kinds(GOOD) == []


@pytest.mark.parametrize(
	("changes", "wanted"),
	[
		({}, []),
		({"capaian": D("99.999")}, [("kendala", PERINGATAN)]),
		({"capaian": None}, []),
		({"capaian": D(10), "kendala": "Hujan"}, []),
		({"capaian": D(10), "kendala_wajib": False}, []),
	],
)
def test_a_figure_of_several_people_is_explained_together(changes, wanted):
	found = findings_of_both(replace(GOOD, **changes))
	assert [(one.jenis, one.tingkat) for one in found] == wanted


@pytest.mark.parametrize(
	("changes", "wanted"),
	[
		({"status": "Belum Diisi", "nilai": None}, ("kosong", GALAT)),
		({"status": "Nihil", "nilai": D(0), "tidak_boleh_turun": False, "riwayat": ()}, ("nihil", GALAT)),
		({"bukti": False}, ("bukti", GALAT)),
		({"capaian": D("99.999")}, ("kendala", GALAT)),
		({"kendala": "Hujan"}, ("tindak_lanjut", GALAT)),
		(
			{"nilai": D("9.5"), "satuan": "Skor", "satuan_indikator": "Skor", "bulat": False},
			("turun", PERINGATAN),
		),
		({"nilai": D(101), "riwayat": ()}, ("batas", PERINGATAN)),
		(
			{"nilai": D(-1), "riwayat": (), "satuan": "Skor", "satuan_indikator": "Skor", "bulat": False},
			("batas", PERINGATAN),
		),
		({"nilai": D(60)}, ("riwayat", PERINGATAN)),
		({"nilai": D("10.5")}, ("satuan", PERINGATAN)),
		({"satuan_indikator": "Laporan"}, ("satuan_berubah", PERINGATAN)),
		(
			{
				"satuan": "%",
				"satuan_indikator": "%",
				"persen": True,
				"bulat": False,
				"nilai": D(101),
				"batas_atas": None,
				"riwayat": (),
			},
			("satuan", PERINGATAN),
		),
		({"nilai": D(-2), "batas_bawah": None, "riwayat": ()}, ("satuan", PERINGATAN)),
	],
)
def test_each_finding_alone(changes, wanted):
	assert kinds(replace(GOOD, **changes)) == [wanted]


@pytest.mark.parametrize("status", ["Tidak Diukur", "Tidak Ada Objek"])
def test_what_is_not_measured_has_no_findings(status):
	assert kinds(replace(GOOD, status=status, nilai=None, capaian=None, bukti=False)) == []


def test_the_office_may_do_without_kendala():
	assert kinds(replace(GOOD, capaian=D(50), kendala_wajib=False)) == []


def test_a_short_history_is_none_to_stand_out_from():
	assert kinds(replace(GOOD, nilai=D(60), riwayat=GOOD.riwayat[:3])) == []


def test_a_bound_that_is_to_be_passed_is_questioned_where_it_is_just_reached():
	strict = replace(GOOD, batas_ketat=(D(8), "lebih dari 8"), tidak_boleh_turun=False)
	assert kinds(replace(strict, nilai=D(9))) == []
	(found,) = all_findings(replace(strict, nilai=D(8)))
	assert (found.jenis, found.tingkat) == ("tepat_batas", PERINGATAN) and "lebih dari 8" in found.uraian


def test_a_mean_of_counted_things_may_be_a_fraction():
	assert kinds(replace(GOOD, nilai=D("10.5"), hasil_bagi=True)) == []


@pytest.mark.parametrize(
	("changes", "kind"),
	[
		({"nilai": D(9)}, "turun"),
		({"nilai": D(10), "batas_ketat": (D(10), "> 10")}, "tepat_batas"),
		({"nilai": D(-1), "riwayat": (), "bulat": False}, "batas"),
		({"nilai": D(60)}, "riwayat"),
	],
)
def test_a_sum_that_is_not_all_there_is_held_against_no_other_figure(changes, kind):
	assert kind in [one for one, _level in kinds(replace(GOOD, **changes))]
	assert kind not in [one for one, _level in kinds(replace(GOOD, **changes, belum_utuh=True))]


def test_a_sum_that_is_not_all_there_may_be_too_much_already():
	assert ("batas", PERINGATAN) in kinds(replace(GOOD, nilai=D(101), belum_utuh=True))


@pytest.mark.parametrize(
	("year", "parts", "told"),
	[
		(D(36), D(36), None),
		(D("36.001"), D(36), None),
		(D(36), D(35), "angka setahun 36, sedangkan menurut bulan 35; samakan keduanya."),
		(D(0), D(1), "angka setahun 0, sedangkan menurut bulan 1; samakan keduanya."),
	],
)
def test_a_year_that_was_typed_is_what_its_periods_come_to(year, parts, told):
	found = year_contradiction(year, parts, 0, "bulan")
	assert (found and (found.tingkat, found.uraian)) == (told and (PERINGATAN, told))


def test_errors_come_first():
	levels = [tingkat for _jenis, tingkat in kinds(replace(GOOD, nilai=D(101), bukti=False))]
	assert levels == sorted(levels) and len(levels) == 3


@given(
	st.sampled_from(["Terisi", "Nihil", "Belum Diisi", "Tidak Diukur", "Tidak Ada Objek"]),
	st.none() | st.integers(-(10**6), 10**6).map(lambda n: D(n) / 8),
	st.lists(st.integers(-(10**6), 10**6).map(D), max_size=9),
	st.sampled_from(["%", "Dokumen", "Skor", ""]),
)
def test_every_row_is_judged_in_whole_sentences(status, value, past, satuan):
	row = Isian(
		status=status,
		nilai=value,
		satuan=satuan,
		tidak_boleh_turun=True,
		batas_atas=D(5),
		riwayat=[(f"P{n}", one) for n, one in enumerate(past)],
	)
	for finding in all_findings(row):
		assert finding.uraian.endswith(".") and finding.tingkat in (GALAT, PERINGATAN)


@given(st.integers(0, 9), st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9)))
def test_money_that_falls_or_passes_its_budget(spent, budget, before):
	found = list(spending_findings(D(spent), D(budget), None if before is None else ("2026-TW1", D(before))))
	wanted = ["pagu"] * (spent > budget) + ["realisasi_turun"] * (before is not None and spent < before)
	assert [one.jenis for one in found] == wanted
	assert {one.tingkat for one in found} <= {PERINGATAN}
	assert before is None or "realisasi_turun" not in wanted or "(2026-TW1)" in found[-1].uraian


@pytest.mark.parametrize(
	("table", "level", "unit", "office"),
	[
		("Kecamatan", "Program", False, True),
		("Kecamatan", "IKU", False, True),
		("Unit", "IKU", True, False),
		("Menurut Tingkat", "IKU", True, True),
		("Menurut Tingkat", "Kegiatan", True, False),
		("", "Program", True, False),
		(None, "IKU", True, True),
	],
)
def test_an_indicator_states_the_table_that_it_names(table, level, unit, office):
	assert states_table(table, level, kecamatan=False) == unit
	assert states_table(table, level, kecamatan=True) == office
