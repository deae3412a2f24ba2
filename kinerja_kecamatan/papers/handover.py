"""Step 3 on paper: the Nota Dinas that asks for the data, and the receipt for the forms that went with it."""

from collections import Counter

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.doctypes import readable_names
from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import office_word, period_name, unit_name
from kinerja_kecamatan.papers import letters, signatures
from kinerja_kecamatan.papers.document import completing_line, log_of, page_for
from kinerja_kecamatan.papers.indonesia import hari_tanggal, tanggal_panjang
from kinerja_kecamatan.papers.paper import SIGNATURES, Paper
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Fixed, Sheet, Table, table
from kinerja_kecamatan.sop import steps

# Room for a name, a date and a signature written by hand.
WRITING = 40
RECEIPT_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Unit Kerja", 40),
	Column("Dokumen", 57),
	Column("Nama Penerima", 34),
	Column("Tanggal", 21),
	Column("Tanda Tangan", 26),
)


def request_note(doc) -> dict:
	"""Nota Dinas Permintaan Data Kinerja, of a Disposisi: from whoever sends the forms to the heads of the units that get one."""
	page, log = page_for(landscape=False), log_of(doc)
	sender = signatures.performer_block(doc, log, steps.PENYAMPAIAN)
	# Sent once more after a return, it is the same letter: of the day that its number says.
	sent = letters.numbered_on(doc, doc.nomor_nota_dinas) or _sent_on(doc, log)
	titles, forms = _receivers(doc, sender["jabatan"])
	signed = signatures.signature_block([sender], "")
	head = [
		(_("Yth."), letters.receivers(titles)),
		(_("Dari"), sender["jabatan"] or DASH),
		(_("Tembusan"), signatures.head_title(doc.kecamatan, sent or doc.tanggal)),
		(_("Tanggal"), tanggal_panjang(sent) or letters.BLANK),
		(_("Nomor"), letters.number_or_blank(doc.nomor_nota_dinas)),
		(_("Sifat"), clean(doc.sifat) or DASH),
		(_("Lampiran"), _("{0} berkas Format Data Kinerja").format(forms) if forms else DASH),
		(_("Hal"), _("Permintaan Data Kinerja {0}").format(period_name(doc.periode))),
	]
	return Paper(
		doc=doc,
		page=page,
		judul=_("NOTA DINAS"),
		blocks=[*letters.pairs(page, "alamat", head, letters.LABEL_MM, ruled=True), *_request(doc, page)],
		log=log,
		ttd=signed,
		lampiran=_receivers_list(doc, page, titles, signed) if letters.are_listed(titles) else [],
	).data()


def _receivers_list(doc, page: Sheet, titles: list[str], signed: dict) -> list[Fixed | Table]:
	judul = _("Lampiran Nota Dinas Nomor {0}: Daftar Penerima").format(
		letters.number_or_blank(doc.nomor_nota_dinas)
	)
	return [
		letters.listed(page, "penerima", judul, titles),
		Fixed(SIGNATURES, signatures.blocks_height(signed, page), ikat=True),
	]


def _request(doc, page: Sheet) -> list[Table]:
	"""To colleagues and their staff: it asks, and orders nobody; the order is the Camat's."""
	agenda = _(" (agenda {0})").format(clean(doc.nomor_agenda)) if clean(doc.nomor_agenda) else ""
	opening = _(
		"Menindaklanjuti Disposisi {0} tanggal {1}{2} hal {3}, bersama ini kami sampaikan Format Data Kinerja {4} dengan keterangan sebagai berikut:"
	).format(
		signatures.head_title(doc.kecamatan, doc.tanggal),
		tanggal_panjang(doc.tanggal),
		agenda,
		clean(doc.hal) or _("pengumpulan data kinerja"),
		period_name(doc.periode),
	)
	wanted = [
		(_("Data yang diperlukan"), clean(doc.data_yang_diperlukan) or DASH),
		(_("Dokumen rujukan"), clean(doc.dokumen_rujukan) or DASH),
		(_("Batas pengumpulan"), hari_tanggal(doc.batas_pengumpulan) or DASH),
	]
	asked = _(
		"Sehubungan dengan hal tersebut, mohon bantuan Saudara agar Format dimaksud diisi oleh Jabatan Pelaksana masing-masing "
		"menurut keadaan yang sebenarnya, beserta kendala, tindak lanjut dan buktinya, dan mohon dapat kami terima paling lambat "
		"pada batas pengumpulan tersebut."
	)
	closing = _("Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.")
	return [
		*letters.paragraphs(page, "pembuka", [opening]),
		*letters.pairs(page, "diminta", wanted),
		*letters.paragraphs(page, "penutup_surat", [asked, closing]),
	]


def receipt(doc) -> dict:
	"""Tanda Terima Format, of a Disposisi: in the archive with every unit's Formats, else with those that the reader may read."""
	page, log = page_for(landscape=False), log_of(doc)
	sent = _sent_on(doc, log)
	cells = [
		{
			"sel": [str(number), unit_name(row.unit_kerja, doc.periode), _form(row), "", "", f"{number}."],
			"minimum": WRITING,
		}
		for number, row in enumerate(_forms_in_sight(doc), start=1)
	]
	giver = signatures.performer_block(doc, log, steps.PENYAMPAIAN)
	return Paper(
		doc=doc,
		page=page,
		judul=_("TANDA TERIMA FORMAT DATA KINERJA"),
		anak_judul=period_name(doc.periode).upper(),
		kiri=[
			(_(office_word(doc.kecamatan)), unit_name(doc.kecamatan, doc.periode)),
			(_("Batas Pengumpulan"), hari_tanggal(doc.batas_pengumpulan) or DASH),
		],
		blocks=[
			table(page, "penerima", RECEIPT_COLUMNS, cells or [{"sel": [_("Belum ada Format.")]}], gap=0)
		],
		log=log,
		ttd=signatures.signature_block(
			[{**giver, "peran": _("Yang menyerahkan")}], signatures.place_and_date(doc.kecamatan, sent)
		),
	).data()


def _forms(doc) -> list:
	return frappe.get_all(
		FORMAT,
		filters={"disposisi": doc.disposisi_utama or doc.name},
		fields=["name", "unit_kerja", "nama_pelaksana"],
		order_by="unit_kerja, creation",
	)


def _forms_in_sight(doc) -> list:
	forms = _forms(doc)
	if acting.active():
		return forms
	seen = readable_names(FORMAT, [row.name for row in forms])
	return [row for row in forms if row.name in seen]


def _form(row) -> str:
	return "\n".join(part for part in (clean(row.name), clean(row.nama_pelaksana)) if part)


def _receivers(doc, sender: str) -> tuple[list[str], int]:
	"""(the heads of the units that got a form, or where none is named their units; how many forms go to them). The sender's own unit gets
	one as well, but nobody writes to oneself."""
	day = doc.tanggal or frappe.utils.nowdate()
	forms = Counter(row.unit_kerja for row in _forms(doc))
	titles = {unit: signatures.head_title(unit, day) or unit_name(unit, doc.periode) for unit in forms}
	others = {unit: title for unit, title in titles.items() if title != sender} or titles
	said = list(others.values()) or [_("Para Kepala Seksi dan Kepala Subbagian")]
	return said, sum(forms[unit] for unit in others)


def _sent_on(doc, log: list):
	row = completing_line(doc, log, steps.PENYAMPAIAN)
	return row.t2_selesai.date() if row else None
