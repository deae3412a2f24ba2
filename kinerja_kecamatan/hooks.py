from kinerja_kecamatan import __version__

# What hangs on a document.
from kinerja_kecamatan.access import attached_hooks as _hanging
from kinerja_kecamatan.access.every_document import KEPT_PLAIN as _kept_plain

# Who sees what.
from kinerja_kecamatan.access.hooks import has_permission, permission_query_conditions  # noqa: F401
from kinerja_kecamatan.access.tree_and_links import LINKING as _linking
from kinerja_kecamatan.access.tree_and_links import before_job as _held
from kinerja_kecamatan.core_overrides import CORE_OVERRIDES
from kinerja_kecamatan.guard.hooks import GUARDING as _guarding
from kinerja_kecamatan.guard.hooks import OWN_ROWS as _own_rows
from kinerja_kecamatan.guard.hooks import before_job as _kept_typed
from kinerja_kecamatan.hook_events import together
from kinerja_kecamatan.output.hooks import before_job as _printed_safely

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
# For bench export-fixtures; fixtures/workflow_action_master.json follows the shipped workflows (tests/test_structure.py).
fixtures = [{"dt": "Custom Field", "filters": [["module", "=", "Kinerja Kecamatan"]]}]
before_uninstall = "kinerja_kecamatan.uninstall.before_uninstall"

# Plain files, no build; the version makes browsers that keep assets for a year fetch a new release's.
app_include_js = [
	f"/assets/kinerja_kecamatan/js/{name}.js?v={__version__}"
	for name in ("teks", "kinerja_kecamatan", "bentrok", "excel", "arsip")
]
extend_bootinfo = [
	"kinerja_kecamatan.access.markup.tell_desk",
	"kinerja_kecamatan.figures.judging.tell_desk",
	"kinerja_kecamatan.sop.activities.tell_desk",
]
_pintas = "public/js/pintas.js"
doctype_js = {
	"Workflow": "public/js/workflow.js",
	"Disposisi": _pintas,
	"Format Data Kinerja": _pintas,
	"Rekap Kinerja": ["public/js/recap_trace.js", _pintas],
	**dict.fromkeys(("Pegawai", "Penugasan", "Unit Kerja", "Perjanjian Kinerja"), "public/js/usulan.js"),
}

_master = {"before_rename": "kinerja_kecamatan.guard.names.before_rename"}
_masters = (
	*("Indikator Kinerja", "Sasaran Kinerja", "Program Kegiatan", "Pegawai", "Penugasan"),
	*("Skala Predikat", "Skala Nilai", "Satuan"),
)
_named_in_log = {
	"before_rename": ["kinerja_kecamatan.step_log.renames.refuse_rename", _master["before_rename"]]
}
_kept_query = {"before_save": "kinerja_kecamatan.access.stored_queries.before_save"}
_writing = ("before_insert", "before_validate", "before_cancel", "before_update_after_submit")
_by_oneself = dict.fromkeys(
	(*_writing, "before_rename", "on_trash"), "kinerja_kecamatan.access.impersonation.before_write"
)
_as_values = {
	"before_insert": "kinerja_kecamatan.guard.border.before_insert",
	"before_validate": "kinerja_kecamatan.guard.border.before_validate",
}
_printed = {"before_print": "kinerja_kecamatan.access.prints.before_print"}
doc_events = {
	"*": together(
		_printed, _by_oneself, _as_values, _own_rows, _hanging.ON_EVERYTHING, _kept_plain, _linking
	),
	**_guarding,
	**dict.fromkeys(_masters, _master),
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
	**_hanging.HANGING,
	"Auto Email Report": {**_kept_query, "validate": "kinerja_kecamatan.access.reports.before_mailing"},
	"Kanban Board": {**_kept_query, "before_validate": "kinerja_kecamatan.access.participation.before_board"},
	"Report": _kept_query,
	**_hanging.ON_DESKS,
	"Workflow": {
		"before_validate": "kinerja_kecamatan.guard.workflow_check.before_validate",
		"validate": "kinerja_kecamatan.guard.workflow_check.validate",
		"on_update": [
			"kinerja_kecamatan.office.role_permissions.on_workflow_update",
			"kinerja_kecamatan.step_log.renames.on_workflow_update",
		],
		"on_trash": "kinerja_kecamatan.guard.workflow_check.on_trash",
	},
	"Custom Field": {"before_import": "kinerja_kecamatan.setup.fixtures.keep_admins_words"},
	"Version": {"before_insert": "kinerja_kecamatan.guard.conflict.date_version", **_hanging.NOTE},
	"Role": dict.fromkeys(("validate", "before_rename"), "kinerja_kecamatan.office.role_names.before_write"),
	"User": {
		"before_validate": "kinerja_kecamatan.second_person.accounts.before_user_change",
		"before_rename": "kinerja_kecamatan.second_person.accounts.before_user_rename",
		"on_update": [
			"kinerja_kecamatan.office.role_sync.on_user_update",
			"kinerja_kecamatan.second_person.accounts.after_user_change",
		],
		"after_rename": "kinerja_kecamatan.step_log.renames.on_user_renamed",
	},
	"Unit Kerja": _named_in_log,
	"Periode Kinerja": _named_in_log,
	"SOP": _named_in_log,
}

ignore_links_on_delete = ["Usulan Perubahan", "Register Nomor Surat"]
# A file's bytes are gone, or others, before any hook of its document could refuse.
delete_file_data_content = "kinerja_kecamatan.guard.file_bytes.delete_file_data_content"
write_file = "kinerja_kecamatan.guard.file_bytes.write_file"

after_request = ["kinerja_kecamatan.access.downloads.after_request"]
override_doctype_class = {"File": "kinerja_kecamatan.access.files.ScopedFile"}
override_whitelisted_methods = CORE_OVERRIDES
before_job = [*_held, *_printed_safely, *_kept_typed]
before_request = [
	"kinerja_kecamatan.access.visitors.before_request",
	"kinerja_kecamatan.guard.border.before_request",
	"kinerja_kecamatan.access.door.before_request",
	*before_job,
]
auth_hooks = ["kinerja_kecamatan.access.door.before_answer"]

on_session_creation = "kinerja_kecamatan.office.role_sync.on_login"
scheduler_events = {
	"daily": [
		"kinerja_kecamatan.office.role_sync.daily",
		"kinerja_kecamatan.access.participation.drop_lost_follows",
		"kinerja_kecamatan.step_log.anchors.daily",
	],
	"cron": {"*/10 * * * *": ["kinerja_kecamatan.archive.render.catch_up"]},
}

# The address in the QR code of a paper; the page asks archive.api.periksa.
website_route_rules = [{"from_route": "/verifikasi/<kode>", "to_route": "verifikasi"}]

jinja = {"methods": ["kinerja_kecamatan.archive.print_globals"]}
