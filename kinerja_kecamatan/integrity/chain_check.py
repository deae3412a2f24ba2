"""Whether the chain over Catatan Tahapan is whole, and where it breaks first.

	bench --site <site> kinerja-periksa-log

prints one line a kecamatan and ends with exit code 1 when a chain is broken (commands.py).
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import frappe
from frappe import _

from kinerja_kecamatan.access.scope import scope_of
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.integrity import chain_told
from kinerja_kecamatan.step_log import anchors, chain, renames


@dataclass(frozen=True)
class Result:
	"""One kecamatan's chain. `putus` is the first break as a sentence, empty when there is none; `catatan` the name of the
	entry where it shows, if one is still there; `nomor` its place."""

	kecamatan: str
	jumlah: int
	nomor: int = 0
	catatan: str = ""
	putus: str = ""

	@property
	def kalimat(self) -> str:
		if not (self.putus or self.jumlah):
			return _("{0}: belum ada catatan.").format(self.kecamatan)
		if not self.putus:
			return _("{0}: utuh, {1} catatan.").format(self.kecamatan, self.jumlah)
		return _("{0}: putus pada nomor {1}. {2}").format(self.kecamatan, self.nomor, self.putus)


def chains_in_sight() -> list[dict]:
	"""See `integrity.api.keutuhan`."""
	frappe.has_permission(doctypes.LOG, "read", throw=True)
	scope = scope_of(frappe.session.user)
	seen = [name for name in known_chains() if scope.everything or name in scope.kecamatan]
	return [{**asdict(result), "kalimat": result.kalimat} for result in map(check_chain, seen)]


def known_chains() -> list[str]:
	"""Every kecamatan that there is, and every one of which anything is left: entries, a head, documents, papers, anchors."""
	roots = frappe.get_all(UNIT_KERJA, filters={"parent_unit_kerja": ["is", "not set"]}, pluck="name")
	heads = frappe.get_all(doctypes.CHAIN_HEAD, pluck="name")
	entries = frappe.get_all(doctypes.LOG, pluck="kecamatan", distinct=True)
	left = {*heads, *entries, *chain_told.named_offices(), *anchors.anchored_kecamatan()}
	return sorted({*roots, *left} - {None, ""})


def check_chain(kecamatan: str, typed: anchors.Anchor | None = None) -> Result:
	"""Walk one kecamatan's chain to its first break; then hold it beside its anchors, the documents and the papers.

	:param typed: an anchor that somebody has read off a paper
	"""
	rows = frappe.get_all(
		doctypes.LOG,
		filters={"kecamatan": kecamatan},
		fields=["*"],
		order_by="nomor, creation, name",
		limit=0,
	)
	known = renames.renames_in(rows)
	last, told = "", chain_told.Told()
	for place, row in enumerate(rows, start=1):
		problem, said = _problem(row, place, last, known)
		if problem:
			return Result(kecamatan, len(rows), place, row.name, problem)
		told.take(row, said)
		last = row.sidik
	for number, problem in _beside(kecamatan, rows, last, told, typed):
		if problem:
			place = number or len(rows)
			name = rows[place - 1].name if 0 < place <= len(rows) else ""
			return Result(kecamatan, len(rows), place, name, problem)
	return Result(kecamatan, len(rows), len(rows), rows[-1].name if rows else "")


def _beside(kecamatan: str, rows: list, last: str, told, typed) -> Iterator[tuple[int, str]]:
	"""(number of the entry, 0 for the end; what is wrong there), one after the other."""
	yield 0, _head_problem(kecamatan, len(rows), last)
	yield _seal_problem(rows)
	yield _anchor_problem(kecamatan, rows, typed)
	yield chain_told.first_difference(kecamatan, told)


def _problem(row, place: int, last: str, known: list) -> tuple[str, dict]:
	"""(what is wrong with an entry in its place, what it says)."""
	if not row.sidik or not row.isi:
		return _("Catatan {0} tidak terangkai: ditambahkan di luar aplikasi.").format(row.name), {}
	if row.nomor > place:
		return _("Catatan nomor {0} hilang.").format(place), {}
	if row.nomor < place:
		return _("Nomor {0} ada dua kali: catatan {1} disisipkan.").format(row.nomor, row.name), {}
	if chain.fingerprint(row.isi) != row.sidik:
		return _("Isi asli catatan {0} diubah: tidak cocok lagi dengan sidiknya.").format(row.name), {}
	said = json.loads(row.isi)
	if said["nomor"] != row.nomor or said["name"] != row.name:
		problem = _("Urutan diubah: catatan {0} ditulis sebagai nomor {1} ({2}).")
		return problem.format(row.name, said["nomor"], said["name"]), said
	if said["sebelum"] != last:
		problem = _("Catatan {0} tidak menyambung ke catatan sebelumnya: rantai ditulis ulang sejak itu.")
		return problem.format(row.name), said
	return _changed_columns(row, said, known), said


def _changed_columns(row, said: dict, known: list) -> str:
	now = chain.entry_content(row)
	labels = frappe.get_meta(doctypes.LOG).get_label
	changed = [
		_("{0} tertulis {1}, kini {2}").format(_(labels(field)), _shown(said[field]), _shown(now[field]))
		for field in sorted(said.keys() & now.keys())
		if now[field] != renames.follow(field, said[field], row.nomor, known)
	]
	return _("Catatan {0} diubah: {1}.").format(row.name, "; ".join(changed)) if changed else ""


def _shown(value) -> str:
	return "-" if value == "" else str(value)


def _head_problem(kecamatan: str, count: int, last: str) -> str:
	head = chain.head_of(kecamatan)
	if not head and not count:
		return ""  # nothing has happened yet; documents and anchors are asked whether that is so
	if not head:
		return _("Kepala rantai hilang; catatan terakhir tidak dapat dipastikan.")
	kept, sidik, seal = head
	if kept > count:
		return _("{0} catatan terakhir hilang: kepala rantai mencatat {1}, ada {2}.").format(
			kept - count, kept, count
		)
	if kept < count or sidik != last:
		return _("Kepala rantai tidak cocok dengan catatan terakhir.")
	if seal != chain.seal_of(kecamatan, kept, sidik):
		return _(
			"Segel kepala rantai tidak cocok: rantai pernah diubah di luar aplikasi, atau kunci enkripsi situs berganti."
		)
	return ""


def _seal_problem(rows: list) -> tuple[int, str]:
	"""Entries have seals of their own from one on that is the first; those before it are from an earlier release."""
	sealed = False
	for row in rows:
		sealed = sealed or bool(row.segel)
		if sealed and not chain.is_sealed(row):
			return row.nomor, _("Segel catatan {0} tidak cocok.").format(row.name)
	return 0, ""


def _anchor_problem(kecamatan: str, rows: list, typed: anchors.Anchor | None) -> tuple[int, str]:
	"""Each anchor lies on the chain."""
	try:
		known = anchors.anchors_of(kecamatan)
	except ValueError:
		return 0, _("Berkas jangkar {0} rusak: berisi baris yang bukan jangkar.").format(
			anchors.file_of(kecamatan).name
		)
	for anchor in [*known, *([typed] if typed else [])]:
		where = _("pada {0}").format(anchor.pada) if anchor.pada else _("di atas kertas")
		if anchor.nomor > len(rows):
			return 0, _(
				"Rantai {0} pernah sampai nomor {1}; kini hanya {2} catatan: ujungnya hilang, atau basis data dikembalikan "
				"ke cadangan lama."
			).format(where, anchor.nomor, len(rows))
		if not anchor.fits(rows[anchor.nomor - 1].sidik):
			return anchor.nomor, _(
				"Catatan nomor {0} bukan lagi yang tercatat {1}: sidiknya {2}, kini {3}."
			).format(anchor.nomor, where, anchor.sidik[:16], rows[anchor.nomor - 1].sidik[:16])
	return 0, ""
