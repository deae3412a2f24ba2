"""What hooks.py says about who sees what: hook values, by Penugasan and the tree of units, never by role names."""

# A condition's function is named as its DocType is.
# fmt: off
_scoped = ("Disposisi", "Rapat Kinerja", "Format Data Kinerja", "Rekap Kinerja", "Salinan Rekap", "Catatan Tahapan",
	"Unit Kerja", "Penugasan", "Sasaran Kinerja", "Indikator Kinerja", "Perjanjian Kinerja", "SOP",
	"Arsip Kertas", "Dispensasi Kinerja", "Usulan Perubahan")
_of_site = ("Periode Kinerja", "Skala Predikat", "Pengaturan Kinerja")
_rows = ("Penerusan Disposisi", "Kehadiran Rapat", "Baris Data Kinerja", "Baris Rekap", "Sumber Rekap", "Koreksi Rekap",
	"Nilai Rekap", "Temuan Rekap", "Serapan Anggaran", "Peran Penugasan", "Target Kinerja", "Program Anggaran", "Pelaksana Indikator", "Jam Kerja", "Hari Libur", "Langkah SOP")
# fmt: on
permission_query_conditions = {
	**{
		name: f"kinerja_kecamatan.access.queries.{name.lower().replace(' ', '_')}"
		for name in (*_scoped, "Pegawai")
	},
	**{name: f"kinerja_kecamatan.access.row_queries.{name.lower().replace(' ', '_')}" for name in _rows},
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
