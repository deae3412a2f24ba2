"""permission_query_conditions: one function a DocType, as Frappe 15 before 15.50 passes no doctype to them."""

import frappe

from kinerja_kecamatan.access.checks import OFFICE_WIDE
from kinerja_kecamatan.access.scope import scope_of

NOTHING = "1=0"


def _in(column: str, values) -> str:
	return f"{column} in ({', '.join(frappe.db.escape(v) for v in sorted(values))})" if values else NOTHING


def _by_kecamatan(table: str, user: str | None) -> str:
	"""Documents of the whole office: everyone appointed in the kecamatan reads them."""
	scope = scope_of(user or frappe.session.user)
	return "" if scope.everything else _in(f"`tab{table}`.`kecamatan`", scope.member_of)


def _by_unit(table: str, user: str | None) -> str:
	"""Documents of a unit: read from the unit, from above, and from a kecamatan-wide post."""
	scope = scope_of(user or frappe.session.user)
	if scope.everything:
		return ""
	wide = _in(f"`tab{table}`.`kecamatan`", scope.kecamatan)
	own = _in(f"`tab{table}`.`unit_kerja`", scope.units)
	return f"({wide} or {own})"


def _by_parent(child: str, parent: str, condition: str) -> str:
	if not condition:
		return ""
	return (
		f"`tab{child}`.`parenttype` = {frappe.db.escape(parent)} and "
		f"`tab{child}`.`parent` in (select `tab{parent}`.`name` from `tab{parent}` where {condition})"
	)


def disposisi(user: str | None = None) -> str:
	return _by_kecamatan("Disposisi", user)


def rapat_kinerja(user: str | None = None) -> str:
	return _by_kecamatan("Rapat Kinerja", user)


def format_data_kinerja(user: str | None = None) -> str:
	return _by_unit("Format Data Kinerja", user)


def rekap_kinerja(user: str | None = None) -> str:
	return _by_unit("Rekap Kinerja", user)


def catatan_tahapan(user: str | None = None) -> str:
	return _by_unit("Catatan Tahapan", user)


def arsip_kertas(user: str | None = None) -> str:
	"""An archived paper is read like the document that it prints."""
	table = "Arsip Kertas"
	by_unit = _by_unit(table, user)
	if not by_unit:
		return ""
	wide = _in(f"`tab{table}`.`jenis_dokumen`", OFFICE_WIDE)
	return f"(({wide} and {_by_kecamatan(table, user)}) or (not {wide} and {by_unit}))"


def dispensasi_kinerja(user: str | None = None) -> str:
	return _by_unit("Dispensasi Kinerja", user)


def baris_data_kinerja(user: str | None = None) -> str:
	return _by_parent("Baris Data Kinerja", "Format Data Kinerja", format_data_kinerja(user))


def baris_rekap(user: str | None = None) -> str:
	return _by_parent("Baris Rekap", "Rekap Kinerja", rekap_kinerja(user))


def sumber_rekap(user: str | None = None) -> str:
	return _by_parent("Sumber Rekap", "Rekap Kinerja", rekap_kinerja(user))


def koreksi_rekap(user: str | None = None) -> str:
	return _by_parent("Koreksi Rekap", "Rekap Kinerja", rekap_kinerja(user))


def nilai_rekap(user: str | None = None) -> str:
	return _by_parent("Nilai Rekap", "Rekap Kinerja", rekap_kinerja(user))


def temuan_rekap(user: str | None = None) -> str:
	return _by_parent("Temuan Rekap", "Rekap Kinerja", rekap_kinerja(user))


def serapan_anggaran(user: str | None = None) -> str:
	return _by_parent("Serapan Anggaran", "Rekap Kinerja", rekap_kinerja(user))


def penerusan_disposisi(user: str | None = None) -> str:
	return _by_parent("Penerusan Disposisi", "Disposisi", disposisi(user))


def kehadiran_rapat(user: str | None = None) -> str:
	return _by_parent("Kehadiran Rapat", "Rapat Kinerja", rapat_kinerja(user))
