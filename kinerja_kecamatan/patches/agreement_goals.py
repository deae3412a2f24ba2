"""An agreement printed what its sasaran say today. From now on each row keeps the words; those of agreements from before are kept as they
are printed now. What has been sealed in the log stays to the letter."""

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN, TARGET
from kinerja_kecamatan.office.agreement_goals import goals_of


def execute() -> None:
	unsealed = frappe.get_all(PERJANJIAN, filters={"ditetapkan_pada": ["is", "not set"]}, pluck="name")
	rows = frappe.get_all(
		TARGET,
		filters={
			"parenttype": PERJANJIAN,
			"parent": ["in", unsealed or [""]],
			"nama_sasaran": ["is", "not set"],
		},
		fields=["name", "indikator"],
	)
	goals = goals_of([row.indikator for row in rows])
	for row in rows:
		if goals.get(row.indikator):
			frappe.db.set_value(TARGET, row.name, "nama_sasaran", goals[row.indikator], update_modified=False)
