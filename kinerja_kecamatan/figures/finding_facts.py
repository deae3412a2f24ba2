"""Rows as the rules on findings want them."""

from collections.abc import Iterable

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.findings import Isian
from kinerja_kecamatan.rules.numbers import read_number

MASTER = (
	"name",
	"menyatakan_serapan",
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


def facts_of(row, policy, master=None, past: Iterable[tuple[str, object]] = ()) -> Isian:
	"""A row of a Format or Rekap as the rules see it."""
	figure = stored_period(row)
	known = master or frappe._dict()
	# What the indicator's figures are held against is the unit's, not a share's.
	whole = not row.get("sebagian")
	return Isian(
		status=row.status,
		nilai=figure["nilai"],
		pembilang=figure["pembilang"],
		penyebut=figure["penyebut"],
		belum_lengkap=bool(row.get("dari_triwulan")) and not row.get("lengkap"),
		capaian=to_decimal(row.capaian) if row.get("dihitung") else None,
		rasio=is_ratio(row),
		hasil_bagi=operators.is_quotient(row.agregasi_sumber, row.agregasi_waktu),
		satuan=row.satuan or "",
		satuan_indikator=known.satuan or "",
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
	)
