"""The working calendar of a kecamatan, from its root Unit Kerja and the site's holidays, as the pure rules want it."""

from datetime import datetime, time

import frappe
from frappe.utils import get_time, getdate

from kinerja_kecamatan.base.doctypes import PENGATURAN, UNIT_KERJA
from kinerja_kecamatan.rules.working_calendar import NAMA_HARI, JamKerja, Kalender
from kinerja_kecamatan.rules.working_time import default_calendar, working_minutes_between


def calendar_of(kecamatan: str) -> Kalender:
	"""Hours per weekday, breaks, dated rows and holidays of a kecamatan, the site's and its own; the default week where no hours
	are kept."""
	root = frappe.get_cached_doc(UNIT_KERJA, kecamatan)
	shared = frappe.get_cached_doc(PENGATURAN).hari_libur
	holidays = frozenset(getdate(row.tanggal) for row in (*shared, *root.hari_libur) if row.tanggal)
	if not root.jam_kerja:
		return default_calendar(holidays)
	return Kalender(tuple(as_rule(row) for row in root.jam_kerja), holidays)


def as_rule(row) -> JamKerja:
	"""One Jam Kerja row as the rule's dataclass; raises KalenderTidakSah with its sentence."""
	return JamKerja(
		hari=NAMA_HARI.index(row.hari),
		mulai=_time(row.mulai),
		istirahat_mulai=_time(row.istirahat_mulai),
		istirahat_selesai=_time(row.istirahat_selesai),
		selesai=_time(row.selesai),
		berlaku_mulai=frappe.utils.getdate(row.berlaku_mulai) if row.berlaku_mulai else None,
		berlaku_sampai=frappe.utils.getdate(row.berlaku_sampai) if row.berlaku_sampai else None,
	)


def working_minutes(kecamatan: str, start: datetime | None, end: datetime | None) -> int:
	"""Whole working minutes between two moments; 0 when one is missing or they are the wrong way round."""
	if not start or not end or end <= start:
		return 0
	return working_minutes_between(start, end, calendar_of(kecamatan))


def _time(value) -> time | None:
	return get_time(value).replace(second=0, microsecond=0) if value not in (None, "") else None
