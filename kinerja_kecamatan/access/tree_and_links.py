"""What hooks.py says about the tree of units and about links between documents: hook values."""

TREE_METHODS = {
	"frappe.utils.nestedset.rebuild_tree": "kinerja_kecamatan.access.unit_tree_api.rebuild_tree",
}
