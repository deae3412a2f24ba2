"""A story that the tests of a module begin from: told once, in a transaction that is rolled back after the module. What takes
a story three seconds takes each test then a savepoint."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import TypeVar

import frappe

from tests.support.inside import POINT, own_transaction
from tests.support.local_run import at

Told = TypeVar("Told")
BEFORE = "before_test"


@contextmanager
def told_once(tell: Callable[[], Told]) -> Iterator[Told]:
	"""For a fixture of a module; nothing of it is ever committed."""
	_forget()
	frappe.db.rollback()
	try:
		with own_transaction():
			story = tell()
			frappe.db.savepoint(POINT)  # what tests without a story roll back ends here
			yield story
	finally:
		frappe.db.rollback()
		_forget()


@contextmanager
def as_told(story: Told) -> Iterator[Told]:
	"""For a fixture of a test: the story as it was told, a copy of its names, and whatever the test writes taken back."""
	_forget()
	frappe.db.savepoint(BEFORE)
	frappe.db.savepoint(POINT)  # what the test rolls back itself ends here
	try:
		yield deepcopy(story)
	finally:
		frappe.db.rollback(save_point=BEFORE)
		frappe.db.savepoint(POINT)
		_forget()


def _forget() -> None:
	frappe.session.user = "Administrator"
	frappe.local.role_permissions, frappe.local.user_perms = {}, None
	frappe.local.cache, frappe.local.fullnames = {}, {}
	frappe.cache().delete_keys("document_cache")
	frappe.clear_messages()
	at(None)
