"""The demo's declared clock: written to the site's configuration, read by base.clock, printed as "simulasi"."""

import json
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kinerja_kecamatan.rules.working_calendar import Kalender
from kinerja_kecamatan.rules.working_time import add_work_minutes

CONFIG_KEY = "kinerja_jam_simulasi"


class SimulatedClock:
	"""Moves forward in working minutes of a calendar."""

	def __init__(self, site_config: Path, start: datetime, calendar: Kalender):
		self.path, self.now, self.calendar = site_config, start, calendar
		self._write()

	def work(self, minutes: int) -> datetime:
		"""Let so many minutes of office time pass."""
		self.set(add_work_minutes(self.now, minutes, self.calendar))
		return self.now

	def set(self, moment: datetime) -> None:
		self.now = moment
		self._write()

	@contextmanager
	def at(self, moment: datetime):
		"""For work that goes on at several desks at once: look at one of them, then come back."""
		before, self.now = self.now, moment
		self._write()
		try:
			yield self
		finally:
			self.now = before
			self._write()

	def stop(self) -> None:
		"""Back to real time."""
		config = json.loads(self.path.read_text())
		config.pop(CONFIG_KEY, None)
		self._replace(config)

	def _write(self) -> None:
		config = json.loads(self.path.read_text())
		config[CONFIG_KEY] = self.now.isoformat(sep=" ")
		self._replace(config)

	def _replace(self, config: dict) -> None:
		"""Whole or not at all: a web worker may read at any moment."""
		draft = self.path.with_suffix(".baru")
		draft.write_text(json.dumps(config, indent=1))
		draft.replace(self.path)


def after(moment: datetime, minutes: int, calendar: Kalender) -> datetime:
	return add_work_minutes(moment, minutes, calendar) if minutes else moment
