"""Rows as the rules on findings want them."""

from collections.abc import Iterable
from decimal import Decimal

import frappe

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import INDIKATOR
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.judging import is_percent, is_ratio
from kinerja_kecamatan.office.measures import measure_of, units
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.findings import Isian
from kinerja_kecamatan.rules.numbers import read_number
from kinerja_kecamatan.rules.rilis import read_day
from kinerja_kecamatan.rules.satuan import BULAT
from kinerja_kecamatan.rules.written_targets import Ukuran, read_target

MASTER = (
	"name",
	"menyatakan_serapan",
	"tabel_serapan",
	"satuan",
	"tidak_boleh_turun",
	"batas_wajar_bawah",
	"batas_wajar_atas",
)


def indicator_masters(indicators: Iterable[str]) -> dict[str, frappe._dict]:
	"""What the findings need of the indicators, by name, in one query."""
	names = list(indicators)
	rows = frappe.get_all(INDIKATOR, filters={"name": ["in", names or [""]]}, fields=list(MASTER))
	return {row.name: row for row in rows}


def facts_of(
	row, policy, master=None, past: Iterable[tuple[str, object]] = (), part: str = "triwulan"
) -> Isian:
	"""A row of a Format or Rekap as the rules see it; `part` is what a year's periods are called (office.periods.part_word)."""
	figure = stored_period(row)
	known, measure = master or frappe._dict(), measure_of(row)
	unit = measure.satuan
	# What the indicator's figures are held against is the unit's, not a share's.
	whole = not row.get("sebagian")
	return Isian(
		status=row.status,
		nilai=figure["nilai"],
		pembilang=figure["pembilang"],
		penyebut=figure["penyebut"],
		belum_lengkap=bool(row.get("dari_triwulan")) and not row.get("lengkap"),
		bagian_tahun=part,
		capaian=to_decimal(row.capaian) if row.get("dihitung") else None,
		rasio=is_ratio(row),
		hasil_bagi=operators.is_quotient(row.agregasi_sumber, row.agregasi_waktu),
		berkata=measure.skala is not None,
		satuan=_name(row.satuan),
		satuan_indikator=_name(known.satuan),
		persen=is_percent(row),
		bulat=unit is not None and unit.jenis == BULAT,
		batas_ketat=_strict_bound(row, measure) if whole and row.get("diukur") else None,
		desimal=row.desimal or 0,
		bukti=bool(row.get("bukti") or row.get("tautan_bukti")),
		bukti_wajib=bool(row.get("bukti_wajib")),
		kendala=row.kendala or "",
		tindak_lanjut=row.tindak_lanjut or "",
		keterangan=row.keterangan or "",
		# A Laporan Nihil is explained once, on its Format.
		kendala_wajib=policy.wajib_kendala and not row.get("laporan_nihil"),
		tidak_boleh_turun=bool(known.tidak_boleh_turun) and whole,
		batas_bawah=read_number(known.batas_wajar_bawah, persen=True) if whole else None,
		batas_atas=read_number(known.batas_wajar_atas, persen=True) if whole else None,
		riwayat=tuple(past) if whole else (),
		**_release(row),
	)


def _release(row) -> dict:
	"""What is known of a figure that others publish."""
	return {
		"sementara": bool(row.get("sementara")),
		"belum_utuh": bool(row.get("belum_utuh")),
		"sumber_rilis": row.get("sumber_rilis") or "",
		"perkiraan_rilis": read_day(row.get("perkiraan_rilis")),
		"hari_ini": clock.today(),
	}


def _strict_bound(row, measure: Ukuran) -> tuple[Decimal, str] | None:
	"""The bound that a row's target asks to be passed, with its words."""
	try:
		target = read_target(row.get("target_teks"), measure)
	except RuleError:
		return None
	return (target.nilai, target.teks) if target and target.ketat else None


def _name(satuan: str | None) -> str:
	"""A unit as its master names it: another spelling is no other unit."""
	unit = units().find(satuan)
	return unit.nama if unit else (satuan or "").strip()
