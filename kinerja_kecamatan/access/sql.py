"""Pieces of SQL conditions; whatever is not allowed expressly is denied with 1=0."""

from collections.abc import Iterable

import frappe

NOTHING = "1=0"


def session_user(user: str | None) -> str:
	return user or frappe.session.user


def among(column: str, values: Iterable[str]) -> str:
	"""`column in (...)`, escaped; nothing at all when there are no values."""
	values = sorted(values)
	return (
		f"{column} in ({', '.join(frappe.db.escape(v, percent=False) for v in values)})"
		if values
		else NOTHING
	)
