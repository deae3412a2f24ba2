"""Lembar Arahan Pimpinan: the Camat has seen the kecamatan's final recap, and what is to be done about it."""

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import office_word, period_name, unit_name
from kinerja_kecamatan.papers import progress, rekap, signatures
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import waktu
from kinerja_kecamatan.papers.paper import Paper, note_blocks
from kinerja_kecamatan.papers.releases import release_blocks
from kinerja_kecamatan.papers.rows import DASH, capaian, judged, realisasi, target
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

NAME = "Lembar Arahan Pimpinan"
COLUMNS = (
	Column("No", 9, "tengah"),
	Column("Indikator Kinerja Utama", 78),
	Column("Satuan", 20, "tengah"),
	Column("Target", 22, "tengah"),
	Column("Realisasi", 24, "tengah"),
	Column("Capaian", 22, "tengah"),
	Column("Predikat", 24, "tengah"),
)


def acknowledgement_paper(doc) -> dict:
	"""The Lembar Arahan Pimpinan of a kecamatan's recap, signed by who took note of it."""
	page, noted = page_for(landscape=False), _noted(doc)
	day = noted.t2_selesai.date() if noted else None
	head = signatures.head_block(doc.kecamatan, "", day or clock.today())
	if noted:
		head = signatures.logged_block(noted)
	return Paper(
		doc=doc,
		page=page,
		judul=_("LEMBAR ARAHAN PIMPINAN"),
		anak_judul=_("ATAS REKAPITULASI DATA KINERJA {0}").format(period_name(doc.periode)).upper(),
		kiri=[
			(_(office_word(doc.kecamatan)), unit_name(doc.kecamatan)),
			(_("Disposisi"), doc.disposisi),
			(_("Rata-rata Capaian IKU"), rekap.average_text(doc)),
			(_("s.d. Periode Ini"), progress.year_average(doc)),
		],
		kanan=[
			(_("Unit Masuk"), _("{0} dari {1} unit").format(doc.unit_masuk or 0, doc.unit_total or 0)),
			(_("Diketahui"), waktu(noted.t2_selesai) if noted else _("belum")),
		],
		blocks=[
			_main_figures(doc, page),
			*release_blocks(doc, page),
			*note_blocks(
				page,
				"arahan",
				_("Arahan Pimpinan"),
				clean(doc.arahan_pimpinan) or _("Tidak ada arahan tertulis."),
			),
		],
		ttd=signatures.signature_block(
			[{**head, "peran": _("Mengetahui")}], signatures.place_and_date(doc.kecamatan, day)
		),
	).data()


def _noted(doc):
	"""The line of the log by which the recap came into its state after it was final; None while nobody has taken note."""
	step = steps.step_for(doc, steps.REKAP_KECAMATAN)
	state = doc.get(state_field(doc.doctype))
	if not step or state == step.status or not step_state.is_done(doc, steps.REKAP_KECAMATAN):
		return None
	lines = frappe.get_all(
		LOG,
		filters={"dokumen": doc.name, "versi": doc.versi or 1, "ke_status": state},
		fields=["pelaku", "nama_pelaku", "jabatan", "pangkat", "nip", "t2_selesai"],
		order_by="t2_selesai desc, creation desc",
		limit=1,
	)
	return lines[0] if lines else None


def _main_figures(doc, page: Sheet) -> Table:
	rows = [row for row in doc.baris if row.tingkat == IKU]
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
			]
		}
		for number, row in enumerate(rows, start=1)
	]
	empty = [{"sel": [_("Rekap ini tidak memuat Indikator Kinerja Utama.")]}]
	return table(page, "baris", COLUMNS, cells or empty, gap=0)
