"""An office of one unit through a whole year: four quarters, the year itself, and the next year's first quarter; committed."""

import frappe

from tests.support.local_run import LocalRun
from tests.support.office import Office, make_office, reopened
from tests.support.recap_case import cells

# What it types, by period; A4 is measured once a year.
TYPED = {
	"TW1": {"A1": "9", "A2": ("19", "20"), "A3": "1"},
	"TW2": {"A1": "8", "A2": ("9", "10"), "A3": "0"},
	"TW3": {"A1": "10", "A2": ("0", "0"), "A3": "3"},
	"TW4": {"A1": "9", "A2": ("30", "40"), "A3": "2"},
}
YEARLY = {"A4": "90"}
NEXT = {"A1": "12", "A2": ("18", "20"), "A3": "2"}
EXPLAINED = {code: {"kendala": "Hambatan", "tindak_lanjut": "Rencana"} for code in ("A1", "A2", "A3")}
BUDGET = 200_000_000


class YearRun:
	"""Names of the runs by period code without the year (`TW1` .. `TW4`, `tahun`, `depan`)."""

	def __init__(self):
		frappe.db.rollback()
		frappe.set_user("Administrator")
		base = make_office(units=1)
		self.office, self.later = base.in_new_year(), base.in_new_year()
		(self.unit,) = self.office.units
		self.runs: dict[str, LocalRun] = {}
		prepare(self.office, self.unit)
		for period, typed in TYPED.items():
			self.through(period, self.office, f"{self.office.tahun}-{period}", typed)
		self.through("tahun", self.office, str(self.office.tahun), YEARLY)
		self.through("depan", self.later, self.later.periode, NEXT)
		frappe.db.commit()

	def through(self, key: str, office: Office, periode: str, typed: dict) -> None:
		run = LocalRun(office, periode)
		self.runs[key] = run
		run.up_to_meeting()
		for unit in office.units:
			run.fill(unit, {**EXPLAINED, **cells(typed)})
			if key != "depan":
				state_spending(run, unit)
			settle(run, unit)
			run.recap_unit(unit)
			settle(run, unit, "pek")
			run.validate(unit)
			run.read_closely(unit)
		run.finalize()

	def row(self, key: str, code: str):
		"""A row of the unit's recap in a period."""
		doc = self.runs[key].recap(self.unit)
		return next(row for row in doc.baris if row.kode.endswith(code))

	def office_row(self, key: str, code: str):
		doc = self.runs[key].recap()
		return next(row for row in doc.baris if row.kode.endswith(code) and row.unit_kerja == self.unit)


def prepare(office: Office, unit: str) -> None:
	"""A Renstra target, a figure that must not go down, and a program with its budget."""
	for name in office.indicators[unit]:
		if name.endswith("A1"):
			frappe.get_doc("Indikator Kinerja", name).update(
				{"target_renstra": "48", "tahun_renstra": office.tahun + 2, "tidak_boleh_turun": 1}
			).save()
	agreement = reopened(office, unit)
	agreement.append(
		"program", {"kode_program": "7.01.02", "program": "Pelayanan Publik", "anggaran": BUDGET}
	)
	agreement.save()


def state_spending(run: LocalRun, unit: str) -> None:
	"""The unit says what it has spent so far, a quarter of the budget each quarter."""
	doc = run.recap(unit)
	part = {"1": "50.000.000", "2": "100.000.000", "3": "150.000.000"}.get(run.periode[-1:], "170.000.000")
	if not run.periode.endswith(("1", "2", "3", "4")) or "TW" not in run.periode:
		part = "170.000.000"
	rows = [{**row.as_dict(), "realisasi": part} for row in doc.anggaran]
	if rows:
		run.update(f"jp:{unit}", "Rekap Kinerja", doc.name, anggaran=rows)


def settle(run: LocalRun, unit: str, key: str | None = None) -> None:
	"""Give every open warning its reason, as who has the recap before them does."""
	doc = run.recap(unit)
	asking = [row for row in doc.temuan if row.tingkat != "Informasi" and not row.alasan]
	rows = [
		{**row.as_dict(), **({"alasan": "Sesuai register"} if row in asking else {})} for row in doc.temuan
	]
	if asking:
		run.update(key or f"jp:{unit}", "Rekap Kinerja", doc.name, temuan=rows)
