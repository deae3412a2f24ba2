"""Who is invited to the meeting of an order: the SOP has Kasi, Kasubag and Jabatan Pelaksana there."""

from datetime import date
from typing import NamedTuple

from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.workflow import transitions


class Invited(NamedTuple):
	"""`pegawai` None where nobody holds the office that is invited."""

	pegawai: str | None
	nama: str | None
	jabatan: str | None


def people_of(order, unit, day: date) -> list[Invited]:
	"""The people of a unit on a day: its head, or its office where nobody holds it, then whoever fills in its forms.

	:param unit: a row of office.units
	"""
	head = penugasan.head_of(unit.name, day)
	first = (
		Invited(head.pegawai, head.nama, head.jabatan) if head else Invited(None, None, unit.sebutan_kepala)
	)
	people = {first.pegawai: first}
	filling = penugasan.holders(order.kecamatan, _roles_that_fill_in(order), unit.name, day)
	for one in sorted(filling, key=lambda held: held.nama or ""):
		if one.unit_kerja == unit.name:
			people.setdefault(one.pegawai, Invited(one.pegawai, one.nama, one.jabatan))
	return list(people.values())


def _roles_that_fill_in(order) -> set[str]:
	step = steps.step_for(order, steps.PENYUSUNAN)
	if not step:
		return set()
	return {
		t.allowed
		for t in transitions(step.dokumen)
		if t.next_state == step.status and not t.gerak and not t.by_system
	}
