"""Step 4 on paper: Undangan, Daftar Hadir and Notulen of a Rapat Kinerja."""

from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, PEGAWAI
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers import letters, photos, signatures
from kinerja_kecamatan.papers.document import log_of, page_for
from kinerja_kecamatan.papers.indonesia import hari_tanggal, jam, tanggal_panjang
from kinerja_kecamatan.papers.paper import SIGNATURES, Paper, note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import BIASA, Column, Fixed, Sheet, Table, table
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
	Column("Nama", 48),
	Column("NIP", 36, "tengah"),
	Column("Jabatan / Unit Kerja", 48),
	Column("Kehadiran", 20, "tengah"),
	Column("Keterangan", 24),
)
TALK_COLUMNS = (Column("No", 10, "tengah"), Column("Acara", 55), Column("Pembahasan", 119))
DECISION_COLUMNS = (
	Column("No", 10, "tengah"),
	Column("Keputusan", 94),
	Column("Penanggung Jawab", 46),
	Column("Batas Waktu", 34, "tengah"),
)


def invitation(doc) -> dict:
	"""Undangan Rapat, a letter: it says what was asked for, whenever the meeting then took place."""
	page, day = page_for(landscape=False), _invited_on(doc)
	titles = _invited(doc, day)
	place_and_date = signatures.place_and_date(doc.kecamatan, day)
	signed = signatures.signature_block([signatures.head_block(doc.kecamatan, "", day)], "")
	return Paper(
		doc=doc,
		page=page,
		judul="",
		sebutan=_("UNDANGAN"),
		blocks=[
			*letters.heading(page, place_and_date, _invitation_head(doc, titles)),
			*letters.addressed(page, titles, doc.kecamatan),
			*_call(doc, page),
		],
		ttd=signed,
		lampiran=_invited_list(doc, page, titles, day, signed) if letters.are_listed(titles) else [],
	).data()


def _invitation_head(doc, titles: list[str]) -> list[tuple[str, str]]:
	sifat = frappe.db.get_value(DISPOSISI, doc.disposisi, "sifat")
	return [
		(_("Nomor"), letters.number_or_blank(doc.nomor_undangan)),
		(_("Sifat"), clean(sifat) or DASH),
		(_("Lampiran"), _("1 (satu) lembar") if letters.are_listed(titles) else DASH),
		(_("Hal"), _("Undangan")),
	]


def _call(doc, page: Sheet) -> list[Table]:
	opening = _(
		"Sehubungan dengan pengumpulan data kinerja {0}, dengan hormat kami mengundang Saudara untuk hadir dalam rapat pada:"
	).format(period_name(doc.periode))
	closing = _("Demikian, atas perhatian dan kehadiran Saudara disampaikan terima kasih.")
	return [
		*letters.paragraphs(page, "pembuka", [opening]),
		*letters.pairs(page, "acara", _asked_for(doc)),
		*letters.paragraphs(page, "penutup_surat", [closing]),
	]


def _invited_list(doc, page: Sheet, titles: list[str], day: date, signed: dict) -> list[Fixed | Table]:
	judul = _("Lampiran Surat Nomor {0}, tanggal {1}: Daftar yang Diundang").format(
		letters.number_or_blank(doc.nomor_undangan), tanggal_panjang(day)
	)
	return [
		letters.listed(page, "diundang", judul, titles),
		Fixed(SIGNATURES, signatures.blocks_height(signed, page), ikat=True),
	]


def _invited(doc, day: date) -> list[str]:
	"""Whom the letter goes to: the head of every unit by the office, each of the others by name."""
	seen: dict[str, None] = {}
	for row in doc.kehadiran:
		if not row.unit_kerja:
			continue
		head = signatures.head_title(row.unit_kerja, day) or unit_name(row.unit_kerja, doc.periode)
		is_other = row.unit_kerja in {one.unit_kerja for one in doc.kehadiran[: row.idx - 1]}
		seen.setdefault(_other_title(row, doc.periode) if is_other else head)
	return list(seen)


def _other_title(row, periode: str) -> str:
	office = ", ".join(part for part in (clean(row.jabatan), unit_name(row.unit_kerja, periode)) if part)
	name = clean(row.nama_pegawai)
	return f"{name} ({office})" if name else office


def attendance(doc) -> dict:
	"""Daftar Hadir Rapat, signed zigzag, of everybody who was invited; whoever was excused or absent is said to be."""
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
		blocks=[
			*letters.pairs(page, "waktu", _held(doc)[:3]),
			table(page, "hadir", ATTENDANCE_COLUMNS, cells),
		],
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
	"""Notulen Rapat, with who was there and the pictures that hang on the meeting behind it."""
	page = page_for(landscape=False)
	pictures, shown = photos.rows_of(doc)
	return Paper(
		doc=doc,
		page=page,
		judul=_("NOTULEN RAPAT"),
		anak_judul=clean(doc.acara).upper(),
		blocks=[
			*letters.pairs(page, "rapat", _about(doc)),
			*_talk(doc, page),
			*_decisions(doc, page),
		],
		ttd=_signed(doc, (LEADER, _("Pimpinan rapat")), ("notulis", _("Notulis"))),
		lampiran=[_present(doc, page), *_pictures(page, pictures)],
		lain=shown,
	).data()


def _about(doc) -> list[tuple[str, str]]:
	came = [row for row in doc.kehadiran if row.kehadiran == PRESENT]
	units, of = ({row.unit_kerja for row in rows} for rows in (came, doc.kehadiran))
	number = [(_("Nomor"), clean(doc.nomor_notulen))] if clean(doc.nomor_notulen) else []
	return [
		*number,
		*_held(doc),
		(_("Dasar"), _reason(doc)),
		(_("Pimpinan Rapat"), _signer(doc, LEADER)["nama"] or DASH),
		(_("Notulis"), _name(doc.notulis)),
		(
			_("Peserta"),
			_("{0} dari {1} orang yang diundang, {2} dari {3} unit; daftar hadir terlampir").format(
				len(came), len(doc.kehadiran), len(units), len(of)
			),
		),
	]


def _reason(doc) -> str:
	day = tanggal_panjang(_invited_on(doc))
	if clean(doc.nomor_undangan):
		return _("Undangan Nomor {0} tanggal {1}").format(clean(doc.nomor_undangan), day)
	return _("Undangan tanggal {0}").format(day)


def _talk(doc, page: Sheet) -> list[Table]:
	"""What was said on each item of the agenda; what belongs to none of them, or was written down as one text."""
	cells = [
		{"sel": [str(number), clean(row.acara), clean(row.pembahasan) or DASH]}
		for number, row in enumerate(doc.acara_rapat, start=1)
	]
	if not cells:
		return note_blocks(page, "pembahasan", _("Pembahasan"), doc.pembahasan or DASH)
	talked = table(page, "acara", TALK_COLUMNS, cells, font=BIASA, judul=_("Pembahasan"), kelas="naskah")
	return [talked, *note_blocks(page, "pembahasan", _("Pembahasan lainnya"), doc.pembahasan)]


def _decisions(doc, page: Sheet) -> list[Table]:
	cells = [
		{
			"sel": [
				str(number),
				clean(row.keputusan),
				clean(row.penanggung_jawab) or DASH,
				tanggal_panjang(row.batas_waktu) or DASH,
			]
		}
		for number, row in enumerate(doc.daftar_keputusan, start=1)
	]
	if not cells:
		return note_blocks(page, "keputusan", _("Keputusan"), doc.keputusan or DASH)
	decided = table(
		page, "diputuskan", DECISION_COLUMNS, cells, font=BIASA, judul=_("Keputusan"), kelas="naskah"
	)
	return [decided, *note_blocks(page, "keputusan", _("Keputusan lainnya"), doc.keputusan)]


def _present(doc, page: Sheet) -> Table:
	numbers = _nips(doc)
	cells = [
		{
			"sel": [
				str(number),
				clean(row.nama_pegawai) or DASH,
				_number(numbers.get(row.pegawai, "")) or DASH,
				_post(row, doc.periode),
				clean(row.kehadiran) or DASH,
				clean(row.keterangan),
			]
		}
		for number, row in enumerate(doc.kehadiran, start=1)
	]
	judul = _("Lampiran Notulen: Daftar Hadir")
	empty = [{"sel": [DASH]}]
	return table(page, "kehadiran", NOTE_ATTENDANCE_COLUMNS, cells or empty, judul=judul, baru=True)


def _pictures(page: Sheet, rows: list[Fixed]) -> list[Fixed | Table]:
	if not rows:
		return []
	head = {"sel": [_("Lampiran Notulen: Dokumentasi")], "kelas": "tebal"}
	return [
		table(page, "dokumentasi", [Column("", 1)], [head], font=BIASA, kelas=letters.PLAIN, baru=True),
		*rows,
	]


def _asked_for(doc) -> list[tuple[str, str]]:
	"""Day, time, place and agenda as the invitation has them; one of an earlier release is its meeting's."""
	day, start = doc.hari_undangan or doc.tanggal, doc.waktu_undangan or doc.waktu_mulai
	return _times(doc, day, start, "", clean(doc.tempat_undangan) or clean(doc.tempat))


def _held(doc) -> list[tuple[str, str]]:
	"""Day, time, place and agenda as the meeting was."""
	return _times(doc, doc.tanggal, doc.waktu_mulai, jam_of(doc.waktu_selesai), clean(doc.tempat))


def _times(doc, day, start, end: str, place: str) -> list[tuple[str, str]]:
	where = f"{place} ({clean(doc.cara)})" if place and doc.cara else place or clean(doc.cara) or DASH
	return [
		(_("Hari / Tanggal"), hari_tanggal(day) or DASH),
		(_("Waktu"), _("pukul {0} s.d. {1}").format(jam_of(start) or DASH, end or _("selesai"))),
		(_("Tempat"), where),
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
	"""The invitation's own day, never after the day that it asks for; of a meeting that has none the day on which it was entered."""
	asked = frappe.utils.getdate(doc.hari_undangan or doc.tanggal)
	return min(frappe.utils.getdate(doc.tanggal_undangan or doc.creation), asked)


def _signed(doc, *fields: tuple[str, str]) -> dict:
	people = [{**_signer(doc, field), "peran": peran} for field, peran in fields]
	return signatures.signature_block(people, signatures.place_and_date(doc.kecamatan, _day(doc)))


def _signer(doc, field: str) -> dict:
	"""Whoever the meeting names; as its leader else the one whose step it is."""
	if doc.get(field) or field != LEADER:
		return signatures.holder_block(doc.get(field), doc.kecamatan, _day(doc))
	order = frappe.get_doc(DISPOSISI, doc.disposisi)
	return signatures.performer_block(order, log_of(order), steps.RAPAT)
