"""Reports over documents of the app give a person no more than their documents do: run, kept, exported, mailed."""

import frappe
import pytest
from frappe.desk import query_report

from kinerja_kecamatan.access import reports
from kinerja_kecamatan.exceptions import MoveRefused
from tests.support.local_run import signed_in
from tests.support.office import make_office

REPORT = "Capaian Kecamatan"


@pytest.fixture
def kept(site: None, office) -> str:
	"""A result that somebody else's run has left."""
	frappe.db.set_value("Report", REPORT, "prepared_report", 1)
	frappe.clear_document_cache("Report", REPORT)
	doc = frappe.get_doc({"doctype": "Prepared Report", "report_name": REPORT, "ref_report_doctype": REPORT})
	doc.update({"status": "Completed", "filters": "{}", "owner": "Administrator"})
	doc.name = frappe.generate_hash(length=10)
	doc.db_insert()
	return doc.name


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, str]]:
	"""Of which kept result, and as whom, Frappe is asked."""
	asked = []
	monkeypatch.setattr(
		query_report,
		"get_prepared_report_result",
		lambda report, filters, dn="", user=None: (
			asked.append((dn or "", user)) or {"result": [], "columns": []}
		),
	)
	return asked


@pytest.mark.parametrize("claim", ["by name", "as its owner"])
def test_a_kept_result_of_somebody_else_is_not_given_out(office, kept, asked, claim) -> None:
	sekcam = office.people["sekcam"]
	filters = {"tahun": 2021, "jenis": "Triwulan"} | (
		{reports.KEPT_RESULT: kept} if claim == "by name" else {}
	)
	with signed_in(sekcam):
		reports.run(REPORT, filters, user="Administrator" if claim == "as its owner" else None)
	assert asked == [("", sekcam)]
	frappe.db.set_value("Prepared Report", kept, "owner", sekcam)
	with signed_in(sekcam):
		reports.run(REPORT, {**filters, reports.KEPT_RESULT: kept})
	assert asked[1] == (kept, sekcam), "one's own is given"


def test_a_file_of_a_report_is_made_from_ones_own_result(office, kept, asked) -> None:
	sekcam = office.people["sekcam"]
	for owner, expected in (("Administrator", ""), (sekcam, kept)):
		frappe.db.set_value("Prepared Report", kept, "owner", owner)
		with signed_in(sekcam):
			frappe.local.form_dict = frappe._dict(
				report_name=REPORT,
				file_format_type="CSV",
				filters=frappe.as_json({"tahun": 2021, "jenis": "Triwulan", reports.KEPT_RESULT: kept}),
			)
			reports.export_query()
		assert asked.pop() == (expected, sekcam)


def test_a_field_of_all_documents_is_not_given_out(office) -> None:
	other = make_office()
	with signed_in(office.people[f"ku:{office.units[0]}"]):
		told = reports.get_data_for_custom_field("Unit Kerja", "nama_unit")
	assert office.units[0] in told and not {other.root, *other.units} & set(told)


def test_what_the_scheduler_computes_is_not_mailed_in_a_persons_name(office) -> None:
	mail = {"doctype": "Auto Email Report", "report": REPORT, "email_to": "seseorang@uji.test"}
	mail |= {"frequency": "Monthly", "format": "HTML", "report_type": "Script Report"}
	with pytest.raises(MoveRefused, match="dengan hak penuh"):
		frappe.get_doc({**mail, "user": office.people["sekcam"]}).insert()
	assert frappe.get_doc({**mail, "user": "Administrator"}).insert().name
