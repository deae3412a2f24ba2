"""permission_query_conditions of the child DocTypes: rows are listed for who may list the document they stand in."""

from collections.abc import Callable

import frappe

from kinerja_kecamatan.access import queries
from kinerja_kecamatan.base.doctypes import (
	ACARA_RAPAT,
	DISPOSISI,
	FORMAT,
	FORMAT_ROW,
	HARI_LIBUR,
	INDIKATOR,
	JAM_KERJA,
	KEHADIRAN_RAPAT,
	KEPUTUSAN_RAPAT,
	KOREKSI_REKAP,
	LANGKAH_SOP,
	NAMA_UNIT,
	NILAI_REKAP,
	PELAKSANA_INDIKATOR,
	PENERUSAN_DISPOSISI,
	PENGATURAN,
	PENUGASAN,
	PERAN_PENUGASAN,
	PERJANJIAN,
	POLA_NOMOR,
	PROGRAM_ANGGARAN,
	RAPAT,
	RECAP_ROW,
	RECAP_SOURCE,
	REKAP,
	RENCANA_AKSI,
	SERAPAN_ANGGARAN,
	SOP,
	TARGET,
	TEMUAN_REKAP,
	UNIT_KERJA,
	VALIDASI_REKAP,
)


def _of(parent: str, condition: Callable[[str | None], str], child: str) -> Callable[[str | None], str]:
	def rows(user: str | None = None) -> str:
		allowed = condition(user)
		if not allowed:
			return ""
		return (
			f"`tab{child}`.`parenttype` = {frappe.db.escape(parent)} and "
			f"`tab{child}`.`parent` in (select `tab{parent}`.`name` from `tab{parent}` where {allowed})"
		)

	return rows


baris_data_kinerja = _of(FORMAT, queries.format_data_kinerja, FORMAT_ROW)
baris_rekap = _of(REKAP, queries.rekap_kinerja, RECAP_ROW)
sumber_rekap = _of(REKAP, queries.rekap_kinerja, RECAP_SOURCE)
koreksi_rekap = _of(REKAP, queries.rekap_kinerja, KOREKSI_REKAP)
nilai_rekap = _of(REKAP, queries.rekap_kinerja, NILAI_REKAP)
temuan_rekap = _of(REKAP, queries.rekap_kinerja, TEMUAN_REKAP)
validasi_rekap = _of(REKAP, queries.rekap_kinerja, VALIDASI_REKAP)
serapan_anggaran = _of(REKAP, queries.rekap_kinerja, SERAPAN_ANGGARAN)
penerusan_disposisi = _of(DISPOSISI, queries.disposisi, PENERUSAN_DISPOSISI)
kehadiran_rapat = _of(RAPAT, queries.rapat_kinerja, KEHADIRAN_RAPAT)
acara_rapat = _of(RAPAT, queries.rapat_kinerja, ACARA_RAPAT)
keputusan_rapat = _of(RAPAT, queries.rapat_kinerja, KEPUTUSAN_RAPAT)
peran_penugasan = _of(PENUGASAN, queries.penugasan, PERAN_PENUGASAN)
target_kinerja = _of(PERJANJIAN, queries.perjanjian_kinerja, TARGET)
program_anggaran = _of(PERJANJIAN, queries.perjanjian_kinerja, PROGRAM_ANGGARAN)
rencana_aksi = _of(PERJANJIAN, queries.perjanjian_kinerja, RENCANA_AKSI)
pelaksana_indikator = _of(INDIKATOR, queries.indikator_kinerja, PELAKSANA_INDIKATOR)
jam_kerja = _of(UNIT_KERJA, queries.unit_kerja, JAM_KERJA)
pola_nomor_surat = _of(UNIT_KERJA, queries.unit_kerja, POLA_NOMOR)
nama_unit = _of(UNIT_KERJA, queries.unit_kerja, NAMA_UNIT)


def hari_libur(user: str | None = None) -> str:
	"""Those of one's offices, and the site's, which everybody reads who reads its settings."""
	own = _of(UNIT_KERJA, queries.unit_kerja, HARI_LIBUR)(user)
	shared = f"`tab{HARI_LIBUR}`.`parenttype` = {frappe.db.escape(PENGATURAN)}"
	return f"(({own}) or {shared})" if own else ""


langkah_sop = _of(SOP, queries.sop, LANGKAH_SOP)
