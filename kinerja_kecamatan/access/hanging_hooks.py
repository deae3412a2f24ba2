"""What hooks.py says about what hangs on a document: hook values."""

_hanging = "kinerja_kecamatan.access.hanging"
_traces = "kinerja_kecamatan.access.traces"
_onlookers = "kinerja_kecamatan.access.onlookers"

ON_EVERYTHING = {
	"before_validate": f"{_hanging}.before_write",
	"validate": f"{_hanging}.before_write",
	"on_trash": f"{_hanging}.before_delete",
}
NOTE = {"before_validate": f"{_traces}.before_note", "on_trash": f"{_traces}.before_note"}
HANGING = {
	"Comment": {"before_validate": f"{_traces}.before_comment", "on_trash": f"{_traces}.before_delete"},
	"Communication": {"before_validate": f"{_traces}.before_letter", "on_trash": f"{_traces}.before_delete"},
	"ToDo": {"before_validate": f"{_traces}.before_task"},
	"DocShare": {"before_validate": f"{_onlookers}.before_share", "on_trash": f"{_onlookers}.before_unshare"},
	"Document Follow": {
		"before_validate": f"{_onlookers}.before_follow",
		"on_trash": f"{_onlookers}.before_unfollow",
	},
	**dict.fromkeys(("View Log", "Activity Log", "Workflow Action"), NOTE),
}

# Methods of Frappe that write by SQL, tell who has a task, or change what is somebody else's: by the module of ours, and there
# by Frappe's module; each stands under its own name.
_past_hooks = {
	"inbox": {
		"frappe.email": ("relink",),
		"frappe.email.inbox": (
			*(
				"create_email_flag_queue",
				"mark_as_closed_open",
				"move_email",
				"mark_as_trash",
				"mark_as_spam",
			),
		),
		"frappe.core.doctype.communication.email": ("mark_email_as_seen",),
		"frappe.desk.form.assign_to": ("add", "add_multiple", "remove", "remove_multiple", "close"),
		"frappe.desk.form.document_follow": ("get_follow_users",),
		"frappe.templates.includes.comments.comments": ("add_comment",),
	},
	"others_own": {
		"frappe.automation.doctype.auto_repeat.auto_repeat": ("update_reference",),
		"frappe.core.doctype.data_import.data_import": (
			*("get_preview_from_template", "download_errored_template"),
			*("download_import_log", "get_import_status"),
		),
		"frappe.core.doctype.prepared_report.prepared_report": ("delete_prepared_reports",),
		"frappe.desk.desktop": ("update_onboarding_step",),
		"frappe.desk.doctype.form_tour.form_tour": ("reset_tour",),
		"frappe.desk.doctype.global_search_settings.global_search_settings": (
			"reset_global_search_settings_doctypes",
		),
		"frappe.desk.doctype.notification_log.notification_log": ("mark_as_read",),
		"frappe.desk.doctype.notification_settings.notification_settings": ("set_seen_value",),
		"frappe.desk.page.setup_wizard.install_fixtures": ("update_genders", "update_salutations"),
		"frappe.desk.page.setup_wizard.setup_wizard": ("load_messages",),
	},
}
PAST_HOOKS = {
	f"{module}.{name}": f"kinerja_kecamatan.access.{ours}.{name}"
	for ours, modules in _past_hooks.items()
	for module, names in modules.items()
	for name in names
}
