"""Whether the chain over Catatan Tahapan is whole, and where it breaks first.

	bench --site <site> execute kinerja_kecamatan.stages.chain_check.periksa

prints one line a kecamatan and ends with exit code 1 when a chain is broken.
"""

import json
import sys
from dataclasses import asdict, dataclass

import frappe
from frappe import _

from kinerja_kecamatan.access.scope import scope_of
from kinerja_kecamatan.stages import chain, renames


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
		if not self.putus:
			return _("{0}: utuh, {1} catatan.").format(self.kecamatan, self.jumlah)
		return _("{0}: putus pada nomor {1}. {2}").format(self.kecamatan, self.nomor, self.putus)


def periksa(kecamatan: str | None = None) -> None:
	"""For `bench execute`: print how every chain stands (or that of one kecamatan); exit code 1 when one is broken."""
	results = [check(name) for name in ([kecamatan] if kecamatan else chains())]
	for result in results:
		print(result.kalimat)
	if any(result.putus for result in results):
		sys.exit(1)


@frappe.whitelist(methods=["GET"])
def keutuhan() -> list[dict]:
	"""The chains of the kecamatan that the person sees as a whole: [{"kecamatan", "jumlah", "putus", "kalimat", ...}]."""
	frappe.has_permission(chain.LOG, "read", throw=True)
	scope = scope_of(frappe.session.user)
	seen = [name for name in chains() if scope.everything or name in scope.kecamatan]
	return [{**asdict(result), "kalimat": result.kalimat} for result in map(check, seen)]


def chains() -> list[str]:
	"""Every kecamatan with a head or with entries."""
	heads = frappe.get_all(chain.HEAD, pluck="name")
	return sorted({*heads, *frappe.get_all(chain.LOG, pluck="kecamatan", distinct=True)})


def check(kecamatan: str) -> Result:
	"""Walk one kecamatan's chain to its first break."""
	rows = frappe.get_all(
		chain.LOG, filters={"kecamatan": kecamatan}, fields=["*"], order_by="nomor, creation, name", limit=0
	)
	known = renames.of_rows(rows)
	last = ""
	for place, row in enumerate(rows, start=1):
		problem = _problem(row, place, last, known)
		if problem:
			return Result(kecamatan, len(rows), place, row.name, problem)
		last = row.sidik
	problem = _head_problem(kecamatan, len(rows), last)
	return Result(kecamatan, len(rows), len(rows), rows[-1].name if rows else "", problem)


def _problem(row, place: int, last: str, known: list) -> str:
	if not row.sidik or not row.isi:
		return _("Catatan {0} tidak terangkai: ditambahkan di luar aplikasi.").format(row.name)
	if row.nomor > place:
		return _("Catatan nomor {0} hilang.").format(place)
	if row.nomor < place:
		return _("Nomor {0} ada dua kali: catatan {1} disisipkan.").format(row.nomor, row.name)
	if chain.fingerprint(row.isi) != row.sidik:
		return _("Isi asli catatan {0} diubah: tidak cocok lagi dengan sidiknya.").format(row.name)
	said = json.loads(row.isi)
	if said["nomor"] != row.nomor or said["name"] != row.name:
		return _("Urutan diubah: catatan {0} ditulis sebagai nomor {1} ({2}).").format(
			row.name, said["nomor"], said["name"]
		)
	if said["sebelum"] != last:
		return _(
			"Catatan {0} tidak menyambung ke catatan sebelumnya: rantai ditulis ulang sejak itu."
		).format(row.name)
	return _changed_columns(row, said, known)


def _changed_columns(row, said: dict, known: list) -> str:
	now = chain.content(row)
	labels = frappe.get_meta(chain.LOG).get_label
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
