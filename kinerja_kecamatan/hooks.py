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
_pintas = "public/js/pintas.js"
doctype_js = {
	"Workflow": "public/js/workflow.js",
	"Disposisi": _pintas,
	"Format Data Kinerja": _pintas,
	"Rekap Kinerja": ["public/js/recap_trace.js", _pintas],
}

# The flow: one guard over the three transaction DocTypes, one check over the workflows themselves.
_guarded = {
	"before_insert": "kinerja_kecamatan.guard.events.before_insert",
	"before_validate": "kinerja_kecamatan.guard.events.before_change",
	"before_cancel": "kinerja_kecamatan.guard.events.before_change",
	"before_update_after_submit": "kinerja_kecamatan.guard.events.before_change",
	"on_update": "kinerja_kecamatan.guard.events.after_change",
	"on_cancel": "kinerja_kecamatan.guard.events.after_change",
	"on_update_after_submit": "kinerja_kecamatan.guard.events.after_change",
	"on_trash": "kinerja_kecamatan.guard.events.on_trash",
	"before_rename": "kinerja_kecamatan.guard.events.before_rename",
	"before_discard": "kinerja_kecamatan.guard.events.before_discard",
}
_guarded_row = {
	"before_insert": "kinerja_kecamatan.guard.rows.refuse",
	"before_validate": "kinerja_kecamatan.guard.rows.refuse",
	"on_trash": "kinerja_kecamatan.guard.rows.refuse",
	"before_rename": "kinerja_kecamatan.guard.rows.refuse",
}
_written_once = {"before_validate": "kinerja_kecamatan.guard.written_once.before_validate"}
_named_in_log = {"before_rename": "kinerja_kecamatan.stages.renames.refuse_rename"}
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
	"Rapat Kinerja": {"before_validate": "kinerja_kecamatan.guard.rows.keep_own"},
	"Catatan Tahapan": _written_once,
	"Rantai Catatan": _written_once,
	"Salinan Rekap": _written_once,
	"Arsip Kertas": _written_once,
	"Dispensasi Kinerja": _written_once,
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
	"User": {
		"on_update": "kinerja_kecamatan.people.role_sync.on_user_update",
		"after_rename": "kinerja_kecamatan.stages.renames.on_user_renamed",
	},
	"Unit Kerja": _named_in_log,
	"Periode Kinerja": _named_in_log,
	"SOP": _named_in_log,
}

# The links in Frappe's own mails act without a login; for documents of the SOP they lead to the desk.
_mail_link = "frappe.workflow.doctype.workflow_action.workflow_action"
override_whitelisted_methods = {
	f"{_mail_link}.apply_action": "kinerja_kecamatan.guard.mail_links.apply_action",
	f"{_mail_link}.confirm_action": "kinerja_kecamatan.guard.mail_links.confirm_action",
}
# A file's bytes are gone, or others, before any hook of its document could refuse.
delete_file_data_content = "kinerja_kecamatan.guard.evidence.delete_file_data_content"
write_file = "kinerja_kecamatan.guard.evidence.write_file"

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
