"""Whitelisted methods about the chain's integrity, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.integrity import chain_check


@frappe.whitelist(methods=["GET"])
def keutuhan() -> list[dict]:
	"""The chains of the kecamatan that the person sees as a whole: [{"kecamatan", "jumlah", "putus", "kalimat", ...}]."""
	return chain_check.chains_in_sight()
