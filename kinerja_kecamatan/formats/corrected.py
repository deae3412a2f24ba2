"""A Ralat of a Perjanjian Kinerja in the Formats that were made from it: their targets are set anew to what the agreement says.

The app does it, for whoever confirmed the Ralat; what was typed stays. In a period that has lost its target a figure is kept as information,
as one that is typed there is, and nothing is waited for any more.
"""

from collections.abc import Set as AbstractSet

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.formats.rows import targets_again
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, TIDAK_DIUKUR


def renew(name: str, agreement: str, indicators: AbstractSet[str]) -> list[str]:
	"""Set the targets of these indicators anew in a Format, where it has them from the agreement; returns the codes of the rows that have
	changed, and saves if there are any."""
	form = frappe.get_doc(FORMAT, name)
	known, changed = targets_again(form), []
	for row in form.baris:
		source, columns = known.get(row.name, ("", {}))
		if row.indikator not in indicators or source != agreement:
			continue
		if any((row.get(column) or 0) != (value or 0) for column, value in columns.items()):
			_set(row, columns)
			changed.append(row.kode or row.indikator)
	if changed:
		acting.update_as_system(form)
	return changed


def _set(row, columns: dict) -> None:
	was, waits = row.diukur, row.status == MENUNGGU_RILIS
	row.update(columns)
	if row.diukur and not was:
		row.status = BELUM_DIISI
	elif was and not row.diukur:
		row.status = TIDAK_DIUKUR
		if waits:
			row.sementara = 0
		if row.dari_triwulan or row.keterangan == _("Laporan Nihil"):
			# Nobody typed it: a year's figure, or the nought of a report that there was nothing.
			row.update(annual.EMPTY)
