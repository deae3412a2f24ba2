"""What hooks.py says about the guard: hook values. One guard over the three transaction DocTypes, and what stands beside them."""

_events, _rows = "kinerja_kecamatan.guard.events", "kinerja_kecamatan.guard.rows"
_put_off = "kinerja_kecamatan.guard.put_off"
before_job = [f"{_put_off}.install"]  # and before every request
GUARDED = {
	"before_insert": f"{_events}.before_insert",
	**dict.fromkeys(
		("before_validate", "before_cancel", "before_update_after_submit"), f"{_events}.before_change"
	),
	**dict.fromkeys(("on_update", "on_cancel", "on_update_after_submit"), f"{_events}.after_change"),
	"on_trash": f"{_events}.on_trash",
	"before_rename": f"{_events}.before_rename",
	"before_discard": f"{_events}.before_discard",
}
FLOW = ("Disposisi", "Format Data Kinerja", "Rekap Kinerja")
# fmt: off
ROWS = ("Penerusan Disposisi", "Baris Data Kinerja", "Baris Rekap", "Sumber Rekap", "Koreksi Rekap", "Nilai Rekap",
	"Temuan Rekap", "Serapan Anggaran", "Kehadiran Rapat", "Peran Penugasan")
ONCE = ("Catatan Tahapan", "Rantai Catatan", "Salinan Rekap", "Arsip Kertas", "Dispensasi Kinerja", "Usulan Perubahan")
# fmt: on
GUARDING = {
	**dict.fromkeys(FLOW, GUARDED),
	**dict.fromkeys(
		ROWS,
		dict.fromkeys(("before_insert", "before_validate", "on_trash", "before_rename"), f"{_rows}.refuse"),
	),
	"Rapat Kinerja": {"before_validate": f"{_rows}.keep_own", "before_rename": f"{_events}.before_rename"},
	**{name: {"before_validate": "kinerja_kecamatan.guard.written_once.before_validate"} for name in ONCE},
	"Scheduled Job Type": {"validate": f"{_put_off}.check_scheduled"},
}

# In place of methods of Frappe that act past the guard, by module; hook override_whitelisted_methods.
_mail_link = "frappe.workflow.doctype.workflow_action.workflow_action"
_bulk = {
	"frappe.client": ("bulk_update",),
	"frappe.core.doctype.data_import.data_import": ("form_start_import",),
	"frappe.desk.doctype.bulk_update.bulk_update": ("submit_cancel_or_update_docs",),
	"frappe.desk.reportview": ("delete_items",),
	"frappe.model.workflow": ("bulk_workflow_approval",),
}
PAST_THE_GUARD = {
	# The links in Frappe's own mails act without a login; for documents of the SOP they lead to the desk.
	**{
		f"{_mail_link}.{name}": f"kinerja_kecamatan.guard.mail_links.{name}"
		for name in ("apply_action", "confirm_action")
	},
	**{
		f"{module}.{name}": f"kinerja_kecamatan.guard.bulk.{name}"
		for module, names in _bulk.items()
		for name in names
	},
}
