"""The SOP in the test's own process and transaction: what SopRun does over HTTP, in milliseconds, and rolled back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import frappe
import pytest

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.formats.left_out import left_out_of
from kinerja_kecamatan.process import api
from tests.support.office import FIGURES, Office
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP, verdicts


def at(moment: str | datetime | None) -> None:
	"""Declare the simulated time of this process; None goes back to real time."""
	if moment is None:
		frappe.conf.pop(clock.CONFIG_KEY, None)
	else:
		frappe.conf[clock.CONFIG_KEY] = str(moment)


@contextmanager
def signed_in(user: str) -> Iterator[None]:
	"""A request of this person. frappe.set_user would also throw away every DocType read so far: 0.3 s a request."""
	_become(user)
	try:
		yield
	finally:
		_become("Administrator")


def _become(user: str) -> None:
	frappe.session.user = user
	frappe.local.role_permissions = {}
	frappe.local.user_perms = None


def refused(error: type[Exception] | tuple[type[Exception], ...], action: Callable, *args, **kwargs) -> str:
	"""What the person is told by a refusal, as the desk would show it; fails when nothing is refused."""
	frappe.local.message_log = []
	with pytest.raises(error):
		action(*args, **kwargs)
	log = [entry if isinstance(entry, dict) else json.loads(entry) for entry in frappe.local.message_log]
	return "\n".join(str(entry.get("message")) for entry in log)


class LocalRun:
	"""One Disposisi of an office. Every change goes through the methods and the guard that a request meets."""

	def __init__(self, office: Office, periode: str | None = None):
		self.office = office
		self.periode = periode or office.periode
		self.disposisi = ""

	def user(self, key: str) -> str:
		return self.office.people[key]

	def insert(self, key: str, doctype: str, **values):
		with signed_in(self.user(key)):
			return frappe.get_doc({"doctype": doctype, **values}).insert()

	def update(self, key: str, doctype: str, name: str, **values):
		with signed_in(self.user(key)):
			doc = frappe.get_doc(doctype, name)
			doc.update(values)
			return doc.save()

	def act(
		self, key: str, doctype: str, name: str, action: str, alasan: str | None = None, **rincian
	) -> dict:
		with signed_in(self.user(key)):
			return api.tindak(doctype, name, action, alasan, rincian or None)

	def open(self, key: str, doctype: str, name: str) -> dict:
		with signed_in(self.user(key)):
			return api.buka(doctype, name)

	def draft(self, **values) -> str:
		self.disposisi = self.insert(
			"pek",
			DISPOSISI,
			kecamatan=self.office.root,
			periode=self.periode,
			hal="Pengumpulan data",
			isi_perintah="Kumpulkan data kinerja.",
			**{"tanggal": clock.today(), **values},
		).name
		return self.disposisi

	def order(self) -> None:
		self.draft()
		self.act("camat", DISPOSISI, self.disposisi, "Perintahkan")

	def pass_on(self) -> None:
		self.update(
			"sekcam",
			DISPOSISI,
			self.disposisi,
			batas_pengumpulan="2099-04-09",
			data_yang_diperlukan="Semua indikator",
		)
		self.act("sekcam", DISPOSISI, self.disposisi, "Teruskan")

	def left_out(self, disposisi: str | None = None) -> list[str]:
		"""What step 3 would leave out, as its person confirms it; asked without opening the order, which starts the step's clock."""
		order = frappe.get_doc(DISPOSISI, disposisi or self.disposisi)
		return [one.value for one in left_out_of(order, clock.today())]

	def send_forms(self, disposisi: str | None = None) -> None:
		"""The person has looked at what drops out, and confirms it."""
		name, values = disposisi or self.disposisi, self.left_out(disposisi)
		confirmed = {"tidak_ikut": values} if values else {}
		self.act("pek", DISPOSISI, name, "Sampaikan Format", **confirmed)

	def record_meeting(self, start: str = "2021-04-01 10:00", end: str = "10:50") -> None:
		day, time = start.split()
		doc = self.insert(
			"pek",
			RAPAT,
			disposisi=self.disposisi,
			tanggal=day,
			waktu_mulai=time,
			waktu_selesai=end,
			keputusan="Sepakat.",
		)
		rows = [{**row.as_dict(), "kehadiran": "Hadir"} for row in doc.kehadiran]
		self.update("pek", RAPAT, doc.name, kehadiran=rows)

	def meet(self) -> None:
		self.record_meeting()
		self.act("pek", DISPOSISI, self.disposisi, "Tetapkan Hasil Rapat")

	def up_to_meeting(self) -> "LocalRun":
		self.order()
		self.pass_on()
		self.send_forms()
		self.meet()
		return self

	def formats(self, unit: str) -> list[str]:
		filters = {"disposisi": self.disposisi, "unit_kerja": unit}
		return frappe.get_all(FORMAT, filters=filters, pluck="name", order_by="creation, name")

	def format_of(self, unit: str, pelaksana: str | None = None):
		filters = {"disposisi": self.disposisi, "unit_kerja": unit}
		if pelaksana:
			filters["pelaksana"] = pelaksana
		return frappe.get_doc(FORMAT, filters)

	def recap(self, unit: str | None = None):
		filters = {"disposisi": self.disposisi, "jenis": "Unit" if unit else "Kecamatan"}
		return frappe.get_doc(REKAP, {**filters, **({"unit_kerja": unit} if unit else {})})

	def type_in(
		self, unit: str, figures: dict | None = None, name: str | None = None, key: str | None = None
	):
		"""Fill in one Format of a unit by the last part of each indicator's code."""
		figures = FIGURES if figures is None else figures
		name = name or self.formats(unit)[0]
		with signed_in(self.user(key or f"jp:{unit}")):
			doc = frappe.get_doc(FORMAT, name)
			for row in doc.baris:
				row.update(figures.get(row.kode.rsplit("-", 1)[-1], {}))
			return doc.save()

	def fill(
		self, unit: str, figures: dict | None = None, name: str | None = None, key: str | None = None
	) -> None:
		name = name or self.formats(unit)[0]
		self.type_in(unit, figures, name, key)
		self.act(key or f"jp:{unit}", FORMAT, name, "Sampaikan Data")

	def recap_unit(self, unit: str) -> None:
		self.act(f"jp:{unit}", REKAP, self.recap(unit).name, "Sampaikan Rekap")
		self.act(f"ku:{unit}", REKAP, self.recap(unit).name, "Ketahui")

	def judge(self, unit: str, **said) -> None:
		"""The Kasubag's verdict on each figure of a unit that has none yet, as its evidence has it unless it is said."""
		recap = self.recap(unit)
		if rows := verdicts([row.as_dict() for row in recap.validasi], said):
			self.update("pek", REKAP, recap.name, validasi=rows)

	def validate(self, unit: str) -> None:
		self.judge(unit)
		self.act("pek", REKAP, self.recap(unit).name, "Validasi")

	def read_closely(self, unit: str) -> None:
		self.act("sekcam", REKAP, self.recap(unit).name, "Selesai Dicermati")

	def unit_through(self, unit: str, figures: dict | None = None) -> None:
		self.fill(unit, figures)
		self.recap_unit(unit)
		self.validate(unit)
		self.read_closely(unit)

	def finalize(self) -> None:
		self.act(f"jp:{self.office.recap_unit}", REKAP, self.recap().name, "Finalkan")
