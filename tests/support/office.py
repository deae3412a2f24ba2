"""A small kecamatan of a test's own: two or more reporting units, a person for every place, indicators with targets."""

import secrets
from copy import deepcopy
from dataclasses import dataclass, field, replace

import frappe
from frappe.desk.doctype.notification_settings.notification_settings import create_notification_settings
from frappe.utils.password import update_password

PASSWORD = "uji-kinerja-2021"
# An office can be shared by many tests without their documents ever meeting: each works in a year after all that are kept.
FIRST_YEAR = 2001

# kode, nama, satuan, sifat, over time, over sources, yearly target, TW1 target
INDICATORS = (
	("A1", "Jumlah kegiatan", "Kegiatan", "Positif", "Kumulatif", "Jumlah", "36", "9"),
	("A2", "Persentase tepat waktu", "%", "Positif", "Rasio", "Rasio", "90", "90"),
	("A3", "Jumlah gangguan", "Kejadian", "Negatif", "Kumulatif", "Jumlah", "8", "2"),
	("A4", "Indeks tahunan", "Indeks", "Positif", "Posisi Akhir", "Nilai Tunggal", "88,5", ""),
)
# What fill() types into them: measured, on target or better.
FIGURES = {
	"A1": {"realisasi": "9"},
	"A2": {"pembilang": "19", "penyebut": "20"},
	"A3": {"realisasi": "1"},
	"A4": {},
}


@dataclass
class Office:
	"""Names of what was made. `people` has camat, sekcam, pek, and per unit ku:<unit> and jp:<unit> (accounts)."""

	root: str
	units: list[str]
	recap_unit: str
	people: dict[str, str]
	pegawai: dict[str, str]
	penugasan: dict[str, str]
	indicators: dict[str, list[str]] = field(default_factory=dict)
	tahun: int = 0

	@property
	def periode(self) -> str:
		return f"{self.tahun}-TW1"

	def in_new_year(self, alone: bool = False) -> "Office":
		"""The same office in a year after those that hold anything of it: periods and Perjanjian Kinerja are inserted, not committed.

		:param alone: leave the two years before it empty too, which the findings of a recap look back on
		"""
		# A copy: whom a test adds is nobody in others.
		made = replace(deepcopy(self), tahun=self._next_year() + (2 if alone else 0))
		for code in (*(f"{made.tahun}-TW{n}" for n in range(1, 5)), str(made.tahun)):
			if not frappe.db.exists("Periode Kinerja", code):
				frappe.get_doc({"doctype": "Periode Kinerja", "kode": code}).insert()
		for unit in made.units:
			_agree(made, unit)
		frappe.clear_messages()
		return made

	def _next_year(self) -> int:
		"""What a test rolled back is free again."""
		used = frappe.db.sql(
			"""select max(year) from (
				select max(tahun) as year from `tabPerjanjian Kinerja` where unit_kerja in %(units)s
				union select max(cast(left(periode, 4) as int)) from `tabDisposisi` where kecamatan = %(root)s
			) as kept""",
			{"units": self.units, "root": self.root},
		)[0][0]
		return max(FIRST_YEAR, (used or 0) + 1)


def make_office(units: int = 2, kode: str | None = None) -> Office:
	"""Insert an office as the present user (Administrator) without committing. The last unit is the Unit Perekap's own.

	Accounts are what takes long (Frappe clears its caches with every User): share an office where a test can.
	"""
	kode = kode or f"K{secrets.token_hex(3).upper()}"
	root = _unit(
		kode,
		"Kecamatan",
		None,
		kepala="Camat",
		kop_nama=f"KECAMATAN {kode}",
		kop_pemerintah="PEMERINTAH KABUPATEN UJI",
		tempat="Uji",
	)
	sekretariat = _unit("SEK", "Sekretariat", root, kepala="Sekretaris Kecamatan")
	recap = _unit("SB-PEK", "Subbagian", sekretariat, kepala="Kasubag PEK", melapor=1, unit_perekap=1)
	sections = [_unit(f"SI-{n}", "Seksi", root, kepala=f"Kasi {n}", melapor=1) for n in range(1, units)]
	office = Office(root, [*sections, recap], recap, {}, {}, {})
	_person(office, "camat", "Camat", root, [("Camat", "Kecamatan")])
	_person(office, "sekcam", "Sekretaris Kecamatan", sekretariat, [("Sekcam", "Kecamatan")])
	_person(office, "pek", "Kasubag PEK", recap, [("Kasubag PEK", "Kecamatan"), ("Kepala Unit", "Unit")])
	office.people[f"ku:{recap}"] = office.people["pek"]
	for number, unit in enumerate(sections, start=1):
		_person(office, f"ku:{unit}", f"Kasi {number}", unit, [("Kepala Unit", "Unit")])
	for unit in office.units:
		_person(office, f"jp:{unit}", f"Pelaksana {unit}", unit, [("Jabatan Pelaksana", "Unit")])
		_indicators(office, unit)
	frappe.clear_messages()
	return office


def add_person(
	office: Office, key: str, jabatan: str, unit: str, roles: list[tuple[str, str]], **appointment
) -> str:
	"""One more person with an account and an appointment; returns the account."""
	_person(office, key, jabatan, unit, roles, **appointment)
	return office.people[key]


def make_big_office(units: int) -> Office:
	"""An office of so many reporting units; those that nobody signs in for have no accounts."""
	office = make_office()
	for number in range(units - len(office.units)):
		unit = _unit(f"SI-X{number}", "Seksi", office.root, kepala=f"Kasi X{number}", melapor=1)
		office.units.append(unit)
		_indicators(office, unit)
	return office


def add_indicators(office: Office, unit: str, *codes: str, pelaksana: str | None = None) -> list[str]:
	"""More indicators of a unit, with targets in its agreement of the office's year; given to one Pegawai or to the unit."""
	goal = frappe.db.get_value("Indikator Kinerja", office.indicators[unit][0], "sasaran")
	values = {
		"doctype": "Indikator Kinerja",
		"kecamatan": office.root,
		"sasaran": goal,
		"nama_indikator": "Indikator tambahan",
		"tingkat": "Kegiatan",
		"unit_kerja": unit,
		"satuan": "Kegiatan",
		"desimal": 2,
		"sifat": "Positif",
		"agregasi_waktu": "Kumulatif",
		"agregasi_sumber": "Jumlah",
		"aktif": 1,
		"pelaksana": [{"pegawai": pelaksana}] if pelaksana else [],
	}
	names = [frappe.get_doc({**values, "kode": code}).insert().name for code in codes]
	pk = reopened(office, unit)
	for name in names:
		pk.append("target", {"indikator": name, "target_tahunan": "4", "target_tw1": "1"})
	pk.save()
	return names


def retire(*indicators: str) -> None:
	"""Indicators that a test has committed to an office that others share are asked of nobody afterwards."""
	frappe.db.rollback()
	for name in indicators:
		frappe.db.set_value("Indikator Kinerja", name, "aktif", 0)
	frappe.db.commit()


def draft_of(office: Office, unit: str, **which):
	"""A unit's Perjanjian Kinerja, told by the database alone to be a draft again: a closed one takes no change, and what a test
	wants to stand in it has stood there from the first."""
	pk = frappe.get_doc("Perjanjian Kinerja", {"unit_kerja": unit, "tahun": office.tahun, **which})
	pk.db_set("status", "Draf", update_modified=False)
	return pk


def reopened(office: Office, unit: str, **which):
	"""The same, which its next save sets in force."""
	pk = draft_of(office, unit, **which)
	pk.status = "Ditetapkan"
	return pk


def add_site_admin(office: Office) -> str:
	"""An account with System Manager and nothing of the office; returns it."""
	email = f"situs-{secrets.token_hex(3)}.{office.root.lower()}@uji.test"
	_account(email, "situs", ["System Manager"])
	update_password(email, PASSWORD)
	return email


def _unit(kode: str, jenis: str, parent: str | None, kepala: str = "", **values) -> str:
	return (
		frappe.get_doc(
			{
				"doctype": "Unit Kerja",
				"kode": kode,
				"nama_unit": f"{jenis} {kode}",
				"jenis": jenis,
				"parent_unit_kerja": parent,
				"sebutan_kepala": kepala,
				**values,
			}
		)
		.insert()
		.name
	)


def _person(
	office: Office, key: str, jabatan: str, unit: str, roles: list[tuple[str, str]], **appointment
) -> None:
	slug = "".join(c if c.isalnum() else "-" for c in f"{key}.{office.root}".lower())
	email = f"{slug}@uji.test"
	_account(email, key, [role for role, _reach in roles])
	update_password(email, PASSWORD)
	pegawai = (
		frappe.get_doc({"doctype": "Pegawai", "nama": f"Uji {key}", "user": email, "aktif": 1}).insert().name
	)
	office.people[key], office.pegawai[key] = email, pegawai
	office.penugasan[key] = (
		frappe.get_doc(
			{
				"doctype": "Penugasan",
				"pegawai": pegawai,
				"jabatan": jabatan,
				"unit_kerja": unit,
				"jenis": "Definitif",
				"berlaku_mulai": "2000-01-01",
				"peran": [{"peran": role, "lingkup": reach} for role, reach in roles],
				**appointment,
			}
		)
		.insert()
		.name
	)


def _account(email: str, key: str, roles: list[str]) -> None:
	"""A User written straight to its tables: every User that goes through its controller empties Frappe's whole cache, which
	costs seconds an office. The roles are those that the Penugasan gives, so the sync finds nothing to do."""
	# With its defaults: without them the desk has no sidebar, search or timeline.
	user = frappe.new_doc("User")
	user.update({"name": email, "email": email, "first_name": f"Uji {key}", "full_name": f"Uji {key}"})
	user.update({"user_type": "System User", "enabled": 1, "language": "id", "username": email.split("@")[0]})
	user.db_insert()
	for role in roles:
		row = user.append("roles", {"role": role})
		row.parent, row.parenttype, row.parentfield = email, "User", "roles"
		row.db_insert()
	create_notification_settings(email)  # as User does on insert; the desk does not open without


def _indicators(office: Office, unit: str) -> None:
	short = unit.removeprefix(f"{office.root}-")
	goal = frappe.get_doc(
		{"doctype": "Sasaran Kinerja", "nama_sasaran": f"Sasaran {short}", "kecamatan": office.root}
	).insert()
	office.indicators[unit] = []
	for kode, nama, satuan, sifat, waktu, sumber, _tahunan, _tw1 in INDICATORS:
		doc = frappe.get_doc(
			{
				"doctype": "Indikator Kinerja",
				"kode": f"{short}-{kode}",
				"kecamatan": office.root,
				"sasaran": goal.name,
				"nama_indikator": nama,
				"tingkat": "IKU" if kode == "A2" else "Kegiatan",
				"unit_kerja": unit,
				"satuan": satuan,
				"desimal": 2,
				"sifat": sifat,
				"agregasi_waktu": waktu,
				"agregasi_sumber": sumber,
				"aktif": 1,
			}
		).insert()
		office.indicators[unit].append(doc.name)


def _agree(office: Office, unit: str) -> None:
	"""A Perjanjian Kinerja of the office's year with every indicator's targets, the same in each quarter."""
	rows = [
		{"indikator": name, "target_tahunan": yearly, **{f"target_tw{n}": tw for n in range(1, 5)}}
		for name, (*_rest, yearly, tw) in zip(office.indicators[unit], INDICATORS, strict=True)
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
