"""An office with units of several Pelaksana, what they type, and what the recaps must make of it, in fractions."""

from fractions import Fraction
from typing import NamedTuple

import frappe
import pytest

from tests.oracle.printing import band, judged, printed
from tests.support.local_run import LocalRun
from tests.support.office import add_person, make_office, reopened
from tests.support.sop_run import FORMAT
from tests.support.workers import nothing_queued

F = Fraction
CAP = F(120)


class Wanted(NamedTuple):
	"""An indicator and what the recap must make of it; `value` None where nothing is measured."""

	target: Fraction | None
	value: Fraction | None
	negative: bool = False
	weight: Fraction = F(0)
	status: str = "Terisi"

	@property
	def capaian(self) -> Fraction | None:
		if self.value is None or self.target is None:
			return None
		if self.negative:
			return max((2 * self.target - self.value) / self.target * 100, F(0))
		return self.value / self.target * 100


# What the people type, by the last part of the indicator's code. SI-1 shares most of its indicators out to two Pelaksana.
FIRST = {"A1": "4", "A2": ("1", "1"), "A3": "3", "A5": "84", "A6": "40"}
SECOND = {"A1": "6", "A2": ("9", "18"), "A3": "0", "A5": "84", "A6": "61"}
OWN = {"A7": ("100", "8")}
SECTION = {"A1": "25", "A2": ("0", "0"), "A3": "5"}
LAST = {"A1": "9", "A2": ("19", "20"), "A3": "0"}

SHARED = {
	"A1": Wanted(F(9), F(4) + F(6), weight=F(40)),
	"A2": Wanted(F(90), F(1 + 9, 1 + 18) * 100, weight=F(30)),
	"A3": Wanted(F(2), F(3) + F(0), negative=True, weight=F(10)),
	"A4": Wanted(None, None, status="Tidak Diukur"),
	"A5": Wanted(F(80), F(84), weight=F(10)),
	"A6": Wanted(F(50), (F(40) + F(61)) / 2, weight=F(10)),
	"A7": Wanted(F(15), F(100, 8), negative=True),
}
SINGLE = {
	"A1": Wanted(F(9), F(25)),
	"A2": Wanted(F(90), None, status="Tidak Ada Objek"),
	"A3": Wanted(F(2), F(5), negative=True),
	"A4": Wanted(None, None, status="Tidak Diukur"),
}


def mean(rows: list[Wanted], weighed: bool = True) -> Fraction:
	rows = [row for row in rows if row.capaian is not None]
	weights = [row.weight for row in rows]
	if not weighed or not any(weights):
		weights = [F(1)] * len(rows)
	return sum(min(row.capaian, CAP) * w for row, w in zip(rows, weights, strict=True)) / sum(weights)


def cells(figures: dict) -> dict:
	"""What is typed into a row, with notes wherever one could be asked for."""
	notes = {"kendala": "Hambatan", "tindak_lanjut": "Rencana", "keterangan": "Benar nihil"}
	return {
		code: {
			**notes,
			**({"pembilang": v[0], "penyebut": v[1]} if isinstance(v, tuple) else {"realisasi": v}),
		}
		for code, v in figures.items()
	}


def code_of(row) -> str:
	return row.kode.rsplit("-", 1)[-1]


def by_code(doc, unit: str | None = None) -> dict:
	return {code_of(row): row for row in doc.baris if not unit or row.unit_kerja == unit}


def numbers_of(doc) -> list[dict]:
	"""The rows without what the database gives them."""
	skip = {"name", "creation", "modified", "modified_by", "owner", "docstatus"}
	return [{k: v for k, v in row.as_dict().items() if k not in skip} for row in doc.baris]


def build() -> LocalRun:
	"""SI-1 validated (three Formats), SI-2 read closely, the Unit Perekap still filling in; committed."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with nothing_queued():
		run = _through()
		frappe.db.commit()
	return run


def _through() -> LocalRun:
	office = make_office(units=3)
	first, second = office.units[:2]
	add_person(office, "jp2", "Pelaksana kedua", first, [("Jabatan Pelaksana", "Unit")])
	office = office.in_new_year()
	share_out(office, first)
	run = LocalRun(office).up_to_meeting()
	for key, figures in ((f"jp:{first}", FIRST), ("jp2", SECOND)):
		run.fill(first, cells(figures), run.format_of(first, office.pegawai[key]).name, key)
	own = frappe.db.get_value(
		FORMAT, {"disposisi": run.disposisi, "unit_kerja": first, "pelaksana": ["is", "not set"]}
	)
	run.fill(first, cells(OWN), own)
	run.recap_unit(first)
	run.validate(first)
	run.unit_through(second, cells(SECTION))
	return run


def share_out(office, unit: str) -> None:
	"""More kinds of indicators for a unit, most of them given to two Pelaksana, with bobot."""
	agreement = reopened(office, unit)
	like = frappe.get_doc("Indikator Kinerja", office.indicators[unit][0])
	for code, satuan, sifat, sources, target in (
		("A5", "Indeks", "Positif", "Nilai Tunggal", "80"),
		("A6", "Dokumen", "Positif", "Rata-rata", "50"),
		("A7", "Menit", "Negatif", "Rasio", "15"),
	):
		made = frappe.copy_doc(like)
		made.update(
			{
				"kode": like.kode.replace("A1", code),
				"satuan": satuan,
				"sifat": sifat,
				"agregasi_sumber": sources,
				"agregasi_waktu": "Rasio" if sources == "Rasio" else "Kumulatif",
			}
		)
		office.indicators[unit].append(made.insert().name)
		agreement.append("target", {"indikator": made.name, "target_tahunan": target, "target_tw1": target})
	people = [{"pegawai": office.pegawai[key]} for key in (f"jp:{unit}", "jp2")]
	for row in agreement.target:
		code = row.indikator.rsplit("-", 1)[-1]
		row.bobot = float(SHARED[code].weight)
		if code in FIRST:
			frappe.get_doc("Indikator Kinerja", row.indikator).update({"pelaksana": people}).save()
	agreement.save()


def check(row, wanted: Wanted) -> None:
	assert row.status == wanted.status, row.kode
	assert row.target == (float(wanted.target) if wanted.target is not None else 0), row.kode
	if wanted.value is None:
		assert (row.realisasi_teks, row.capaian_teks, row.predikat, row.dihitung) == ("", "", "", 0), row.kode
		return
	assert row.nilai == pytest.approx(float(wanted.value), abs=1e-9), row.kode
	assert row.realisasi_teks == judged(wanted.value), row.kode
	assert row.capaian == pytest.approx(float(wanted.capaian), abs=1e-9), row.kode
	assert row.capaian_dibatasi == pytest.approx(float(min(wanted.capaian, CAP)), abs=1e-9), row.kode
	assert row.capaian_teks == f"{printed(wanted.capaian)} %", row.kode
	assert row.predikat == band(wanted.capaian), row.kode
