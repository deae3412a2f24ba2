"""Tables T1 to T6 of a report on performance, from the kecamatan's final recap.

Source: the contents that PermenPAN-RB 53/2014 asks of Bab III (this year, earlier years, Renstra, national standard, causes,
efficiency). Figures are those on record; what only the office knows is left open.
"""

from collections.abc import Sequence

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.figures import engine, not_reported
from kinerja_kecamatan.figures.columns import stored_period, stored_year
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.figures.history import pasts_of
from kinerja_kecamatan.reporting.money_tables import money_tables
from kinerja_kecamatan.reporting.table_parts import OPEN, Angka, Cell, Tabel, figure
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import shown_decimals
from kinerja_kecamatan.rules.periode import TAHUN_PERTAMA, Periode
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.rules.rilis import (
	BELUM_UTUH,
	INFORMASI,
	TANDA,
	is_information,
	who_and_when,
)
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS, STATUS_BERNILAI, TIDAK_DIUKUR
from kinerja_kecamatan.rules.target_texts import decimals_of, is_plain
from kinerja_kecamatan.sop import step_state, steps


def tables_of(doc) -> list[Tabel]:
	"""The tables of a kecamatan's Rekap."""
	when = Periode.dari_kode(doc.periode)
	main = [row for row in doc.baris if row.tingkat == IKU] or list(doc.baris)
	others = [row for row in doc.baris if row not in main]
	found = [_achieved("T1", _("Capaian kinerja {0}").format(when.nama), main, when)]
	if not covers_year(when):
		found.append(_so_far(main, when))
	if others:
		found.append(
			_achieved("T1a", _("Capaian program dan kegiatan penunjang {0}").format(when.nama), others, when)
		)
	return [
		*found,
		_years(doc, main, when),
		_renstra(main, when),
		_standard(main, when),
		_causes(doc.baris),
		*money_tables(doc),
	]


def covers_year(when: Periode) -> bool:
	"""Whether the period closes its year, so that its figures are the year's."""
	return when.tutup_tahun


def stated_result(row, when: Periode) -> tuple[Cell, Cell, Cell, str]:
	"""(target, realisasi, capaian in percent, predikat) that a report on this period states for a row."""
	if not covers_year(when):
		words = (
			_target(row, "target") if row.diukur else None,
			_period_value(row),
			_capaian(row.capaian, row.dihitung, BELUM_UTUH if row.belum_utuh else row.capaian_teks),
		)
		return (*words, row.predikat or (INFORMASI if is_information(row) else ""))
	return _year_pair(row)


def _year_pair(row) -> tuple[Cell, Cell, Cell, str]:
	"""As `result`, of the year so far."""
	target = _target(row, "target_sd")
	value = _value(row, "sd_nilai", row.sd_teks) if row.sd_status in STATUS_BERNILAI else None
	value = value or _word(row, row.sd_status)
	return (
		target,
		value,
		_capaian(row.sd_capaian, row.sd_dihitung, row.sd_capaian_teks),
		row.sd_predikat or "",
	)


def _achieved(kode: str, judul: str, rows: Sequence, when: Periode) -> Tabel:
	heads = (
		"No.",
		"Sasaran",
		"Indikator Kinerja",
		"Satuan",
		"Target",
		"Realisasi",
		"Capaian (%)",
		"Predikat",
	)
	lines = [
		(
			str(number),
			clean(row.sasaran),
			clean(row.nama_indikator),
			clean(row.satuan),
			*stated_result(row, when),
		)
		for number, row in enumerate(rows, start=1)
	]
	return Tabel(kode, judul, heads, (6, 19, 23, 11, 9, 12, 11, 11), lines)


def _so_far(rows: Sequence, when: Periode) -> Tabel:
	"""T1b: the year so far against the targets up to now; the part of the annual target is progress, not a capaian."""
	heads = (
		"Indikator Kinerja",
		"Satuan",
		"Target s.d.",
		"Realisasi s.d.",
		"Capaian s.d. (%)",
		"Predikat",
		"Target Tahunan",
		"Kemajuan (%)",
	)
	lines = []
	for row in rows:
		target, value, capaian, word = _year_pair(row)
		annual = _target(row, "target_tahunan")
		progress = figure(row.kemajuan_tahun, 2) if row.kemajuan_tahun_teks else "-"
		name, unit = clean(row.nama_indikator), clean(row.satuan)
		lines.append((name, unit, target, value, capaian, word, annual, progress))
	title = _("Capaian sampai dengan {0} dan kemajuan terhadap target tahunan").format(when.nama)
	return Tabel("T1b", title, heads, (28, 10, 10, 11, 11, 11, 10, 10), lines)


def _years(doc, rows: Sequence, when: Periode) -> Tabel:
	"""T2: this year's figure beside those of the two years before."""
	n = when.tahun
	heads = (
		"Indikator Kinerja",
		*(f"Realisasi {year}" for year in (n - 2, n - 1, n)),
		f"Capaian {n - 1} (%)",
		f"Capaian {n} (%)",
	)
	earlier = {back: _years_back(when, back) for back in (1, 2)}
	before_last, last = final_rows(doc, earlier[2]), final_rows(doc, earlier[1])
	pasts = pasts_of(doc.kecamatan, [row.indikator for row in rows])
	lines = []
	for row in rows:
		_target, value, capaian, _word = stated_result(row, when)
		names = pasts.get(row.indikator, [])
		then = _stated_then(row, last, names, earlier[1])
		then = then or (_text(row.lalu_teks), _text(row.lalu_capaian_teks))
		oldest = _stated_then(row, before_last, names, earlier[2])
		oldest = oldest and oldest[0]
		lines.append(
			(clean(row.nama_indikator), oldest or OPEN, then[0] or OPEN, value, then[1] or OPEN, capaian)
		)
	return Tabel(
		"T2",
		_("Perbandingan realisasi dan capaian dengan tahun sebelumnya"),
		heads,
		(36, 13, 13, 13, 12, 13),
		lines,
	)


def _stated_then(row, rows: dict, names: list[str], when: Periode | None) -> tuple[Cell, Cell] | None:
	"""(realisasi, capaian) that another period's recap states of an indicator, or of those of other units that it has come from:
	several are put together as its sources are, and have no capaian of their own."""
	own = rows.get(row.indikator)
	# What the unit itself reported then is its own; of what it has only taken over there were several.
	if own and own.unit_kerja == row.unit_kerja:
		names = []
	found = [rows[name] for name in (row.indikator, *names) if name in rows]
	if len(found) == 1:
		return stated_result(found[0], when)[1:3]
	if not found:
		return None
	figure = stored_year if covers_year(when) else stored_period
	result = engine.over_sources([group_of(found, figure)])[0]
	return _number(result["nilai"], row, result.get("sementara")), None


def _renstra(rows: Sequence, when: Periode) -> Tabel:
	heads = (
		"Indikator Kinerja",
		"Tahun Akhir Renstra",
		"Target Akhir Renstra",
		f"Realisasi s.d. {when.tahun}",
		"Tingkat Kemajuan (%)",
	)
	lines = []
	for row in rows:
		aimed = bool(row.renstra_teks)
		value = _value(row, "sd_nilai", row.sd_teks) if row.sd_status in STATUS_BERNILAI else None
		lines.append(
			(
				clean(row.nama_indikator),
				str(row.renstra_tahun) if row.renstra_tahun else OPEN,
				_target(row, "renstra_target", row.renstra_teks) if aimed else OPEN,
				value or _word(row, row.sd_status) or TIDAK_DIUKUR,
				figure(row.kemajuan, 2) if row.kemajuan_teks else OPEN,
			)
		)
	return Tabel(
		"T3",
		_("Realisasi sampai dengan tahun ini terhadap target akhir Renstra"),
		heads,
		(44, 12, 15, 15, 14),
		lines,
	)


def _standard(rows: Sequence, when: Periode) -> Tabel:
	heads = ("Indikator Kinerja", "Realisasi", "Standar Nasional", "Keterangan")
	lines = [(clean(row.nama_indikator), stated_result(row, when)[1], OPEN, OPEN) for row in rows]
	return Tabel("T4", _("Perbandingan dengan standar nasional (bila ada)"), heads, (44, 14, 16, 26), lines)


def _causes(rows: Sequence) -> Tabel:
	heads = ("Indikator Kinerja", "Faktor Pendukung", "Faktor Penghambat", "Upaya")
	lines = [
		(clean(row.nama_indikator), OPEN, _hindrance(row), clean(row.tindak_lanjut) or "-") for row in rows
	]
	return Tabel(
		"T5", _("Penyebab keberhasilan atau kegagalan dan upaya perbaikan"), heads, (28, 20, 26, 26), lines
	)


def _years_back(when: Periode, years: int) -> Periode | None:
	year = when.tahun - years
	return Periode(year, when.jenis, when.ke) if year >= TAHUN_PERTAMA else None


def final_rows(doc, when: Periode | None) -> dict[str, object]:
	"""Rows of the kecamatan's final recap of another period, by indicator; {} where there is none."""
	if not when:
		return {}
	filters = {"kecamatan": doc.kecamatan, "jenis": OFFICE_RECAP, "periode": when.kode}
	for name in frappe.get_all(REKAP, filters=filters, pluck="name", order_by="creation desc"):
		found = frappe.get_doc(REKAP, name)
		if step_state.is_done(found, steps.REKAP_KECAMATAN):
			return {row.indikator: row for row in found.baris}
	return {}


def _period_value(row) -> Cell:
	value = _value(row, "nilai", row.realisasi_teks) if row.status in STATUS_BERNILAI else None
	return value or _word(row, row.status)


def _word(row, status: str | None) -> str | None:
	"""What stands in a figure's place."""
	if row.get("tidak_disampaikan"):
		return not_reported.TEKS
	said = who_and_when(row.get("sumber_rilis"), row.get("perkiraan_rilis"))
	return f"{status} ({said})" if status == MENUNGGU_RILIS and said else status


def _hindrance(row) -> str:
	return not_reported.TEKS if row.get("tidak_disampaikan") else clean(row.kendala) or "-"


def _capaian(column, counted, said: str | None) -> Cell:
	"""A capaian; of what is not judged the reason, where it is said."""
	return figure(column, 2) if counted else clean(said) or "-"


def _target(row, key: str, text: str | None = None) -> Cell:
	"""A target, as a figure where it is one; ranges, bounds and words as they are written."""
	said = text or row.get(f"{key}_teks")
	if not said:
		return None
	return figure(row.get(key), decimals_of(said)) if is_plain(said) else clean(said)


def _value(row, key: str, text: str | None) -> Cell:
	"""A realisasi; on a Skala Nilai as it is said."""
	if row.get("skala_nilai") and text:
		return clean(text)
	return _number(row.get(key), row, row.get("sd_sementara" if key == "sd_nilai" else "sementara"))


def _number(column, row, sementara: object = None) -> Angka | None:
	if column is None:
		return None
	value = to_decimal(column)
	return Angka(value, shown_decimals(value, row.desimal or 0), TANDA if sementara else "")


def _text(value: str | None) -> str:
	return clean(value).removesuffix(" %")
