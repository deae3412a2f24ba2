"""Format Data Kinerja: the form that a Pelaksana fills in, blank or filled."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPENSASI, PEGAWAI
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.figures.judging import as_text, is_ratio
from kinerja_kecamatan.office.measures import measure_of
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.office.periods import every_part, part_word
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import hari_tanggal
from kinerja_kecamatan.papers.paper import Paper, note_blocks, notes
from kinerja_kecamatan.papers.releases import release_blocks
from kinerja_kecamatan.papers.rows import (
	DASH,
	by_goal,
	capaian,
	derived_targets,
	judged,
	realisasi,
	remark,
	target,
)
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, TIDAK_DIUKUR

_FIRST = (
	Column("No", 8, "tengah"),
	Column("Indikator", 48),
	Column("Satuan", 19, "tengah"),
	Column("Target Tahunan", 18, "tengah"),
	Column("Target s.d. Periode Ini", 18, "tengah"),
	Column("Target Periode Ini", 18, "tengah"),
)
_PAIR = Column("Pembilang dan Penyebut", 37)
_LAST = (
	Column("Realisasi", 20, "tengah"),
	Column("Capaian", 19, "tengah"),
	Column("Predikat", 19, "tengah"),
	Column("Kendala", 34),
	Column("Tindak Lanjut", 34),
	Column("Bukti", 28),
)
QUARTER_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 80),
	Column("Kendala dan Tindak Lanjut", 206),
)
# Height of a row that is still to be written on by hand.
WRITING = 62


def format_paper(doc) -> dict:
	"""The paper of one Format."""
	page = page_for(landscape=True)
	return Paper(
		doc=doc,
		page=page,
		judul=_("FORMAT DATA KINERJA"),
		anak_judul=period_name(doc.periode).upper(),
		cap=_("LAPORAN NIHIL: tidak ada yang dilaporkan pada periode ini") if doc.laporan_nihil else "",
		kiri=[
			(_("Unit Kerja"), unit_name(doc.unit_kerja, doc.periode)),
			(_("Jabatan Pelaksana"), _filler(doc)),
			(_("Disposisi"), doc.disposisi),
			(_("Perjanjian Kinerja"), clean(doc.perjanjian).replace("\n", ", ") or DASH),
		],
		kanan=[(_("Batas Pengumpulan"), _deadline(doc)), *_pardon(doc)],
		blocks=[
			_rows(doc, page),
			*release_blocks(doc, page),
			*note_blocks(page, "rilis_terbuka", _("Belum Resmi dari Periode Sebelumnya"), doc.rilis_terbuka),
			*_quarters(doc, page),
			*_notes(doc, page),
		],
	).data()


def _filler(doc) -> str:
	name = doc.pelaksana and frappe.db.get_value(PEGAWAI, doc.pelaksana, "nama_lengkap")
	return clean(name or doc.nama_pelaksana) or _("semua Jabatan Pelaksana unit ini")


def _deadline(doc) -> str:
	day = hari_tanggal(doc.batas_pengumpulan) or DASH
	return _("{0} (terlambat)").format(day) if doc.terlambat else day


def _pardon(doc) -> list[tuple[str, str]]:
	"""The Dispensasi under which the Format may still be handed in: until when, and by whom."""
	if not doc.dispensasi:
		return []
	row = frappe.get_cached_doc(DISPENSASI, doc.dispensasi)
	giver = clean(row.jabatan_pemberi) or clean(row.nama_pemberi)
	return [(_("Dispensasi"), _("s.d. {0}, oleh {1}").format(hari_tanggal(row.berlaku_sampai), giver))]


def _rows(doc, page: Sheet) -> Table:
	"""The indicators under their sasaran; pembilang and penyebut have a column only where an indicator has them."""
	pairs = any(is_ratio(row) for row in doc.baris)
	columns = (*_FIRST, *([_PAIR] if pairs else []), *_LAST)
	files, parts = _file_names(doc), every_part(doc.kecamatan, doc.periode)
	cells = by_goal(doc.baris, lambda number, row: _cells(number, row, pairs, _evidence(row, files, parts)))
	rows = iter(doc.baris)
	for cell in cells:
		if len(cell["sel"]) > 1:
			cell["minimum"] = WRITING if next(rows).status == BELUM_DIISI else 0
	if not cells:
		cells = [{"sel": [_("Format ini belum mempunyai baris indikator.")]}]
	return table(page, "baris", columns, cells, bernomor=True, gap=0)


def _file_names(doc) -> dict[str, str]:
	"""By address the names of the files that the rows show as evidence."""
	addresses = [row.bukti for row in doc.baris if row.bukti]
	rows = frappe.get_all(
		"File",
		filters={"file_url": ["in", addresses or [""]], "attached_to_name": doc.name},
		fields=["file_url", "file_name"],
	)
	return {row.file_url: clean(row.file_name) for row in rows if row.file_name}


def _quarters(doc, page: Sheet) -> list[Table]:
	"""Of a year: what each of its periods said, by the number of its row; [] where none said anything."""
	cells = [
		{"sel": [str(number), clean(row.nama_indikator) or clean(row.indikator), clean(row.kendala_triwulan)]}
		for number, row in enumerate(doc.baris, start=1)
		if clean(row.kendala_triwulan)
	]
	if not cells:
		return []
	word = part_word(doc.kecamatan, doc.periode).title()
	title = _("Kendala dan Tindak Lanjut Tiap {0}, untuk Diringkas").format(word)
	return [table(page, "triwulan", QUARTER_COLUMNS, cells, judul=title)]


def _cells(number: int, row, pairs: bool, evidence: str) -> list[str]:
	return [
		str(number),
		clean(row.nama_indikator) or clean(row.indikator),
		clean(row.satuan),
		clean(row.target_tahunan_teks) or DASH,
		clean(row.target_sd_teks) or DASH,
		_target(row),
		*([_ratio(row)] if pairs else []),
		realisasi(row, _figure(row)),
		capaian(row),
		judged(row, row.predikat),
		remark(row),
		clean(row.tindak_lanjut),
		evidence,
	]


def _figure(row) -> str:
	"""What was typed; a year's figure, which a column keeps with all its decimals, as it is printed on its recap."""
	if row.dari_triwulan and not row.skala_nilai and row.realisasi:
		return as_text(to_decimal(row.nilai), row.desimal)
	return row.realisasi


def _evidence(row, files: dict[str, str], parts: str) -> str:
	"""The file by its name, the address of what lies elsewhere, the recaps that a year's figure comes from; where there is none, that it is
	still asked for."""
	shown = [files.get(row.bukti) or clean(row.bukti).rpartition("/")[2]] if row.bukti else []
	if row.dari_triwulan and row.lengkap:
		shown.append(_("rekap {0}").format(parts))
	shown += [clean(row.tautan_bukti)] if row.tautan_bukti else []
	if shown:
		return "\n".join(shown)
	if row.status == TIDAK_DIUKUR:
		return DASH
	if row.bukti_wajib:
		return _("wajib, belum ada")
	return "" if row.status == BELUM_DIISI else DASH


def _target(row) -> str:
	return _("{0} (seluruh unit)").format(target(row)) if row.sebagian and row.diukur else target(row)


def _ratio(row) -> str:
	if not is_ratio(row) or row.status in (TIDAK_DIUKUR, MENUNGGU_RILIS):
		return DASH
	top, base = clean(row.pembilang), clean(row.penyebut)
	over = clean(row.sebutan_pembilang) or _("Pembilang")
	under = clean(row.sebutan_penyebut) or _("Penyebut")
	if row.status == BELUM_DIISI and not (top or base):
		return f"{over}:\n\n{under}:\n"
	return f"{over}: {top or DASH}\n{under}: {base or DASH}"


def _notes(doc, page: Sheet) -> list[Table]:
	blank = any(row.status == BELUM_DIISI for row in doc.baris)
	texts = [
		(_("Target Turunan"), derived_targets(doc.baris)),
		(_("Catatan Pelaksana"), doc.catatan),
		(_("Alasan Pengembalian"), doc.alasan_terakhir),
		(
			_("Alasan Dispensasi"),
			doc.dispensasi and frappe.get_cached_value(DISPENSASI, doc.dispensasi, "alasan"),
		),
		(_("Cara Mengisi"), _guide(doc) if blank else ""),
	]
	return notes(page, texts)


def _guide(doc) -> str:
	lines = [
		_("Tulis angka seperti 1.234,5 atau 93,75: titik untuk ribuan, koma untuk desimal."),
		_("Kosong bukan nol: bila memang nihil, tulis 0 dan keterangannya."),
		_("Bila tidak ada yang diukur (0 dari 0), tulis “tidak ada objek”."),
		_(
			"Angka dari luar yang belum terbit: tulis “menunggu rilis”, sumber dan perkiraan tanggalnya; yang belum resmi diberi tanda *."
		),
	]
	scales = {row.skala_nilai: measure_of(row).skala for row in doc.baris if row.skala_nilai}
	for name, scale in scales.items():
		if scale:
			lines.append(_("Skala Nilai {0}: tulis {1}.").format(clean(name), clean(scale.choices)))
	if any(is_ratio(row) for row in doc.baris):
		lines.append(_("Indikator berpembilang dan berpenyebut: isi keduanya; realisasi dihitung darinya."))
	if any(row.sebagian for row in doc.baris):
		lines.append(
			_(
				"Target “seluruh unit”: isi bagian Anda saja; capaiannya dihitung pada rekap unit dari semua isian."
			)
		)
	lines.append(_("Target yang belum tercapai perlu kendala dan tindak lanjutnya."))
	return "\n".join(lines)
