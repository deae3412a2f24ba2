"""What a recap says beside its period: the year so far, last year, the Renstra, the budget; and the findings of step 7."""

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.papers.indonesia import waktu
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.recaps.budget import (
	Share,
	by_sasaran,
	is_planned,
	program_name,
	several_rows_a_program,
)
from kinerja_kecamatan.rules.numbers import print_number, print_percent
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.recap_rows import IKU

COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 62),
	Column("Target s.d. Periode Ini", 22, "tengah"),
	Column("Realisasi s.d. Periode Ini", 23, "tengah"),
	Column("Capaian s.d. Periode Ini", 22, "tengah"),
	Column("Predikat s.d.", 21, "tengah"),
	Column("Target Tahunan", 20, "tengah"),
	Column("Kemajuan Tahunan", 22, "tengah"),
	Column("Periode Sama Tahun Lalu", 24, "tengah"),
	Column("Selisih", 18, "tengah"),
	Column("Target Akhir Renstra", 24, "tengah"),
	Column("Kemajuan Renstra", 22, "tengah"),
)
BUDGET_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Program / Kegiatan", 150),
	Column("Anggaran (Rp)", 44, "kanan"),
	Column("Realisasi s.d. Periode Ini (Rp)", 50, "kanan"),
	Column("Serapan", 30, "tengah"),
)
# Where the office plans its cash by quarter.
PLANNED_COLUMNS = (
	*BUDGET_COLUMNS[:3],
	Column("Rencana Kas s.d. Periode Ini (Rp)", 44, "kanan"),
	*BUDGET_COLUMNS[3:],
)
FINDING_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Tingkat", 22, "tengah"),
	Column("Temuan", 130),
	Column("Sumber", 40),
	Column("Alasan Diterima", 70),
	Column("Oleh", 42),
)
# Texts of a row of which one at least makes the comparison worth its place.
BESIDE = ("sd_teks", "lalu_teks", "renstra_teks")


def year_so_far(doc, page: Sheet) -> list[Table]:
	"""Per indicator the year so far, the same period last year and the Renstra; [] while no row has any of them."""
	if not any(clean(row.get(field)) for row in doc.baris for field in BESIDE):
		return []
	cells = [{"sel": _cells(number, row, doc.periode)} for number, row in enumerate(doc.baris, start=1)]
	return [table(page, "perbandingan", COLUMNS, cells, judul=_("Capaian s.d. Periode Ini dan Perbandingan"))]


def _cells(number: int, row, periode: str) -> list[str]:
	renstra = clean(row.renstra_teks)
	if renstra and row.renstra_tahun:
		renstra = f"{renstra} ({row.renstra_tahun})"
	texts = (
		row.target_sd_teks,
		_so_far(row, periode),
		row.sd_capaian_teks,
		row.sd_predikat,
		row.target_tahunan_teks,
		row.kemajuan_tahun_teks,
		_last_year(row),
	)
	beside = (row.lalu_selisih_teks, renstra, row.kemajuan_teks)
	name = clean(row.nama_indikator) or clean(row.indikator)
	return [str(number), name, *[clean(text) or DASH for text in (*texts, *beside)]]


def _so_far(row, periode: str) -> str:
	"""The figure, with the period that it is of where this one was not measured."""
	last = clean(row.sd_terakhir)
	return "\n".join(
		part for part in (clean(row.sd_teks), f"({last})" if last and last != periode else "") if part
	)


def _last_year(row) -> str:
	return "\n".join(part for part in (clean(row.lalu_teks), clean(row.lalu_capaian_teks)) if part)


def year_average(doc) -> str:
	"""`mean_with_basis` of the year so far; a dash while no row of it counts."""
	if not any(row.sd_dihitung and (doc.jenis != OFFICE_RECAP or row.tingkat == IKU) for row in doc.baris):
		basis = clean(doc.rata_capaian_sd_teks)
		return f"{DASH} ({basis})" if "menunggu" in basis else DASH
	return mean_with_basis(doc.rata_capaian_sd, doc.predikat_sd, doc.rata_capaian_sd_teks)


def mean_with_basis(mean: float, word: str | None, basis: str | None) -> str:
	"""`102,78 %, Sangat Tinggi (2 dari 4 IKU; capaian dibatasi 120 %)`."""
	text = ", ".join(part for part in (print_percent(mean), clean(word)) if part)
	return f"{text} ({clean(basis)})" if clean(basis) else text


def budget(doc, page: Sheet) -> list[Table]:
	"""Programs with what was spent of them, and what that makes of the efficiency; [] for a recap without any."""
	if not doc.anggaran:
		return []
	planned = any(is_planned(row) for row in doc.anggaran)
	columns = PLANNED_COLUMNS if planned else BUDGET_COLUMNS
	cells = [
		{
			"sel": [
				str(number),
				clean(program_name(row)),
				print_number(row.anggaran or 0),
				*([print_number(row.rencana_kas) if is_planned(row) else DASH] if planned else []),
				clean(row.realisasi) or DASH,
				clean(row.serapan_teks) or DASH,
			]
		}
		for number, row in enumerate(doc.anggaran, start=1)
	]
	if clean(doc.kategori_efisiensi):
		points, word = clean(doc.efisiensi_teks), clean(doc.kategori_efisiensi)
		empty = [""] * (len(columns) - 3)
		title = _("Efisiensi (capaian kinerja s.d. dikurangi serapan)")
		if points and not Periode.dari_kode(doc.periode).tutup_tahun:
			title = _("Efisiensi (capaian kinerja s.d. dikurangi serapan atas rencana kas)")
		cells.append({"sel": ["", title, *empty, f"{points} ({word})" if points else word], "kelas": "tebal"})
	return [table(page, "anggaran", columns, cells, judul=_("Realisasi Anggaran")), *_shares(doc, page)]


def _shares(doc, page: Sheet) -> list[Table]:
	"""Per program and per sasaran, where the rows do not say it themselves."""
	named = (
		("per_program", _("Serapan per Program"), "Program", several_rows_a_program(doc)),
		("per_sasaran", _("Serapan per Sasaran"), "Sasaran", by_sasaran(doc)),
	)
	return [
		table(
			page,
			name,
			(BUDGET_COLUMNS[0], Column(word, 150), *BUDGET_COLUMNS[2:]),
			_share_cells(shares),
			judul=title,
		)
		for name, title, word, shares in named
		if shares
	]


def _share_cells(shares: list[Share]) -> list[dict]:
	return [
		{
			"sel": [
				str(number),
				clean(share.nama),
				print_number(share.anggaran),
				DASH if share.realisasi is None else print_number(share.realisasi),
				print_percent(share.serapan) or DASH,
			]
		}
		for number, share in enumerate(shares, start=1)
	]


def findings(doc, page: Sheet) -> list[Table]:
	"""What the validation found, and the reason for which it was accepted; [] when there was nothing."""
	if not doc.temuan:
		return []
	cells = [
		{
			"sel": [
				str(number),
				clean(row.tingkat),
				clean(row.uraian),
				clean(row.sumber) or DASH,
				clean(row.alasan) or DASH,
				"\n".join(part for part in (clean(row.oleh), waktu(row.pada)) if part),
			]
		}
		for number, row in enumerate(doc.temuan, start=1)
	]
	title = _("Temuan") if doc.jenis == OFFICE_RECAP else _("Temuan Validasi")
	return [table(page, "temuan", FINDING_COLUMNS, cells, judul=title)]
