"""What hangs on a document is changed by who works on it, and by nobody else: every whitelisted method of the installed Frappe and of the
app is called as people who may change nothing, about a Format of another unit and all that hangs on it, and about another office; afterwards no table
has changed. What people keep for themselves, wherever Frappe lets them, is left out (tests.support.hangs.digest)."""

import frappe
import pytest
from frappe.utils.password import update_password

from tests.support.guard_stage import Stage, upload
from tests.support.hangs import calls, methods, targets
from tests.support.hangs.sweep import Sweep
from tests.support.isolation.offices import own_copy
from tests.support.office import PASSWORD, _account, add_person, make_office
from tests.support.sop_run import DISPOSISI, FORMAT, SopRun

# Of hundreds: those that write on what hangs somewhere, past Frappe's own permissions or with them.
SAMPLE = {
	"frappe.email.relink",
	"frappe.email.inbox.mark_as_closed_open",
	"frappe.email.inbox.mark_as_trash",
	"frappe.email.inbox.create_email_flag_queue",
	"frappe.desk.form.assign_to.remove",
	"frappe.desk.form.utils.add_comment",
	"frappe.desk.form.utils.update_comment",
	"frappe.templates.includes.comments.comments.add_comment",
	"frappe.desk.like.toggle_like",
	"frappe.desk.doctype.tag.tag.add_tag",
	"frappe.client.delete",
	"frappe.core.doctype.communication.email.make",
}
CALLERS = ("pemeriksa luar", "ku:{seksi}", "tanpa peran")


@pytest.fixture(scope="module")
def planted(stage: Stage) -> targets.Planted:
	"""Hangers of every kind on the Format of the Unit Perekap."""
	office = stage.run.office
	answer = upload(stage.run.person(f"jp:{stage.perekap}"), FORMAT, stage.open_format)
	evidence = {"File": answer.json()["message"]["name"]}
	return targets.plant(
		stage.open_format, office.people["camat"], office.people[f"jp:{stage.perekap}"], evidence
	)


@pytest.fixture(scope="module")
def elsewhere(stage: Stage, planted) -> targets.Planted:
	"""The same, and masters and an order of another office."""
	frappe.set_user("Administrator")
	neighbour = make_office().in_new_year()
	frappe.db.commit()
	order = SopRun(stage.run.env, neighbour).draft()
	frappe.db.rollback()
	planted.hangers |= {
		"Unit Kerja": neighbour.units[0],
		"Pegawai": neighbour.pegawai["camat"],
		"Penugasan": neighbour.penugasan["camat"],
		"User": neighbour.people["camat"],
		DISPOSISI: order,
		**desk_of(neighbour.people["camat"]),
	}
	return planted


def desk_of(user: str) -> dict[str, str]:
	"""What somebody has on the own desk, and the office's page there."""
	frappe.set_user("Administrator")
	card = {
		"label": "Kartu orang lain",
		"type": "Document Type",
		"document_type": "ToDo",
		"function": "Count",
	}
	chart = {
		"chart_name": f"Bagan {user}",
		"chart_type": "Count",
		"document_type": "ToDo",
		"based_on": "creation",
	}
	page = {"title": "Meja", "label": f"Meja-{user}", "for_user": user, "content": "[]"}
	made = {
		"Number Card": {**card, "filters_json": "[]"},
		"Dashboard Chart": {**chart, "type": "Line", "filters_json": "[]"},
		"List Filter": {"filter_name": "Saring", "reference_doctype": DISPOSISI, "filters": "[]"},
		"Workspace": page,
	}
	found = {
		doctype: str(frappe.get_doc({"doctype": doctype, **values}).insert().name)
		for doctype, values in made.items()
	}
	for doctype in ("Dashboard Settings", "Notification Settings"):
		if not frappe.db.exists(doctype, user):
			frappe.get_doc({"doctype": doctype, "name": user}).insert()
		found[doctype] = user
	frappe.db.commit()
	return {**found, "page of the office": "Kinerja Kecamatan"}


@pytest.fixture(scope="module")
def outsiders(stage: Stage) -> SopRun:
	"""A Pemeriksa, the head of another unit, and an account without roles; what hangs is compared, so nothing is made meanwhile."""
	office = own_copy(stage.run.office)
	frappe.set_user("Administrator")
	add_person(office, "pemeriksa luar", "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	email = f"tanpa-peran-{frappe.generate_hash(length=6)}@uji.test"
	_account(email, "tanpa peran", [])
	update_password(email, PASSWORD)
	office.people["tanpa peran"] = email
	frappe.db.commit()
	stage.settle()
	return SopRun(stage.run.env, office)


def sweep(stage: Stage, outsiders: SopRun, key: str, planted: targets.Planted) -> Sweep:
	key = key.format(seksi=stage.seksi)
	frappe.db.rollback()
	return Sweep(outsiders.person(key), targets.aims(planted, outsiders.office.people[key]))


@pytest.mark.full
@pytest.mark.parametrize("key", CALLERS[:2])
def test_what_hangs_there_stays_as_it_is(stage, planted, outsiders, key):
	found = {method.path: method for method in methods.functions(SAMPLE)}
	assert SAMPLE <= set(found)
	asked = sweep(stage, outsiders, key, planted)
	asked.targets = [each for each in asked.targets if each.label in (*calls.TYPICAL, "own Communication")]
	asked.go(found.values())
	assert not asked.wrote, "\n".join(map(str, asked.wrote))


@pytest.mark.full
@pytest.mark.parametrize("key", CALLERS)
def test_no_method_of_frappe_changes_anything_for_who_takes_no_part(stage, elsewhere, outsiders, key):
	every = [*methods.functions(), *methods.of_documents()]
	assert len(every) > 400
	asked = sweep(stage, outsiders, key, elsewhere)
	asked.go(method for method in every if method.path not in calls.NOT_CALLED)
	assert asked.answered.total() > 5000
	assert not asked.wrote, "\n".join(map(str, asked.wrote))


@pytest.mark.full
@pytest.mark.parametrize("key", CALLERS)
def test_no_method_of_the_app_does_either(stage, elsewhere, outsiders, key):
	"""By itself, as the whole takes long."""
	asked = sweep(stage, outsiders, key, elsewhere)
	asked.go(methods.of_the_app())
	assert asked.answered.total() > 500
	assert not asked.wrote, "\n".join(map(str, asked.wrote))
