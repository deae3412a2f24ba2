"""What hooks.py says about the tree of units and about links between documents: hook values."""

TREE_METHODS = {
	"frappe.utils.nestedset.rebuild_tree": "kinerja_kecamatan.access.unit_tree_api.rebuild_tree",
	"frappe.desk.form.load.getdoc": "kinerja_kecamatan.access.linked_fields.getdoc",
}
# Frappe validates nothing after a submission.
LINKING = dict.fromkeys(("validate", "before_update_after_submit"), "kinerja_kecamatan.access.links.validate")
before_request = ["kinerja_kecamatan.access.linked_fields.hold_joins"]
before_job = before_request
