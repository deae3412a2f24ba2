"""The one clock of the app.

A demo or a test may declare a simulated time in site_config.json (`kinerja_jam_simulasi`, an ISO datetime in the site's
time zone); everything logged under it carries the mark "simulasi". Only who can write the site's files can set it.
"""

from datetime import date, datetime

import frappe
from frappe.utils import get_datetime, now_datetime

CONFIG_KEY = "kinerja_jam_simulasi"


def is_simulated() -> bool:
	return bool(frappe.conf.get(CONFIG_KEY))


def now() -> datetime:
	"""Now, in the site's time zone, without microseconds."""
	declared = frappe.conf.get(CONFIG_KEY)
	moment = get_datetime(declared) if declared else now_datetime()
	return moment.replace(microsecond=0)


def today() -> date:
	return now().date()
