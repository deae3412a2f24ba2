"""What a Ralat of a Perjanjian Kinerja does to Formats and recaps that rest on it.

What is final keeps its figures and is told of the Ralat; the rest is set anew from the agreement and computed again, in the name of the
app, and the line of the Ralat in the log says of which documents and rows. A recap that was final then and is opened again takes it in
when its Formats open.
"""

from collections.abc import Iterable

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import FORMAT, PERJANJIAN, REKAP, USULAN
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.formats import corrected, of_unit
from kinerja_kecamatan.formats.rows import agreements_of
from kinerja_kecamatan.guard.closed import Cell
from kinerja_kecamatan.recaps import computed_rows, office_recap, resting, unit_recap
from kinerja_kecamatan.second_person import cells, confirmers, proposals
from kinerja_kecamatan.step_log import log

AKSI = "Terapkan Ralat"


def take_in(doc, changed: Iterable[Cell], found: resting.Resting) -> list[str]:
	"""Set anew what is not final; returns what there is to say of it."""
	indicators = _indicators(doc, changed)
	renewed = {name: corrected.renew(name, doc.name, indicators) for name in found.forms}
	computed = [name for name in _units_first([*found.recaps, *found.behind]) if _compute(name)]
	told = [said for said in (_on_forms(renewed),) if said]
	if computed:
		told.append(_("Dihitung ulang: {0}.").format(", ".join(computed)))
	if left := [name for name in found.behind if name not in computed]:
		told.append(
			_("Belum final dan masih memuat nilai lama, sampai rekap unitnya dikembalikan: {0}.").format(
				", ".join(left)
			)
		)
	return told


def take_in_on_return(recap) -> None:
	"""A unit's recap that comes back, having been final at a Ralat: its Formats take that in, and it is computed from them. Not saved."""
	renewed = False
	for name in of_unit.formats_of(recap):
		agreements = agreements_of(frappe.db.get_value(FORMAT, name, "perjanjian"))
		for agreement in filter(None, agreements):
			if codes := corrected.renew(name, agreement, _corrected_ever(agreement)):
				_log(recap, agreement, _on_forms({name: codes}))
				renewed = True
	if renewed:
		unit_recap.fill_unit_recap(recap)


def _on_forms(renewed: dict[str, list[str]]) -> str:
	rows = [f"{name} ({', '.join(codes)})" for name, codes in renewed.items() if codes]
	return _("Target disetel ulang pada {0}.").format("; ".join(rows)) if rows else ""


def _log(recap, agreement: str, said: str) -> None:
	log.write_line(
		{
			"kecamatan": recap.kecamatan,
			"unit_kerja": recap.unit_kerja,
			"kegiatan": PERJANJIAN,
			"jenis_dokumen": PERJANJIAN,
			"dokumen": agreement,
			"aksi": AKSI,
			"hasil": log.LAINNYA,
			"alasan": said,
			**log.at_the_desk(recap.kecamatan, acting.real_user()),
			"t2_selesai": clock.now(),
		}
	)


def _corrected_ever(agreement: str) -> set[str]:
	"""The indicators of which a Ralat of the agreement has ever changed a cell."""
	confirmed = {"jenis_dokumen": PERJANJIAN, "dokumen": agreement, "status": proposals.DISETUJUI}
	names = frappe.get_all(USULAN, filters=confirmed, pluck="name")
	if not names:
		return set()
	states = (confirmers.before_and_after(frappe.get_doc(USULAN, name))[1] for name in names)
	changed = {cell for state in states for cell in cells.cells_of(state)}
	return _indicators(frappe.get_doc(PERJANJIAN, agreement), changed)


def _indicators(doc, changed: Iterable[Cell]) -> set[str]:
	rows = {row.name: row.indikator for row in doc.target}
	return {rows[cell.baris] for cell in changed if cell.tabel == "target" and cell.baris in rows}


def _units_first(names: Iterable[str]) -> list[str]:
	jenis = {name: frappe.db.get_value(REKAP, name, "jenis") for name in names}
	return sorted(names, key=lambda name: (jenis[name] != UNIT_RECAP, name))


def _compute(name: str) -> bool:
	"""Whether a recap says something else than before."""
	recap = frappe.get_doc(REKAP, name)
	fill = unit_recap.fill_unit_recap if recap.jenis == UNIT_RECAP else office_recap.fill_office_recap
	said = computed_rows.remember(recap)
	fill(recap)
	if computed_rows.says_the_same(recap, said):
		return False
	acting.update_as_system(recap)
	return True
