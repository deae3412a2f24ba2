"""From source rows to recap rows, per indicator, by the pure rules."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.formats.fill import as_column, as_text, judge
from kinerja_kecamatan.rules.agregasi import agregasi_sumber, rata_rata_berbobot
from kinerja_kecamatan.rules.capaian import faktor_rasio
from kinerja_kecamatan.rules.desimal import ke_desimal
from kinerja_kecamatan.rules.galat import GalatAturan
from kinerja_kecamatan.rules.status import STATUS_BERNILAI

COPIED = (
	"indikator",
	"kode",
	"nama_indikator",
	"sasaran",
	"tingkat",
	"satuan",
	"sifat",
	"agregasi_waktu",
	"agregasi_sumber",
	"desimal",
	"bobot",
	"diukur",
	"target",
	"target_tahunan",
	"target_teks",
)
NOTES = ("kendala", "tindak_lanjut", "keterangan")


def fill_rows(doc, sources: Iterable, policy) -> None:
	"""Set a Rekap's `baris` and `sumber` from source rows (dicts with the columns of Baris Data Kinerja, plus
	`sumber_nama`, `unit_kerja`, `jenis_dokumen`, `dokumen`, `baris_sumber`). The order of the sources is kept."""
	groups: dict[str, list] = {}
	for source in sources:
		groups.setdefault(source.indikator, []).append(source)
	doc.set("baris", [])
	doc.set("sumber", [])
	for rows in groups.values():
		try:
			_append_row(doc, rows, policy)
		except GalatAturan as error:
			_refuse(rows, error)
		for source in rows:
			doc.append("sumber", _trace(source))
	summarize(doc, policy)


def _refuse(rows: list, error: GalatAturan) -> None:
	"""Rows that cannot be put together stop the recap, by indicator and with what to do."""
	frappe.throw(
		f"{escape_html(rows[0].kode or rows[0].indikator)}: {escape_html(str(error))}",
		KinerjaError,
		title=_("Rekap tidak dapat dihitung"),
	)


def _append_row(doc, rows: list, policy) -> None:
	first = rows[0]
	row = doc.append("baris", {field: first.get(field) for field in COPIED})
	units = {source.unit_kerja for source in rows}
	row.unit_kerja = units.pop() if len(units) == 1 else None
	result = agregasi_sumber(
		[_as_rule(source) for source in rows],
		first.agregasi_sumber,
		indikator=first.nama_indikator,
		faktor=faktor_rasio(first.satuan),
	)
	row.status = result["status"]
	row.nilai_pembilang = as_column(result["pembilang"])
	row.nilai_penyebut = as_column(result["penyebut"])
	for field in NOTES:
		row.set(field, _join(rows, field))
	set_value(row, result["nilai"], policy)


def set_value(row, value, policy) -> None:
	"""A recap row's realisasi with everything that follows from it."""
	row.nilai = as_column(value)
	row.realisasi_teks = as_text(value, row.desimal)
	judge(row, value, policy)


def _as_rule(source) -> dict:
	return {
		"sumber": source.sumber_nama,
		"status": source.status,
		"nilai": source.nilai if source.status in STATUS_BERNILAI else None,
		"pembilang": source.nilai_pembilang if source.status in STATUS_BERNILAI else None,
		"penyebut": source.nilai_penyebut if source.status in STATUS_BERNILAI else None,
	}


def _join(rows: list, field: str) -> str:
	"""The notes of all sources; named when there are several."""
	notes = [(row.sumber_nama, (row.get(field) or "").strip()) for row in rows]
	notes = [(name, text) for name, text in notes if text]
	if len(notes) == 1:
		return notes[0][1]
	return "\n".join(f"{name}: {text}" for name, text in notes)


def _trace(source) -> dict:
	return {
		"indikator": source.indikator,
		"unit_kerja": source.unit_kerja,
		"jenis_dokumen": source.jenis_dokumen,
		"dokumen": source.dokumen,
		"baris_sumber": source.baris_sumber,
		"status": source.status,
		"nilai_teks": source.realisasi_teks or "",
		"nama_pelaksana": source.sumber_nama,
		"bukti": source.get("bukti"),
	}


def summarize(doc, policy) -> None:
	"""Mean of the capped capaian and its predikat; the kecamatan's figure is over the Camat's IKU (DESIGN 6)."""
	rows = [row for row in doc.baris if row.dihitung]
	if doc.jenis == "Kecamatan":
		rows = [row for row in rows if row.tingkat == "IKU"]
	# A bobot weighs indicators within its unit; over units it counts only where every unit gives one.
	weighed = doc.jenis != "Kecamatan" or all(row.bobot for row in rows)
	mean = rata_rata_berbobot(
		(ke_desimal(row.capaian_dibatasi), ke_desimal(row.bobot) if weighed else None) for row in rows
	)
	doc.rata_capaian = as_column(mean)
	doc.predikat = policy.predikat(mean) if mean is not None else ""
