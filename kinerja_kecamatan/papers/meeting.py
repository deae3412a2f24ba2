"""Step 4 on paper: Undangan, Daftar Hadir and Notulen of a Rapat Kinerja."""

from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, PEGAWAI
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.papers.document import log_of, page_for
from kinerja_kecamatan.papers.indonesia import hari_tanggal, jam
from kinerja_kecamatan.papers.letters import pairs, paragraphs
from kinerja_kecamatan.papers.paper import Paper, note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Sheet, table
from kinerja_kecamatan.rules import nip
from kinerja_kecamatan.sop import steps

PRESENT = "Hadir"
LEADER = "pimpinan"
# Rows of the attendance sheet, with room to sign, and at least so many of them.
SIGNING = 32
LEAST_ROWS = 12
ATTENDANCE_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Nama", 46),
	Column("NIP", 36, "tengah"),
	Column("Jabatan / Unit Kerja", 44),
	Column("Tanda Tangan", 50),
)
NOTE_ATTENDANCE_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Unit Kerja", 60),
	Column("Nama", 60),
	Column("Kehadiran", 26, "tengah"),
	Column("Keterangan", 30),
)


def invitation(doc) -> dict:
	"""Undangan Rapat."""
	page, day = page_for(landscape=False), _invited_on(doc)
	units = list(dict.fromkeys(row.unit_kerja for row in doc.kehadiran if row.unit_kerja))
	titles = [signatures.head_title(unit, day) or unit_name(unit, doc.periode) for unit in units]
	to = [
		f"{n}. {title}"
		for n, title in enumerate([*titles, _("Jabatan Pelaksana unit masing-masing")], start=1)
	]
	return Paper(
		doc=doc,
		page=page,
		judul=_("UNDANGAN"),
		anak_judul=clean(doc.acara).upper(),
		kiri=[(_("Nomor"), doc.name)],
		ringkas=True,
		blocks=[
			*pairs(page, "kepada", [(_("Kepada Yth."), "\n".join(to))]),
			*paragraphs(
				page,
				"pembuka",
				[
					_(
						"Sehubungan dengan pengumpulan data kinerja {0}, dimohon kehadiran Saudara pada:"
					).format(period_name(doc.periode))
				],
			),
			*pairs(page, "acara", _when_and_where(doc)),
			*paragraphs(
				page,
				"penutup_surat",
				[_("Demikian, atas perhatian dan kehadirannya disampaikan terima kasih.")],
			),
		],
		ttd=signatures.signature_block(
			[signatures.head_block(doc.kecamatan, "", day)], signatures.place_and_date(doc.kecamatan, day)
		),
	).data()


def attendance(doc) -> dict:
	"""Daftar Hadir Rapat, signed zigzag; whoever was excused or absent is said to be."""
	page = page_for(landscape=False)
	numbers = _nips(doc)
	cells = [
		_attendance_row(
			number,
			clean(row.nama_pegawai),
			numbers.get(row.pegawai, ""),
			_post(row, doc.periode),
			clean(row.kehadiran),
		)
		for number, row in enumerate(doc.kehadiran, start=1)
	]
	while len(cells) < LEAST_ROWS:
		cells.append(_attendance_row(len(cells) + 1, "", "", "", ""))
	return Paper(
		doc=doc,
		page=page,
		judul=_("DAFTAR HADIR"),
		anak_judul=clean(doc.acara).upper(),
		kiri=[(label, text) for label, text in _when_and_where(doc) if label != _("Acara")],
		kanan=[(_("Disposisi"), doc.disposisi)],
		blocks=[table(page, "hadir", ATTENDANCE_COLUMNS, cells, gap=0)],
		ttd=_signed(doc, (LEADER, _("Pimpinan rapat"))),
	).data()


def _attendance_row(number: int, name: str, nip_: str, post: str, kehadiran: str) -> dict:
	mark = f"{number}." if kehadiran in ("", PRESENT) else f"{number}. ({kehadiran})"
	indent = "\u2003" * (0 if number % 2 else 6)
	return {"sel": [str(number), name, _number(nip_), post, indent + mark], "minimum": SIGNING}


def _number(nip_: str) -> str:
	"""As it stands under the heading NIP: that of a PPPK says what it is."""
	return f"{nip.NI_PPPK}\n{nip.spaced(nip_)}" if nip.is_pppk(nip_) else nip.spaced(nip_)


def minutes(doc) -> dict:
	"""Notulen Rapat."""
	page = page_for(landscape=False)
	came = sum(row.kehadiran == PRESENT for row in doc.kehadiran)
	leads = [
		(_("Pimpinan Rapat"), _name(doc.pimpinan)),
		(_("Notulis"), _name(doc.notulis)),
		(_("Peserta"), _("{0} dari {1} unit hadir").format(came, len(doc.kehadiran))),
	]
	return Paper(
		doc=doc,
		page=page,
		judul=_("NOTULEN RAPAT"),
		anak_judul=clean(doc.acara).upper(),
		kiri=[*[(label, text) for label, text in _when_and_where(doc) if label != _("Acara")], *leads],
		kanan=[(_("Disposisi"), doc.disposisi)],
		blocks=[
			*note_blocks(page, "pembahasan", _("Pembahasan"), doc.pembahasan or DASH),
			*note_blocks(page, "keputusan", _("Keputusan"), doc.keputusan or DASH),
			_present(doc, page),
		],
		ttd=_signed(doc, (LEADER, _("Pimpinan rapat")), ("notulis", _("Notulis"))),
	).data()


def _present(doc, page: Sheet):
	cells = [
		{
			"sel": [
				str(number),
				unit_name(row.unit_kerja, doc.periode),
				clean(row.nama_pegawai) or DASH,
				clean(row.kehadiran) or DASH,
				clean(row.keterangan),
			]
		}
		for number, row in enumerate(doc.kehadiran, start=1)
	]
	return table(page, "kehadiran", NOTE_ATTENDANCE_COLUMNS, cells or [{"sel": [DASH]}], judul=_("Kehadiran"))


def _when_and_where(doc) -> list[tuple[str, str]]:
	end = jam_of(doc.waktu_selesai) or _("selesai")
	place = clean(doc.tempat) or DASH
	return [
		(_("Hari / Tanggal"), hari_tanggal(doc.tanggal) or DASH),
		(_("Waktu"), f"{jam_of(doc.waktu_mulai) or DASH} s.d. {end}"),
		(_("Tempat"), f"{place} ({clean(doc.cara)})" if doc.cara else place),
		(_("Acara"), clean(doc.acara) or DASH),
	]


def jam_of(value) -> str:
	"""`08.15` of a Time field, which Frappe gives as a timedelta or as text."""
	return jam(frappe.utils.get_datetime(f"2000-01-01 {value}")) if value else ""


def _post(row, periode: str) -> str:
	return "\n".join(part for part in (clean(row.jabatan), unit_name(row.unit_kerja, periode)) if part)


def _nips(doc) -> dict[str, str]:
	people = [row.pegawai for row in doc.kehadiran if row.pegawai]
	rows = frappe.get_all(PEGAWAI, filters={"name": ["in", people or [""]]}, fields=["name", "nip"])
	return {row.name: clean(row.nip).replace(" ", "") for row in rows}


def _name(pegawai: str | None) -> str:
	return clean(pegawai and frappe.db.get_value(PEGAWAI, pegawai, "nama_lengkap")) or DASH


def _day(doc) -> date:
	return frappe.utils.getdate(doc.tanggal)


def _invited_on(doc) -> date:
	"""The invitation's own day, never after the meeting; of a meeting that has none the day on which it was entered."""
	return min(frappe.utils.getdate(doc.tanggal_undangan or doc.creation), _day(doc))


def _signed(doc, *fields: tuple[str, str]) -> dict:
	people = [{**_signer(doc, field), "peran": peran} for field, peran in fields]
	return signatures.signature_block(people, signatures.place_and_date(doc.kecamatan, _day(doc)))


def _signer(doc, field: str) -> dict:
	"""Whoever the meeting names; as its leader else the one whose step it is."""
	if doc.get(field) or field != LEADER:
		return signatures.holder_block(doc.get(field), doc.kecamatan, _day(doc))
	order = frappe.get_doc(DISPOSISI, doc.disposisi)
	return signatures.performer_block(order, log_of(order), steps.RAPAT)
