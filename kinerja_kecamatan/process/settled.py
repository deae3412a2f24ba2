"""What a step has settled is closed.

The order's words are printed above the name of the Camat who gave it, and what is asked for above that of the Sekcam who passed it on:
once such a step is done nobody rewrites them, whoever may edit the document in its state. They open again when the step is taken back.
"""

import frappe
from frappe import _

from kinerja_kecamatan.guard import rules
from kinerja_kecamatan.process import step_registry
from kinerja_kecamatan.sop import step_state


def fields_of(doc) -> dict[str, str]:
	"""The closed fields of a document as it stands, each with the activity that has settled it."""
	done = (
		activity
		for activity in step_registry.activities_of(doc.doctype)
		if activity.settles and step_state.is_done(doc, activity.kegiatan)
	)
	return {field: activity.kegiatan for activity in done for field in activity.settles}


def check(before, changed: set[str]) -> None:
	"""Refuse a change of what a step has settled; `before` is the document as it is stored."""
	closed = fields_of(before)
	found = sorted(changed & closed.keys(), key=before.meta.get_valid_columns().index)
	if found:
		rules.refuse_move(
			_(
				"{0} pada {1} sudah ditetapkan dengan {2} dan tidak diubah lagi. Bila keliru, kembalikan dokumennya ke langkah itu, atau perintahkan tambahannya dengan Disposisi Susulan."
			).format(
				frappe.bold(", ".join(_(before.meta.get_label(field)) for field in found)),
				before.name,
				_(closed[found[0]]),
			)
		)
