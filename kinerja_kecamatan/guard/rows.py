"""Child rows have REST endpoints of their own, past every check of the parent. They are refused.

Parent saves do not fire these hooks, so nothing of the app's own comes this way.
"""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard.events import steps_aside


def refuse(doc, method=None, *args, **kwargs) -> None:
	if not steps_aside():
		frappe.throw(
			_("Baris {0} hanya dapat diubah melalui dokumen induknya.").format(_(doc.doctype)), MoveRefused
		)
