"""Appointments (Penugasan) in force on a date: who holds which role, over which units."""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce
from frappe.utils import getdate
from pypika.terms import ExistsCriterion

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, PERAN_PENUGASAN, UNIT_KERJA
from kinerja_kecamatan.base.roles import ADMIN_ROLE, READER_ROLE
from kinerja_kecamatan.base.stored_words import WHOLE_OFFICE
from kinerja_kecamatan.office import unit_tree
from kinerja_kecamatan.office.names import name_on
from kinerja_kecamatan.rules.places import place_of

DEFINITIF = "Definitif"
FAR_FUTURE = "9999-12-31"
# How long those of a unit that has ended still finish its documents: through the year's reports and their examination.
AFTER_THE_END = timedelta(days=366)
# Penugasan.persetujuan: what waits for its second person, or was declined, has no effect.
DISETUJUI, MENUNGGU, DITOLAK = "Disetujui", "Menunggu Persetujuan", "Ditolak"


@dataclass(frozen=True)
class Appointment:
	"""One role of one Penugasan in force; a Penugasan with two roles gives two."""

	penugasan: str
	pegawai: str
	user: str | None
	nama: str
	pangkat: str | None
	nip: str | None
	jabatan: str
	jenis: str
	unit_kerja: str
	kecamatan: str
	peran: str
	lingkup: str
	jenis_unit: str
	unit_perekap: bool
	over: bool = False
	"""It ended with its unit, of which there is still work to finish; held by who is still of the office."""

	@property
	def title(self) -> str:
		"""The office as it is signed: `Plt. Camat`."""
		return self.jabatan if self.jenis == DEFINITIF else f"{self.jenis} {self.jabatan}"

	def covers(self, kecamatan: str | None, unit: str | None) -> bool:
		"""Whether the role reaches a unit of a kecamatan: the whole kecamatan, or its own unit and those below by their parents."""
		if not kecamatan or not unit or self.kecamatan != kecamatan:
			return False
		if self.over:
			return self.unit_kerja == unit
		return self.lingkup == WHOLE_OFFICE or unit_tree.tree_of(kecamatan).covers(self.unit_kerja, unit)


def _query(on: date):
	penugasan, pegawai, unit, peran = (
		DocType(PENUGASAN),
		DocType(PEGAWAI),
		DocType(UNIT_KERJA),
		DocType(PERAN_PENUGASAN),
	)
	return (
		(
			frappe.qb.from_(penugasan)
			.join(pegawai)
			.on(pegawai.name == penugasan.pegawai)
			.join(unit)
			.on((unit.name == penugasan.unit_kerja) & (unit.kecamatan == penugasan.kecamatan))
			.join(peran)
			.on((peran.parent == penugasan.name) & (peran.parenttype == PENUGASAN))
			.select(
				penugasan.name.as_("penugasan"),
				penugasan.pegawai,
				*(pegawai[column] for column in ("user", "pangkat", "nip")),
				pegawai.nama_lengkap.as_("nama"),
				penugasan.jabatan,
				penugasan.jenis,
				penugasan.unit_kerja,
				penugasan.kecamatan,
				peran.peran,
				peran.lingkup,
				unit.jenis.as_("jenis_unit"),
				unit.unit_perekap,
				penugasan.berlaku_sampai,
			)
			.where(_counts(penugasan, on) | _is_over(penugasan, peran, unit, on))
			.orderby(penugasan.berlaku_mulai, penugasan.name, peran.idx)
		),
		penugasan,
		pegawai,
	)


def _counts(penugasan, on: date):
	"""In force on a day."""
	return (
		(penugasan.persetujuan == DISETUJUI)
		& (penugasan.berlaku_mulai <= on)
		& (Coalesce(penugasan.berlaku_sampai, FAR_FUTURE) >= on)
	)


def _is_over(penugasan, peran, unit, on: date):
	"""Ended, with its unit: who held it on the unit's last day, and is of the office on this one, finishes the unit's documents. Who only
	reads, and who keeps the office's masters, does so to the last day."""
	other = DocType(PENUGASAN).as_("lain")
	still_here = (
		frappe.qb.from_(other)
		.select(other.name)
		.where((other.pegawai == penugasan.pegawai) & (other.kecamatan == penugasan.kecamatan))
		.where(_counts(other, on))
	)
	return (
		(penugasan.persetujuan == DISETUJUI)
		& (unit.berlaku_sampai < on)
		& (unit.berlaku_sampai >= on - AFTER_THE_END)
		& (penugasan.berlaku_mulai <= unit.berlaku_sampai)
		& (penugasan.berlaku_sampai >= unit.berlaku_sampai)
		& (penugasan.berlaku_sampai < on)
		& peran.peran.notin([ADMIN_ROLE, READER_ROLE])
		& ExistsCriterion(still_here)
	)


def _rows(query, on: date) -> list[Appointment]:
	"""Those that are over come first: of several the last one counts."""
	found = []
	for row in query.run(as_dict=True):
		ended = row.pop("berlaku_sampai")
		over = bool(ended) and ended < on
		found.append(Appointment(**{**row, "unit_perekap": bool(row["unit_perekap"]), "over": over}))
	return sorted(found, key=lambda one: not one.over)


def appointments_of(user: str, on: date | None = None) -> list[Appointment]:
	"""What a user holds on a date (today by default), read once a request."""
	on = getdate(on or clock.today())
	cache = frappe.local.cache.setdefault("kinerja_appointments", {})
	if (user, on) not in cache:
		query, _penugasan, pegawai = _query(on)
		cache[(user, on)] = _rows(query.where(pegawai.user == user), on)
	return cache[(user, on)]


def in_kecamatan(kecamatan: str, on: date | None = None) -> list[Appointment]:
	"""Everyone's roles in one kecamatan on a date, read once a request."""
	on = getdate(on or clock.today())
	cache = frappe.local.cache.setdefault("kinerja_appointments", {})
	if ("kecamatan", kecamatan, on) not in cache:
		query, penugasan, _pegawai = _query(on)
		cache[("kecamatan", kecamatan, on)] = _rows(query.where(penugasan.kecamatan == kecamatan), on)
	return cache[("kecamatan", kecamatan, on)]


def holder_of(name: str | None, on: date | None = None) -> str | None:
	"""The Pegawai of a Penugasan while it counts: approved, and a date (today by default) lies within its own; else None."""
	penugasan = DocType(PENUGASAN)
	query = frappe.qb.from_(penugasan).select(penugasan.pegawai).where(penugasan.name == (name or ""))
	found = query.where(_counts(penugasan, getdate(on or clock.today()))).run(pluck=True)
	return found[0] if found else None


def kecamatan_ever(pegawai: str) -> set[str]:
	"""Where a person is, was or will be appointed."""
	return set(frappe.get_all(PENUGASAN, filters={"pegawai": pegawai}, pluck="kecamatan", distinct=True))


def kecamatan_of(pegawai: str, on: date | None = None) -> list[str]:
	"""Where a person is appointed on a date."""
	on = getdate(on or clock.today())
	query, penugasan, _pegawai = _query(on)
	return sorted({a.kecamatan for a in _rows(query.where(penugasan.pegawai == pegawai), on)})


def forget() -> None:
	"""Drop what this request has read; called when a Penugasan, Pegawai or Unit Kerja changes."""
	for key in ("kinerja_appointments", "kinerja_scopes"):
		frappe.local.cache.pop(key, None)
	unit_tree.forget()


def holders(
	kecamatan: str, roles: set[str], unit: str | None = None, on: date | None = None
) -> list[Appointment]:
	"""Who holds one of `roles` over `unit` (over the root when None), one entry a person and role."""
	unit = unit or kecamatan
	return [a for a in in_kecamatan(kecamatan, on) if a.peran in roles and a.covers(kecamatan, unit)]


def heads_of(unit: str, on: date | None = None) -> list[Appointment]:
	"""Who is appointed to a unit under its `sebutan_kepala`, a Plt. or Plh. last; one entry a person and role. Of a unit that has
	ended by then, and has nobody, those of its last day: their names stand on its papers."""
	on = on or clock.today()
	last_day = frappe.get_cached_value(UNIT_KERJA, unit, "berlaku_sampai")
	heads = _heads_on(unit, on)
	return heads or (_heads_on(unit, getdate(last_day)) if last_day and getdate(last_day) < on else [])


def _heads_on(unit: str, on: date) -> list[Appointment]:
	kecamatan, title = frappe.get_cached_value(UNIT_KERJA, unit, "kecamatan"), name_on(unit, on).kepala
	if not title:
		return []
	heads = [a for a in in_kecamatan(kecamatan, on) if a.unit_kerja == unit and _is_titled(a, title, on)]
	return sorted(heads, key=lambda a: (not a.over, a.jenis != DEFINITIF))


def is_title_of_head(jabatan: str, unit: str | None) -> bool:
	"""Whether a title is that of a unit's head: who is appointed under it signs the unit's papers."""
	place = unit and frappe.db.get_value(UNIT_KERJA, unit, ["kecamatan", "sebutan_kepala"], as_dict=True)
	if not place or not place.sebutan_kepala:
		return False
	there = frappe._dict(jabatan=jabatan, unit_kerja=unit, kecamatan=place.kecamatan or unit)
	return _is_titled(there, place.sebutan_kepala, clock.today())


def _is_titled(appointment: Appointment, title: str, on: date) -> bool:
	"""Whether a jabatan is this title, either with or without the place: `Camat Pace` is the Camat."""
	places = []
	for unit in (appointment.unit_kerja, appointment.kecamatan):
		name, kind = name_on(unit, on).nama, frappe.get_cached_value(UNIT_KERJA, unit, "jenis")
		places += [_plain(name), _plain(place_of(kind, name))]
	return bool(_forms(appointment.jabatan, places) & _forms(title, places))


def _forms(title: str, places: list[str]) -> set[str]:
	plain = _plain(title)
	return {plain, *(plain.removesuffix(f" {place}") for place in places)}


def _plain(text: str | None) -> str:
	return " ".join((text or "").split()).casefold()


def head_of(unit: str, on: date | None = None) -> Appointment | None:
	"""The head of a unit; a Plt. or Plh. comes before whom they stand in for."""
	return (heads_of(unit, on) or [None])[-1]


def leaders_of(unit: str, on: date | None = None) -> list[Appointment]:
	"""Who leads a unit: its heads with an account, those of the units that carry its work on, or those of the nearest unit above that
	has any."""
	kecamatan = frappe.db.get_value(UNIT_KERJA, unit, "kecamatan")
	tree = unit_tree.tree_of(kecamatan) if kecamatan else None
	for place in [*tree.with_heirs(unit), *tree.path(unit)[1:]] if tree else ():
		heads = [a for a in _heads_on(place, on or clock.today()) if a.user]
		if heads:
			return heads
	return []
