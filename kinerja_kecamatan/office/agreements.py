"""The Perjanjian Kinerja that count at a period's end."""

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.rules.periode import Periode


def agreements_in_force(kecamatan: str, periode: str) -> list[str]:
	"""Names of the Perjanjian Kinerja that count at a period's end: per unit the latest one begun by then."""
	when = Periode.dari_kode(periode)
	rows = frappe.get_all(
		PERJANJIAN,
		filters={
			"kecamatan": kecamatan,
			"tahun": when.tahun,
			"status": "Ditetapkan",
			"berlaku_mulai": ["<=", when.akhir],
		},
		fields=["name", "unit_kerja"],
		order_by="berlaku_mulai asc, creation asc",
	)
	return list({row.unit_kerja: row.name for row in rows}.values())
