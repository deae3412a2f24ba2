"""Sites from before papers, copies and states stood in the chain: what there is of them now is sealed once, marked as such.

What was done to it until today this cannot show; from here on it can. Where the chain tells of them already, nothing is sealed
again, whoever has this run: a forged row would be taken in.
"""

import json

import frappe
from frappe import _

from kinerja_kecamatan.base import clock, doctypes
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.integrity import chain_told
from kinerja_kecamatan.step_log import chain, log

AKSI = "Segel Daftar"
TOLD = {"ikut", "salinan", "kertas"}
# Papers a line, so that whoever asks for one need not read them all.
PAPERS_A_LINE = 200


def execute() -> None:
	for kecamatan in sorted(chain_told.named_offices()):
		if not _is_told(kecamatan):
			seal(kecamatan)


def _is_told(kecamatan: str) -> bool:
	"""Whether a line of a kecamatan's chain says what became of documents or papers."""
	texts = frappe.get_all(doctypes.LOG, filters={"kecamatan": kecamatan, "isi": ["is", "set"]}, pluck="isi")
	return any(json.loads(text).keys() & TOLD for text in texts)


def seal(kecamatan: str) -> None:
	"""One line with states and copies, and so many with the papers; each says how many it seals and their fingerprint."""
	found = chain_told.present_register(kecamatan)
	papers = found.pop("kertas")
	_write(kecamatan, {**found, "kertas": papers[:PAPERS_A_LINE]})
	for start in range(PAPERS_A_LINE, len(papers), PAPERS_A_LINE):
		_write(kecamatan, {"ikut": [], "salinan": [], "kertas": papers[start : start + PAPERS_A_LINE]})


def _write(kecamatan: str, part: dict[str, list]) -> None:
	counts = tuple(len(part[key]) for key in ("kertas", "salinan", "ikut"))
	line = log.write_line(
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
