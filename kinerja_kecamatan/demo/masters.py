"""Load the demo's masters into a site: units, calendar, people, indicators, Perjanjian Kinerja. Nothing of the SOP runs."""

import frappe
from frappe.utils.password import update_password

from kinerja_kecamatan.base.doctypes import (
	INDIKATOR,
	PEGAWAI,
	PENUGASAN,
	PERIODE,
	PERJANJIAN,
	SASARAN,
	UNIT_KERJA,
)
from kinerja_kecamatan.base.stored_words import IN_FORCE, MURNI, ROOT_UNIT
from kinerja_kecamatan.demo import emblem
from kinerja_kecamatan.demo.masters_data import ADMIN, PASSWORD, read
from kinerja_kecamatan.office.penugasan import DEFINITIF
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.rules.working_calendar import NAMA_HARI
from kinerja_kecamatan.rules.working_time import default_calendar, ramadan_hours


def load() -> None:
	"""Entry point (bench execute): idempotent for a fresh site, refuses a site that has an office of its own."""
	data = read()
	if frappe.db.exists(UNIT_KERJA, {"jenis": ROOT_UNIT}):
		frappe.throw("Situs ini sudah berisi kecamatan; data peraga hanya untuk situs baru.")
	finish_setup()
	make_site_admin()
	units = make_units(data)
	give_emblem(units["PACE"])
	make_periods(data)
	people = make_people(data, units)
	make_indicators(data, units)
	make_agreements(data, units, people)
	frappe.db.commit()


def finish_setup() -> None:
	"""What the setup wizard would ask: language, time zone, number format."""
	frappe.db.set_single_value("System Settings", "setup_complete", 1)
	settings = frappe.get_doc("System Settings")
	settings.update(
		{
			"language": "id" if frappe.db.exists("Language", "id") else "en",
			"country": "Indonesia",
			"time_zone": "Asia/Jakarta",
			"date_format": "dd-mm-yyyy",
			"time_format": "HH:mm:ss",
			"number_format": "#.###,##",
			"first_day_of_the_week": "Monday",
			"enable_onboarding": 0,
			"setup_complete": 1,
		}
	)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)  # a fresh demo site, run from the command line
	frappe.db.set_default("desktop:home_page", "workspace")
	if frappe.get_meta("Installed Application").has_field("is_setup_complete"):
		frappe.db.set_value("Installed Application", {"app_name": "frappe"}, "is_setup_complete", 1)
	frappe.clear_cache()


def make_site_admin() -> None:
	"""Frappe makes the first user a System Manager; it should be this one and nobody of the office."""
	make_user(ADMIN, "Admin Situs", ["System Manager"])


def make_user(email: str, name: str, roles: list[str]) -> None:
	"""An account with its roles at once: every further save of a User empties Frappe's whole cache."""
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": name,
			"send_welcome_email": 0,
			"user_type": "System User",
			"language": frappe.db.get_single_value("System Settings", "language"),
			"roles": [{"role": role} for role in roles],
		}
	)
	user.flags.no_welcome_mail = True
	user.insert(ignore_permissions=True)  # command line
	update_password(email, PASSWORD)


def make_units(data: dict) -> dict[str, str]:
	"""Returns {kode: name}."""
	names: dict[str, str] = {}
	for unit in data["unit"]:
		doc = frappe.get_doc(
			{
				"doctype": UNIT_KERJA,
				"kode": unit["kode"],
				"nama_unit": unit["nama"],
				"jenis": unit["jenis"],
				"parent_unit_kerja": names.get(unit["induk"]),
				"sebutan_kepala": unit["kepala"],
				"melapor": int(unit["melapor"]),
				"unit_perekap": int(unit.get("unit_perekap", False)),
			}
		)
		if unit["jenis"] == ROOT_UNIT:
			doc.update(data["kecamatan"])
			doc.set("jam_kerja", calendar_rows(data))
			doc.set("hari_libur", [{"tanggal": day, "keterangan": note} for day, note in data["libur"]])
		doc.insert()
		names[unit["kode"]] = doc.name
	return names


def give_emblem(root: str) -> None:
	"""The office's lambang, as an admin would attach it."""
	place = {"attached_to_doctype": UNIT_KERJA, "attached_to_name": root, "attached_to_field": "lambang"}
	picture = {"file_name": "lambang-peraga.png", "content": emblem.drawn(), "is_private": 0}
	file = frappe.get_doc({"doctype": "File", **picture, **place}).insert()
	doc = frappe.get_doc(UNIT_KERJA, root)
	doc.lambang = file.file_url
	doc.save()


def calendar_rows(data: dict) -> list[dict]:
	start, end = (frappe.utils.getdate(day) for day in data["ramadan"])
	return [
		{
			"hari": NAMA_HARI[row.hari],
			**{
				field: getattr(row, field)
				for field in (
					"mulai",
					"istirahat_mulai",
					"istirahat_selesai",
					"selesai",
					"berlaku_mulai",
					"berlaku_sampai",
				)
			},
		}
		for row in default_calendar(tambahan=ramadan_hours(start, end)).jam
	]


def make_periods(data: dict) -> None:
	for code in data["periode"]:
		if not frappe.db.exists(PERIODE, code):
			frappe.get_doc({"doctype": PERIODE, "kode": code}).insert()


def make_people(data: dict, units: dict[str, str]) -> dict[str, str]:
	"""Users, Pegawai and Penugasan; returns {user: penugasan}."""
	appointments = {}
	for person in data["pegawai"]:
		make_user(person["user"], person["nama"], [role for role, _reach in person["peran"]])
		pegawai = frappe.get_doc(
			{
				"doctype": PEGAWAI,
				"aktif": 1,
				**{f: person[f] for f in ("nama", "gelar_belakang", "nip", "pangkat", "golongan", "user")},
			}
		).insert()
		appointments[person["user"]] = (
			frappe.get_doc(
				{
					"doctype": PENUGASAN,
					"pegawai": pegawai.name,
					"jabatan": person["jabatan"],
					"unit_kerja": units[person["unit"]],
					"jenis": DEFINITIF,
					"nomor_sk": "Peraga",
					"berlaku_mulai": f"{data['tahun']}-01-01",
					"peran": [{"peran": role, "lingkup": reach} for role, reach in person["peran"]],
				}
			)
			.insert()
			.name
		)
	frappe.clear_messages()
	return appointments


def make_indicators(data: dict, units: dict[str, str]) -> None:
	goals: dict[str, str] = {}
	root = units["PACE"]
	for row in data["indikator"]:
		if row["sasaran"] not in goals:
			goals[row["sasaran"]] = (
				frappe.get_doc({"doctype": SASARAN, "nama_sasaran": row["sasaran"], "kecamatan": root})
				.insert()
				.name
			)
		frappe.get_doc(
			{
				"doctype": INDIKATOR,
				"kode": row["kode"],
				"kecamatan": root,
				"sasaran": goals[row["sasaran"]],
				"nama_indikator": row["indikator"],
				"tingkat": row["tingkat"],
				"unit_kerja": units[row["unit"]],
				"satuan": row["satuan"],
				"skala_nilai": row.get("skala_nilai"),
				"data_dari_luar": int(bool(row.get("sumber_luar"))),
				"sumber_luar": row.get("sumber_luar"),
				"desimal": row["desimal"],
				"sifat": row["sifat"],
				"agregasi_waktu": row["agregasi"],
				"agregasi_sumber": row["sumber"],
				**data["kamus"][row["kode"]],
				**_renstra(data, row["kode"]),
				"aktif": 1,
			}
		).insert()


def _renstra(data: dict, kode: str) -> dict:
	target, year = data["renstra"].get(kode, (None, None))
	return {"target_renstra": target, "tahun_renstra": year}


def make_agreements(data: dict, units: dict[str, str], people: dict[str, str]) -> None:
	"""The Camat's PK carries the IKU, each unit's PK its own kegiatan."""
	by_owner: dict[str, list[dict]] = {}
	for row in data["indikator"]:
		by_owner.setdefault("PACE" if row["tingkat"] == IKU else row["unit"], []).append(row)
	heads = {person["unit"]: people[person["user"]] for person in reversed(data["pegawai"][:9])}
	for owner, rows in by_owner.items():
		frappe.get_doc(
			{
				"doctype": PERJANJIAN,
				"unit_kerja": units[owner],
				"tahun": data["tahun"],
				"jenis": MURNI,
				"status": IN_FORCE,
				"nomor": f"PK/{owner}/{data['tahun']}",
				"tanggal": f"{data['tahun']}-01-04",
				"berlaku_mulai": f"{data['tahun']}-01-01",
				"pihak_pertama": heads.get(owner),
				**(data["atasan_camat"] if owner == "PACE" else {"pihak_kedua": heads.get("PACE")}),
				"target": [_target(units["PACE"], row) for row in rows],
				"program": [_program(row) for row in data["program"]] if owner == "PACE" else [],
				"rencana_aksi": [
					_activity(units["PACE"], row) for row in data["rencana_aksi"] if row["unit"] == owner
				],
			}
		).insert()


def _program(row: list) -> dict:
	kode, name, budget = row
	named = {"program_kegiatan": kode, "kode_program": kode, "program": name}
	return {**named, "anggaran": budget, "keterangan": "APBD Kabupaten"}


def _activity(root: str, row: dict) -> dict:
	"""A row of the Rencana Aksi; one of the nomenclature takes its name from there."""
	indicator = row["indikator"] and f"{root}-{row['indikator']}"
	values = {key: value for key, value in row.items() if key != "unit"}
	return {**values, "indikator": indicator or None, "program_kegiatan": row["kode"] or None}


def _written(target) -> str:
	"""A target as an office types it; numbers of the data in its spelling."""
	return target if isinstance(target, str) else print_number(target)


def _target(root: str, row: dict) -> dict:
	return {
		"indikator": f"{root}-{row['kode']}",
		"target_tahunan": _written(row["target_tahunan"]),
		**{f"target_{tw}": _written(row[tw]) for tw in ("tw1", "tw2", "tw3", "tw4")},
	}
