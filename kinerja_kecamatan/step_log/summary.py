"""The nine steps of one Disposisi against their mutu baku."""

from collections import defaultdict

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, LOG, REKAP
from kinerja_kecamatan.office.calendar import calendar_of, working_minutes
from kinerja_kecamatan.rules.working_time import menit_kerja_gabungan
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log.log import LAINNYA, PINTAS, SELESAI

# Steps done once in every unit: the kecamatan's figure is the slowest unit, never the sum.
PER_UNIT = frozenset({steps.PENYUSUNAN, steps.REKAP_UNIT})
# Steps whose standard covers all units together: the union of the intervals.
OVER_UNITS = frozenset({steps.VALIDASI, steps.PENCERMATAN})
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
	units = _units(doc, versi, entries)
	rows = [_step(step, entries[step.kegiatan], calendar, units) for step in steps.steps_of(doc.sop)]
	done = [row for row in rows if row["selesai"]]
	first = [e.t0_tersedia for e in entries[steps.PERINTAH] if e.t0_tersedia]
	last = [e.t2_selesai for e in entries[steps.REKAP_KECAMATAN]]
	return {
		"langkah": rows,
		"pelaksanaan": sum(row["pelaksanaan"] for row in done),
		"standar": sum(row["standar"] for row in rows),
		"siklus": working_minutes(doc.kecamatan, min(first), max(last)) if first and last else None,
		"simulasi": any(e.simulasi for group in entries.values() for e in group),
	}


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


def _units(doc, versi: int, entries: dict[str, list]) -> set[str]:
	"""The units that a step done unit by unit waits for: those that report and are not Tidak Melapor; in a later version those
	that were opened again, as far as the log knows them."""
	if versi > 1:
		return {e.unit_kerja for kegiatan in PER_UNIT | OVER_UNITS for e in entries[kegiatan]}
	reporting = frappe.get_all(FORMAT, filters={"disposisi": doc.name}, pluck="unit_kerja", distinct=True)
	unreported = frappe.get_all(
		REKAP,
		filters={"disposisi": doc.name, "jenis": "Unit", "tidak_melapor": 1},
		pluck="unit_kerja",
	)
	return set(reporting) - set(unreported)


def _is_done(kegiatan: str, entries: list, units: set[str]) -> bool:
	finished = {e.unit_kerja for e in entries if e.hasil in (SELESAI, PINTAS)}
	return bool(finished) and (kegiatan not in PER_UNIT | OVER_UNITS or units <= finished)


def _step(step, entries: list, calendar, units: set[str]) -> dict:
	measured = [e for e in entries if not e.dicatat_kemudian and e.hasil != PINTAS]
	minutes = _minutes(step.kegiatan, measured, calendar)
	done = _is_done(step.kegiatan, entries, units)
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
	"""Sum over putaran for each document; over documents by the step's kind."""
	if kegiatan in OVER_UNITS:
		return menit_kerja_gabungan([(e.t1_mulai, e.t2_selesai) for e in entries], calendar)
	per_document: dict[str, int] = defaultdict(int)
	for entry in entries:
		per_document[entry.dokumen] += entry.pelaksanaan
	if kegiatan in PER_UNIT:
		return max(per_document.values(), default=0)
	return sum(per_document.values())
