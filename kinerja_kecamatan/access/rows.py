"""Child rows on endpoints of their own: Frappe asks only whether the parent's DocType may be read, not this parent."""

import frappe
from frappe.model.document import Document

from kinerja_kecamatan.access.doctypes import frappe_allows


class RowOfParent(Document):
	"""Base of the child DocTypes: a row may be read by who may read the document it stands in."""

	def has_permission(self, permtype: str = "read", *args, **kwargs) -> bool:
		"""The parent's answer. The signature is open: it differs between releases of Frappe 15."""
		if self.flags.ignore_permissions:
			return True
		if not (self.parent and self.parenttype and frappe.db.exists(self.parenttype, self.parent)):
			return super().has_permission(permtype, *args, **kwargs)
		return frappe_allows(frappe.get_doc(self.parenttype, self.parent), permtype, kwargs.get("user"))
