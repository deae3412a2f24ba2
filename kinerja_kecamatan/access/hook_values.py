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
	"File": "kinerja_kecamatan.access.hangers.file",
	"Workflow Action": "kinerja_kecamatan.access.hangers.workflow_action",
	"Tag Link": "kinerja_kecamatan.access.hangers.tag_link",
	"Tag": "kinerja_kecamatan.access.hangers.tag",
	"Prepared Report": "kinerja_kecamatan.access.hangers.prepared_report",
	"Document Follow": "kinerja_kecamatan.access.hangers.document_follow",
}
has_permission = {
	**dict.fromkeys(_scoped, "kinerja_kecamatan.access.checks.has_permission"),
	"Pegawai": "kinerja_kecamatan.access.checks.of_pegawai",
	**dict.fromkeys(_of_site, "kinerja_kecamatan.access.checks.of_site"),
	"File": "kinerja_kecamatan.access.hangers.file_has_permission",
	"Workflow Action": "kinerja_kecamatan.access.hangers.action_has_permission",
	"Prepared Report": "kinerja_kecamatan.access.hangers.prepared_has_permission",
	"Tag Link": "kinerja_kecamatan.access.hangers.tag_has_permission",
	**dict.fromkeys(
		("Notification Log", "Document Follow"), "kinerja_kecamatan.access.hangers.told_has_permission"
	),
	"Bulk Update": "kinerja_kecamatan.access.own_session.has_permission",
}
# Methods of Frappe that give out, count or keep without asking who asks, by module; endpoints.py has each under its own name.
_asking_nobody = {
	"frappe.client": ("get_count", "validate_link"),
	"frappe.core.api.file": ("unzip_file", "zip_files"),
	"frappe.core.doctype.file.file": ("unzip_file", "zip_files"),
	"frappe.desk.doctype.tag.tag": ("get_tagged_docs", "add_tag", "add_tags", "remove_tag"),
	"frappe.desk.doctype.kanban_board.kanban_board": ("update_order_for_single_card",),
	"frappe.desk.form.utils": ("get_next",),
	"frappe.desk.like": ("toggle_like",),
	"frappe.desk.listview": ("get_group_by_count",),
	"frappe.desk.notifications": ("get_open_count",),
	"frappe.desk.search": ("search_link", "search_widget", "get_link_title"),
	"frappe.utils.goal": ("get_monthly_goal_graph_data",),
	"frappe.website.doctype.web_form.web_form": ("get_link_options",),
	"frappe.workflow.doctype.workflow.workflow": ("get_workflow_state_count",),
}
ASKING_NOBODY = {
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "kinerja_kecamatan.access.endpoints.get_chart",
	"frappe.desk.form.linked_with.get": "kinerja_kecamatan.access.endpoints.get_linked",
	"frappe.utils.global_search.search": "kinerja_kecamatan.access.endpoints.find_everywhere",
	**{
		f"frappe.desk.query_report.{name}": f"kinerja_kecamatan.access.reports.{name}"
		for name in ("run", "export_query", "get_data_for_custom_field")
	},
	**{
		f"{module}.{name}": f"kinerja_kecamatan.access.endpoints.{name}"
		for module, names in _asking_nobody.items()
		for name in names
	},
}
