"""What hooks.py says in place of methods of Frappe that act past the guard, by module; hook override_whitelisted_methods."""

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
