"""Who may decide something that is no workflow move: whoever the Workflow lets complete certain activities there."""

from collections.abc import Iterable

import frappe
from frappe import _

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.sop import step_state


def roles_deciding(doc, activities: Iterable[str]) -> set[str]:
	"""Roles that complete one of the activities (Langkah SOP.kegiatan) under the SOP of this document."""
	return set().union(*(step_state.roles_completing(doc, kegiatan) for kegiatan in activities))


def role_of(user: str, doc, activities: Iterable[str]) -> str | None:
	"""The role under which a person decides over a document, None when it is not theirs to decide."""
	mine = sorted(roles_deciding(doc, activities) & roles_over(user, doc))
	return mine[0] if mine else None


def needed_role(doc, activities: Iterable[str], what: str) -> str:
	"""The session user's role for deciding `what` (a noun phrase for the refusal). Raises MoveRefused."""
	role = role_of(frappe.session.user, doc, activities)
	if not role:
		wanted = ", ".join(sorted(roles_deciding(doc, activities))) or "-"
		frappe.throw(
			_("{0} adalah wewenang: {1}.").format(what, wanted), MoveRefused, title=_("Tidak diizinkan")
		)
	return role
