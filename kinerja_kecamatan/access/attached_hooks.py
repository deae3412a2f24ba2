"""What hooks.py says about what hangs on a document: hook values."""

ON_EVERYTHING = {
	"before_validate": "kinerja_kecamatan.access.attached_changes.before_write",
	"validate": "kinerja_kecamatan.access.attached_changes.before_write",
	"on_trash": "kinerja_kecamatan.access.attached_changes.before_delete",
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
