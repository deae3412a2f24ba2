from kinerja_kecamatan import __version__

app_name = "kinerja_kecamatan"
app_title = "Kinerja Kecamatan"
app_publisher = "Kinerja Kecamatan contributors"
app_description = "SOP Pengumpulan Data Kinerja: dari perintah Camat sampai rekap kecamatan"
app_email = "halo@kinerja-kecamatan.test"
app_license = "mit"
app_logo_url = "/assets/kinerja_kecamatan/images/logo.svg"

export_python_type_annotations = True

after_install = "kinerja_kecamatan.install.after_install"
after_migrate = "kinerja_kecamatan.install.after_migrate"
before_uninstall = "kinerja_kecamatan.uninstall.before_uninstall"

# Plain files, no build; the version makes browsers that keep assets for a year fetch a new release's.
app_include_js = [
	f"/assets/kinerja_kecamatan/js/{name}.js?v={__version__}"
	for name in ("kinerja_kecamatan", "bentrok", "excel", "arsip")
]
doctype_js = {"Workflow": "public/js/workflow.js", "Rekap Kinerja": "public/js/recap_trace.js"}

# The flow: one guard over the three transaction DocTypes, one check over the workflows themselves.
_guarded = {
	"before_insert": "kinerja_kecamatan.guard.events.before_insert",
	"before_validate": "kinerja_kecamatan.guard.events.before_validate",
	"on_update": "kinerja_kecamatan.guard.events.on_update",
	"before_submit": "kinerja_kecamatan.guard.events.refuse_docstatus",
	"before_cancel": "kinerja_kecamatan.guard.events.refuse_docstatus",
	"before_update_after_submit": "kinerja_kecamatan.guard.events.refuse_docstatus",
	"on_trash": "kinerja_kecamatan.guard.events.on_trash",
	"before_rename": "kinerja_kecamatan.guard.events.before_rename",
}
_guarded_row = {
	"before_insert": "kinerja_kecamatan.guard.rows.refuse",
	"before_validate": "kinerja_kecamatan.guard.rows.refuse",
	"on_trash": "kinerja_kecamatan.guard.rows.refuse",
	"before_rename": "kinerja_kecamatan.guard.rows.refuse",
}
doc_events = {
	"Disposisi": _guarded,
	"Format Data Kinerja": _guarded,
	"Rekap Kinerja": _guarded,
	"Penerusan Disposisi": _guarded_row,
	"Baris Data Kinerja": _guarded_row,
	"Baris Rekap": _guarded_row,
	"Sumber Rekap": _guarded_row,
	"Koreksi Rekap": _guarded_row,
	"Nilai Rekap": _guarded_row,
	"Temuan Rekap": _guarded_row,
	"Serapan Anggaran": _guarded_row,
	"Kehadiran Rapat": _guarded_row,
	"Peran Penugasan": _guarded_row,
	"File": {
		"before_insert": [
			"kinerja_kecamatan.guard.evidence.before_insert",
			"kinerja_kecamatan.archive.files.before_insert",
		],
		"before_validate": [
			"kinerja_kecamatan.guard.evidence.before_validate",
			"kinerja_kecamatan.archive.files.before_validate",
		],
		"on_trash": ["kinerja_kecamatan.guard.evidence.on_trash", "kinerja_kecamatan.archive.files.on_trash"],
	},
	"Workflow": {
		"before_validate": "kinerja_kecamatan.flow.workflow_check.before_validate",
		"validate": "kinerja_kecamatan.flow.workflow_check.validate",
		"on_update": "kinerja_kecamatan.flow.role_permissions.on_workflow_update",
		"on_trash": "kinerja_kecamatan.flow.workflow_check.on_trash",
	},
	"Version": {"before_insert": "kinerja_kecamatan.guard.conflict.date_version"},
	"User": {"on_update": "kinerja_kecamatan.people.role_sync.on_user_update"},
}

# Who sees what: by Penugasan and the tree of units (access/), never by role names.
permission_query_conditions = {
	"Disposisi": "kinerja_kecamatan.access.queries.disposisi",
	"Rapat Kinerja": "kinerja_kecamatan.access.queries.rapat_kinerja",
	"Format Data Kinerja": "kinerja_kecamatan.access.queries.format_data_kinerja",
	"Rekap Kinerja": "kinerja_kecamatan.access.queries.rekap_kinerja",
	"Catatan Tahapan": "kinerja_kecamatan.access.queries.catatan_tahapan",
	"Arsip Kertas": "kinerja_kecamatan.access.queries.arsip_kertas",
	"Dispensasi Kinerja": "kinerja_kecamatan.access.queries.dispensasi_kinerja",
	"Baris Data Kinerja": "kinerja_kecamatan.access.queries.baris_data_kinerja",
	"Baris Rekap": "kinerja_kecamatan.access.queries.baris_rekap",
	"Sumber Rekap": "kinerja_kecamatan.access.queries.sumber_rekap",
	"Koreksi Rekap": "kinerja_kecamatan.access.queries.koreksi_rekap",
	"Nilai Rekap": "kinerja_kecamatan.access.queries.nilai_rekap",
	"Temuan Rekap": "kinerja_kecamatan.access.queries.temuan_rekap",
	"Serapan Anggaran": "kinerja_kecamatan.access.queries.serapan_anggaran",
	"Penerusan Disposisi": "kinerja_kecamatan.access.queries.penerusan_disposisi",
	"Kehadiran Rapat": "kinerja_kecamatan.access.queries.kehadiran_rapat",
}
has_permission = {
	"Disposisi": "kinerja_kecamatan.access.checks.has_permission",
	"Rapat Kinerja": "kinerja_kecamatan.access.checks.has_permission",
	"Format Data Kinerja": "kinerja_kecamatan.access.checks.has_permission",
	"Rekap Kinerja": "kinerja_kecamatan.access.checks.has_permission",
	"Catatan Tahapan": "kinerja_kecamatan.access.checks.has_permission",
	"Arsip Kertas": "kinerja_kecamatan.access.checks.has_permission",
	"Dispensasi Kinerja": "kinerja_kecamatan.access.checks.has_permission",
}

on_session_creation = "kinerja_kecamatan.people.role_sync.on_login"
scheduler_events = {
	"daily": ["kinerja_kecamatan.people.role_sync.daily"],
	"cron": {"*/10 * * * *": ["kinerja_kecamatan.archive.render.catch_up"]},
}

# The address in the QR code of a paper; the page asks archive.verify.
website_route_rules = [{"from_route": "/verifikasi/<kode>", "to_route": "verifikasi"}]

jinja = {"methods": ["kinerja_kecamatan.papers.jinja"]}
