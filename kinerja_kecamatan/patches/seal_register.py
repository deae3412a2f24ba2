"""Sites from before papers, copies and states stood in the chain: what there is of them now is sealed once, marked as such.

What was done to it until today this cannot show; from here on it can.
"""

import frappe
from frappe import _

from kinerja_kecamatan.archive.prints import ARCHIVE
from kinerja_kecamatan.stages import chain, chain_told, clock, log

AKSI = "Segel Daftar"
# Papers a line, so that whoever asks for one need not read them all.
PAPERS_A_LINE = 200


def execute() -> None:
	for kecamatan in sorted(chain_told.offices()):
		if not frappe.db.exists(chain.LOG, {"kecamatan": kecamatan, "aksi": AKSI}):
			seal(kecamatan)


def seal(kecamatan: str) -> None:
	"""One line with states and copies, and so many with the papers; each says how many it seals and their fingerprint."""
	found = chain_told.register(kecamatan)
	papers = found.pop("kertas")
	_write(kecamatan, {**found, "kertas": papers[:PAPERS_A_LINE]})
	for start in range(PAPERS_A_LINE, len(papers), PAPERS_A_LINE):
		_write(kecamatan, {"ikut": [], "salinan": [], "kertas": papers[start : start + PAPERS_A_LINE]})


def _write(kecamatan: str, part: dict[str, list]) -> None:
	counts = tuple(len(part[key]) for key in ("kertas", "salinan", "ikut"))
	line = log.write(
		{
			"kecamatan": kecamatan,
			"unit_kerja": kecamatan,
			"kegiatan": AKSI,
			"aksi": AKSI,
			"hasil": log.LAINNYA,
			"nama_pelaku": _("Aplikasi"),
			"output": _("{0} kertas, {1} salinan rekap, {2} dokumen; sidik {3}").format(
				*counts, chain.fingerprint(chain.as_text(part))
			),
			"t2_selesai": clock.now(),
		},
		daftar=True,
		**part,
	)
	names = [paper["arsip"] for paper in part["kertas"]]
	if names:
		frappe.db.set_value(ARCHIVE, {"name": ["in", names]}, "catatan", line, update_modified=False)
