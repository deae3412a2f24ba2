"""What units still wait for of earlier periods, or hold provisionally: asked for again with the next Format."""

from typing import NamedTuple

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR, RECAP_ROW, REKAP
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.office.names import period_name
from kinerja_kecamatan.office.units import dated_units
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.rilis import who_and_when
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS
from kinerja_kecamatan.rules.validity import forebears


class OpenRelease(NamedTuple):
	"""A row of an earlier recap whose official figure has not come in; `angka` is the provisional one, "" where it is waited for."""

	periode: str
	kode: str
	nama: str
	angka: str
	sumber: str
	perkiraan: object


class OpenReleases:
	"""Those of a kecamatan before a period, read once for all its units."""

	def __init__(self, kecamatan: str, periode: str):
		now = Periode.dari_kode(periode)
		self._rows = [row for row in _rows(kecamatan) if Periode.dari_kode(row.periode) < now]
		self._rows.sort(key=lambda row: (Periode.dari_kode(row.periode), row.idx))
		self._units = dated_units(kecamatan) if self._rows else {}

	def of_unit(self, unit: str) -> list[OpenRelease]:
		"""Of a unit, of those whose work it carries on, and of the indicators that are its own by now, oldest period first."""
		units = {unit, *forebears(self._units, unit)}
		return [
			OpenRelease(
				row.periode,
				row.kode,
				row.nama_indikator,
				row.realisasi_teks if row.status != MENUNGGU_RILIS else "",
				row.sumber_rilis,
				row.perkiraan_rilis,
			)
			for row in self._rows
			if units & {row.unit_kerja, row.unit_pelapor}
		]

	def told(self, unit: str) -> str:
		"""The same as lines of text, "" where nothing is open:
		`Triwulan IV Tahun 2026, A4 Nilai SAKIP: menunggu rilis (Inspektorat, perkiraan 31 Januari 2027)`."""
		return "\n".join(_line(one) for one in self.of_unit(unit))


def _line(one: OpenRelease) -> str:
	kind = f"angka sementara {one.angka}" if one.angka else "menunggu rilis"
	said = who_and_when(one.sumber, one.perkiraan)
	text = f"{period_name(one.periode)}, {one.kode} {' '.join(one.nama.split())}: {kind}"
	return f"{text} ({said})" if said else text


def _rows(kecamatan: str) -> list:
	row, recap, indicator = (frappe.qb.DocType(name) for name in (RECAP_ROW, REKAP, INDIKATOR))
	return (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.left_join(indicator)
		.on(indicator.name == row.indikator)
		.select(row.idx, row.kode, row.nama_indikator, row.status, row.realisasi_teks)
		.select(row.sumber_rilis, row.perkiraan_rilis, recap.periode, recap.unit_kerja)
		.select(indicator.unit_kerja.as_("unit_pelapor"))
		.where((recap.kecamatan == kecamatan) & (recap.jenis == UNIT_RECAP) & (recap.tidak_melapor == 0))
		.where((row.status == MENUNGGU_RILIS) | (row.sementara == 1))
	).run(as_dict=True)
