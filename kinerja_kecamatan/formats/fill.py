"""What a person typed into a Format, read and judged row by row. Empty is not zero."""

from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.exceptions import NumberInvalid
from kinerja_kecamatan.recap import policy as policies
from kinerja_kecamatan.rules.angka import BATAS_ANGKA, baca_angka, cetak_angka, cetak_persen
from kinerja_kecamatan.rules.capaian import faktor_rasio, nilai_rasio
from kinerja_kecamatan.rules.desimal import bulatkan, ke_desimal
from kinerja_kecamatan.rules.galat import GalatAturan
from kinerja_kecamatan.rules.status import BELUM_DIISI, NIHIL, TERISI, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

RASIO = "Rasio"
SERATUS = Decimal(100)
LABELS = {"realisasi": "Realisasi", "pembilang": "Pembilang", "penyebut": "Penyebut"}
# What a decimal(21,9) column can hold of a capaian; capaian_teks says the true figure.
CAPAIAN_MAKS = BATAS_ANGKA - 1


def is_ratio(row) -> bool:
	"""Ratio rows are typed as pembilang and penyebut; their realisasi is computed."""
	return RASIO in (row.agregasi_sumber, row.agregasi_waktu)


def is_percent(row) -> bool:
	return faktor_rasio(row.satuan) == SERATUS


def apply(doc, before=None) -> None:
	"""Read every row's numbers, set its status, value, capaian and predikat. Raises NumberInvalid, all rows at once."""
	policy = policies.current()
	old = {row.name: row for row in before.baris} if before else {}
	if doc.laporan_nihil:
		_fill_nihil(doc)
	elif before and before.laporan_nihil:
		_clear_nihil(doc)
	errors = []
	for row in doc.baris:
		try:
			_apply_row(row, old.get(row.name), policy)
		except GalatAturan as error:
			errors.append(f"{where(row)}: {escape_html(str(error))}")
	if errors:
		frappe.throw(errors, NumberInvalid, title=_("Angka belum benar"), as_list=True)
	measured = [row for row in doc.baris if row.diukur]
	filled = [row for row in measured if row.status != BELUM_DIISI]
	doc.kemajuan = round(100 * len(filled) / len(measured), 1) if measured else 100


def _apply_row(row, old, policy) -> None:
	numbers = {field: _read(row, field) for field in LABELS}
	if not row.diukur:
		_refuse_unmeasured(numbers)
		row.status, value = TIDAK_DIUKUR, None
	elif is_ratio(row):
		value = _ratio(row, numbers, old)
	else:
		_refuse_pair(row, numbers, old)
		value = _plain(row, numbers["realisasi"], old)
	row.nilai = as_column(value)
	pair = is_ratio(row)
	row.nilai_pembilang = float(numbers["pembilang"] or 0) if pair else 0
	row.nilai_penyebut = float(numbers["penyebut"] or 0) if pair else 0
	judge(row, value, policy)


def as_column(value: Decimal | None) -> float:
	"""A computed value as its Float column keeps it: 9 decimals, empty is 0 (the status tells). Raises GalatAturan when too
	large."""
	if value is not None and value.copy_abs() >= BATAS_ANGKA:
		raise GalatAturan(
			"hasil hitungannya terlalu besar untuk disimpan. Periksa kembali angka yang diisikan."
		)
	return float(bulatkan(value)) if value is not None else 0


def as_text(value: Decimal | None, decimals: int | None) -> str:
	"""A computed value as printed: whole numbers whole, others with the indicator's decimals; empty stays empty."""
	if value is None:
		return ""
	return cetak_angka(value, None if value == value.to_integral_value() else decimals)


def judge(row, value: Decimal | None, policy) -> None:
	"""Capaian and predikat of a row from its value; also used by the recap. A share of a unit's figure has none of its own."""
	target = ke_desimal(row.target) if row.diukur and not row.get("sebagian") else None
	capaian = policy.capaian(value, target, row.sifat, row.status)
	row.dihitung = int(capaian.terukur)
	row.capaian = as_column(
		max(-CAPAIAN_MAKS, min(capaian.mentah, CAPAIAN_MAKS)) if capaian.terukur else None
	)
	row.capaian_teks = cetak_persen(capaian.mentah) if capaian.terukur else ""
	row.predikat = policy.predikat(capaian.mentah) if capaian.terukur else ""
	if row.meta.has_field("capaian_dibatasi"):
		row.capaian_dibatasi = as_column(capaian.dibatasi)


def _read(row, field: str) -> Decimal | None:
	"""A typed cell as Decimal; writes it back in office form. The error names the column."""
	try:
		value = baca_angka(row.get(field), persen=field == "realisasi" and is_percent(row))
	except GalatAturan as error:
		raise type(error)(f"kolom {LABELS[field]}: {error}") from None
	row.set(field, cetak_angka(value))
	return value


def _plain(row, value: Decimal | None, old) -> Decimal | None:
	if value is None and row.status == NIHIL and not _just_cleared(old, NIHIL, "realisasi"):
		value = Decimal(0)
		row.realisasi = "0"
	if value is None:
		row.status = TIDAK_ADA_OBJEK if row.status == TIDAK_ADA_OBJEK else BELUM_DIISI
		return None
	row.status = NIHIL if value == 0 else TERISI
	return value


def _just_cleared(old, status: str, field: str) -> bool:
	"""A typed 0 (or 0/0) gave the row its status; emptying the cell again means empty."""
	return bool(old) and old.status == status and bool(old.get(field))


def _ratio(row, numbers: dict[str, Decimal | None], old) -> Decimal | None:
	upper, lower = numbers["pembilang"], numbers["penyebut"]
	value = nilai_rasio(upper, lower, faktor_rasio(row.satuan))
	if upper is None:
		chosen = row.status == TIDAK_ADA_OBJEK and not _just_cleared(old, TIDAK_ADA_OBJEK, "pembilang")
		row.status = TIDAK_ADA_OBJEK if chosen else BELUM_DIISI
	elif value is None:
		row.status = TIDAK_ADA_OBJEK
	else:
		row.status = NIHIL if value == 0 else TERISI
	row.realisasi = as_text(value, row.desimal)
	return value


def _refuse_pair(row, numbers: dict[str, Decimal | None], old) -> None:
	"""A pair typed beside a plain figure would count nowhere."""
	pair = ("pembilang", "penyebut")
	if any(numbers[field] is not None and (not old or old.get(field) != row.get(field)) for field in pair):
		raise GalatAturan(
			"indikator ini tidak memakai pembilang dan penyebut; kosongkan keduanya dan isi kolom Realisasi."
		)


def _refuse_unmeasured(numbers: dict[str, Decimal | None]) -> None:
	if any(value is not None for value in numbers.values()):
		raise GalatAturan("tidak diukur pada periode ini menurut Perjanjian Kinerja; kosongkan isiannya.")


def _fill_nihil(doc) -> None:
	"""Laporan Nihil: the unit signs that there was nothing; refused where a figure is already given."""
	filled = [
		row.kode
		for row in doc.baris
		if row.diukur and (row.pembilang or row.realisasi not in (None, "", "0"))
	]
	if filled:
		frappe.throw(
			_("Laporan Nihil tidak dapat dipilih karena sudah ada angka pada: {0}.").format(
				", ".join(filled)
			),
			NumberInvalid,
		)
	for row in doc.baris:
		if row.diukur:
			row.status = TIDAK_ADA_OBJEK if is_ratio(row) else NIHIL
			row.keterangan = row.keterangan or _("Laporan Nihil")


def _clear_nihil(doc) -> None:
	"""Laporan Nihil taken back: no row has a figure any more, but for what was typed in the same moment."""
	for row in doc.baris:
		if row.keterangan == _("Laporan Nihil"):
			row.keterangan = None
		if row.diukur and not row.pembilang and row.realisasi in (None, "", "0"):
			row.update({"status": BELUM_DIISI, "realisasi": None})


def where(row) -> str:
	"""A row as the person at the form finds it."""
	return _("Baris {0} ({1})").format(row.idx, escape_html(row.kode or row.indikator))
