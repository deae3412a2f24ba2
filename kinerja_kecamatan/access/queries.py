"""permission_query_conditions: one function a DocType, as Frappe 15 before 15.50 passes no doctype to them."""

from kinerja_kecamatan.access.checks import OF_EVERY_UNIT, OFFICE_WIDE
from kinerja_kecamatan.access.scope import scope_of
from kinerja_kecamatan.access.sql import among, session_user
from kinerja_kecamatan.base.doctypes import (
	ARCHIVE,
	COPY,
	DISPENSASI,
	DISPOSISI,
	FORMAT,
	INDIKATOR,
	LOG,
	PENUGASAN,
	PERJANJIAN,
	PROGRAM_KEGIATAN,
	RAPAT,
	REGISTER_NOMOR,
	REKAP,
	SASARAN,
	SOP,
	UNIT_KERJA,
	USULAN,
)


def _by_kecamatan(table: str, user: str | None) -> str:
	"""Documents and masters of the whole office: everyone appointed in the kecamatan reads them."""
	scope = scope_of(session_user(user))
	return "" if scope.everything else among(f"`tab{table}`.`kecamatan`", scope.member_of)


def _by_unit(table: str, user: str | None) -> str:
	"""Documents of a unit: read from the unit, from above, and from a kecamatan-wide post."""
	scope = scope_of(session_user(user))
	if scope.everything:
		return ""
	wide = among(f"`tab{table}`.`kecamatan`", scope.kecamatan)
	own = among(f"`tab{table}`.`unit_kerja`", scope.units)
	here = among(f"`tab{table}`.`kecamatan`", scope.member_of)
	return f"({wide} or ({here} and {own}))"


def disposisi(user: str | None = None) -> str:
	return _by_kecamatan(DISPOSISI, user)


def rapat_kinerja(user: str | None = None) -> str:
	return _by_kecamatan(RAPAT, user)


def format_data_kinerja(user: str | None = None) -> str:
	return _by_unit(FORMAT, user)


def rekap_kinerja(user: str | None = None) -> str:
	return _by_unit(REKAP, user)


def salinan_rekap(user: str | None = None) -> str:
	return _by_unit(COPY, user)


def catatan_tahapan(user: str | None = None) -> str:
	return _by_unit(LOG, user)


def dispensasi_kinerja(user: str | None = None) -> str:
	return _by_unit(DISPENSASI, user)


def arsip_kertas(user: str | None = None) -> str:
	"""An archived paper is read like the document that it prints; one that names every unit's, from office-wide posts."""
	table = ARCHIVE
	by_unit = _by_unit(table, user)
	if not by_unit:
		return ""
	of_order = among(f"`tab{table}`.`jenis_dokumen`", OFFICE_WIDE)
	wide = f"({of_order} and not {among(f'`tab{table}`.`print_format`', OF_EVERY_UNIT)})"
	return f"(({wide} and {_by_kecamatan(table, user)}) or (not {wide} and {by_unit}))"


def unit_kerja(user: str | None = None) -> str:
	return _by_kecamatan(UNIT_KERJA, user)


def penugasan(user: str | None = None) -> str:
	return _by_kecamatan(PENUGASAN, user)


def usulan_perubahan(user: str | None = None) -> str:
	return _by_kecamatan(USULAN, user)


def register_nomor_surat(user: str | None = None) -> str:
	return _by_kecamatan(REGISTER_NOMOR, user)


def sasaran_kinerja(user: str | None = None) -> str:
	return _by_kecamatan(SASARAN, user)


def indikator_kinerja(user: str | None = None) -> str:
	return _by_kecamatan(INDIKATOR, user)


def perjanjian_kinerja(user: str | None = None) -> str:
	return _by_kecamatan(PERJANJIAN, user)


def sop(user: str | None = None) -> str:
	return _own_or_for_all(SOP, user)


def program_kegiatan(user: str | None = None) -> str:
	return _own_or_for_all(PROGRAM_KEGIATAN, user)


def _own_or_for_all(doctype: str, user: str | None) -> str:
	"""One without a kecamatan is the shipped one, for all."""
	own = _by_kecamatan(doctype, user)
	return f"(ifnull(`tab{doctype}`.`kecamatan`, '') = '' or {own})" if own else ""


def pegawai(user: str | None = None) -> str:
	"""People who are, were or will be appointed in an office of one's own; a new one, not yet appointed, by who entered it."""
	user = session_user(user)
	scope = scope_of(user)
	if scope.everything:
		return ""
	held = "select 1 from `tabPenugasan` where `tabPenugasan`.`pegawai` = `tabPegawai`.`name`"
	here = among("`tabPenugasan`.`kecamatan`", scope.member_of)
	entered = among("`tabPegawai`.`owner`", [user])
	return f"(exists({held} and {here}) or ({entered} and not exists({held})))"
