"""The meeting's own times, which are those of its step."""

from datetime import datetime, timedelta

import frappe
from frappe.utils import get_datetime

from kinerja_kecamatan.base.doctypes import RAPAT


def meeting_times(disposisi: str) -> tuple[datetime | None, datetime | None]:
	"""Start and end of the last complete meeting of a Disposisi."""
	rows = frappe.get_all(
		RAPAT,
		filters={"disposisi": disposisi, "waktu_selesai": ["is", "set"]},
		fields=["tanggal", "waktu_mulai", "waktu_selesai"],
		order_by="tanggal desc, waktu_mulai desc",
		limit=1,
	)
	if not rows:
		return None, None
	row = rows[0]
	midnight = get_datetime(row.tanggal)
	return midnight + _as_delta(row.waktu_mulai), midnight + _as_delta(row.waktu_selesai)


def _as_delta(value) -> timedelta:
	return value if isinstance(value, timedelta) else frappe.utils.to_timedelta(str(value))
