"""What the chain tells of documents, copies of recaps, archived papers and closed agreements, beside what stands in their tables.

Each line of a move says where its document went, and `ikut` where those went that moved with it. So the last word of the chain
on a document is the state that it must have, and a document that it has no word on is in the first state. What has been before
the chain told of it is in the line that sealed the register (patches.seal_register).
"""

from collections.abc import Container
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.query_builder import CustomFunction

from kinerja_kecamatan.archive import seal
from kinerja_kecamatan.base.doctypes import ARCHIVE, COPY, DISPENSASI, GUARDED_DOCTYPES, PERJANJIAN
from kinerja_kecamatan.formats.dispensasi import AKSI as DISPENSED
from kinerja_kecamatan.sop.workflow import initial_state, state_field
from kinerja_kecamatan.step_log import agreements
from kinerja_kecamatan.step_log.renames import FIRST_STATE

COPIED = ("rekap", "versi", "kecamatan", "unit_kerja", "periode", "sidik")
_SHA2 = CustomFunction("SHA2", ["text", "bits"])


@dataclass
class Told:
	"""The chain's last word, and the number of the line that said it."""

	states: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
	firsts: dict[str, set[str]] = field(default_factory=dict)
	papers: dict[str, tuple[dict, int]] = field(default_factory=dict)
	copies: dict[str, tuple[dict, int]] = field(default_factory=dict)
	dispensed: list[str] = field(default_factory=list)
	agreements: dict[str, tuple[dict, int]] = field(default_factory=dict)

	def take(self, row, said: dict) -> None:
		"""One line, as it was written, in its turn."""
		if said["jenis_dokumen"] in GUARDED_DOCTYPES and said["ke_status"]:
			if said["aksi"] == FIRST_STATE:
				self.firsts.setdefault(said["jenis_dokumen"], set()).add(said["dari_status"])
			else:
				self.states[said["jenis_dokumen"], said["dokumen"]] = (said["ke_status"], row.nomor)
		for doctype, name, state in said.get("ikut") or []:
			self.states[doctype, name] = (state, row.nomor)
		for paper in seal.papers_in(said):
			self.papers[paper["arsip"]] = (paper, row.nomor)
		for copy in said.get("salinan") or []:
			self.copies[copy["name"]] = (copy, row.nomor)
		if agreement := said.get(agreements.KEY):
			self.agreements[agreement["name"]] = (agreement, row.nomor)
		if said["aksi"] == DISPENSED:
			self.dispensed.append(said["alasan"])


def first_difference(kecamatan: str, told: Told) -> tuple[int, str]:
	"""(number of the line, the first difference as a sentence); (0, "") where there is none."""
	for look in (_states, _papers, _copies, _dispensations, _agreements):
		if found := look(kecamatan, told):
			return found
	return 0, ""


def named_offices() -> set[str]:
	"""Every kecamatan that a document or a paper names."""
	found: set[str] = set()
	for doctype in (*GUARDED_DOCTYPES, ARCHIVE, COPY):
		table = frappe.qb.DocType(doctype)
		found |= set(frappe.qb.from_(table).select(table.kecamatan).groupby(table.kecamatan).run(pluck=True))
	return found - {None, ""}


def _states(kecamatan: str, told: Told) -> tuple[int, str] | None:
	for doctype in GUARDED_DOCTYPES:
		now = states_of(doctype, kecamatan)
		first = {initial_state(doctype), *told.firsts.get(doctype, ())}
		for name, state in now.items():
			said, number = told.states.get((doctype, name), ("", 0))
			if not number and state not in first:
				return 0, _(
					"{0} {1} berstatus {2}, tetapi tidak ada catatan yang membawanya ke sana."
				).format(_(doctype), name, state)
			if number and said != state:
				return number, _("{0} {1} berstatus {2}; menurut catatan terakhirnya {3}.").format(
					_(doctype), name, state, said
				)
		for (kind, name), (said, number) in told.states.items():
			if kind == doctype and name not in now and said not in first:
				return number, _("{0} {1} hilang; menurut catatan terakhirnya {2}.").format(
					_(doctype), name, said
				)
	return None


def states_of(doctype: str, kecamatan: str) -> dict[str, str]:
	"""The documents of a kecamatan with their states; one that never had any is in the first."""
	rows = frappe.get_all(
		doctype,
		filters={"kecamatan": kecamatan},
		fields=["name", f"{state_field(doctype)} as state"],
		order_by="creation, name",
	)
	return {row.name: row.state or initial_state(doctype) for row in rows}


def _papers(kecamatan: str, told: Told) -> tuple[int, str] | None:
	now = papers_of(kecamatan)
	for name, row in now.items():
		if name not in told.papers:
			return 0, _("Kertas {0} ({1}) tidak dikenal rantai: ditambahkan di luar aplikasi.").format(
				row.judul, name
			)
		said, number = told.papers[name]
		if said != seal.sealed_facts(row):
			return number, _("Kertas {0} ({1}) tidak lagi cocok dengan yang disegel: {2}.").format(
				row.judul, name, _differences(said, seal.sealed_facts(row))
			)
		if row.sidik_isi and row.sidik_kini != row.sidik_isi:
			return number, _("Isi kertas {0} ({1}) diubah.").format(row.judul, name)
	return _missing(told.papers, now, lambda said: _("Kertas {0} hilang.").format(said["judul"]))


def papers_of(kecamatan: str) -> dict:
	"""The Arsip Kertas of a kecamatan by name, with the SHA-256 of what `isi` holds now."""
	table = frappe.qb.DocType(ARCHIVE)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, *(table[column] for column in (*seal.IDENTITY, *seal.FILE)))
		.select(_SHA2(table.isi, 256).as_("sidik_kini"))
		.where(table.kecamatan == kecamatan)
		.orderby(table.creation, table.name)
	).run(as_dict=True)
	return {row.name: row for row in rows}


def _copies(kecamatan: str, told: Told) -> tuple[int, str] | None:
	now = copies_of(kecamatan)
	for name, row in now.items():
		if name not in told.copies:
			return 0, _("Salinan rekap {0} tidak dikenal rantai: ditambahkan di luar aplikasi.").format(name)
		said, number = told.copies[name]
		if any(said[column] != row[column] for column in COPIED) or row.sidik_kini != row.sidik:
			return number, _("Salinan rekap {0} tidak lagi cocok dengan yang disegel.").format(name)
	return _missing(told.copies, now, lambda said: _("Salinan rekap {0} hilang.").format(said["name"]))


def copies_of(kecamatan: str) -> dict:
	"""The same of Salinan Rekap."""
	table = frappe.qb.DocType(COPY)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, *(table[column] for column in COPIED))
		.select(_SHA2(table.isi, 256).as_("sidik_kini"))
		.where(table.kecamatan == kecamatan)
		.orderby(table.creation, table.name)
	).run(as_dict=True)
	return {row.name: row for row in rows}


def _dispensations(kecamatan: str, told: Told) -> tuple[int, str] | None:
	for name in frappe.get_all(
		DISPENSASI, filters={"kecamatan": kecamatan}, pluck="name", order_by="creation"
	):
		if not any(text.startswith(f"{name} ") for text in told.dispensed):
			return 0, _("Dispensasi {0} tidak dikenal rantai: ditambahkan di luar aplikasi.").format(name)
	return None


def _agreements(kecamatan: str, told: Told) -> tuple[int, str] | None:
	"""Those that the chain knows as closed; what was closed before it told of any it cannot hold to its word."""
	now = set(frappe.get_all(PERJANJIAN, filters={"kecamatan": kecamatan}, pluck="name"))
	for name, (said, number) in told.agreements.items():
		if name in now and agreements.sealed_facts(name) != said:
			return number, _("{0} diubah di luar aplikasi sejak catatan terakhirnya.").format(name)
	return _missing(told.agreements, now, lambda said: _("{0} hilang.").format(said["name"]))


def _missing(told: dict, now: Container[str], sentence) -> tuple[int, str] | None:
	gone = next((name for name in told if name not in now), None)
	return (told[gone][1], sentence(told[gone][0])) if gone else None


def _differences(said: dict, now: dict) -> str:
	label = frappe.get_meta(ARCHIVE).get_label
	return "; ".join(
		_("{0} tertulis {1}, kini {2}").format(_(label(column)), said.get(column, "-"), now.get(column, "-"))
		for column in sorted(said.keys() | now.keys())
		if said.get(column) != now.get(column)
	)


def present_register(kecamatan: str) -> dict[str, list]:
	"""What stands there now, in the chain's own words: `ikut`, `salinan`, `kertas`."""
	states = [
		[doctype, name, state]
		for doctype in GUARDED_DOCTYPES
		for name, state in states_of(doctype, kecamatan).items()
	]
	copies = [
		{"name": name, **{column: row[column] for column in COPIED}}
		for name, row in copies_of(kecamatan).items()
	]
	return {
		"ikut": states,
		"salinan": copies,
		"kertas": [seal.sealed_facts(row) for row in papers_of(kecamatan).values()],
	}
