"""What figures are written in on this site: its units (Satuan) with their spellings, and its scales of words (Skala Nilai).

Read once a request. Where there is no site, or none that has units yet, those that every site begins with count.
"""

from decimal import Decimal

import frappe
from frappe.utils import cint

from kinerja_kecamatan.base.doctypes import KATA_NILAI, SATUAN, SKALA_NILAI
from kinerja_kecamatan.rules.capaian import Target, ratio_factor
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.satuan import PERSEN, SATUAN_BAWAAN, Satuan, Units, split_spellings
from kinerja_kecamatan.rules.skala_nilai import SKALA_NILAI_BAWAAN, KataNilai, SkalaNilai
from kinerja_kecamatan.rules.target_texts import target_from_columns
from kinerja_kecamatan.rules.written_targets import Ukuran

SERATUS = Decimal(100)
_SHIPPED = (Units(SATUAN_BAWAAN), {scale.nama: scale for scale in SKALA_NILAI_BAWAAN})


def forget(*_args) -> None:
	"""After a Satuan or a Skala Nilai has changed, and where that was undone."""
	frappe.local.kinerja_measures = None


def units() -> Units:
	"""The units of the site."""
	return _known()[0]


def scale_of(name: str | None) -> SkalaNilai | None:
	"""A Skala Nilai by its name; None where there is none of that name any more."""
	return _known()[1].get(name or "")


def scales() -> list[SkalaNilai]:
	"""All of them."""
	return list(_known()[1].values())


def measure_of(row, satuan: str = "satuan") -> Ukuran:
	"""What the figures of a row (of a Format, a Rekap, an Indikator) are written in.

	:param satuan: the field that holds its unit
	"""
	return Ukuran(
		units().find(row.get(satuan)), scale_of(row.get("skala_nilai")), row.get("sifat") or "Positif"
	)


def factor_of(satuan: str | None) -> Decimal:
	"""What a ratio of figures in this unit is multiplied with: 100 for percent in any spelling, else 1."""
	unit = units().find(satuan)
	if unit is None:
		return ratio_factor(satuan)
	return SERATUS if unit.jenis == PERSEN else Decimal(1)


def target_column(row, key: str) -> Target | None:
	"""A row's target as its columns keep it, `target`, `target_sd` or `target_tahunan`; None where it has none: an empty column holds 0."""
	there = row.get("diukur") if key == "target" else row.get(f"{key}_teks")
	return target_from_columns(row.get(key), row.get(f"{key}_lebar")) if there else None


def as_unit(doc) -> Satuan:
	"""A Satuan as the rules know it."""
	return Satuan(
		doc.nama,
		doc.jenis,
		cint(doc.desimal),
		split_spellings(doc.sinonim),
		doc.skala_nilai or "",
		bool(doc.diukur_ulang),
	)


def as_scale(doc, words: list) -> SkalaNilai:
	"""A Skala Nilai as the rules know it, from the best value down."""
	found = [
		KataNilai(row.kata or "", to_decimal(row.nilai or 0), split_spellings(row.sinonim)) for row in words
	]
	found.sort(key=lambda one: one.nilai, reverse=True)
	name = doc.get("nama_skala") or doc.name
	return SkalaNilai(name, tuple(found), bool(doc.berskor), bool(doc.batas_termasuk), doc.dasar or "")


def stored_units() -> list[Satuan]:
	"""The units that the site has, as the database holds them."""
	fields = ["name", "nama", "jenis", "desimal", "sinonim", "skala_nilai", "diukur_ulang"]
	return list(map(as_unit, frappe.get_all(SATUAN, fields=fields, order_by="creation, name")))


def _known() -> tuple[Units, dict[str, SkalaNilai]]:
	if not getattr(frappe.local, "db", None):
		return _SHIPPED
	found = getattr(frappe.local, "kinerja_measures", None)
	if found is None:
		found = frappe.local.kinerja_measures = _read()
		frappe.db.after_rollback.add(forget)
	return found


def _read() -> tuple[Units, dict[str, SkalaNilai]]:
	found = stored_units()
	if not found:
		return _SHIPPED
	words: dict[str, list] = {}
	for row in frappe.get_all(KATA_NILAI, fields=["parent", "kata", "nilai", "sinonim"], order_by="idx"):
		words.setdefault(row.parent, []).append(row)
	scales = frappe.get_all(SKALA_NILAI, fields=["name", "berskor", "batas_termasuk", "dasar"])
	return (
		Units(tuple(found)),
		{scale.name: as_scale(scale, words.get(scale.name, [])) for scale in scales},
	)
