"""Whitelisted methods about units and access, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.access import unit_tree_api


@frappe.whitelist(methods=["GET"])
def periksa_susunan() -> list[dict]:
	"""Where lft and rgt or the kecamatan of units disagree with their parents: of the whole site for its admin, else of the
	kecamatan whose units the session user keeps. System Manager mends it: Rebuild Tree in the menu of the tree view.
	"""
	return unit_tree_api.disagreements_in_sight()
