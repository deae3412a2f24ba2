"""What the guard's tests work on, and how they hold a document against what it was."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support import routes, workflows
from tests.support.environment import Environment
from tests.support.http import raw
from tests.support.local_run import LocalRun
from tests.support.office import Office
from tests.support.record import administrator, new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.workers import wait_until_idle

# Endpoints that answer 200 whatever happened; what counts is the document.
# Frappe saves the parent for these; by its editor that is a save like any other, in which the app's rows stay.
THROUGH_PARENT = {"row client.delete", "row client.insert", "row set_value"}
ALWAYS_200 = {
	"bulk_update",
	"bulk approval",
	"bulk edit",
	"bulk submit",
	"bulk cancel",
	"cancel all linked",
	"delete_items",
	"row delete_items",
	"file delete_items",
	"kanban order",
	"mail page",
	"mail link",
}


@dataclass
class Stage:
	"""A set of documents in different states: unit `seksi` is at step 7's door, the Unit Perekap fills in, an order is a draft."""

	run: SopRun
	draft: str
	seksi: str
	perekap: str
	closed_format: str
	open_format: str
	recap: str
	file: str
	admin: Person

	def person(self, key: str) -> Person:
		if key == "admin":
			return self.admin
		return self.run.person(key.format(seksi=self.seksi, perekap=self.perekap))

	def settle(self) -> None:
		"""Leave no paper that a worker would make meanwhile."""
		for order in (self.run.disposisi, self.draft):
			self.person("pek").prepare(order)
		wait_until_idle()

	def name(self, what: str) -> tuple[str, str]:
		return {
			"draft": (DISPOSISI, self.draft),
			"order": (DISPOSISI, self.run.disposisi),
			"closed format": (FORMAT, self.closed_format),
			"open format": (FORMAT, self.open_format),
			"recap": (REKAP, self.recap),
		}[what]

	def doc(self, what: str) -> dict:
		return self.admin.get(*self.name(what))


def make_stage(env: Environment, office: Office) -> Stage:
	"""Disposisi at Format Dibahas; the section's Format Selesai Disusun, its Rekap Direkap; the other Format Siap Diisi."""
	for doctype in (DISPOSISI, FORMAT, REKAP):
		routes.furnish(doctype, [row.state for row in workflows.active(doctype).states])
	frappe.db.commit()
	# In this process, which takes a tenth of what it takes over HTTP.
	drafted = new_run(env, office)
	drafted.disposisi = LocalRun(drafted.office).draft()
	frappe.db.commit()
	run = new_run(env, office)
	local = LocalRun(run.office).up_to_meeting()
	run.disposisi = local.disposisi
	frappe.db.commit()
	seksi, perekap = run.office.units[0], run.office.recap_unit
	closed = run.formats(seksi)[0]
	answer = upload(run.person(f"jp:{seksi}"), FORMAT, closed)
	assert answer.ok, reason_of(answer)
	frappe.db.rollback()
	local.fill(seksi)
	local.act(f"jp:{seksi}", REKAP, local.recap(seksi).name, "Sampaikan Rekap")
	frappe.db.commit()
	return Stage(
		run=run,
		draft=drafted.disposisi,
		seksi=seksi,
		perekap=perekap,
		closed_format=closed,
		open_format=run.formats(perekap)[0],
		recap=run.recap(seksi),
		file=answer.json()["message"]["name"],
		admin=administrator(env),
	)


def upload(person: Person, doctype: str, name: str, **values):
	return raw(
		person,
		"POST",
		"/api/method/upload_file",
		files={
			"file": (f"bukti-{frappe.generate_hash(length=6)}.txt", frappe.generate_hash(length=12).encode())
		},
		data={"doctype": doctype, "docname": name, **values},
	)


def try_all(person: Person, target: tuple[str, str], ways: Iterable[routes.Way]) -> dict[str, str]:
	"""Go every way and hold the document, whole, against what it was. Returns the sentence of each answer."""
	before, said, wrong = whole(*target), {}, []
	for label, verb, path, arguments in ways:
		answer = raw(person, verb, path, **arguments)
		said[label] = reason_of(answer)
		if answer.status_code >= 500:
			wrong.append(f"{label}: {answer.status_code} {said[label]}")
		if answer.ok and label not in ALWAYS_200 | THROUGH_PARENT:
			wrong.append(f"{label}: answered {answer.status_code}")
		now = whole(*target)
		if label in THROUGH_PARENT and without_stamps(now) == without_stamps(before):
			before = now
		if now != before:
			changed = [key for key in before if before[key] != now[key]]
			wrong.append(f"{label}: changed {changed}")
			before = now
	assert not wrong, "\n".join(wrong)
	return said


def without_stamps(found: dict) -> dict:
	"""A save in itself touches `modified`, and starts step 5's clock; nothing else."""
	skip = {"modified", "modified_by", "mulai_pada", "creation"}
	return {
		table: [{k: v for k, v in row.items() if k not in skip} for row in rows]
		if isinstance(rows, list)
		else rows
		for table, rows in found.items()
	}
