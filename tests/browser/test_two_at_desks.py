"""Two desks at one Format: who saves second sees what the first one typed, keeps the own cells, and gets them back."""

import pytest

from tests.support.sop_run import FORMAT

pytestmark = pytest.mark.full


def test_what_the_second_typed_stays_and_comes_back_over_the_newest(sop, at_desk):
	sop.up_to_meeting()
	unit = sop.office.units[0]
	person, form = sop.person(f"jp:{unit}"), sop.formats(unit)[0]
	first, second = (at_desk(person.user, at=f"format-data-kinerja/{form}") for _ in range(2))
	for desk in (first, second):
		desk.open(FORMAT, form)
	count, faults = (first.row_of(kode) for kode in ("A1", "A3"))
	first.type_into_cell(count, "realisasi", "9")
	first.save()
	second.type_into_cell(count, "realisasi", "10")
	second.type_into_cell(faults, "realisasi", "1")
	second.form.locator(".primary-action:visible").click()
	told = second.page.locator(".kinerja-bentrok .modal-content")
	told.wait_for()
	second.picture("bentrok")
	number = told.locator("tbody tr").filter(has_text="Realisasi")
	assert number.locator("td").all_inner_texts()[1:3] == ["(kosong)", "9"]
	assert second.page.evaluate(
		"cur_frm.doc.baris.filter(row => row.realisasi).map(row => row.realisasi)"
	) == ["10", "1"]
	# What somebody else has typed too is left to them unless one says otherwise.
	boxes = told.locator(".checkbox-options input")
	assert [boxes.nth(n).is_checked() for n in range(boxes.count())] == [False, True]
	told.locator(".btn-modal-primary").click()
	told.wait_for(state="hidden")
	second.settled()
	assert [second.cell(row, "realisasi").inner_text().strip() for row in (count, faults)] == ["9", "1"]
	second.save()
	rows = {row["kode"].rsplit("-", 1)[-1]: row["realisasi"] for row in person.get(FORMAT, form)["baris"]}
	assert (rows["A1"], rows["A3"]) == ("9", "1")
