"""The steps of one Disposisi against their mutu baku."""

from collections import defaultdict

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, LOG, REKAP
from kinerja_kecamatan.base.stored_words import LAINNYA, OFFICE_RECAP, PINTAS, SELESAI, UNIT_RECAP
from kinerja_kecamatan.office.calendar import calendar_of, working_minutes
from kinerja_kecamatan.rules.working_time import working_minutes_merged
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.activities import facts_of

SESUAI, MELEBIHI, DIPINTAS = "Sesuai", "Melebihi Mutu Baku", "Dipintas"


def summary_of(disposisi: str, versi: int = 1) -> dict:
	"""See `step_log.api.ringkasan`."""
	doc = frappe.get_doc(DISPOSISI, disposisi)
	doc.check_permission("read")
	return measure(doc, int(versi))


def measure(doc, versi: int = 1) -> dict:
	"""What `ringkasan` gives, of a Disposisi that the caller may read."""
	entries = _entries(doc.name, versi)
	calendar = calendar_of(doc.kecamatan)
	own = {doc.name, frappe.db.exists(REKAP, {"disposisi": doc.name, "jenis": OFFICE_RECAP})}
	units = _units(doc, versi, entries, own)
	found = steps.steps_of(doc.sop)
	rows = [_step(step, entries[step.kegiatan], calendar, units, own) for step in found]
	done = [row for row in rows if row["selesai"]]
	return {
		"langkah": rows,
		"pelaksanaan": sum(row["pelaksanaan"] for row in done),
		"standar": sum(row["standar"] for row in rows),
		"siklus": _cycle(doc, found, entries),
		"simulasi": any(e.simulasi for group in entries.values() for e in group),
	}


def _cycle(doc, found: list, entries: dict[str, list]) -> int | None:
	"""Minutes from when the SOP's first step could begin until its last one was done; None before that."""
	if not found:
		return None
	first = [e.t0_tersedia for e in entries[found[0].kegiatan] if e.t0_tersedia]
	last = [e.t2_selesai for e in entries[found[-1].kegiatan]]
	return working_minutes(doc.kecamatan, min(first), max(last)) if first and last else None


def _entries(disposisi: str, versi: int) -> dict[str, list]:
	rows = frappe.get_all(
		LOG,
		filters={"disposisi": disposisi, "versi": versi, "hasil": ["!=", LAINNYA]},
		fields=[
			"kegiatan",
			"dokumen",
			"unit_kerja",
			"hasil",
			"t0_tersedia",
			"t1_mulai",
			"t2_selesai",
			"tunggu",
			"pelaksanaan",
			"simulasi",
			"dicatat_kemudian",
		],
		order_by="t2_selesai",
	)
	out: dict[str, list] = defaultdict(list)
	for row in rows:
		out[row.kegiatan].append(row)
	return out


def _units(doc, versi: int, entries: dict[str, list], own: set[str]) -> set[str]:
	"""The units that a step done unit by unit waits for: those that report and are not Tidak Melapor; in a later version those
	that were opened again, as far as the log knows them."""
	if versi > 1:
		return {e.unit_kerja for group in entries.values() for e in group if e.dokumen not in own}
	reporting = frappe.get_all(FORMAT, filters={"disposisi": doc.name}, pluck="unit_kerja", distinct=True)
	unreported = frappe.get_all(
		REKAP,
		filters={"disposisi": doc.name, "jenis": UNIT_RECAP, "tidak_melapor": 1},
		pluck="unit_kerja",
	)
	return set(reporting) - set(unreported)


def _is_done(entries: list, units: set[str], own: set[str]) -> bool:
	"""Once on one of the kecamatan's own documents, or by every unit on its."""
	finished = [e for e in entries if e.hasil in (SELESAI, PINTAS)]
	if any(e.dokumen in own for e in finished):
		return True
	return bool(finished) and units <= {e.unit_kerja for e in finished}


def _step(step, entries: list, calendar, units: set[str], own: set[str]) -> dict:
	measured = [e for e in entries if not e.dicatat_kemudian and e.hasil != PINTAS]
	minutes = _minutes(step.kegiatan, measured, calendar)
	done = _is_done(entries, units, own)
	return {
		"nomor": step.nomor,
		"kegiatan": step.kegiatan,
		"uraian": step.uraian,
		"pelaksana": step.pelaksana,
		"standar": step.waktu,
		"pelaksanaan": minutes,
		"tunggu": max((e.tunggu for e in measured), default=0),
		"selesai": done,
		"nilai": _judgement(step, entries, minutes if measured else None) if done else "",
	}


def _judgement(step, entries: list, minutes: int | None) -> str:
	"""A step that an administrator skipped somewhere is not judged by what was measured elsewhere."""
	if any(e.hasil == PINTAS for e in entries):
		return _(DIPINTAS)
	if minutes is None:
		return ""
	return _(SESUAI) if minutes <= step.waktu else _(MELEBIHI)


def _minutes(kegiatan: str, entries: list, calendar) -> int:
	"""Sum over putaran for each document; of a step that every unit does the slowest, never the sum, unless its standard
	covers all units together."""
	if facts_of(kegiatan).covers_all_units:
		return working_minutes_merged([(e.t1_mulai, e.t2_selesai) for e in entries], calendar)
	per_document: dict[str, int] = defaultdict(int)
	for entry in entries:
		per_document[entry.dokumen] += entry.pelaksanaan
	return max(per_document.values(), default=0)
