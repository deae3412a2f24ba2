"""The recap of the kecamatan: provisional while units are missing, over the IKU, and without who does not report."""

from fractions import Fraction

import frappe
import pytest

from kinerja_kecamatan.demo.client import DemoError
from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing, ReasonMissing
from kinerja_kecamatan.process import api
from tests.support.local_run import refused, signed_in
from tests.support.recap_case import LAST, SHARED, SINGLE, Wanted, band, by_code, cells, check, mean
from tests.support.sop_run import REKAP


def test_the_recap_is_provisional_while_units_are_missing(run, units):
	doc = run.recap()
	assert (doc.unit_masuk, doc.unit_total, doc.workflow_state) == (1, 3, "Draf")
	assert {row.unit_kerja for row in doc.baris} == {units[1]}
	said = refused(PreconditionMissing, run.finalize)
	assert units[0] in said and units[2] in said and units[1] not in said


def test_the_kecamatans_figure_is_over_its_iku(run, units):
	run.read_closely(units[0])
	run.unit_through(units[2], cells(LAST))
	run.finalize()
	doc = run.recap()
	assert (doc.unit_masuk, doc.unit_total, doc.workflow_state) == (3, 3, "Final")
	for unit, wanted in ((units[0], SHARED), (units[1], SINGLE)):
		rows = by_code(doc, unit)
		for code, row in wanted.items():
			check(rows[code], row)
	assert [row.tingkat for row in doc.baris] == ["IKU"] * 3 + ["Kegiatan"] * (len(doc.baris) - 3)
	last = Wanted(Fraction(90), Fraction(19, 20) * 100)
	wanted = mean([SHARED["A2"], SINGLE["A2"], last], weighed=False)
	assert (doc.rata_capaian, doc.predikat) == (pytest.approx(float(wanted), abs=1e-9), band(wanted))
	for source in doc.sumber:
		origin = frappe.db.get_value("Baris Rekap", source.baris_sumber, ["parent", "indikator"])
		assert origin == (source.dokumen, source.indikator)


def silent(run, unit: str, alasan: str = "Kasi sakit, tidak ada Plh.", key: str = "sekcam") -> str:
	with signed_in(run.user(key)):
		return api.tetapkan_tidak_melapor(run.disposisi, unit, alasan)


def test_tidak_melapor_lets_the_kecamatan_finish(run, units):
	missing = units[2]
	assert not frappe.db.exists(REKAP, {"disposisi": run.disposisi, "unit_kerja": missing, "jenis": "Unit"})
	name = silent(run, missing)
	doc = frappe.get_doc(REKAP, name)
	assert (doc.unit_kerja, doc.tidak_melapor, doc.alasan_tidak_melapor) == (
		missing,
		1,
		"Kasi sakit, tidak ada Plh.",
	)
	assert (run.recap().unit_masuk, run.recap().unit_total) == (2, 3)
	run.read_closely(units[0])
	run.finalize()
	final = run.recap()
	assert (final.workflow_state, final.unit_masuk) == ("Final", 3)
	missing_rows = by_code(final, missing)
	assert {row.unit_kerja for row in final.baris} == set(units)
	assert {row.status for row in missing_rows.values() if row.tidak_disampaikan} == {"Belum Diisi"}
	assert [code for code, row in missing_rows.items() if not row.tidak_disampaikan] == ["A4"], (
		"not asked for"
	)
	assert not any(row.dihitung or row.realisasi_teks for row in missing_rows.values())
	entry = frappe.get_doc("Catatan Tahapan", {"dokumen": name})
	assert (entry.hasil, entry.aksi, entry.pelaku) == (
		"Lainnya",
		"Tetapkan Tidak Melapor",
		run.user("sekcam"),
	)
	assert (entry.alasan, entry.langkah, entry.unit_kerja) == ("Kasi sakit, tidak ada Plh.", 8, missing)
	# The log says that step 9 had not everybody's paper.
	last = frappe.get_doc("Catatan Tahapan", {"dokumen": final.name, "hasil": "Selesai"})
	assert (last.langkah, last.kelengkapan_ada) == (9, 0)
	assert "sudah final" in refused(PreconditionMissing, silent, run, missing)


@pytest.mark.full
def test_a_unit_that_reports_after_all_counts_with_its_figures(run, units):
	silent(run, units[2])
	run.unit_through(units[2], cells(LAST))
	doc = run.recap(units[2])
	assert (doc.tidak_melapor, doc.workflow_state) == (0, "Dicermati")
	rows = by_code(run.recap(), units[2])
	assert rows["A1"].realisasi_teks == "9" and not any(row.tidak_disampaikan for row in rows.values())


@pytest.mark.parametrize("key", ["pek", "camat", "jp2"])
def test_tidak_melapor_is_for_who_completes_the_pencermatan(run, units, key):
	said = refused(MoveRefused, silent, run, units[2], key=key)
	assert "wewenang: Sekcam" in said


def test_tidak_melapor_over_http_is_refused_to_the_wrong_person(run, units, web):
	with pytest.raises(DemoError, match=r"403.*wewenang: Sekcam"):
		web.person("pek").call(
			"kinerja_kecamatan.process.api.tetapkan_tidak_melapor",
			disposisi=run.disposisi,
			unit=units[2],
			alasan="x",
		)


def test_tidak_melapor_needs_a_reason_and_a_unit_that_owes_a_recap(run, units):
	assert "Tulis alasan" in refused(ReasonMissing, silent, run, units[2], "  ")
	assert "sudah masuk rekap kecamatan" in refused(PreconditionMissing, silent, run, units[1])
	assert "tidak termasuk unit yang melapor" in refused(PreconditionMissing, silent, run, run.office.root)


def test_who_decides_tidak_melapor_follows_the_workflow(run, units, changed_flow):
	workflow = frappe.get_doc("Workflow", {"document_type": REKAP, "is_active": 1})
	for row in workflow.transitions:
		if row.next_state == "Dicermati":
			row.allowed = "Kasubag PEK"
	workflow.save()
	assert "wewenang: Kasubag PEK" in refused(MoveRefused, silent, run, units[2])
	assert frappe.db.get_value(REKAP, silent(run, units[2], key="pek"), "tidak_melapor") == 1
