"""An office that goes through a random year (tests.oracle.office) as its people do: from the agreements to the final recaps."""

from dataclasses import dataclass, field

import frappe

from tests.oracle.office import NOTES, QUARTERS, YEAR, Planned
from tests.support.local_run import LocalRun
from tests.support.office import Office, add_person, make_office
from tests.support.year_run import settle

SECOND = "jp2"


@dataclass
class PlannedOffice:
	"""The office with its plan, and the run of each period that it has been through."""

	office: Office
	plan: list[Planned]
	runs: dict[int, LocalRun] = field(default_factory=dict)

	def unit(self, place: int) -> str:
		return self.office.units[place]

	def recap(self, period: int, place: int | None):
		"""The recap of a unit, or the kecamatan's (None)."""
		return self.runs[period].recap(None if place is None else self.unit(place))

	def code(self, one: Planned) -> str:
		return f"{self.unit(one.unit).removeprefix(f'{self.office.root}-')}-{one.code}"


def prepare(plan: list[Planned], units: int) -> PlannedOffice:
	"""Masters and agreements of an office of its own, inserted and not committed."""
	office = make_office(units=units)
	frappe.db.set_value("Indikator Kinerja", {"kecamatan": office.root}, "aktif", 0)
	add_person(office, SECOND, "Pelaksana kedua", office.units[0], [("Jabatan Pelaksana", "Unit")])
	office.tahun = office._next_year() + 2
	for code in (*(f"{office.tahun}-TW{n}" for n in range(1, 5)), str(office.tahun)):
		if not frappe.db.exists("Periode Kinerja", code):
			frappe.get_doc({"doctype": "Periode Kinerja", "kode": code}).insert()
	made = PlannedOffice(office, plan)
	names = {one.code: _indicator(made, one) for one in plan}
	for place, unit in enumerate(office.units):
		_agree(office, unit, [(one, names[one.code]) for one in plan if one.unit == place])
	frappe.clear_messages()
	return made


def _indicator(made: PlannedOffice, one: Planned) -> str:
	office, unit = made.office, made.unit(one.unit)
	goal = frappe.db.get_value("Indikator Kinerja", office.indicators[unit][0], "sasaran")
	people = [f"jp:{unit}", SECOND] if one.shared else []
	return (
		frappe.get_doc(
			{
				"doctype": "Indikator Kinerja",
				"kode": made.code(one),
				"kecamatan": office.root,
				"sasaran": goal,
				"nama_indikator": f"Indikator {one.code}",
				"tingkat": one.level,
				"unit_kerja": unit,
				"satuan": one.satuan,
				"skala_nilai": one.scale or None,
				"sifat": one.sifat,
				"agregasi_waktu": one.time,
				"agregasi_sumber": one.source,
				"desimal": one.decimals,
				"rumus_negatif": one.formula,
				"batas_capaian": one.cap,
				"aktif": 1,
				"pelaksana": [{"pegawai": office.pegawai[key]} for key in people],
			}
		)
		.insert()
		.name
	)


def _agree(office: Office, unit: str, ones: list[tuple[Planned, str]]) -> None:
	rows = [
		{
			"indikator": name,
			"bobot": one.weight,
			"target_tahunan": one.yearly.text,
			**{f"target_tw{q}": aim.text if aim else "" for q, aim in one.targets.items()},
		}
		for one, name in ones
	]
	frappe.get_doc(
		{
			"doctype": "Perjanjian Kinerja",
			"unit_kerja": unit,
			"tahun": office.tahun,
			"status": "Ditetapkan",
			"berlaku_mulai": f"{office.tahun}-01-01",
			"target": rows,
		}
	).insert()


def go_through(made: PlannedOffice, period: int) -> None:
	"""All nine steps of one period."""
	office = made.office
	code = str(office.tahun) if period == YEAR else f"{office.tahun}-TW{period}"
	made.runs[period] = run = LocalRun(office, code)
	run.up_to_meeting()
	for unit in office.units:
		for name in run.formats(unit):
			_fill(made, run, unit, name, period)
		settle(run, unit)
		run.recap_unit(unit)
		settle(run, unit, "pek")
		run.validate(unit)
		run.read_closely(unit)
	run.finalize()


def _fill(made: PlannedOffice, run: LocalRun, unit: str, name: str, period: int) -> None:
	performer = frappe.db.get_value("Format Data Kinerja", name, "pelaksana")
	place = int(performer == made.office.pegawai[SECOND])
	cells = {}
	for one in made.plan:
		if period == YEAR:
			said = [one.once] if one.once else []
		else:
			said = one.said[period][place : place + 1]
		cells[one.code] = {**NOTES, **(said[0].cells if said else {})}
	run.fill(unit, cells, name, SECOND if place else f"jp:{unit}")


def through_the_year(made: PlannedOffice) -> PlannedOffice:
	for period in (*QUARTERS, YEAR):
		go_through(made, period)
	return made
