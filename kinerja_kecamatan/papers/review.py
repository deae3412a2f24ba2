"""Steps 7 and 8 on paper: what the validator and the close reader looked at, found and changed in a unit's recap."""

from collections.abc import Sequence

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import DIKEMBALIKAN
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers import progress, rekap, signatures
from kinerja_kecamatan.papers.corrections import correction_blocks
from kinerja_kecamatan.papers.document import completing_line, log_of, page_for
from kinerja_kecamatan.papers.indonesia import waktu
from kinerja_kecamatan.papers.paper import Paper, note_blocks
from kinerja_kecamatan.papers.releases import release_blocks
from kinerja_kecamatan.papers.rows import DASH, capaian, judged, realisasi, target
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from kinerja_kecamatan.rules.verdicts import tally
from kinerja_kecamatan.sop import steps

# What files and links to evidence begin with.
ADDRESSES = ("/", "http://", "https://")
VALIDATION_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 80),
	Column("Target", 22, "tengah"),
	Column("Realisasi", 26, "tengah"),
	Column("Capaian", 22, "tengah"),
	Column("Bukti", 24, "tengah"),
	Column("Kendala dan Tindak Lanjut", 58),
	Column("Putusan", 26, "tengah"),
	Column("Alasan Putusan", 48),
)
READING_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 90),
	Column("Satuan", 22, "tengah"),
	Column("Target", 24, "tengah"),
	Column("Realisasi", 28, "tengah"),
	Column("Capaian", 24, "tengah"),
	Column("Predikat", 28, "tengah"),
	Column("Catatan Pencermatan", 80),
)
RETURN_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Kegiatan", 45),
	Column("Dikembalikan Oleh", 65),
	Column("Pada", 45, "tengah"),
	Column("Putaran", 18, "tengah"),
	Column("Alasan", 130),
)


def validation(doc) -> dict:
	"""Lembar Validasi of a unit's recap."""
	page, log = page_for(landscape=True), log_of(doc)
	return _sheet(
		doc,
		page,
		log,
		judul=_("LEMBAR VALIDASI DATA KINERJA"),
		kegiatan=steps.VALIDASI,
		peran=_("Yang memvalidasi"),
		kanan=[(_("Putusan"), tally(row.putusan for row in doc.validasi) or DASH)],
		blocks=[
			_validated(doc, page),
			*release_blocks(doc, page),
			*progress.findings(doc, page),
			*_returns(doc, page),
			*note_blocks(page, "temuan_validasi", _("Temuan Validasi"), doc.temuan_validasi),
			*note_blocks(page, "catatan_validasi", _("Catatan Validasi"), doc.catatan_validasi or DASH),
		],
	)


def close_reading(doc) -> dict:
	"""Lembar Pencermatan dan Koreksi of a unit's recap."""
	page, log = page_for(landscape=True), log_of(doc)
	corrected = correction_blocks(doc, page) or note_blocks(
		page, "koreksi", _("Koreksi"), _("Tidak ada koreksi.")
	)
	return _sheet(
		doc,
		page,
		log,
		judul=_("LEMBAR PENCERMATAN DAN KOREKSI DATA KINERJA"),
		kegiatan=steps.PENCERMATAN,
		peran=_("Yang mencermati"),
		blocks=[
			_read(doc, page),
			*release_blocks(doc, page),
			*corrected,
			*_returns(doc, page),
			*note_blocks(
				page, "catatan_pencermatan", _("Catatan Pencermatan"), doc.catatan_pencermatan or DASH
			),
		],
	)


def _sheet(
	doc, page: Sheet, log: list, *, judul: str, kegiatan: str, peran: str, blocks: list, kanan: Sequence = ()
) -> dict:
	done = completing_line(doc, log, kegiatan)
	day = done.t2_selesai.date() if done else None
	return Paper(
		doc=doc,
		page=page,
		judul=judul,
		anak_judul=period_name(doc.periode).upper(),
		kiri=[
			(_("Unit Kerja"), unit_name(doc.unit_kerja, doc.periode)),
			(_("Disposisi"), doc.disposisi),
			(_("Hasil"), _("Selesai {0}").format(waktu(done.t2_selesai)) if done else _("Belum selesai")),
		],
		kanan=[(_("Rata-rata Capaian"), rekap.average_text(doc)), *kanan],
		blocks=blocks,
		log=log,
		ttd=signatures.signature_block(
			[{**signatures.performer_block(doc, log, kegiatan), "peran": peran}],
			signatures.place_and_date(doc.kecamatan, day),
		),
	).data()


def _validated(doc, page: Sheet) -> Table:
	"""The figures with the validator's word on each; empty, to be written by hand, where there is none yet."""
	verdicts = {row.indikator: row for row in doc.validasi}
	proofs = _proofs(doc)
	cells = [
		{
			"sel": [
				str(number),
				rekap.indicator_text(row),
				target(row),
				realisasi(row, row.realisasi_teks, _("Belum diisi")),
				capaian(row) or DASH,
				proofs.get(row.indikator) or _("tidak ada"),
				"\n".join(part for part in (clean(row.kendala), clean(row.tindak_lanjut)) if part),
				*_verdict(row, verdicts.get(row.indikator)),
			]
		}
		for number, row in enumerate(doc.baris, start=1)
	]
	return table(page, "baris", VALIDATION_COLUMNS, cells or rekap.empty_table(), bernomor=True, gap=0)


def _proofs(doc) -> dict[str, str]:
	"""By indicator what the verdict was given beside: that there are files or addresses, a year's periods in words; of a recap from before
	there were verdicts what its sources have."""
	if not doc.validasi:
		return {row.indikator: _("ada") for row in doc.sumber if row.bukti}
	found = {}
	for row in doc.validasi:
		texts = [clean(text) for text in (row.bukti or "").splitlines() if clean(text)]
		said = [_("ada") if text.startswith(ADDRESSES) else text for text in texts]
		found[row.indikator] = "; ".join(dict.fromkeys(said))
	return found


def _verdict(row, given) -> tuple[str, str]:
	"""(word, reason with who gave it); of a figure that was corrected since, the word names the one that it was given on."""
	if row.status not in STATUS_BERNILAI:
		return DASH, ""
	if not given or not given.putusan:
		return "", ""
	about = clean(given.angka_teks)
	word = clean(given.putusan)
	if about != clean(row.realisasi_teks):
		word = _("{0} (atas {1})").format(word, about or DASH)
	return word, clean(given.alasan)


def _read(doc, page: Sheet) -> Table:
	cells = [
		{
			"sel": [
				str(number),
				rekap.indicator_text(row),
				clean(row.satuan),
				target(row),
				realisasi(row, row.realisasi_teks, _("Belum diisi")),
				capaian(row) or DASH,
				judged(row, row.predikat) or DASH,
				_("dikoreksi, lihat tabel Koreksi") if row.dikoreksi else "",
			]
		}
		for number, row in enumerate(doc.baris, start=1)
	]
	return table(page, "baris", READING_COLUMNS, cells or rekap.empty_table(), bernomor=True, gap=0)


def _returns(doc, page: Sheet) -> list[Table]:
	"""Every time that this recap was sent back, by whom and why."""
	rows = frappe.get_all(
		LOG,
		filters={"jenis_dokumen": doc.doctype, "dokumen": doc.name, "hasil": DIKEMBALIKAN},
		fields=["kegiatan", "nama_pelaku", "jabatan", "t2_selesai", "putaran", "alasan"],
		order_by="t2_selesai asc, creation asc",
	)
	if not rows:
		return []
	cells = [
		{
			"sel": [
				str(number),
				clean(row.kegiatan),
				"\n".join(part for part in (clean(row.nama_pelaku), clean(row.jabatan)) if part),
				waktu(row.t2_selesai),
				str(row.putaran),
				clean(row.alasan),
			]
		}
		for number, row in enumerate(rows, start=1)
	]
	return [table(page, "pengembalian", RETURN_COLUMNS, cells, judul=_("Pengembalian"))]
