"""Lembar Disposisi: the order, whom it went to and the course it took (as offices lay it out)."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import SUPPLEMENT
from kinerja_kecamatan.office.names import period_name
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import hari_tanggal, tanggal_panjang, waktu
from kinerja_kecamatan.papers.paper import COLON_MM, Paper
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import BIASA, PX_PER_MM, Column, Fixed, Sheet, Table, table
from kinerja_kecamatan.papers.text import wrap

SURAT = "Surat"
SIFAT = (("Sangat Segera", "Segera"), ("Rahasia", "Penting", "Biasa"))
# What the printed sheet of the field asks of whom it goes to.
HARAPAN = ("Tanggapan dan Saran", "Proses lebih lanjut", "Koordinasi/konfirmasikan")
MOST_RECEIVERS = 10
LEAST_COURSE_ROWS = 4
WRITING = 34
LABEL_MM = 24
COURSE = (
	Column("No", 8, "tengah"),
	Column("Dari", 36),
	Column("Kepada", 37),
	Column("Instruksi", 45),
	Column("Tanggal", 22, "tengah"),
	Column("Dibaca", 22, "tengah"),
	Column("Paraf", 12),
)


def disposisi_paper(doc) -> dict:
	"""The paper of one Disposisi."""
	page = page_for(landscape=False)
	box = _set_in_lines(_box(doc), page)
	return Paper(
		doc=doc,
		page=page,
		judul=_("LEMBAR DISPOSISI"),
		anak_judul=_("SUSULAN") if doc.jenis == SUPPLEMENT else "",
		kiri=[(_("Periode"), period_name(doc.periode)), *_follows(doc)],
		kanan=[(_("Tanggal"), hari_tanggal(doc.tanggal))],
		blocks=[Fixed("kotak", _box_height(box)), *_texts(doc, page), _course(doc, page)],
		lain={"kotak": box},
	).data()


def _follows(doc) -> list[tuple[str, str]]:
	"""Which order a Susulan adds to."""
	day = doc.jenis == SUPPLEMENT and frappe.db.get_value(DISPOSISI, doc.disposisi_utama, "tanggal")
	return [(_("Menyusul"), _("Disposisi tanggal {0}").format(tanggal_panjang(day)))] if day else []


def _box(doc) -> dict:
	"""The upper boxes of the sheet: the letter, its receipt and nature, the subject, whom the one who
	gave the order sent it to and what is asked of them. Whom it went to from there is the course below.
	"""
	first = [row for row in doc.penerusan if row.dari == doc.penerusan[0].dari]
	receivers = list(dict.fromkeys(clean(row.kepada) for row in first if clean(row.kepada)))
	shown = receivers[:MOST_RECEIVERS]
	return {
		"surat": [
			(_("Surat dari"), clean(doc.surat_dari) or ("" if doc.asal == SURAT else clean(doc.asal))),
			(_("No. Surat"), clean(doc.nomor_surat) or DASH),
			(_("Tgl. Surat"), tanggal_panjang(doc.tanggal_surat) or DASH),
		],
		"terima": [
			(_("Diterima Tgl."), tanggal_panjang(doc.diterima_tanggal) or DASH),
			(_("No. Agenda"), clean(doc.nomor_agenda) or DASH),
		],
		"sifat": [[{"nama": name, "ya": doc.sifat == name} for name in line] for line in SIFAT],
		"hal": clean(doc.hal),
		"kepada": [f"{number}. {name}" for number, name in enumerate(shown, start=1)] or [f"1. {'.' * 40}"],
		"dan_seterusnya": len(doc.penerusan) != len(shown),
		"harapan": _asked(first),
	}


def _asked(rows: list) -> list[dict]:
	"""The boxes under "Dengan hormat harap", ticked where an instruction says so; the last for others."""
	told = [clean(row.instruksi).casefold() for row in rows if clean(row.instruksi)]
	boxes = [{"nama": name, "ya": any(name.casefold() in text for text in told)} for name in HARAPAN]
	other = [text for text in told if not any(name.casefold() in text for name in HARAPAN)]
	last = _("Sesuai isi dan instruksi di bawah") if other else "." * 40
	return [*boxes, {"nama": last, "ya": bool(other)}]


def _set_in_lines(box: dict, page: Sheet) -> dict:
	"""The same boxes with every text in the lines that it is printed in."""
	half = page.width / 2 - 2 * BIASA.pad_x - 4
	label = (LABEL_MM + COLON_MM) * PX_PER_MM

	def lines(text: str, room: float, bold: bool = False) -> str:
		return "\n".join(wrap(text, BIASA.px, room, bold))

	return {
		**box,
		"surat": [(name, lines(text, half - label)) for name, text in box["surat"]],
		"terima": [(name, lines(text, half - label)) for name, text in box["terima"]],
		"hal": lines(box["hal"], page.width - label - 2 * BIASA.pad_x - 4, bold=True),
		"kepada": [lines(text, half) for text in box["kepada"]],
	}


def _box_height(box: dict) -> float:
	letter = sum(map(_count, (text for _label, text in box["surat"])))
	receipt = sum(map(_count, (text for _label, text in box["terima"]))) + len(box["sifat"])
	to = 1 + sum(map(_count, box["kepada"])) + box["dan_seterusnya"]
	lines = max(letter, receipt) + _count(box["hal"]) + max(to, 1 + len(box["harapan"]))
	ticked = len(box["sifat"]) + len(box["harapan"])
	# A line with a tick box comes out up to two pixels taller.
	return lines * BIASA.line + 2 * ticked + 3 * (2 * BIASA.pad_y + 1) + 2


def _count(text: str) -> int:
	return text.count("\n") + 1


def _texts(doc, page: Sheet) -> list[Table]:
	"""The boxes that run on: the order itself, what data are needed, by when."""
	needed = [
		(_("Batas Pengumpulan"), hari_tanggal(doc.batas_pengumpulan) or DASH),
		(_("Tanggal Kunci"), hari_tanggal(doc.tanggal_kunci) or _("tidak dikunci")),
		(_("Dokumen Rujukan"), clean(doc.dokumen_rujukan) or DASH),
	]
	deadline = "\n".join(f"{label}: {text}" for label, text in needed)
	reason = clean(doc.alasan_terakhir)
	return [
		_text(page, "isi", [Column(_("Isi / Catatan"), 1)], [clean(doc.isi_perintah)], 43),
		_text(
			page,
			"data",
			[Column(_("Data yang Diperlukan"), 1), Column(_("Batas Waktu dan Rujukan"), 1)],
			[clean(doc.data_yang_diperlukan), deadline],
			60,
		),
		*([_text(page, "alasan", [Column(_("Alasan Pengembalian"), 1)], [reason], 0)] if reason else []),
	]


def _text(page: Sheet, nama: str, columns: list[Column], texts: list[str], minimum: int) -> Table:
	return table(page, nama, columns, [{"sel": texts}], font=BIASA, kelas="naskah", minimum=minimum, gap=0)


def _instruction(rows: list, number: int) -> str:
	"""The instruction of a row, "idem" where it repeats the row before (one order to all units)."""
	text = clean(rows[number - 1].instruksi)
	return _("idem") if number > 1 and text and text == clean(rows[number - 2].instruksi) else text


def _course(doc, page: Sheet) -> Table:
	cells = [
		{
			"sel": [
				str(number),
				clean(row.dari),
				clean(row.kepada),
				_instruction(doc.penerusan, number),
				waktu(row.tanggal),
				waktu(row.dibaca),
				"",
			],
			"minimum": WRITING,
		}
		for number, row in enumerate(doc.penerusan, start=1)
	]
	while len(cells) < LEAST_COURSE_ROWS:
		cells.append({"sel": [str(len(cells) + 1), *[""] * (len(COURSE) - 1)], "minimum": WRITING})
	return table(page, "penerusan", COURSE, cells, judul=_("Jalannya Penerusan"), gap=0)
