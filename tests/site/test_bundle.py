"""The file of an order and of a year: everything in it under names that open, and what is missing told on its cover."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from pypdf import PdfReader

from kinerja_kecamatan.archive import api, bundle, render
from kinerja_kecamatan.papers import catalogue, contents
from tests.support.local_run import LocalRun, signed_in
from tests.support.papers import squeezed, table_of
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT
from tests.support.workers import nothing_queued

pytestmark = pytest.mark.full  # a score of papers to render before the first test

LONG = ("Register bukti kehadiran dan penertiban " * 4)[:134].strip()


def attach(run: LocalRun, key: str, doctype: str, name: str, title: str, content: bytes) -> str:
	with signed_in(run.user(key)):
		values = {"file_name": title, "content": content, "is_private": 1}
		place = {"attached_to_doctype": doctype, "attached_to_name": name}
		return frappe.get_doc({"doctype": "File", **values, **place}).insert().file_url


def quarter_run(office) -> LocalRun:
	"""A quarter whose first unit has handed in: A1 with evidence, A2 with an address, A3 with nothing."""
	run, unit = LocalRun(office), office.units[0]
	run.order()
	run.pass_on()
	run.send_forms()
	run.record_meeting()
	meeting = frappe.db.get_value(RAPAT, {"disposisi": run.disposisi})
	attach(run, "pek", RAPAT, meeting, "foto rapat", b"\x89PNG\r\n\x1a\n foto")
	run.act("pek", DISPOSISI, run.disposisi, "Tetapkan Hasil Rapat")
	form = run.formats(unit)[0]
	url = attach(run, f"jp:{unit}", FORMAT, form, f"{LONG}.pdf", b"%PDF-1.4 register")
	run.type_in(unit)
	run.type_in(unit, {"A1": {"bukti": url}, "A2": {"tautan_bukti": "https://register.example/a2"}})
	run.act(f"jp:{unit}", FORMAT, form, "Sampaikan Data")
	run.recap_unit(unit)
	run.validate(unit)
	return run


@pytest.fixture(scope="module")
def _year(_connected: None, _shared_office) -> Iterator[tuple[LocalRun, LocalRun]]:
	"""A quarter and its year; what the quarter's papers say is kept, the year's still waits."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with nothing_queued():
		office = _shared_office.in_new_year()
		quarter = quarter_run(office)
		year = LocalRun(office, str(office.tahun))
		year.order()
		frappe.db.commit()
		for name in render.waiting_papers(quarter.disposisi):
			assert render.try_to_keep(name)
		frappe.db.commit()
	yield quarter, year


@pytest.fixture
def year(_year, site: None) -> tuple[LocalRun, LocalRun]:
	return _year


def packed(run: LocalRun, key: str = "pek") -> tuple[dict[str, bytes], list[str]]:
	with signed_in(run.user(key)):
		content = bundle.as_zip(frappe.get_doc(DISPOSISI, run.disposisi))
	with zipfile.ZipFile(io.BytesIO(content)) as archive:
		return {name: archive.read(name) for name in archive.namelist()}, archive.namelist()


def text_of(pdf: bytes) -> str:
	return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def missing(run: LocalRun, key: str = "pek") -> list[list[str]]:
	with signed_in(run.user(key)):
		paper = catalogue.paper_content(bundle.CONTENTS, frappe.get_doc(DISPOSISI, run.disposisi))
	return table_of(paper, "belum_ada")


def test_the_quarters_file_has_its_papers_and_evidence(year) -> None:
	run, unit = year[0], year[0].office.units[0]
	found, names = packed(run)
	assert names[0] == bundle.COVER
	for paper in (
		"Nota Dinas Permintaan Data Kinerja",
		"Format Data Kinerja",
		"Notulen Rapat",
		"Daftar Hadir Rapat",
	):
		assert [name for name in names if f"/{paper} - " in name and name.endswith(".pdf")], paper
	form, meeting = run.formats(unit)[0], frappe.db.get_value(RAPAT, {"disposisi": run.disposisi})
	(register,) = [name for name in names if name.startswith(f"Bukti/{form}/")]
	assert register.endswith(".pdf") and found[register] == b"%PDF-1.4 register"
	(photo,) = [name for name in names if name.startswith(f"Bukti/{meeting}/")]
	assert found[photo].endswith(b"foto")
	assert all(len(name.rsplit("/", 1)[-1].encode()) < 255 for name in names)


def test_the_cover_says_what_is_missing_step_by_step(year) -> None:
	run = year[0]
	first, second = run.office.units[:2]
	rows = [row for row in missing(run) if len(row) > 1]
	assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)
	said = {(row[0], row[1]): row[3] for row in rows}
	codes = {row.kode.rsplit("-", 1)[-1]: row.kode for row in run.format_of(first).baris}
	assert said["5", "Bukti"] == f"tanpa bukti: {codes['A3']}"
	assert said["5", f"Bukti {codes['A2']}"] == "berupa tautan: https://register.example/a2"
	assert ("5", f"Bukti {codes['A1']}") not in said
	assert said["5", "Format Data Kinerja"] == "langkah belum selesai", "the second unit's"
	assert said["6", "Rekap Data Kinerja Unit"] == "dokumennya belum dibuat"
	assert said["8", "Lembar Pencermatan dan Koreksi"] in ("langkah belum selesai", "dokumennya belum dibuat")
	assert ("7", "Lembar Validasi") in said and not [row for row in rows if row[0] in "1234"]
	places = {row[2].split(" ")[0] for row in rows if row[0] == "7"}
	assert places and second != first
	cover = squeezed(text_of(packed(run)[0][bundle.COVER]))
	for row in rows:
		for text in row[1:]:
			assert squeezed(text) in cover, text


def test_the_years_file_holds_its_quarters_papers(year) -> None:
	quarter, whole = year
	title = f"Triwulan I Tahun {quarter.office.tahun}"
	found, names = packed(whole)
	mine = [name for name in names if name.startswith(f"{title}/")]
	own = packed(quarter)[1]
	assert {name.removeprefix(f"{title}/") for name in mine} == set(own) - {bundle.COVER}
	cover = text_of(found[bundle.COVER])
	assert title in cover and "menunggu dirender" in cover and "tanpa bukti" in cover
	with signed_in(whole.user("pek")):
		pdf = PdfReader(io.BytesIO(bundle.as_pdf(frappe.get_doc(DISPOSISI, whole.disposisi))))
	assert len([entry for entry in pdf.outline if entry.title.endswith(title)]) == len(
		[name for name in own if name.endswith(".pdf") and name[:2].isdigit() and name != bundle.COVER]
	)


def test_what_waits_is_rendered_before_it_is_packed(year, monkeypatch) -> None:
	"""The desk asks for it first, for all that the file is made of; the cover tells of what waits all the same."""
	quarter, whole = year
	waiting = render.waiting_papers(whole.disposisi)
	assert len(waiting) == 1
	late = frappe.get_all("Arsip Kertas", {"disposisi": quarter.disposisi}, pluck="name", limit=1)[0]
	frappe.db.set_value("Arsip Kertas", late, "status", render.WAITING)
	queued: list[dict] = []
	monkeypatch.setattr(api.jobs, "queue_job", lambda _work, _order, _job, **values: queued.append(values))
	with signed_in(whole.user("pek")):
		assert api.siapkan(whole.disposisi)["menunggu"] == 2
	assert set(queued[0]["dokumen"]) == {*waiting, late}
	assert "menunggu dirender" in text_of(packed(whole)[0][bundle.COVER])
	for name in waiting:
		assert render.keep_paper(name)
	assert f"01 Perintah/Lembar Disposisi - {whole.disposisi}.pdf" in packed(whole)[1]
	assert not [row for row in missing(whole) if row[:2] == ["1", "Lembar Disposisi"]]


def test_lost_and_too_large_evidence_is_told(year, monkeypatch) -> None:
	run, unit = year[0], year[0].office.units[0]
	form = run.formats(unit)[0]
	file = frappe.get_doc("File", {"attached_to_doctype": FORMAT, "attached_to_name": form})
	monkeypatch.setattr(bundle, "MOST_BYTES", 10)
	found, names = packed(run)
	assert not [name for name in names if name.startswith(f"Bukti/{form}/")]
	assert "unduhlah dari dokumennya" in text_of(found[bundle.COVER])
	monkeypatch.undo()
	path = Path(file.get_full_path())
	content = path.read_bytes()
	path.unlink()
	try:
		assert "tidak ada lagi di penyimpanan" in text_of(packed(run)[0][bundle.COVER])
	finally:
		path.write_bytes(content)


def test_a_unit_is_told_of_its_own_gaps_alone(year) -> None:
	run = year[0]
	first, second = run.office.units[:2]
	key = f"ku:{first}"
	rows = [row for row in missing(run, key) if len(row) > 1]
	assert [row for row in rows if row[0] == "5" and row[1] == "Bukti"]
	theirs = [frappe.db.get_value(FORMAT, {"disposisi": run.disposisi, "unit_kerja": second})]
	text = squeezed(str(rows))
	assert not [name for name in theirs if squeezed(name) in text]
	_found, names = packed(run, key)
	assert not [name for name in names if theirs[0] in name]
	with signed_in(run.user(key)):
		assert contents.listed_papers(run.disposisi)
