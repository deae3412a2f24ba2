"""What hooks.py says about who sees what: hook values, by Penugasan and the tree of units, never by role names."""

# fmt: off
_scoped = ("Disposisi", "Rapat Kinerja", "Format Data Kinerja", "Rekap Kinerja", "Salinan Rekap", "Catatan Tahapan",
	"Unit Kerja", "Penugasan", "Sasaran Kinerja", "Indikator Kinerja", "Perjanjian Kinerja", "SOP",
	"Arsip Kertas", "Dispensasi Kinerja", "Usulan Perubahan")
_of_site = ("Periode Kinerja", "Skala Predikat", "Pengaturan Kinerja")
# fmt: on
permission_query_conditions = {
	"Disposisi": "kinerja_kecamatan.access.queries.disposisi",
	"Rapat Kinerja": "kinerja_kecamatan.access.queries.rapat_kinerja",
	"Format Data Kinerja": "kinerja_kecamatan.access.queries.format_data_kinerja",
	"Rekap Kinerja": "kinerja_kecamatan.access.queries.rekap_kinerja",
	"Salinan Rekap": "kinerja_kecamatan.access.queries.salinan_rekap",
	"Catatan Tahapan": "kinerja_kecamatan.access.queries.catatan_tahapan",
	"Unit Kerja": "kinerja_kecamatan.access.queries.unit_kerja",
	"Penugasan": "kinerja_kecamatan.access.queries.penugasan",
	"Sasaran Kinerja": "kinerja_kecamatan.access.queries.sasaran_kinerja",
	"Indikator Kinerja": "kinerja_kecamatan.access.queries.indikator_kinerja",
	"Perjanjian Kinerja": "kinerja_kecamatan.access.queries.perjanjian_kinerja",
	"SOP": "kinerja_kecamatan.access.queries.sop",
	"Arsip Kertas": "kinerja_kecamatan.access.queries.arsip_kertas",
	"Dispensasi Kinerja": "kinerja_kecamatan.access.queries.dispensasi_kinerja",
	"Usulan Perubahan": "kinerja_kecamatan.access.queries.usulan_perubahan",
	"Pegawai": "kinerja_kecamatan.access.queries.pegawai",
	# Rows, through their document.
	"Penerusan Disposisi": "kinerja_kecamatan.access.row_queries.penerusan_disposisi",
	"Kehadiran Rapat": "kinerja_kecamatan.access.row_queries.kehadiran_rapat",
	"Baris Data Kinerja": "kinerja_kecamatan.access.row_queries.baris_data_kinerja",
	"Baris Rekap": "kinerja_kecamatan.access.row_queries.baris_rekap",
	"Sumber Rekap": "kinerja_kecamatan.access.row_queries.sumber_rekap",
	"Koreksi Rekap": "kinerja_kecamatan.access.row_queries.koreksi_rekap",
	"Nilai Rekap": "kinerja_kecamatan.access.row_queries.nilai_rekap",
	"Temuan Rekap": "kinerja_kecamatan.access.row_queries.temuan_rekap",
	"Serapan Anggaran": "kinerja_kecamatan.access.row_queries.serapan_anggaran",
	"Peran Penugasan": "kinerja_kecamatan.access.row_queries.peran_penugasan",
	"Target Kinerja": "kinerja_kecamatan.access.row_queries.target_kinerja",
	"Program Anggaran": "kinerja_kecamatan.access.row_queries.program_anggaran",
	"Pelaksana Indikator": "kinerja_kecamatan.access.row_queries.pelaksana_indikator",
	"Jam Kerja": "kinerja_kecamatan.access.row_queries.jam_kerja",
	"Hari Libur": "kinerja_kecamatan.access.row_queries.hari_libur",
	"Langkah SOP": "kinerja_kecamatan.access.row_queries.langkah_sop",
	"File": "kinerja_kecamatan.access.attached_records.file",
	"Workflow Action": "kinerja_kecamatan.access.attached_records.workflow_action",
	"Tag Link": "kinerja_kecamatan.access.attached_records.tag_link",
	"Tag": "kinerja_kecamatan.access.attached_records.tag",
	"Prepared Report": "kinerja_kecamatan.access.attached_records.prepared_report",
	"Document Follow": "kinerja_kecamatan.access.attached_records.document_follow",
}
has_permission = {
	**dict.fromkeys(_scoped, "kinerja_kecamatan.access.checks.has_permission"),
	"Pegawai": "kinerja_kecamatan.access.checks.may_see_pegawai",
	**dict.fromkeys(_of_site, "kinerja_kecamatan.access.checks.may_see_of_site"),
	"File": "kinerja_kecamatan.access.attached_records.file_has_permission",
	"Workflow Action": "kinerja_kecamatan.access.attached_records.action_has_permission",
	"Prepared Report": "kinerja_kecamatan.access.attached_records.prepared_has_permission",
	"Tag Link": "kinerja_kecamatan.access.attached_records.tag_has_permission",
	**dict.fromkeys(
		("Notification Log", "Document Follow"),
		"kinerja_kecamatan.access.attached_records.told_has_permission",
	),
	**dict.fromkeys(
		("Notification Settings", "Dashboard Settings"),
		"kinerja_kecamatan.access.attached_records.own_settings_has_permission",
	),
	"List Filter": "kinerja_kecamatan.access.attached_records.filter_has_permission",
	"Workspace": "kinerja_kecamatan.access.workspaces.has_permission",
	"Bulk Update": "kinerja_kecamatan.access.impersonation.has_permission",
}
