"""What hooks.py says about the tree of units and about links between documents: hook values."""

# Frappe validates nothing after a submission.
LINKING = dict.fromkeys(("validate", "before_update_after_submit"), "kinerja_kecamatan.access.links.validate")
before_request = ["kinerja_kecamatan.access.linked_fields.hold_joins"]
before_job = before_request
