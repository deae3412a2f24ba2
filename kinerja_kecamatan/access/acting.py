"""Who acts: the person at the desk, or the app beyond that person's rights.

The app acts only in what follows from a move or decision that has been let through. Core checks a transition's role against the
session user, so the session is the Administrator's for the length of the save, and always given back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import frappe

from kinerja_kecamatan.access.impersonation import refuse_impersonation
from kinerja_kecamatan.base import typed_code

# The person behind the present system move; "" outside of one. In this module, where no template or script looks.
_person: ContextVar[str] = ContextVar("kinerja_person", default="")


def active() -> bool:
	"""Whether the code runs inside a system move; never for what a template or script does on the way, such as a print format
	that is rendered or a notification that is sent."""
	return bool(_person.get()) and not typed_code.running()


def real_user() -> str:
	"""The person behind the present system move, or the session user."""
	return _person.get() or frappe.session.user


@contextmanager
def acting_as_system() -> Iterator[None]:
	"""Act as Administrator with the guard's knowledge; nests, and restores the person whatever happens."""
	person, outermost = frappe.session.user, not _person.get()
	if outermost:
		refuse_impersonation()
	before = _person.set(person) if outermost else None
	become("Administrator")
	try:
		yield
	finally:
		if before:
			_person.reset(before)
		become(person)


def become(user: str) -> None:
	"""Switch the session's user. frappe.set_user would also throw away the request's form and session data."""
	frappe.session.user = user
	frappe.local.role_permissions = {}
	frappe.local.user_perms = None


def update_as_system(doc, **values) -> None:
	"""Write fields that only the app writes, in any state, through a full save."""
	with acting_as_system():
		doc.update(values)
		doc.save(ignore_permissions=True)  # fields of the app's own, see the guard


def insert_as_system(doc):
	"""Insert a document that the flow makes (Format, Rekap), for whoever set it off."""
	with acting_as_system():
		return doc.insert(ignore_permissions=True)  # made by the flow, not by the person


def delete_as_system(doctype: str, name: str) -> None:
	"""Delete what the flow had only prepared."""
	with acting_as_system():
		# Prepared by the flow, wanted by nobody now.
		frappe.delete_doc(doctype, name, ignore_permissions=True)  # the flow's own
