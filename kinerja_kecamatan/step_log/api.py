"""Whitelisted methods of the log of steps, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.step_log import summary


@frappe.whitelist(methods=["GET"])
def ringkasan(disposisi: str, versi: int = 1) -> dict:
	"""{"langkah": [{nomor, kegiatan, standar, pelaksanaan, tunggu, nilai, selesai}], "siklus", "pelaksanaan",
	"standar", "simulasi"}; minutes are working minutes of the kecamatan's calendar."""
	return summary.summary_of(disposisi, versi)
