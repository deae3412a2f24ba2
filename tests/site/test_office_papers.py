"""Papers as an office writes them: the Format with its evidence, who signs recaps, the Kamus of its year, the Rencana Aksi, and a
signature that never stands alone."""

import io
import re

import frappe
import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja_kecamatan.excel import office_templates
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.papers import agreement, catalogue, dictionary, page, signatures
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.recaps import trace
from kinerja_kecamatan.reporting import tables, texts, word
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import read_number
from tests.site.test_rows_from_agreement import agree, quarters
from tests.support.local_run import LocalRun, at, refused, signed_in
from tests.support.office import Office, add_person, draft_of, reopened
from tests.support.papers import UNIT, four_documents, rekap, squeezed, table_of
from tests.support.sop_run import FORMAT, REKAP

PK, KAMUS, INDIKATOR = "Perjanjian Kinerja", "Kamus Indikator", "Indikator Kinerja"
OVER, UNDER = "Desa yang tepat waktu", "Seluruh desa"


def define(name: str, **values) -> None:
	doc = frappe.get_doc(INDIKATOR, name)
	doc.update(values)
	doc.save()


def format_rows(doc) -> list[list[str]]:
	"""The indicators' rows of a Format's paper, without the lines that name a sasaran."""
	return [cells for cells in table_of(catalogue.paper_content(FORMAT, doc), "baris") if len(cells) > 1]


def heads(content: dict, name: str) -> list[str]:
	blocks = [block for sheet in content["lembar"] for block in sheet if block["nama"] == name]
	return [str(column["judul"]) for column in blocks[0]["kolom"]]


@pytest.fixture
def asked(office: Office) -> LocalRun:
	"""Formats whose ratio says what it counts, ready to be filled in."""
	define(
		office.indicators[office.units[0]][1], sebutan_pembilang=OVER, sebutan_penyebut=UNDER, bukti_wajib=1
	)
	return LocalRun(office).up_to_meeting()


def _evidence(form: str):
	place = {"attached_to_doctype": FORMAT, "attached_to_name": form}
	return frappe.get_doc(
		{"doctype": "File", "file_name": "register desa.txt", "content": "18 desa", "is_private": 1, **place}
	).insert()


def test_a_format_names_what_is_counted_its_targets_and_its_evidence(asked: LocalRun) -> None:
	unit = asked.office.units[0]
	form = asked.format_of(unit)
	blank = {
		row.kode.rsplit("-", 1)[-1]: cells for row, cells in zip(form.baris, format_rows(form), strict=True)
	}
	assert f"{OVER}: {UNDER}:" in blank["A2"] and blank["A2"][-1] == "wajib, belum ada"
	assert blank["A1"][3:6] == ["36", "9", "9"], "the year's target, so far, the period's"
	with signed_in(asked.user(f"jp:{unit}")):
		file = _evidence(form.name)
	link = "https://register.example/a1"
	asked.type_in(
		unit,
		{
			"A1": {"realisasi": "9", "tautan_bukti": link},
			"A2": {"pembilang": "17", "penyebut": "18", "kendala": "Satu terlambat", "bukti": file.file_url},
			"A3": {"realisasi": "1"},
		},
	)
	form = asked.format_of(unit)
	content = catalogue.paper_content(FORMAT, form)
	assert heads(content, "baris")[3:7] == [
		"Target Tahunan",
		"Target s.d. Periode Ini",
		"Target Periode Ini",
		"Pembilang dan Penyebut",
	]
	said = {
		row.kode.rsplit("-", 1)[-1]: cells for row, cells in zip(form.baris, format_rows(form), strict=True)
	}
	assert said["A2"][6] == f"{OVER}: 17 {UNDER}: 18" and "register" in said["A2"][-1]
	assert squeezed(said["A1"][-1]) == link and said["A3"][-1] == DASH
	assert said["A4"][3:6] == ["88,5", DASH, DASH], "what this quarter does not measure still has its year"
	goals = [cells[0] for cells in table_of(content, "baris") if len(cells) == 1]
	assert goals == [f"Sasaran: Sasaran {unit.removeprefix(asked.office.root + '-')}"]


def test_a_format_without_a_ratio_has_no_column_for_one(office: Office) -> None:
	unit = office.units[0]
	pk = reopened(office, unit)
	pk.target = [row for row in pk.target if row.indikator != office.indicators[unit][1]]
	pk.save()
	run = LocalRun(office).up_to_meeting()
	assert "Pembilang dan Penyebut" not in heads(
		catalogue.paper_content(FORMAT, run.format_of(unit)), "baris"
	)


def test_what_is_counted_stays_as_it_was_asked(asked: LocalRun) -> None:
	unit = asked.office.units[0]
	define(asked.office.indicators[unit][1], sebutan_pembilang="Lain")
	assert asked.format_of(unit).baris[0].sebutan_pembilang == OVER
	book = load_workbook(io.BytesIO(office_templates.template_of(asked.format_of(unit))))
	hints = [check.prompt for check in book["Isian"].data_validations.dataValidation]
	assert any(hint.startswith(f"{OVER}. ") for hint in hints) and any(
		h.startswith(f"{UNDER}. ") for h in hints
	)


# Who signs


def people(doc) -> dict[str, dict]:
	return {one["peran"]: one for one in signatures.signers(doc)}


def test_a_units_recap_is_signed_by_who_compiled_it_and_its_head(office: Office) -> None:
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	signed = people(run.recap(unit))
	assert list(signed) == ["Mengetahui", "Yang merekap"]
	assert (
		signed["Mengetahui"]["nama"] == f"Uji ku:{unit}"
		and signed["Yang merekap"]["nama"] == f"Uji jp:{unit}"
	)
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", "Periksa A1.")
	assert people(run.recap(unit))["Mengetahui"]["nama"] == f"Uji ku:{unit}"


def test_who_takes_note_in_the_heads_place_signs_for_the_unit(office: Office) -> None:
	"""A Plh. on the day; on the next day the head is back, and the paper says who took note."""
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	add_person(office, "plh", "Kasi 1", unit, [("Kepala Unit", "Unit")], jenis="Plh.")
	run.act("plh", REKAP, run.recap(unit).name, "Ketahui")
	frappe.db.set_value("Penugasan", office.penugasan["plh"], "berlaku_sampai", "2000-12-31")
	penugasan.forget()
	head = people(run.recap(unit))["Mengetahui"]
	assert (head["nama"], head["jabatan"]) == ("Uji plh", "Plh. Kasi 1")
	run.validate(unit)
	run.act("sekcam", REKAP, run.recap(unit).name, "Kembalikan ke Kasubag PEK", "Periksa bukti A1.")
	assert people(run.recap(unit))["Mengetahui"]["nama"] == "Uji plh", "a return is nobody's taking note"


def test_the_kecamatans_recap_is_signed_by_the_kasubag_too(office: Office) -> None:
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	recap = run.recap()
	assert [who["peran"] for who in signatures.signers(recap)] == [
		"Mengetahui",
		"Diperiksa oleh",
		"Yang merekap",
	]
	assert people(recap)["Diperiksa oleh"]["nama"] == "Uji pek"
	place = frappe.db.get_value("Penugasan", office.penugasan["pek"], "unit_kerja")
	add_person(office, "plh pek", "Kasubag PEK", place, [("Kasubag PEK", "Kecamatan")], jenis="Plh.")
	run.finalize()
	kept = {one["peran"]: one for one in signatures.kept_blocks(run.recap())}
	assert (kept["Diperiksa oleh"]["nama"], kept["Diperiksa oleh"]["jabatan"]) == (
		"Uji plh pek",
		"Plh. Kasubag PEK",
	)
	assert (
		kept["Mengetahui"]["nama"] == "Uji camat"
		and kept["Yang merekap"]["nama"] == f"Uji jp:{office.recap_unit}"
	)
	add_person(office, "plt pek", "Kasubag PEK", place, [("Kasubag PEK", "Kecamatan")], jenis="Plt.")
	assert people(run.recap())["Diperiksa oleh"]["nama"] == "", "of two nobody is chosen"
	printed = str(catalogue.paper_content("Rekap Data Kinerja Kecamatan", run.recap())["ttd"])
	assert "Uji plh pek" in printed and "Plh. KASUBAG PEK" in printed


def test_a_units_ketahui_leaves_its_paper(office: Office) -> None:
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	recap = run.recap(unit)
	kept = frappe.get_all(
		"Arsip Kertas",
		{"dokumen": recap.name, "print_format": UNIT},
		["kegiatan", "isi", "langkah"],
		order_by="creation",
	)
	assert [row.kegiatan for row in kept] == ["Rekapitulasi Unit", "Ketahui"] and kept[0].langkah == kept[
		1
	].langkah
	assert f"Uji ku:{unit}" in frappe.parse_json(kept[1].isi)["ttd"]["orang"][0]["nama"]
	titles = [
		cells[2] for cells in table_of(catalogue.paper_content("Daftar Isi Berkas", order_of(run)), "isi")
	]
	assert {f"{UNIT} (Rekapitulasi Unit)", f"{UNIT} (Ketahui)"} <= set(titles)
	assert sorted(missing_papers(run)) == sorted(titles), "none is in a file yet, and the cover says so"
	frappe.db.set_value(
		"Arsip Kertas", {"dokumen": recap.name, "kegiatan": "Rekapitulasi Unit"}, "berkas", "/x"
	)
	waiting = missing_papers(run)
	assert f"{UNIT} (Ketahui)" in waiting and f"{UNIT} (Rekapitulasi Unit)" not in waiting
	run.validate(unit)
	assert frappe.db.count("Arsip Kertas", {"dokumen": recap.name, "print_format": UNIT}) == 2


def missing_papers(run: LocalRun) -> list[str]:
	"""What the cover says is still to be rendered."""
	rows = table_of(catalogue.paper_content("Daftar Isi Berkas", order_of(run)), "belum_ada")
	return [cells[1] for cells in rows if cells[-1] == "menunggu dirender"]


def order_of(run: LocalRun):
	return frappe.get_doc("Disposisi", run.disposisi)


# Kamus Indikator


def terms(root: str, year: int | None = None) -> dict[str, list[str]]:
	"""The rows of a Kamus by the indicator's cell."""
	doc = frappe.get_doc("Unit Kerja", root)
	doc.flags[dictionary.YEAR] = year
	rows = table_of(catalogue.paper_content(KAMUS, doc), "kamus")
	return {cells[1]: cells for cells in rows if len(cells) > 1}


def test_the_kamus_says_what_the_years_agreements_mean(office: Office) -> None:
	unit = office.units[0]
	name, other = office.indicators[unit][0], office.indicators[unit][3]
	define(name, definisi_operasional="Menurut tahun pertama", formula="a + b", sumber_data="Register")
	reopened(office, unit).save()  # as it is set in force with these words
	later = office.in_new_year()
	define(name, definisi_operasional="Menurut tahun kedua", penanggung_jawab="Kasi Pelayanan")
	reopened(later, unit).save()
	define(other, aktif=0, definisi_operasional="Baru diisi")
	first, second = terms(office.root, office.tahun), terms(office.root, later.tahun)
	label = f"Jumlah kegiatan ({frappe.db.get_value(INDIKATOR, name, 'kode')})"
	assert first[label][3] == "Menurut tahun pertama" and second[label][3] == "Menurut tahun kedua"
	assert first[label][4:6] == ["a + b", "Register"]
	assert first[label][8] == "Triwulanan" and first[label][9].startswith("Kasi 1")
	assert second[label][9].startswith("Kasi Pelayanan")
	(annual,) = [
		cells
		for key, cells in first.items()
		if key.endswith(f"({frappe.db.get_value(INDIKATOR, other, 'kode')})")
	]
	assert annual[8] == "Tahunan", "an indicator that is no longer in use is still the year's"
	assert annual[3] == "Baru diisi", "what was left open is filled with what stands there now"


def test_the_kamus_names_the_periods_that_the_office_collects_in(office: Office) -> None:
	"""Measured by month or semester, typed or derived; not by the quarters that the targets were agreed in."""
	unit = office.units[0]
	added, standing = (frappe.db.get_value(INDIKATOR, office.indicators[unit][n], "kode") for n in (0, 1))

	def measured(kind: str) -> dict[str, str]:
		frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": kind}).save()
		return {
			key.rpartition("(")[2].rstrip(")"): cells[8]
			for key, cells in terms(office.root, office.tahun).items()
		}

	pk = reopened(office, unit)
	pk.target[0].target_b05 = "3"
	pk.save()
	assert (measured("Semester")[added], measured("Bulanan")[added]) == ("Semesteran", "Mei")
	assert measured("Bulanan")[standing] == "Bulanan" and measured("Triwulan")[standing] == "Triwulanan"


def test_a_change_within_the_year_gives_the_kamus_its_words(office: Office) -> None:
	unit = office.units[0]
	name = office.indicators[unit][0]
	define(name, definisi_operasional="Baru sejak perubahan")
	agree(office, unit, "07-01", {name: quarters("9")})
	said = terms(office.root, office.tahun)
	assert any(cells[3] == "Baru sejak perubahan" for cells in said.values())


def test_a_units_kamus_has_its_own_indicators_alone(office: Office) -> None:
	first, second = office.units[:2]
	rows = terms(first, office.tahun)
	assert len(rows) == len(office.indicators[first])
	assert not any(second.removeprefix(f"{office.root}-") in key for key in rows)


@pytest.mark.parametrize("year", [21, 1995, 1999, 2101, 2199])
def test_a_year_is_four_figures_of_the_years_that_there_are(office: Office, year: int) -> None:
	assert "empat angka, dari 2000 sampai 2100" in refused(KinerjaError, terms, office.root, year)


@pytest.mark.parametrize(("day", "year"), [("1999-12-31 08:00", 2000), ("2101-01-01 08:00", 2100)])
def test_without_a_year_it_is_one_that_there_is(office: Office, day: str, year: int) -> None:
	"""Whatever the clock says, and whatever an earlier release let in as the year of an agreement."""
	at(day)
	unit = frappe.get_doc("Unit Kerja", office.root)
	kept = frappe.get_all("Perjanjian Kinerja", {"kecamatan": office.root}, pluck="name")
	frappe.db.set_value("Perjanjian Kinerja", {"name": ["in", kept]}, "tahun", 1998)
	assert dictionary.wanted_year(unit) == year
	frappe.db.set_value("Perjanjian Kinerja", kept[0], "tahun", 2000)
	assert dictionary.wanted_year(unit) == 2000
	assert dictionary.dictionary_paper(unit)["judul"].endswith("2000")


# Perjanjian Kinerja


PLAN = {"target_tahunan": "12", "target_tw1": "3", "target_tw2": "3", "target_tw3": "3", "target_tw4": "3"}


def planned(office: Office, *rows: dict, program: tuple = ()):
	doc = draft_of(office, office.units[0])
	doc.set("program", list(program))
	doc.set("rencana_aksi", list(rows))
	return doc.save()


def test_the_agreements_paper_has_programs_cash_and_a_plan_of_action(office: Office) -> None:
	first = office.indicators[office.units[0]][0]
	doc = planned(
		office,
		{"indikator": first, "program_kegiatan": "7.01.02.2.01.0001", **PLAN, "anggaran": "Rp 40.000.000"},
		{"kegiatan": "Rapat bulanan", "satuan": "Kali", **PLAN, "penanggung_jawab": "Sekretaris Kecamatan"},
		program=(
			{
				"program_kegiatan": "7.01.02",
				"anggaran": "160.000.000",
				"sumber_dana": "DAU",
				"keterangan": "APBD",
				"kas_tw1": "40.000.000",
				"kas_tw2": "120.000.000",
			},
		),
	)
	content = catalogue.paper_content(PK, doc)
	assert heads(content, "anggaran") == [
		"No",
		"Program / Kegiatan",
		"Sumber Dana",
		"Anggaran (Rp)",
		"Keterangan",
	]
	(cash,) = table_of(content, "kas")
	assert cash[2:] == ["40.000.000", "120.000.000", DASH, DASH, "160.000.000"]
	rows = table_of(content, "rencana")
	numbers = [cells[0] for cells in rows]
	assert numbers == ["1", "1.1", "2", "3", "4", "Kegiatan penunjang", "5", ""]
	activity, beside, total = rows[1], rows[6], rows[7]
	assert activity[1].startswith("7.01.02.2.01.0001 Koordinasi/Sinergi") and activity[2] == "Laporan"
	assert activity[3:9] == ["12", "3", "3", "3", "3", "40.000.000"] and activity[9] != ""
	assert beside[1] == "Rapat bulanan" and beside[8] == DASH and beside[9] == "Sekretaris Kecamatan"
	assert total[8] == "40.000.000"


def test_a_plan_without_money_has_no_column_for_it_and_one_without_rows_is_as_before(office: Office) -> None:
	doc = planned(office, {"kegiatan": "Rapat", "target_tw1": "1 laporan"})
	content = catalogue.paper_content(PK, doc)
	assert "Anggaran (Rp)" not in heads(content, "rencana") and not table_of(content, "kas")
	assert table_of(content, "rencana")[-1][4] == "1 laporan", "a word stays a word"
	bare = catalogue.paper_content(PK, planned(office))
	assert [cells[0] for cells in table_of(bare, "rencana")] == ["1", "2", "3", "4"]


def test_a_plan_is_read_and_held_to_its_budget(office: Office) -> None:
	said = refused(NumberInvalid, planned, office, {"kegiatan": "Rapat", "anggaran": "sejuta"})
	assert "Rencana Aksi, Baris 1, kolom Anggaran" in said
	frappe.local.message_log = []
	planned(
		office,
		{"kode": "7.01.02", "kegiatan": "Rapat", "anggaran": "60"},
		{"kode": "7.01.02", "kegiatan": "Rapat lagi", "anggaran": "50"},
		program=({"program_kegiatan": "7.01.02", "anggaran": "100"},),
	)
	assert "7.01.02 beserta rinciannya berjumlah 110, melebihi anggarannya 100" in str(
		frappe.local.message_log
	)


@pytest.mark.parametrize(
	("rows", "asked"),
	[
		((("7.01.04.2.01.0001", "300"),), "300"),
		((("7.01.04.2.01", "60"), ("7.01.04.2.02", "50")), "110"),
		((("7.01.04.2.01", "40"), ("7.01.04.2.01.0001", "30"), ("7.01.04.2.01.0002", "10")), ""),
		((("7.01.04.2.01", "40"), ("7.01.04.2.01.0001", "101")), "101"),
		((("7.01.044", "300"), ("", "300")), ""),
	],
)
def test_a_plan_below_a_program_is_held_to_its_money(office: Office, rows, asked: str) -> None:
	"""Programs in the one table and their sub kegiatan in the other, as most agreements have them."""
	frappe.local.message_log = []
	plan = [{"kode": kode, "kegiatan": f"Giat {kode}", "anggaran": money} for kode, money in rows]
	planned(office, *plan, program=({"kode_program": "7.01.04", "program": "Program", "anggaran": "100"},))
	told = str(frappe.local.message_log)
	assert ("melebihi anggarannya" in told) == bool(asked)
	assert f"7.01.04 beserta rinciannya berjumlah {asked}" in told or not asked


def test_a_closed_plan_is_closed_with_its_agreement(office: Office) -> None:
	unit = office.units[0]
	doc = planned(office, {"kegiatan": "Rapat"})
	doc.status = "Ditetapkan"
	doc.save()
	doc.rencana_aksi[0].kegiatan = "Rapat lain"
	refused((KinerjaError, frappe.PermissionError), doc.save)
	row = frappe.get_doc(PK, doc.name).rencana_aksi[0]
	row.kegiatan = "Lewat baris"
	refused((KinerjaError, frappe.PermissionError), row.save)
	assert frappe.db.get_value("Rencana Aksi", row.name, "kegiatan") == "Rapat"
	assert agreement.parties(frappe.get_doc(PK, doc.name)) and unit


# Signatures


def pages_of(html: str) -> list[str]:
	return [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(html))).pages]


def _signed_with_body(html: str, signature: str, body: str) -> int:
	"""Every page that is signed holds some of the paper's body; how many pages there are."""
	sheets = pages_of(html)
	signed = [text for text in sheets if squeezed(signature) in text]
	assert signed and squeezed(signature) in sheets[-1]
	for text in signed:
		assert re.search(body, text), text[:300]
	return len(sheets)


def _recap_with(rows: int):
	frappe.db.delete("Rekap Kinerja", {"name": "UJI-TTD"})
	frappe.db.delete("Baris Rekap", {"parent": "UJI-TTD"})
	return rekap(
		"Unit", "UJI-TTD", "Isi.", rows=rows, catatan_validasi="", catatan_pencermatan="", alasan_terakhir=""
	)


@pytest.mark.parametrize("size", ["F4", "A4"])
def test_a_signature_never_stands_alone(site: None, size: str) -> None:
	"""A sample; the next one prints every length."""
	four_documents()
	frappe.db.set_single_value("Pengaturan Kinerja", "ukuran_kertas", size)
	frappe.clear_document_cache("Pengaturan Kinerja", "Pengaturan Kinerja")
	for rows in (7, 8, 9):
		_signed_with_body(page.html(_recap_with(rows), UNIT), "Yang merekap,", r"Isi\.")


@pytest.mark.full
def test_a_signature_never_stands_alone_at_any_length(site: None) -> None:
	four_documents()
	lengths = {
		rows: _signed_with_body(page.html(_recap_with(rows), UNIT), "Yang merekap,", r"Isi\.")
		for rows in range(1, 41)
	}
	assert len(set(lengths.values())) >= 3, "the signature has come to stand on several pages"


@pytest.mark.full
def test_both_signatures_of_an_agreement_stand_under_its_text(office: Office) -> None:
	"""Of any number of targets and kegiatan: the promise's, the attachment's and the plan's."""
	seen = set()
	for count in range(1, 46, 2):
		doc = planned(
			office,
			*({"kegiatan": f"Kegiatan nomor {n}", **PLAN} for n in range(count)),
			program=tuple({"program": f"Program nomor {n}", "anggaran": "1.000"} for n in range(count)),
		)
		seen.add(
			_signed_with_body(
				page.html(doc, PK), "Pihak Kedua,", "Pihakkeduaakan|Programnomor|Kegiatannomor|Jumlah"
			)
		)
	assert len(seen) >= 3


# Decimals


@pytest.fixture
def exact(office: Office) -> LocalRun:
	"""A unit whose index is given with three decimals, its indicator has two, against a target of three; and a third of a hundred."""
	unit = office.units[0]
	pk = reopened(office, unit)
	pk.target[3].update(quarters("88,125"))
	pk.save()
	run = LocalRun(office).up_to_meeting()
	notes = {"kendala": "Banjir pada Februari", "tindak_lanjut": "Dijadwalkan ulang pada Mei"}
	run.fill(
		unit,
		{
			"A1": {"realisasi": "9"},
			"A2": {"pembilang": "1", "penyebut": "3", **notes},
			"A3": {"realisasi": "1"},
			"A4": {"realisasi": "87,125", **notes},
		},
	)
	return run


def numbers_in(book: bytes) -> set[tuple[float, str]]:
	"""(value, number format) of every figure of a workbook."""
	return {
		(cell.value, cell.number_format)
		for sheet in load_workbook(io.BytesIO(book)).worksheets
		for line in sheet.iter_rows()
		for cell in line
		if isinstance(cell.value, float)
	}


def cells_of(name: str, doc, table: str = "baris") -> set[str]:
	return {cell for line in table_of(catalogue.paper_content(name, doc), table) for cell in line}


def test_figures_print_with_the_decimals_that_they_were_judged_by(exact: LocalRun) -> None:
	"""More exact than the indicator's own decimals, on every paper of a unit, in its workbook and on its agreement."""
	unit = exact.office.units[0]
	recap = exact.recap(unit)
	said = {row.kode.rsplit("-", 1)[-1]: row.realisasi_teks for row in recap.baris}
	assert (said["A1"], said["A2"], said["A4"]) == ("9", "33,33", "87,125")
	assert [row.capaian_teks for row in recap.baris if row.kode.endswith("A4")] == ["98,87 %"]
	for row in recap.baris:
		if row.dihitung and not row.kode.endswith("A2"):  # a third has no end
			assert read_number(row.realisasi_teks) == to_decimal(row.nilai), row.kode
	figures = {"9", "33,33", "87,125", "88,125"}
	assert figures <= cells_of(FORMAT, exact.format_of(unit))
	for name in (UNIT, "Lembar Validasi", "Lembar Pencermatan dan Koreksi"):
		assert figures <= cells_of(name, recap), name
	assert {"87,125", "88,125"} <= cells_of(UNIT, recap, "perbandingan")
	assert {(87.125, "#,##0.000"), (88.125, "#,##0.000")} <= numbers_in(workbook.build(recap))
	pk = frappe.get_doc(PK, {"unit_kerja": unit, "tahun": exact.office.tahun})
	assert "88,125" in cells_of(PK, pk, "rencana") and "88,5" in cells_of(PK, pk, "target")


@pytest.mark.full
def test_so_do_the_kecamatans_papers_and_its_report(exact: LocalRun) -> None:
	first, *others = exact.office.units
	exact.recap_unit(first)
	exact.validate(first)
	correction = {
		"indikator": exact.office.indicators[first][3],
		"kolom": "Realisasi",
		"sesudah": "87,1255",
		"alasan": "Salah",
	}
	exact.update("sekcam", REKAP, exact.recap(first).name, koreksi=[correction])
	exact.read_closely(first)
	for unit in others:
		exact.unit_through(unit)
	exact.finalize()
	recap, corrected = exact.recap(), exact.recap(first)
	assert {"87,125", "87,1255"} <= cells_of("Lembar Pencermatan dan Koreksi", corrected, "koreksi")
	figures = {"33,33", "87,1255", "88,125"}
	assert figures <= cells_of("Rekap Data Kinerja Kecamatan", recap)
	assert "33,33" in cells_of("Lembar Arahan Pimpinan", recap)
	assert {(87.1255, "#,##0.0000"), (88.125, "#,##0.000")} <= numbers_in(workbook.build(recap))
	told = {texts.printed(cell) for one in tables.tables_of(recap) for line in one.baris for cell in line}
	assert figures <= told
	written = Document(io.BytesIO(word.build(recap)))
	assert figures <= {cell.text for one in written.tables for row in one.rows for cell in row.cells}
	traced = frappe.as_json(trace.explain_row(recap.name, correction["indikator"]))
	assert "87,1255" in traced
