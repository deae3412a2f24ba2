"""The demo's data file and the accounts' password; no frappe here, the HTTP driver reads it too."""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data" / "kecamatan_pace.json"
PASSWORD = "peraga-pace-2021"
ADMIN = "admin.situs@pace.test"


def read() -> dict:
	"""Units, calendar, people, indicators and figures of Kecamatan Pace."""
	return json.loads(DATA.read_text())
