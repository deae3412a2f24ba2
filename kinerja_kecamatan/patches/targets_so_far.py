"""Formats and recaps from before figures of the year so far had a target of their own (target s.d. periode).

What is still open gets it from the Perjanjian Kinerja, and its recaps are judged by it. A final recap keeps its figures: they were
held against the annual target, which its rows now say.
"""

import frappe

from kinerja_kecamatan.base.doctypes import FORMAT, FORMAT_ROW, RECAP_ROW, REKAP
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.formats import rows as target_rows
from kinerja_kecamatan.recaps import summary, year
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.sop import step_state, steps

COLUMNS = ("target_sd", "target_sd_teks", "target_tahunan", "target_tahunan_teks")
TABLES = ((FORMAT, FORMAT_ROW), (REKAP, RECAP_ROW))


def execute() -> None:
	final = final_orders()
	for (kecamatan, periode), orders in _orders().items():
		known = _targets(kecamatan, periode) if orders - final else {}
		for order in orders:
			for parent, child in TABLES:
				_set_targets(parent, child, order, {} if order in final else known)
	policy = policies.current_policy()
	for name in frappe.get_all(REKAP, filters={"disposisi": ["not in", sorted(final) or [""]]}, pluck="name"):
		judge_anew(frappe.get_doc(REKAP, name), policy)
	for name in frappe.get_all(REKAP, filters={"disposisi": ["in", sorted(final) or [""]]}, pluck="name"):
		_say_basis(frappe.get_doc(REKAP, name), policy)


def final_orders() -> set[str]:
	"""The orders whose kecamatan's recap is final."""
	recaps = frappe.get_all(REKAP, filters={"jenis": "Kecamatan"}, pluck="name")
	docs = (frappe.get_doc(REKAP, name) for name in recaps)
	return {doc.disposisi for doc in docs if step_state.is_done(doc, steps.REKAP_KECAMATAN)}


def _orders() -> dict[tuple[str, str], set[str]]:
	found: dict[tuple[str, str], set[str]] = {}
	for row in frappe.get_all(FORMAT, fields=["kecamatan", "periode", "disposisi"]):
		found.setdefault((row.kecamatan, row.periode), set()).add(row.disposisi)
	return found


def _targets(kecamatan: str, periode: str) -> dict[str, dict]:
	"""By indicator what the agreements in force say of the period."""
	groups = target_rows.rows_by_unit(kecamatan, periode).values()
	return {row["indikator"]: row for unit in groups for group in unit for row in group.rows}


def _set_targets(parent: str, child: str, order: str, known: dict[str, dict]) -> None:
	"""Only where the row still has the agreement's target of the period; the others keep the annual one, as in a final recap."""
	row, doc = frappe.qb.DocType(child), frappe.qb.DocType(parent)
	rows = (
		frappe.qb.from_(row)
		.join(doc)
		.on((doc.name == row.parent) & (row.parenttype == parent))
		.select(row.name, row.indikator, row.target, row.diukur, row.target_tahunan)
		.where(doc.disposisi == order)
	).run(as_dict=True)
	for one in rows:
		new = known.get(one.indikator)
		if new and (new["target"], new["diukur"]) == (one.target, one.diukur):
			values = {column: new[column] for column in COLUMNS}
		else:
			text = print_number(one.target_tahunan)
			values = dict(zip(COLUMNS, (one.target_tahunan, text, one.target_tahunan, text), strict=True))
		frappe.db.set_value(child, one.name, values, update_modified=False)


def judge_anew(doc, policy) -> None:
	"""The year so far against its new target; nothing else of the recap is touched."""
	for row in doc.baris:
		year.judge_year(row, policy)
		row.db_update()
	summary.fill_totals(doc, policy)
	for row in doc.nilai:
		row.name = frappe.db.exists(row.doctype, {"parent": doc.name, "tingkat": row.tingkat})
		if row.name:
			frappe.db.set_value(row.doctype, row.name, "predikat_sd", row.predikat_sd, update_modified=False)
			frappe.db.set_value(
				row.doctype, row.name, "rata_capaian_sd", row.rata_capaian_sd, update_modified=False
			)
	fields = ("rata_capaian_sd", "predikat_sd", "rata_capaian_teks", "rata_capaian_sd_teks")
	more = ("efisiensi_teks", "kategori_efisiensi")
	frappe.db.set_value(
		REKAP, doc.name, {field: doc.get(field) for field in (*fields, *more)}, update_modified=False
	)


def _say_basis(doc, policy) -> None:
	own = summary.counted_rows(doc)
	values = {
		f"rata_capaian{suffix}_teks": summary.basis_of(doc, own, prefix, policy)
		for suffix, prefix in (("", summary.PERIOD), ("_sd", summary.YEAR))
	}
	frappe.db.set_value(REKAP, doc.name, values, update_modified=False)
