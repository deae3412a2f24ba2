"""Kamus Indikator of a unit and what lies below it: what each indicator means and how it is counted."""

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import INDIKATOR, SASARAN
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office import unit_tree
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.paper import Paper
from kinerja_kecamatan.papers.rows import DASH, TITLES, by_level
from kinerja_kecamatan.papers.sheets import Column, Table, table

COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Sasaran", 38, gabung=True),
	Column("Indikator", 50),
	Column("Satuan", 18, "tengah"),
	Column("Definisi Operasional", 56),
	Column("Formula", 44),
	Column("Sumber Data", 34),
	Column("Sifat", 16, "tengah"),
	Column("Cara Hitung", 30),
	Column("Unit Pelapor", 34),
)


def dictionary_paper(doc) -> dict:
	"""The Kamus Indikator of a Unit Kerja."""
	page, today = page_for(landscape=True), clock.today()
	rows = _indicators(doc)
	return Paper(
		doc=doc,
		page=page,
		judul=_("KAMUS INDIKATOR KINERJA"),
		anak_judul=unit_name(doc.name).upper(),
		kiri=[(_("Jumlah Indikator"), str(len(rows)))],
		kanan=[(_("Keadaan per"), tanggal_panjang(today))],
		ringkas=True,
		blocks=[_table(rows, page)],
		ttd=signatures.signature_block(
			[signatures.head_block(doc.name, "", today)], signatures.place_and_date(doc.kecamatan, today)
		),
	).data()


def _indicators(doc) -> list:
	units = unit_tree.tree_of(doc.kecamatan).below(doc.name)
	return frappe.get_all(
		INDIKATOR,
		filters={"unit_kerja": ["in", units], "aktif": 1},
		fields=["*"],
		order_by="unit_kerja, kode",
	)


def _table(rows: list, page) -> Table:
	cells = by_level(rows, _cells, TITLES)
	return table(
		page, "kamus", COLUMNS, cells or [{"sel": [_("Belum ada indikator.")]}], bernomor=True, gap=0
	)


def _unit(row) -> str:
	"""The unit, and the scale that its words are of."""
	return "\n".join(filter(None, (clean(row.satuan), clean(row.skala_nilai))))


def _source(row) -> str:
	"""Where the data come from, and who publishes the figure where that is somebody else."""
	publisher = clean(row.sumber_luar) if row.data_dari_luar else ""
	return "\n".join(
		filter(None, (clean(row.sumber_data), publisher and _("Dirilis oleh {0}").format(publisher)))
	)


def _cells(number: int, row) -> list[str]:
	goal = row.sasaran and frappe.get_cached_value(SASARAN, row.sasaran, "nama_sasaran")
	counted = [
		_("Antarwaktu: {0}").format(clean(row.agregasi_waktu)),
		_("Antarsumber: {0}").format(clean(row.agregasi_sumber)),
	]
	return [
		str(number),
		clean(goal),
		f"{clean(row.nama_indikator)} ({clean(row.kode)})",
		_unit(row),
		clean(row.definisi_operasional) or DASH,
		clean(row.formula) or DASH,
		_source(row) or DASH,
		clean(row.sifat),
		"\n".join(counted),
		unit_name(row.unit_kerja),
	]
