"""Whitelisted methods of the Formats, for the desk and for REST clients."""

from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.formats import cells, dispensasi
from kinerja_kecamatan.formats import pelaksana as performers


@frappe.whitelist(methods=["POST"])
def tetapkan_pelaksana(format_data: str, pelaksana: str | None = None, alasan: str | None = None) -> dict:
	"""Tunjuk or Alihkan Pelaksana: give a Format that is not handed on yet to one Pelaksana of its unit.

	:param pelaksana: a Pegawai; empty gives it back to all Pelaksana of the unit.
	:param alasan: needed where a Pelaksana is replaced.
	:return: the Format.
	"""
	form = frappe.get_doc(FORMAT, format_data, for_update=True)
	form.check_permission("read")
	performers.appoint_pelaksana(form, (pelaksana or "").strip(), (alasan or "").strip())
	return frappe.get_doc(FORMAT, format_data).as_dict()


@frappe.whitelist(methods=["POST"])
def beri_dispensasi(disposisi: str, unit: str, berlaku_sampai: str, alasan: str) -> str:
	"""Let a unit hand in its open Formats after Tanggal Kunci, until a day (ISO date); returns the Dispensasi Kinerja.

	:param disposisi: the order whose Tanggal Kunci has passed: of a Format that a Susulan asks for, the Susulan
	"""
	order = frappe.get_doc(DISPOSISI, disposisi, for_update=True)
	order.check_permission("read")
	return dispensasi.give_dispensasi(order, unit, _day(berlaku_sampai), (alasan or "").strip())


def _day(text: str) -> date:
	try:
		return date.fromisoformat((text or "").strip())
	except ValueError:
		frappe.throw(_("Isi Berlaku Sampai dengan tanggal, misalnya 2021-04-30."), KinerjaError)


@frappe.whitelist(methods=["POST"])
def isi_baris(format: str, baris: str, nilai: dict | str, sebelum: dict | str) -> dict:
	"""Write cells of one row of a Format, whatever others have written in its other rows and columns since it was read.

	:param baris: the row's name
	:param nilai: {column: what to write}, columns that a person fills in
	:param sebelum: {column: what stood there when it was read}, the same columns; a cell that holds something else by now is
	        refused (EditConflict; the response's `bentrok` says what, by whom and when, see guard.conflict), and then
	        nothing is written
	:return: {"modified", "kemajuan", "baris": the row as it stands now}
	"""
	return cells.write_cells(format, baris, nilai, sebelum)
