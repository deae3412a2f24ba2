"""permission_query_conditions of the child DocTypes: rows are listed for who may list the document they stand in."""

from collections.abc import Callable

import frappe

from kinerja_kecamatan.access import queries


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


baris_data_kinerja = _of("Format Data Kinerja", queries.format_data_kinerja, "Baris Data Kinerja")
baris_rekap = _of("Rekap Kinerja", queries.rekap_kinerja, "Baris Rekap")
sumber_rekap = _of("Rekap Kinerja", queries.rekap_kinerja, "Sumber Rekap")
koreksi_rekap = _of("Rekap Kinerja", queries.rekap_kinerja, "Koreksi Rekap")
nilai_rekap = _of("Rekap Kinerja", queries.rekap_kinerja, "Nilai Rekap")
temuan_rekap = _of("Rekap Kinerja", queries.rekap_kinerja, "Temuan Rekap")
serapan_anggaran = _of("Rekap Kinerja", queries.rekap_kinerja, "Serapan Anggaran")
penerusan_disposisi = _of("Disposisi", queries.disposisi, "Penerusan Disposisi")
kehadiran_rapat = _of("Rapat Kinerja", queries.rapat_kinerja, "Kehadiran Rapat")
peran_penugasan = _of("Penugasan", queries.penugasan, "Peran Penugasan")
target_kinerja = _of("Perjanjian Kinerja", queries.perjanjian_kinerja, "Target Kinerja")
program_anggaran = _of("Perjanjian Kinerja", queries.perjanjian_kinerja, "Program Anggaran")
pelaksana_indikator = _of("Indikator Kinerja", queries.indikator_kinerja, "Pelaksana Indikator")
jam_kerja = _of("Unit Kerja", queries.unit_kerja, "Jam Kerja")
hari_libur = _of("Unit Kerja", queries.unit_kerja, "Hari Libur")
langkah_sop = _of("SOP", queries.sop, "Langkah SOP")
