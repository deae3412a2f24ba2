"""What the stories of a real year share: a declared clock, refusals over HTTP, the log and the printed paper."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import frappe
import pytest
from pypdf import PdfReader

from kinerja_kecamatan.demo.client import DemoError, Person
from kinerja_kecamatan.demo.simulated_clock import SimulatedClock
from kinerja_kecamatan.rules.working_time import default_calendar
from tests.support.environment import Environment


class Clock(SimulatedClock):
	"""The server's declared time, set by "2021-04-12 08:00"."""

	def at(self, moment: str) -> None:
		self.set(datetime.fromisoformat(moment))


@contextmanager
def declared_clock(env: Environment, start: str) -> Iterator[Clock]:
	clock = Clock(env.site_config, datetime.fromisoformat(start), default_calendar())
	try:
		yield clock
	finally:
		clock.stop()


def refused(action: Callable, *args, **kwargs) -> str:
	"""What a refused request says, its status in front; fails when it is not refused."""
	with pytest.raises(DemoError) as error:
		action(*args, **kwargs)
	return str(error.value).partition("dijawab ")[2]


def log_of(name: str, **filters) -> list:
	"""The Catatan Tahapan of a document as the database holds them now, oldest first."""
	frappe.db.rollback()
	return frappe.get_all(
		"Catatan Tahapan",
		filters={"dokumen": name, **filters},
		fields=["*"],
		order_by="t2_selesai, creation, name",
	)


def printed(person: Person, doctype: str, name: str, paper: str) -> str:
	"""The words of a paper as this person downloads it."""
	pdf = person.download(
		"frappe.utils.print_format.download_pdf", doctype=doctype, name=name, format=paper, no_letterhead=1
	)
	return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def decisions(person: Person, doctype: str, name: str) -> dict[str, dict]:
	"""The decisions that the desk offers this person on a document, by their label."""
	return {decision["label"]: decision for decision in person.open(doctype, name)["keputusan"]}


def decide(person: Person, doctype: str, name: str, label: str, **typed):
	"""Press a decision's button and answer what it asks for."""
	decision = decisions(person, doctype, name)[label]
	assert set(typed) <= {field["fieldname"] for field in decision["isian"]}
	return person.call(decision["metode"], **decision["argumen"], **typed)
