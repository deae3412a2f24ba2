"""What belongs to the file of one Disposisi: its own papers, those of its Susulan, and of a year those of its quarters, semesters or
months."""

from dataclasses import dataclass

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.base.stored_words import CANCELLED, MAIN_ORDER
from kinerja_kecamatan.office.names import period_name
from kinerja_kecamatan.office.periods import parts_of as periods_in


@dataclass(frozen=True)
class Part:
	"""One order in the file; `judul` names it beside the order that the file is of, whose own is ""."""

	disposisi: str
	judul: str = ""


def parts_of(order) -> list[Part]:
	"""The orders whose papers make up the file of a Disposisi, its own first; those that the person may read."""
	if order.disposisi_utama:
		return [Part(order.name)]
	parts = [Part(order.name), *_supplements(order.name, "")]
	periods = periods_in(order.kecamatan, order.periode)
	if not periods:
		return parts
	mains = frappe.get_list(
		DISPOSISI,
		filters={
			"kecamatan": order.kecamatan,
			"periode": ["in", periods],
			"jenis": MAIN_ORDER,
			"kunci": ["not like", f"{CANCELLED}%"],
		},
		fields=["name", "periode"],
		order_by="periode, creation",
		limit_page_length=0,
	)
	for main in mains:
		title = period_name(main.periode)
		parts += [Part(main.name, title), *_supplements(main.name, title)]
	return parts


def _supplements(main: str, title: str) -> list[Part]:
	names = frappe.get_list(
		DISPOSISI,
		filters={"disposisi_utama": main, "kunci": ["not like", f"{CANCELLED}%"]},
		pluck="name",
		order_by="creation",
		limit_page_length=0,
	)
	return [Part(name, ", ".join(filter(None, (title, _("Susulan {0}").format(name))))) for name in names]
