"""What the chain keeps of a Perjanjian Kinerja that is closed: the fingerprint of what it says, so that a change past the app shows.

Links are left out, since what they name may be renamed; what the paper says of them (names, units, who signs) stands beside them.
"""

import frappe
from frappe.model import no_value_fields

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.step_log import chain

# Tables that every release has sealed, with rows in them or without.
FIRST_TABLES = ("target", "program")
# Of a line's `isi`.
KEY = "perjanjian"
NOT_SAID = ("Link", "Dynamic Link")


def sealed_facts(name: str) -> dict[str, str]:
	"""{"name", "sidik"} of a stored agreement."""
	doc = frappe.get_doc(PERJANJIAN, name)
	said = {
		**_part(doc),
		**{
			df.fieldname: [_part(row) for row in doc.get(df.fieldname)]
			for df in doc.meta.get_table_fields()
			if df.fieldname in FIRST_TABLES or doc.get(df.fieldname)
		},
	}
	return {"name": doc.name, "sidik": chain.fingerprint(chain.as_text(said))}


def _part(part) -> dict:
	"""Without what is empty or 0: a column that comes with a later release says nothing of what was signed before."""
	said = {
		df.fieldname: chain.plain_value(df.fieldtype, part.get(df.fieldname))
		for df in part.meta.fields
		if df.fieldtype not in (*no_value_fields, *NOT_SAID) and not df.get("is_custom_field")
	}
	return {name: value for name, value in said.items() if value}
