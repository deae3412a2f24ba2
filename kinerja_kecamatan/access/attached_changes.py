"""What hangs on a document of ours, in whatever DocType of Frappe or of another app, is changed by who works on that document:
on the one that it hung on as well as on the one that it would hang on. Hooks of every document that is saved or deleted.
"""

import frappe

from kinerja_kecamatan.access import acting, participation, places
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.places import Place

# Written by Frappe about whoever opens, follows or is told of a document; not a way to write on it. What may be done to them
# afterwards stands in traces.py and, for Document Follow and DocShare, in participation.py; files are guard.evidence's.
NOTED_OF_READERS = frozenset(
	{
		*("View Log", "Activity Log", "Access Log", "Version", "Notification Log", "Email Queue", "Reminder"),
		*(
			"Document Follow",
			"DocShare",
			"Submission Queue",
			"Integration Request",
			"Webhook Request Log",
			"File",
		),
	}
)


def before_write(doc, method=None) -> None:
	"""Hook of every document, before it is validated and after: Frappe finds some places only in between."""
	if not _is_watched(doc):
		return
	check_places({*places.places_of(doc), *stored_places(doc)}, frappe.session.user)
	if doc.doctype == "ToDo" and doc.allocated_to and doc.has_value_changed("allocated_to"):
		check_places(places.places_of(doc), doc.allocated_to)


def before_delete(doc, method=None) -> None:
	"""Hook on_trash of every document."""
	if _is_watched(doc):
		check_places(stored_places(doc), frappe.session.user)


def check_places(found: set[Place], user: str) -> None:
	"""Refuse a user who takes no part in the work on one of these."""
	for doctype, name in sorted(found):
		participation.check_participation(doctype, name, user)


def stored_places(doc) -> set[Place]:
	"""Where a document hangs by what the database holds."""
	if not doc.name or not frappe.db.exists(doc.doctype, doc.name):
		return set()
	return places.root_documents(doc.doctype, doc.name)


def steps_aside() -> bool:
	"""The app's own moves, and a site that is being made, migrated or taken apart."""
	flags = frappe.flags
	return bool(
		acting.active() or flags.in_install or flags.in_uninstall or flags.in_patch or flags.in_migrate
	)


def _is_watched(doc) -> bool:
	if doc.doctype in NOTED_OF_READERS or doc.doctype in our_doctypes() or steps_aside():
		return False
	return places.can_hang(doc.doctype)
