"""A template back again: unchanged it changes nothing; what changed is told by cell; what is unclear is named, never guessed."""

import datetime

import pytest

from kinerja_kecamatan.excel.layout import SHEET, address
from tests.excel.conftest import COUNT, LAST, NEGATIVE, RATIO, UNMEASURED, compared, made
from tests.support.workbooks import edited, form, ratio, row


def told(found) -> dict[str, tuple[str, str]]:
	"""Changes by cell: what stands in the app, what in the file."""
	return {change.sel: (change.semula, change.menjadi) for change in found.changes}


def problem(found) -> str:
	"""The one problem, as a person reads it."""
	assert len(found.problems) == 1, found.problems
	return f"{found.problems[0].lembar}!{found.problems[0].sel}: {found.problems[0].pesan}"


def test_unchanged_file_changes_nothing(doc, after):
	assert compared(doc, made(doc)) == after()
	found = after()
	assert (found.changes, found.problems, found.wanted) == ([], [], {})


def test_control_characters_and_long_text_come_back_unchanged():
	doc = form(row(1, kendala="halaman\x0bdua\x00\r\nbaris ", keterangan="A &amp; B <b>x</b>"))
	assert compared(doc, edited(made(doc), lambda book: None)).changes == []


CLEAR = (
	("93,75", "@", "93,75"),
	("93,75 %", "@", "93,75"),
	("1.234,5", "@", "1.234,5"),
	("4.25", "@", "4,25"),
	("1.234", "@", "1.234"),
	(93.75, "General", "93,75"),
	(0.9375, "0.00%", "93,75"),
	(0.07, "0%", "7"),
	(12, "#,##0", "12"),
	("0", "@", "0"),
	(0.1 + 0.2, "General", "0,3"),
	(" 9 ", "@", "9"),
)
UNCLEAR = (
	("1,234.5", "ditulis dengan cara Inggris"),
	("sembilan", "bukan angka yang dapat dibaca"),
	("1234.567", "dapat dibaca dengan dua cara"),
	("-", "Kosongkan isian bila datanya belum ada"),
	("1e5", "bukan angka"),
	("1 Maret 2021", "bukan satu angka dalam satuan %"),
	(1e308, "terlalu besar"),
	(datetime.date(2021, 3, 5), "terbaca sebagai tanggal atau jam (05-03-2021)"),
	(datetime.time(9, 30), "terbaca sebagai tanggal atau jam"),
	("=5+4", "berisi rumus (=5+4)"),
	("#N/A", "berisi #N/A"),
	(True, "berisi True"),
	("9" * 200, "terlalu panjang"),
)


def with_realisasi(values: list[tuple]):
	"""The difference after each value (and number format) was put into a row of its own, all of them percentages."""
	doc = form(*(row(n, satuan="%") for n in range(1, len(values) + 1)))

	def edit(book):
		for number, (value, *form_) in enumerate(values, start=COUNT):
			cell = book[SHEET][address("realisasi", number)]
			cell.value = value
			if form_:
				cell.number_format = form_[0]

	return compared(doc, edited(made(doc), edit))


def test_numbers_are_read_as_the_person_sees_them():
	found = with_realisasi([(value, form_) for value, form_, _wanted in CLEAR])
	assert found.problems == []
	assert told(found) == {
		address("realisasi", n): ("", case[2]) for n, case in enumerate(CLEAR, start=COUNT)
	}
	assert [values["realisasi"] for values in found.wanted.values()] == [case[2] for case in CLEAR]


def test_what_is_no_number_is_named():
	found = with_realisasi([(value,) for value, _sentence in UNCLEAR])
	assert [p.sel for p in found.problems] == [
		address("realisasi", n) for n in range(COUNT, COUNT + len(UNCLEAR))
	]
	assert {p.lembar for p in found.problems} == {SHEET}
	for (value, sentence), told_ in zip(UNCLEAR, found.problems, strict=True):
		assert told_.pesan.startswith("kolom Realisasi: ") and sentence in told_.pesan, value
	assert (found.changes, found.wanted) == ([], {})


def test_percent_where_none_belongs_is_named(after):
	assert "satuannya bukan persen" in problem(after(cells={("realisasi", NEGATIVE): "5 %"}))

	def edit(book):
		cell = book[SHEET][address("realisasi", NEGATIVE)]
		cell.value, cell.number_format = 0.05, "0%"

	assert "satuannya bukan persen" in problem(after(edit))


def test_choice_without_a_number(after):
	assert told(after(cells={("pilihan", COUNT): "nihil"})) == {address("realisasi", COUNT): ("", "0")}
	assert told(after(cells={("pilihan", COUNT): "Tidak Ada Objek"})) == {
		address("pilihan", COUNT): ("", "Tidak Ada Objek")
	}
	both = after(cells={("pilihan", COUNT): "Nihil", ("realisasi", COUNT): "9"})
	assert "padahal angkanya diisi" in problem(both)
	assert "bukan pilihan" in problem(after(cells={("pilihan", COUNT): "entah"}))
	assert "isi pembilang 0" in problem(after(cells={("pilihan", RATIO): "Nihil"}))
	assert "tidak diukur" in problem(after(cells={("pilihan", UNMEASURED): "Nihil"}))


def test_a_figure_without_target_is_taken_as_information(after):
	found = after(cells={("realisasi", UNMEASURED): "7"})
	assert found.problems == [] and told(found) == {address("realisasi", UNMEASURED): ("", "7")}


@pytest.mark.parametrize("where", ["pilihan", "realisasi"])
def test_what_is_waited_for_is_said_in_the_choice_or_in_the_figures_place(after, where):
	cells = {
		(where, COUNT): "menunggu rilis",
		("sumber_rilis", COUNT): "Inspektorat",
		("perkiraan_rilis", COUNT): "31 Januari 2027",
	}
	found = after(cells=cells)
	assert found.problems == []
	assert told(found) == {
		address("pilihan", COUNT): ("", "Menunggu Rilis"),
		address("sumber_rilis", COUNT): ("", "Inspektorat"),
		address("perkiraan_rilis", COUNT): ("", "31-01-2027"),
	}


def test_waiting_beside_a_figure_or_another_choice_is_named(after):
	both = after(cells={("pilihan", COUNT): "Menunggu Rilis", ("realisasi", COUNT): "9"})
	assert "Menunggu Rilis dipilih, padahal angkanya diisi" in problem(both)
	half = after(cells={("pembilang", RATIO): "menunggu rilis", ("penyebut", RATIO): "20"})
	assert "padahal angkanya diisi" in problem(half)
	other = after(cells={("realisasi", COUNT): "menunggu rilis", ("pilihan", COUNT): "Nihil"})
	assert "Nihil dipilih, padahal angkanya ditulis menunggu rilis" in problem(other)
	assert "tidak diukur" in problem(after(cells={("realisasi", UNMEASURED): "menunggu rilis"}))


@pytest.mark.parametrize("said", [datetime.datetime(2027, 1, 31), "2027-01-31", "31/1/2027", "31 Jan 2027"])
def test_the_expected_day_is_read_as_people_write_it(after, said):
	assert told(after(cells={("perkiraan_rilis", COUNT): said})) == {
		address("perkiraan_rilis", COUNT): ("", "31-01-2027")
	}


@pytest.mark.parametrize("said", ["bulan depan", "31-02-2027", 44000])
def test_what_is_no_day_is_named(after, said):
	assert "bukan tanggal" in problem(after(cells={("perkiraan_rilis", COUNT): said}))


def test_a_star_behind_a_figure_is_part_of_it(after):
	assert told(after(cells={("realisasi", COUNT): "12,50 *"})) == {
		address("realisasi", COUNT): ("", "12,5*")
	}
	pair = after(cells={("pembilang", RATIO): "19*", ("penyebut", RATIO): "20"})
	assert pair.problems == []
	assert told(pair) == {address("pembilang", RATIO): ("", "19*"), address("penyebut", RATIO): ("", "20")}


def test_a_provisional_figure_stands_with_its_star_in_the_template():
	doc = form(row(1, realisasi="12,5", status="Terisi", sementara=1))
	found = compared(doc, made(doc))
	assert (found.changes, found.problems) == ([], [])

	def final(book):
		book[SHEET][address("realisasi", COUNT)].value = "12,5"

	assert told(compared(doc, edited(made(doc), final))) == {address("realisasi", COUNT): ("12,5*", "12,5")}


def test_ratio_is_typed_as_its_two_numbers(after):
	found = after(cells={("pembilang", RATIO): "19", ("penyebut", RATIO): 20})
	assert found.problems == []
	assert told(found) == {address("pembilang", RATIO): ("", "19"), address("penyebut", RATIO): ("", "20")}
	assert "harus diisi kedua-duanya" in problem(after(cells={("pembilang", RATIO): "19"}))
	zero = after(cells={("pembilang", RATIO): "1", ("penyebut", RATIO): "0"})
	assert "Penyebut 0" in problem(zero)
	assert "dihitung dari pembilang dan penyebut" in problem(after(cells={("realisasi", RATIO): 95}))


def test_nothing_of_nothing_and_the_choice_say_the_same():
	doc = form(ratio(1, pembilang="0", penyebut="0", status="Tidak Ada Objek"))
	cells = {"pembilang": None, "penyebut": None, "pilihan": "Tidak Ada Objek"}

	def edit(book):
		for key, value in cells.items():
			book[SHEET][address(key, COUNT)].value = value

	assert compared(doc, edited(made(doc), edit)).changes == []


def test_emptied_cells_are_emptied(after):
	found = after(cells={("realisasi", LAST): None, ("kendala", LAST): "  "})
	assert told(found) == {
		address("realisasi", LAST): ("1.234,5", ""),
		address("kendala", LAST): ("=1+1", ""),
	}


def test_locked_cells_are_held_against_the_app(after):
	said = problem(after(cells={("target", COUNT): 5}))
	assert f"Isian!{address('target', COUNT)}" in said and "isi sel terkunci berubah" in said
	assert "isi sel terkunci berubah" in problem(after(cells={("nama_indikator", COUNT): "Indikator lain"}))
	assert "dihitung sendiri" in problem(after(cells={("capaian", COUNT): 100}))
	assert "tidak memakai pembilang" in problem(after(cells={("pembilang", COUNT): 1}))


def test_inserted_row_is_named(after):
	found = after(lambda book: book[SHEET].insert_rows(RATIO))
	assert any("seharusnya di baris 8" in p.pesan for p in found.problems)
	found = after(cells={("nama_indikator", LAST + 1): "Indikator sisipan"})
	assert "bukan baris Format" in problem(found) and f"B{LAST + 1}" in problem(found)


def test_missing_doubled_and_moved_rows_are_named(after):
	gone = after(lambda book: book[SHEET].delete_rows(LAST))
	assert "IK-05 (Indikator 5) tidak ada lagi" in problem(gone)
	twice = after(cells={("baris", LAST): "b3"})
	assert {p.sel for p in twice.problems} == {address("kode", LAST)}
	assert any("muncul dua kali, juga di baris 9" in p.pesan for p in twice.problems)

	def swap(book):
		sheet = book[SHEET]
		for column in range(1, 25):
			one, other = sheet.cell(COUNT, column), sheet.cell(NEGATIVE, column)
			one.value, other.value = other.value, one.value

	moved = after(swap)
	assert [p.pesan for p in moved.problems if "seharusnya di baris" in p.pesan] == [
		"IK-01 (Indikator 1) seharusnya di baris 7. Jangan memindah atau mengurutkan baris.",
		"IK-03 (Indikator 3) seharusnya di baris 9. Jangan memindah atau mengurutkan baris.",
	]


def test_merged_cells_are_named(after):
	found = after(
		lambda book: book[SHEET].merge_cells(f"{address('realisasi', 7)}:{address('realisasi', 8)}")
	)
	assert any(p.sel == "I7:I8" and "digabung" in p.pesan for p in found.problems)


def test_moved_columns_are_named(after):
	found = after(lambda book: book[SHEET].insert_cols(7))
	assert any(p.sel == "G6" and "judul kolom seharusnya “Pembilang”" in p.pesan for p in found.problems)


def test_notes_are_text(after):
	assert told(after(cells={("kendala", COUNT): 1234.5})) == {address("kendala", COUNT): ("", "1.234,5")}
	assert "berisi rumus" in problem(after(cells={("kendala", COUNT): "=A1"}))
	assert "paling banyak 5000" in problem(after(cells={("kendala", COUNT): "x" * 5001}))


def test_a_long_note_may_stay():
	doc = form(row(1, kendala=f"{'x' * 6000} "))
	found = compared(doc, made(doc))
	assert (found.changes, found.problems) == ([], [])


def test_what_the_file_left_as_it_was_made_is_told(doc):
	content, first, last = made(doc), doc.baris[0], doc.baris[-1]
	first.realisasi, first.kendala, first.keterangan, last.realisasi = "12", "Hujan", "Lama", "7"

	def edit(book):
		book[SHEET][address("kendala", COUNT)].value = "Kemarau"

	found = compared(doc, edited(content, edit))
	assert [(change.sel, change.semula, change.menjadi) for change in found.untouched] == [
		(address("realisasi", COUNT), "12", ""),
		(address("keterangan", COUNT), "Lama", ""),
		(address("realisasi", LAST), "7", "1.234,5"),
	]
	assert len(found.changes) == 4 and found.problems == []
	# A figure in place of the choice: emptying the choice is part of it.
	first.realisasi, first.status, first.keterangan, last.realisasi = None, "Tidak Ada Objek", None, "1.234,5"

	def correct(book):
		edit(book)
		book[SHEET][address("realisasi", COUNT)].value = "9"

	found = compared(doc, edited(content, correct))
	assert (len(found.changes), found.untouched) == (3, [])


def test_touched_marks_are_named(after):
	assert "sel tersembunyi berubah" in problem(after(cells={("asal", COUNT): "a,b"}))


def test_every_problem_is_told_at_once(after):
	found = after(cells={("realisasi", COUNT): "x", ("realisasi", NEGATIVE): "y", ("pembilang", RATIO): "1"})
	assert [p.sel for p in found.problems] == ["I7", "H8", "I9"]
