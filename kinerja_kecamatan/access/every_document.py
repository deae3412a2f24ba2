"""What hooks.py says about a save or a new name of any document: texts, links and files of ours stay plain, those of others
run in no browser, and nobody passes by the questions about a new name."""

_plain = [
	"kinerja_kecamatan.access.markup.keep_plain",
	"kinerja_kecamatan.access.others_texts.keep_inert",
	"kinerja_kecamatan.access.web_links.check_web_addresses",
	"kinerja_kecamatan.access.attachments.settle_attach_fields",
]
KEPT_PLAIN = {
	"validate": _plain,
	# Frappe validates nothing here.
	"before_cancel": _plain,
	"before_update_after_submit": _plain,
	"before_rename": [
		"kinerja_kecamatan.access.markup.before_rename",
		"kinerja_kecamatan.access.others_texts.before_rename",
		"kinerja_kecamatan.access.new_names.before_rename",
	],
	"after_rename": "kinerja_kecamatan.access.new_names.after_rename",
}
