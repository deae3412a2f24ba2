"""The sasaran that an agreement's indicators serve, kept in words with each row: what was signed is printed in later years as well."""

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR, SASARAN


def goals_of(indicators: list[str]) -> dict[str, str]:
	"""What the sasaran of each indicator says today, by the indicator's name; those without one are left out."""
	indicator, goal = frappe.qb.DocType(INDIKATOR), frappe.qb.DocType(SASARAN)
	rows = (
		frappe.qb.from_(indicator)
		.join(goal)
		.on(goal.name == indicator.sasaran)
		.select(indicator.name, goal.nama_sasaran)
		.where(indicator.name.isin(indicators or [""]))
	).run()
	return {name: text or "" for name, text in rows}


def fill_goals(doc) -> None:
	"""Called while an agreement is being saved that is not closed."""
	goals = goals_of([row.indikator for row in doc.target])
	for row in doc.target:
		row.nama_sasaran = goals.get(row.indikator, "")
