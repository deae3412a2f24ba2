"""Pictures on papers, made small once: kept under the fingerprint of their content, of which what was made stays true."""

from collections.abc import Callable

import frappe

CACHE_SECONDS = 86_400


def made_once(kind: str, sidik: str, make: Callable[[], str]) -> str:
	"""A picture as a data URI, '' for what is none.

	:param kind: what it is for, as each is made in a size of its own
	:param sidik: of its content, from which `make` makes it
	"""
	key = f"kinerja_{kind}|{sidik}"
	made = frappe.cache().get_value(key, expires=True)
	if made is None:
		made = make()
		frappe.cache().set_value(key, made, expires_in_sec=CACHE_SECONDS)
	return made
