"""What hooks.py says about what hangs on a document: hook values."""

ON_EVERYTHING = {
	"before_validate": [
		"kinerja_kecamatan.access.attached_changes.before_write",
		"kinerja_kecamatan.access.rows_alone.before_write",
	],
	"validate": "kinerja_kecamatan.access.attached_changes.before_write",
	"on_trash": [
		"kinerja_kecamatan.access.attached_changes.before_delete",
		"kinerja_kecamatan.access.rows_alone.before_write",
	],
}
NOTE = {
	"before_validate": "kinerja_kecamatan.access.traces.before_note",
	"on_trash": "kinerja_kecamatan.access.traces.before_note",
}
HANGING = {
	"Comment": {
		"before_validate": "kinerja_kecamatan.access.traces.before_comment",
		"on_trash": "kinerja_kecamatan.access.traces.before_delete",
	},
	"Communication": {
		"before_validate": "kinerja_kecamatan.access.traces.before_letter",
		"on_trash": "kinerja_kecamatan.access.traces.before_delete",
	},
	"ToDo": {"before_validate": "kinerja_kecamatan.access.traces.before_task"},
	"DocShare": {
		"before_validate": "kinerja_kecamatan.access.participation.before_share",
		"on_trash": "kinerja_kecamatan.access.participation.before_unshare",
	},
	"Document Follow": {
		"before_validate": "kinerja_kecamatan.access.participation.before_follow",
		"on_trash": "kinerja_kecamatan.access.participation.before_unfollow",
	},
	**dict.fromkeys(("View Log", "Activity Log", "Workflow Action"), NOTE),
}
# What browsers of others run or show: scripts, pages of the desk.
_code = {"validate": "kinerja_kecamatan.access.browser_code.before_write"}
_kept_query = {"before_save": "kinerja_kecamatan.access.stored_queries.before_save"}
ON_DESKS = {
	"Custom HTML Block": _code,
	**{name: {**_kept_query, **_code} for name in ("Dashboard Chart", "Number Card")},
	"Workspace": {
		**dict.fromkeys(("before_validate", "validate"), "kinerja_kecamatan.access.workspaces.before_write"),
		**dict.fromkeys(("before_rename", "on_trash"), "kinerja_kecamatan.access.workspaces.before_change"),
	},
}
