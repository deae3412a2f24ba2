"""One SOP through a fortnight of April 2021: a holiday, a weekend, two Fridays, the first days of Ramadan, two returns and a
reopening, under a declared clock, in the test's own process."""

from dataclasses import dataclass

import frappe

from kinerja_kecamatan.step_log import api
from tests.support.local_run import LocalRun, at
from tests.support.office import FIGURES
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

WEEK = ("Senin", "Selasa", "Rabu", "Kamis")
RAMADAN = {"berlaku_mulai": "2021-04-13", "berlaku_sampai": "2021-05-11"}
CALENDAR = [
	*(
		{
			"hari": day,
			"mulai": "07:30",
			"istirahat_mulai": "12:00",
			"istirahat_selesai": "12:30",
			"selesai": "16:00",
		}
		for day in WEEK
	),
	{
		"hari": "Jumat",
		"mulai": "07:00",
		"istirahat_mulai": "11:30",
		"istirahat_selesai": "13:00",
		"selesai": "14:00",
	},
	*(
		{
			"hari": day,
			"mulai": "08:00",
			"istirahat_mulai": "12:00",
			"istirahat_selesai": "12:30",
			"selesai": "15:00",
			**RAMADAN,
		}
		for day in WEEK
	),
	{
		"hari": "Jumat",
		"mulai": "08:00",
		"istirahat_mulai": "11:30",
		"istirahat_selesai": "12:30",
		"selesai": "15:30",
		**RAMADAN,
	},
]
HOLIDAYS = [{"tanggal": "2021-04-02", "keterangan": "Wafat Isa Al Masih"}]


@dataclass
class Story:
	"""What the run left behind, as plain data; the run itself is rolled back."""

	entries: list
	summary: dict
	second: dict
	first_unit: str
	last_unit: str
	made: dict[str, str]

	def of(self, step: int, unit: str | None = None, versi: int = 1) -> list:
		return [
			e
			for e in self.entries
			if e.langkah == step and e.versi == versi and (not unit or e.unit_kerja == unit)
		]

	def step(self, number: int) -> dict:
		return next(row for row in self.summary["langkah"] if row["nomor"] == number)


def tell(office) -> Story:
	root = frappe.get_doc("Unit Kerja", office.root)
	root.update({"jam_kerja": CALENDAR, "hari_libur": HOLIDAYS})
	root.save()
	run = LocalRun(office)
	first, last = office.units
	up_to_step_four(run)
	fill_and_recap(run, first, last)
	read_and_finish(run, first, last)
	return Story(
		entries=frappe.get_all(
			"Catatan Tahapan",
			filters={"disposisi": run.disposisi},
			fields=["*"],
			order_by="t2_selesai, creation",
		),
		summary=api.ringkasan(run.disposisi),
		second=api.ringkasan(run.disposisi, 2),
		first_unit=first,
		last_unit=last,
		made={"disposisi": run.disposisi, "format": run.formats(first)[0], "recap": run.recap(first).name},
	)


def up_to_step_four(run: LocalRun) -> None:
	order = lambda key, action, *more: run.act(key, DISPOSISI, run.disposisi, action, *more)  # noqa: E731
	look = lambda key: run.open(key, DISPOSISI, run.disposisi)  # noqa: E731
	at("2021-04-01 15:30")  # Thursday; Friday the 2nd is a holiday
	run.draft()
	at("2021-04-05 07:40")
	look("camat")
	at("2021-04-05 07:50")
	order("camat", "Perintahkan")
	at("2021-04-05 08:00")
	look("sekcam")
	at("2021-04-05 08:20")
	order("sekcam", "Kembalikan", "Perjelas perintahnya")
	at("2021-04-05 11:50")
	look("camat")
	at("2021-04-05 12:45")
	order("camat", "Perintahkan")
	at("2021-04-05 12:50")
	look("sekcam")
	at("2021-04-05 13:00")
	run.pass_on()
	at("2021-04-05 15:50")
	look("pek")
	at("2021-04-06 07:35")
	run.send_forms()
	at("2021-04-08 14:00")
	run.record_meeting("2021-04-08 11:30", "13:00")
	order("pek", "Tetapkan Hasil Rapat")


def fill_and_recap(run: LocalRun, first: str, last: str) -> None:
	at("2021-04-08 14:30")
	run.open(f"jp:{first}", FORMAT, run.formats(first)[0])
	at("2021-04-09 07:30")  # a Friday
	run.type_in(first, {"A1": FIGURES["A1"]})
	at("2021-04-09 09:00")
	run.type_in(first)
	at("2021-04-09 13:30")
	run.act(f"jp:{first}", FORMAT, run.formats(first)[0], "Sampaikan Data")
	at("2021-04-09 13:50")
	run.type_in(last)
	recap(run, first, "2021-04-12 08:00", "2021-04-12 10:00", "2021-04-12 15:00")
	at("2021-04-13 08:30")  # first day of the Ramadan hours
	run.open("pek", REKAP, run.recap(first).name)
	at("2021-04-13 09:30")
	run.act("pek", REKAP, run.recap(first).name, "Kembalikan ke Unit", "Bukti belum sesuai")
	at("2021-04-13 10:00")
	run.type_in(first)
	at("2021-04-13 10:30")
	run.act(f"jp:{first}", FORMAT, run.formats(first)[0], "Sampaikan Data")
	recap(run, first, "2021-04-13 10:40", "2021-04-13 11:00", "2021-04-13 11:10")
	at("2021-04-14 09:00")
	run.act(f"jp:{last}", FORMAT, run.formats(last)[0], "Sampaikan Data")
	recap(run, last, "2021-04-14 09:10", "2021-04-14 09:40", "2021-04-14 10:00")


def recap(run: LocalRun, unit: str, opened: str, sent: str, noted: str) -> None:
	name = run.recap(unit).name
	at(opened)
	run.open(f"jp:{unit}", REKAP, name)
	at(sent)
	run.act(f"jp:{unit}", REKAP, name, "Sampaikan Rekap")
	at(noted)
	run.act(f"ku:{unit}", REKAP, name, "Ketahui")


def read_and_finish(run: LocalRun, first: str, last: str) -> None:
	for moment, key, unit, action in (
		("2021-04-14 10:30", "pek", first, None),
		("2021-04-14 11:00", "pek", last, None),
		("2021-04-14 11:30", "pek", last, "Validasi"),
		("2021-04-14 13:00", "pek", first, "Validasi"),
		("2021-04-14 14:00", "sekcam", first, None),
		("2021-04-14 14:00", "sekcam", last, None),
		("2021-04-14 14:20", "sekcam", last, "Selesai Dicermati"),
		("2021-04-14 14:50", "sekcam", first, "Selesai Dicermati"),
	):
		at(moment)
		if action == "Validasi":
			run.judge(unit)
		name = run.recap(unit).name
		run.act(key, REKAP, name, action) if action else run.open(key, REKAP, name)
	perekap, final = f"jp:{run.office.recap_unit}", run.recap().name
	for moment, key, action, *why in (
		("2021-04-15 08:00", perekap, None),
		("2021-04-16 09:00", perekap, "Finalkan"),
		("2021-04-16 10:00", "sekcam", "Buka Kembali", "Salah jumlah"),
		("2021-04-16 10:15", perekap, None),
		("2021-04-16 10:45", perekap, "Finalkan"),
	):
		at(moment)
		run.act(key, REKAP, final, action, *why) if action else run.open(key, REKAP, final)
