"""Every person at every state by every way in: what the active Workflow's rows allow, and nothing else.

The rows, the office's appointments and the ways (tests.support.routes) make the attempts; each is a request to Frappe's
handler, and after each the document, its rows, its files with their bytes and its log are held against what they were.
"""

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import frappe

from tests.support import routes, workflows
from tests.support.guard_stage import ALWAYS_200, THROUGH_PARENT, without_stamps
from tests.support.inside import POINT, Answer, send
from tests.support.office import Office
from tests.support.record import contents, fingerprint
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

CELL = "matrix_cell"
ROWS = {
	DISPOSISI: {"penerusan": "instruksi"},
	FORMAT: {"baris": "target"},
	REKAP: {
		"baris": "capaian",
		"sumber": "nilai_teks",
		"koreksi": "sesudah",
		"temuan": "alasan",
		"anggaran": "realisasi",
		"nilai": "predikat",
	},
}
UNKNOWN = "Selesai Sama Sekali"
DELETING = {"DELETE", "v2 DELETE", "client.delete", "delete_items"}


@dataclass(frozen=True)
class Attempt:
	"""One way in, and whether it is this person's to go."""

	family: str
	way: routes.Way
	legal: bool
	target: str = ""


@dataclass
class Subject:
	"""A document as it stands; `kind` tells the recap of a unit from the kecamatan's."""

	doctype: str
	name: str
	kind: str
	doc: dict
	before: dict
	mark: tuple
	file: dict

	@property
	def state(self) -> str:
		return self.doc["workflow_state"]


@dataclass
class Matrix:
	"""`step`: one attempt in so many is made (1: all), of those that are somebody's to make one in `legal_step`."""

	office: Office
	people: dict[str, str]
	step: int = 1
	legal_step: int = 1
	seen: set = field(default_factory=set)
	tally: dict = field(default_factory=lambda: defaultdict(Counter))
	tried: dict = field(default_factory=lambda: defaultdict(set))
	wrong: list = field(default_factory=list)
	tables: set = field(default_factory=set)

	def __post_init__(self):
		self.flows = {doctype: workflows.active(doctype) for doctype in routes.EDITED}
		self._count, self._legal_count = itertools.count(), itertools.count()

	def visit(self, doctype: str, name: str) -> None:
		"""Try everything on a document, unless its kind has been tried in this state."""
		kind = f"{doctype} {frappe.db.get_value(doctype, name, 'jenis')}" if doctype == REKAP else doctype
		state = frappe.db.get_value(doctype, name, "workflow_state")
		if (kind, state) in self.seen:
			return
		self.seen.add((kind, state))
		subject = _subject(doctype, name, kind)
		kept = subject.file["path"].read_bytes()
		for key, user in self.people.items():
			for attempt in self.attempts(subject, key, user):
				self._try(subject, key, user, attempt)
				if not subject.file["path"].exists():  # a rollback does not bring bytes back
					subject.file["path"].write_bytes(kept)
		subject.file["path"].unlink()

	def roles(self, key: str, subject: Subject) -> set[str]:
		"""What the office's appointments give a person over a document; nothing else counts, not even Administrator."""
		unit = subject.doc.get("unit_kerja") or subject.doc["kecamatan"]
		title, _colon, own = key.partition(":")
		wide = {"camat": "Camat", "sekcam": "Sekcam", "pek": "Kasubag PEK"}
		held = {wide[title]} if title in wide else set()
		if (title == "ku" and own == unit) or (title == "pek" and unit == self.office.recap_unit):
			held.add("Kepala Unit")
		if title == "jp" and own == unit:
			held.add("Jabatan Pelaksana")
		return held

	def attempts(self, subject: Subject, key: str, user: str) -> Iterator[Attempt]:
		roles = self.roles(key, subject)
		editors = {r.allow_edit for r in self.flows[subject.doctype].states if r.state == subject.state}
		edits = bool(roles & editors)
		yield from self._moves(subject, roles, user)
		for way in routes.edits(subject.doc, routes.EDITED[subject.doctype], "Diubah uji"):
			yield Attempt(
				"edit", way, edits and way[0] != "savedocs Update"
			)  # that one is for what is submitted
		for way in routes.nothing(subject.doc):
			yield Attempt("edit", way, edits)
		yield from self._row_attempts(subject, user, edits)
		fresh = (subject.doctype, subject.state) == (DISPOSISI, self.flows[DISPOSISI].states[0].state)
		for way in routes.endings(subject.doc):
			may = way[0] in DELETING and key == "administrator" and fresh
			yield Attempt("end", way, may)
		for way in routes.files(subject.doc, subject.file):
			yield Attempt("file", way, edits)

	def _moves(self, subject: Subject, roles: set[str], user: str) -> Iterator[Attempt]:
		rows = [r for r in self.flows[subject.doctype].transitions if _holds(r, subject.doc)]
		here = [r for r in rows if r.state == subject.state]
		for target in self._targets(subject, here, roles, user):
			leading = [r for r in here if r.next_state == target and r.allowed != "Sistem Kinerja"]
			mine = [r for r in leading if r.allowed in roles]
			action = leading[0].action if leading else self._foreign_action(rows, here, target)
			for way in routes.moves(subject.doc, target, action, user):
				if target == UNKNOWN and way[0] == "kanban card":
					continue  # no such column to drag it to
				legal = bool(mine) and way[0] in routes.MOVING
				if legal and mine[0].kinerja_gerak in ("Kembalikan", "Buka Kembali", "Batalkan"):
					legal = way[0] in routes.WITH_REASON
				yield Attempt("move", way, legal, target)

	def _targets(self, subject: Subject, here: list, roles: set[str], user: str) -> list[str]:
		"""Where this person may take the document, and two states by turns where not."""
		mine = {r.next_state for r in here if r.allowed in roles}
		states = dict.fromkeys(r.state for r in self.flows[subject.doctype].states)
		others = [s for s in [*states, UNKNOWN] if s not in mine and s != subject.state]
		turn = list(self.people.values()).index(user)
		chosen = {others[(turn + n) % len(others)] for n in (0, len(others) // 2)}
		return [*sorted(mine), *sorted(chosen)]

	def _foreign_action(self, rows: list, here: list, target: str) -> str:
		"""An action that leads to the target, but from another state."""
		known = {r.action for r in here}
		leading = [r.action for r in rows if r.next_state == target and r.action not in known]
		return leading[0] if leading else "Selesaikan Semua"

	def _row_attempts(self, subject: Subject, user: str, edits: bool) -> Iterator[Attempt]:
		"""The first row of the first table, and of one of the others by turns."""
		filled = [table for table in ROWS[subject.doctype] if subject.doc[table]]
		turn = list(self.people.values()).index(user)
		for table in (*filled[:1], *(filled[1 + turn % len(filled[1:])] for _any in filled[1:2])):
			self.tables.add((subject.doctype, table))
			for way in routes.row_edits(subject.doc[table][0], ROWS[subject.doctype][table], "7"):
				if not (edits and way[0] in THROUGH_PARENT):
					yield Attempt("row", way, False)

	def _try(self, subject: Subject, key: str, user: str, attempt: Attempt) -> None:
		label, verb, path, content = attempt.way
		if attempt.legal:
			if next(self._legal_count) % self.legal_step:
				return
		elif next(self._count) % self.step:
			return
		if label.startswith("web form"):
			for limit in frappe.cache().scan_iter(match="*rl:frappe.website.*"):
				frappe.cache().delete(limit)
		frappe.db.savepoint(CELL)
		answer = send(user, verb, path, **content)
		problem = _judge(subject, attempt, answer)
		row = (subject.kind, attempt.family)
		self.tally[row]["legal" if attempt.legal else "refused"] += 1
		for what, value in {"people": key, "ways": label, "states": subject.state}.items():
			self.tried[(what, *row)].add(value)
		if problem:
			self.tally[row]["wrong"] += 1
			self.wrong.append(
				f"{subject.kind} {subject.state}, {key}, {attempt.family} {label} -> {attempt.target}: "
				f"{answer.status} {answer.said[:160]}: {problem}"
			)
		frappe.db.rollback(save_point=CELL)
		frappe.db.savepoint(POINT)  # where a move of the walk may go back to
		frappe.clear_document_cache(subject.doctype, subject.name)

	def missing(self) -> list[str]:
		"""States that the workflows can reach and the walk did not."""
		kinds = {DISPOSISI: [DISPOSISI], FORMAT: [FORMAT], REKAP: [f"{REKAP} Unit", f"{REKAP} Kecamatan"]}
		found = []
		for doctype, flow in self.flows.items():
			for kind in kinds[doctype]:
				rows = [r for r in flow.transitions if _holds(r, {"jenis": kind.rsplit(" ", 1)[-1]})]
				edges = defaultdict(set)
				for row in rows:
					edges[row.state].add(row.next_state)
				reach, queue = {flow.states[0].state}, [flow.states[0].state]
				while queue:
					new = edges[queue.pop()] - reach
					reach |= new
					queue += new
				found += [f"{kind}: {state}" for state in sorted(reach) if (kind, state) not in self.seen]
		return found

	def table(self) -> list[list]:
		"""Rows for the report, one a kind and family, and the sum."""
		out = [
			[
				*row,
				*(len(self.tried[(what, *row)]) for what in ("states", "people", "ways")),
				*(count[key] for key in ("refused", "legal", "wrong")),
			]
			for row, count in self.tally.items()
		]
		return [*out, ["sum", "", "", "", "", *(sum(row[n] for row in out) for n in (5, 6, 7))]]


HEADS = ("document", "what", "states", "people", "ways", "refused", "let through", "wrong")


def _holds(row, doc: dict) -> bool:
	return not row.condition or bool(frappe.safe_eval(row.condition, None, {"doc": frappe._dict(doc)}))


def _subject(doctype: str, name: str, kind: str) -> Subject:
	file = evidence_of(doctype, name)
	doc = json.loads(frappe.as_json(frappe.get_doc(doctype, name).as_dict()))
	before, mark = contents(doctype, name), fingerprint(doctype, name)
	return Subject(doctype, name, kind, doc, before, mark, file)


def evidence_of(doctype: str, name: str) -> dict:
	"""A file on the document, as the app might have put it there; it outlives what the matrix rolls back."""
	from kinerja_kecamatan.access import acting

	with acting.acting_as_system():
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"bukti-{frappe.generate_hash(length=6)}.txt",
				"content": frappe.generate_hash(length=16),
				"is_private": 1,
				"attached_to_doctype": doctype,
				"attached_to_name": name,
			}
		).insert()
	frappe.db.after_rollback.reset()
	return {"name": file.name, "file_url": file.file_url, "path": Path(file.get_full_path())}


def _judge(subject: Subject, attempt: Attempt, answer: Answer) -> str:
	"""What is wrong about the outcome, empty when nothing."""
	label = attempt.way[0]
	if not attempt.legal:
		if fingerprint(subject.doctype, subject.name) != subject.mark:
			now = contents(subject.doctype, subject.name)
			return f"changed {[key for key in now if now[key] != subject.before[key]]}"
		if answer.status >= 500:
			return "an error, not a refusal"
		return "" if not answer.ok or label in ALWAYS_200 else "answered as if done"
	if answer.status == 404 and (label in routes.SINCE_15 or label.startswith("v2")):
		return ""
	return _judge_legal(subject, attempt, contents(subject.doctype, subject.name))


def _judge_legal(subject: Subject, attempt: Attempt, now: dict) -> str:
	label, doctype = attempt.way[0], subject.doctype
	if attempt.family == "move":
		(row,) = now[doctype]
		if row["workflow_state"] != attempt.target:
			return "the right person's move was not made"
		lines = now["Catatan Tahapan"] - subject.before["Catatan Tahapan"]
		return "" if lines == 1 else f"{lines} lines in the log"
	if attempt.family == "end":
		return "" if not now[doctype] else "not deleted"
	if attempt.family == "edit":
		changed = without_stamps(now) != without_stamps(subject.before)
		return (
			"" if changed != label.endswith("nothing") else "the editor's edit was not made, or more than it"
		)
	return "" if all(file.is_private for file in now["File"]) else "evidence made public"
