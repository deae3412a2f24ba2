"""Papers that say what happened: the Camat's word on the final recap is kept, the control card adds up, a year knows its quarters."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.archive import register, render, unnoted_papers
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.papers import catalogue, control_card
from kinerja_kecamatan.step_log import rounds, summary
from tests.support import stage_story
from tests.support.local_run import LocalRun, refused
from tests.support.office import FIGURES, make_office
from tests.support.papers import squeezed, table_of, words_of
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP
from tests.support.told_once import as_told, told_once
from tests.support.workers import nothing_queued

ARCHIVE, LOG = doctypes.ARCHIVE, doctypes.LOG
SHEET, CARD = "Lembar Arahan Pimpinan", "Kartu Kendali Pelaksanaan SOP"
WORD = "Percepat penertiban administrasi desa pada triwulan berikutnya."


def with_a_final_recap(office) -> LocalRun:
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	run.finalize()
	return run


@pytest.fixture(scope="module")
def finished(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: with_a_final_recap(_shared_office.in_new_year())) as story:
		yield story


@pytest.fixture
def final(finished: LocalRun) -> Iterator[LocalRun]:
	with as_told(finished) as story:
		yield story


def sheets(run: LocalRun) -> list:
	names = frappe.get_all(
		ARCHIVE, {"dokumen": run.recap().name, "print_format": SHEET}, pluck="name", order_by="versi_kertas"
	)
	return [frappe.get_doc(ARCHIVE, name) for name in names]


def take_note(run: LocalRun, word: str = WORD) -> None:
	run.update("camat", REKAP, run.recap().name, arahan_pimpinan=word)
	run.act("camat", REKAP, run.recap().name, "Ketahui")


def test_the_camats_word_is_kept_with_its_hash(final: LocalRun) -> None:
	assert not sheets(final)
	assert WORD not in words_of(final.recap(), SHEET) and "belum" in words_of(final.recap(), SHEET)
	take_note(final)
	(paper,) = sheets(final)
	assert (paper.kegiatan, paper.langkah, paper.oleh) == ("Ketahui", 9, final.user("camat"))
	assert squeezed(WORD) in squeezed(paper.isi) and paper.sidik_isi and paper.catatan
	assert "Uji camat" in paper.isi and "Tidak ada arahan" not in paper.isi
	recap = final.recap()
	for row in recap.baris:
		assert (squeezed(row.nama_indikator) in squeezed(paper.isi)) == (row.tingkat == "IKU")
	assert render.keep_paper(paper.name)
	paper.reload()
	assert paper.status == render.KEPT and len(paper.sidik_berkas) == 64


def test_no_word_is_said_to_be_none(final: LocalRun) -> None:
	final.act("camat", REKAP, final.recap().name, "Ketahui")
	(paper,) = sheets(final)
	assert squeezed("Tidak ada arahan tertulis.") in squeezed(paper.isi)


def test_a_version_that_is_opened_again_begins_without_the_word(final: LocalRun) -> None:
	take_note(final)
	name = final.recap().name
	final.act("sekcam", REKAP, name, "Buka Kembali", "Salah jumlah.")
	assert not final.recap().arahan_pimpinan
	told = json.loads(frappe.db.get_value(LOG, {"dokumen": name, "aksi": "Buka Kembali"}, "isi"))
	assert told["catatan"]["arahan_pimpinan"] == WORD
	final.finalize()
	assert WORD not in words_of(final.recap(), SHEET)
	take_note(final, "Arahan versi dua.")
	first, second = sheets(final)
	assert (first.versi_kertas, second.versi_kertas, first.diganti_oleh) == (1, 2, second.name)
	assert "Arahan versi dua." in second.isi and WORD in first.isi and WORD not in second.isi


def test_a_word_that_could_not_be_noted_is_made_up_for(final: LocalRun, monkeypatch) -> None:
	frappe.db.commit()
	with nothing_queued():
		monkeypatch.setattr(register, "_note", lambda *_args: 1 / 0)
		take_note(final)
		frappe.db.commit()
		assert not sheets(final)
		monkeypatch.undo()
		assert unnoted_papers.note_unnoted() == 1 and unnoted_papers.note_unnoted() == 0
	(paper,) = sheets(final)
	assert WORD in paper.isi and paper.oleh == final.user("camat")


@pytest.fixture(scope="module")
def stages(_connected: None) -> Iterator[dict]:
	"""The story of tests.support.stage_story."""
	with told_once(lambda: stage_story.tell(make_office().in_new_year()).made) as story:
		yield story


@pytest.fixture
def told(stages: dict) -> Iterator[dict]:
	with as_told(stages) as story:
		yield story


def first_version(monkeypatch, disposisi: str):
	"""The order with its card as it was before its recap was opened again."""
	order = frappe.get_doc(DISPOSISI, disposisi)
	monkeypatch.setattr(
		frappe.db,
		"get_value",
		lambda doctype, *args, _real=frappe.db.get_value, **more: (
			1 if (doctype, args[-1:]) == (REKAP, ("versi",)) else _real(doctype, *args, **more)
		),
	)
	return control_card.control_card_paper(order), order


def test_minutes_of_the_rounds_add_up_to_the_printed_total(told: dict, monkeypatch) -> None:
	card, order = first_version(monkeypatch, told["disposisi"])
	*steps, total = table_of(card, "langkah")
	rows = table_of(card, "putaran")
	minutes = {row[0]: int(row[7].replace(".", "")) for row in steps}
	assert (
		sum(minutes.values()) == int(total[-2].replace(".", "")) == summary.measure(order, 1)["pelaksanaan"]
	)
	repeated = {row[0] for row in rows}
	assert repeated == {"1", "2", "5", "6", "7"}, "sent back by the Sekcam, by the Kasubag"
	for number in repeated:
		counted = [int(row[6]) for row in rows if row[0] == number and not row[6].startswith("(")]
		assert sum(counted) == minutes[number], number


def test_what_was_sent_back_stands_on_the_card_with_its_round(told: dict, monkeypatch) -> None:
	card, order = first_version(monkeypatch, told["disposisi"])
	rows = table_of(card, "putaran")
	second = [row for row in rows if row[0] == "2"]
	assert [(row[1], row[7]) for row in second] == [("1", "Dikembalikan"), ("2", "Selesai")]
	assert second[0][4:7] == ["5-4-2021 08.00", "5-4-2021 08.20", "20"]
	log = frappe.get_all(
		LOG, {"disposisi": order.name, "versi": 1, "hasil": "Dikembalikan", "langkah": [">", 0]}
	)
	shown = [
		attempt for _step, found in rounds.rounds_of(order, 1) for one in found for attempt in one.attempts
	]
	assert len(log) == sum(attempt.kembali for attempt in shown) == 2
	assert rounds.rounds_of(order, 1)[-1] == (None, [])
	assert "Menit dalam kurung tidak ikut dihitung" in table_of(card, "catatan")[0][1]


def test_what_a_units_head_sends_back_stands_there_too(office) -> None:
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", "Lengkapi buktinya.")
	card = catalogue.paper_content(CARD, frappe.get_doc(DISPOSISI, run.disposisi))
	(row,) = table_of(card, "putaran")
	assert row[:2] == ["–", "1"] and row[7] == "Dikembalikan" and row[6].startswith("(")
	assert "Lengkapi buktinya." not in str(card["lembar"]), "a reason is its unit's"


def test_a_card_without_returns_has_no_rounds(final: LocalRun) -> None:
	card = catalogue.paper_content(CARD, frappe.get_doc(DISPOSISI, final.disposisi))
	assert not table_of(card, "putaran") and "dalam kurung" not in table_of(card, "catatan")[0][1]


HINDERED = {"A1": {"realisasi": "4", "kendala": "Banjir pada Februari", "tindak_lanjut": "Dijadwalkan ulang"}}


def with_two_quarters(office) -> LocalRun:
	"""The year's Formats are out; of its quarters two have been reported on by the first unit."""
	unit = office.units[0]
	for quarter, said in (("TW1", HINDERED["A1"]), ("TW2", {"realisasi": "9"})):
		run = LocalRun(office, f"{office.tahun}-{quarter}").up_to_meeting()
		run.fill(unit, {**FIGURES, "A1": said})
		run.recap_unit(unit)
	return LocalRun(office, str(office.tahun)).up_to_meeting()


@pytest.fixture(scope="module")
def reported(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: with_two_quarters(_shared_office.in_new_year())) as story:
		yield story


@pytest.fixture
def year(reported: LocalRun) -> Iterator[LocalRun]:
	with as_told(reported) as story:
		yield story


def row_of(run: LocalRun, code: str):
	return next(row for row in run.format_of(run.office.units[0]).baris if row.kode.endswith(code))


def test_the_years_format_brings_what_its_quarters_said(year: LocalRun) -> None:
	text = row_of(year, "A1").kendala_triwulan
	first = f"Triwulan I Tahun {year.office.tahun}"
	assert text == f"{first}\nKendala: Banjir pada Februari\nTindak lanjut: Dijadwalkan ulang"
	assert not row_of(year, "A2").kendala_triwulan
	other = year.format_of(year.office.units[1])
	assert not any(row.kendala_triwulan for row in other.baris), "another unit's words are its own"
	form = year.format_of(year.office.units[0])
	cells = table_of(catalogue.paper_content(FORMAT, form), "triwulan")
	assert len(cells) == 1 and "Banjir pada Februari" in cells[0][-1] and first in cells[0][-1]
	quarter = LocalRun(year.office, f"{year.office.tahun}-TW1")
	quarter.disposisi = frappe.db.get_value(
		DISPOSISI, {"kecamatan": year.office.root, "periode": quarter.periode}
	)
	paper = catalogue.paper_content(FORMAT, quarter.format_of(year.office.units[0]))
	assert not table_of(paper, "triwulan")


def test_nobody_writes_the_quarters_words(year: LocalRun) -> None:
	unit = year.office.units[0]
	year.type_in(unit, {"A1": {"kendala_triwulan": "Lain"}})
	assert "Banjir" in row_of(year, "A1").kendala_triwulan


def test_pointing_to_the_quarters_is_no_answer(year: LocalRun) -> None:
	unit = year.office.units[0]
	pointing = {
		"kendala": "Sebagaimana kendala pada triwulan yang bersangkutan",
		"tindak_lanjut": "Idem",
	}
	figures = {code: {"kendala": "Banjir", "tindak_lanjut": "Ditunda"} for code in ("A1", "A2", "A3")}
	year.type_in(unit, {**figures, "A1": pointing, "A4": {"realisasi": "90"}})
	said = refused(
		PreconditionMissing, year.act, f"jp:{unit}", FORMAT, year.formats(unit)[0], "Sampaikan Data"
	)
	code = row_of(year, "A1").kode
	assert code in said and "kendala hanya merujuk ke tempat lain" in said
	assert "tindak lanjut hanya merujuk ke tempat lain" in said
	year.type_in(unit, {"A1": {"kendala": "Banjir pada Februari", "tindak_lanjut": "Drainase dibersihkan"}})
	year.act(f"jp:{unit}", FORMAT, year.formats(unit)[0], "Sampaikan Data")
