"""Sites from before a second Murni and a second target of one indicator were refused: what they have is left, and told on the agreement
that came second, where who keeps it reads it."""

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.office.agreement_doubles import all_doubles, second_murni, sentence_of
from kinerja_kecamatan.office.agreement_parties import bound_person


def execute() -> None:
	years = frappe.get_all(
		PERJANJIAN, fields=["kecamatan", "tahun"], distinct=True, order_by="kecamatan, tahun"
	)
	for row in years:
		seconds, shared = all_doubles(row.kecamatan, row.tahun)
		for name, first in seconds:
			second = frappe.db.get_value(
				PERJANJIAN, name, ["name", "unit_kerja", "mengikat", "pihak_pertama"], as_dict=True
			)
			_tell(name, second_murni(second.unit_kerja, row.tahun, first, bound_person(second)))
		for one in shared:
			_tell(one.kedua.name, sentence_of(one, one.kedua.name))


def _tell(name: str, sentence: str) -> None:
	frappe.get_doc(PERJANJIAN, name).add_comment("Info", sentence)
