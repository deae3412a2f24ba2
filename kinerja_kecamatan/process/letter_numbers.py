"""Numbers of letters: given or taken over in the transaction of the act that sends the letter, each once a kecamatan and year.

Register Nomor Surat holds them all. Whoever is about to give one waits for the others of the kecamatan (its root unit is theirs until
commit) and reads what these have left, so that no number comes twice; what is rolled back takes its number with it, so that none is
missing. A number that the app has given stays with its document. One that was typed may be typed anew until the letter's step is done:
the old one stays in the register, cancelled.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, getdate

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI, PERJANJIAN, RAPAT, REGISTER_NOMOR
from kinerja_kecamatan.base.duplicates import one_at_a_time
from kinerja_kecamatan.base.plain_text import clean, shortened
from kinerja_kecamatan.base.stored_words import (
	NOTA_DINAS,
	NOTULEN,
	NUMBER_CANCELLED,
	NUMBER_GIVEN,
	NUMBER_IN_USE,
	NUMBER_TYPED,
	UNDANGAN,
)
from kinerja_kecamatan.exceptions import DuplicateDocument, MoveRefused
from kinerja_kecamatan.guard import closed, written_once
from kinerja_kecamatan.office import letter_patterns
from kinerja_kecamatan.office.names import period_name
from kinerja_kecamatan.papers.document import completing_line, log_of
from kinerja_kecamatan.rules import letter_numbers
from kinerja_kecamatan.sop import steps

HAL_LENGTH = 255


@dataclass(frozen=True)
class Letter:
	"""A kind of letter of a DocType: its field for the number, its day, and what it is about."""

	jenis: str
	field: str
	day: Callable[[object], date | None]
	"""None where its document says none."""
	hal: Callable[[object], str]
	sent: bool = False
	"""Its number comes with the step that sends it: from then on it is what it is, typed or given, and so is its day."""
	follows: bool = False
	"""A number that was typed into it goes with it into another month."""


def _day_of(field: str) -> Callable[[object], date | None]:
	return lambda doc: getdate(doc.get(field)) if doc.get(field) else None


def _sent_on(doc) -> date:
	"""The day of the step that sends an order's Nota Dinas; today while that lies ahead."""
	line = completing_line(doc, log_of(doc), steps.PENYAMPAIAN)
	return getdate(line.t2_selesai if line else clock.today())


def _agreed_on(doc) -> date | None:
	"""The day of an agreement; of one that says none that on which it was set in force, or from which it counts where an earlier release
	closed it and kept no such day."""
	before = doc.get_doc_before_save()
	was_closed = closed.is_closed(before) if before else not doc.is_new() and closed.is_closed(doc)
	day = doc.tanggal or doc.ditetapkan_pada or (doc.berlaku_mulai if was_closed else None)
	return getdate(day) if day else None


LETTERS: dict[str, tuple[Letter, ...]] = {
	DISPOSISI: (
		Letter(
			NOTA_DINAS,
			"nomor_nota_dinas",
			_sent_on,
			lambda doc: _("Permintaan Data Kinerja {0}").format(period_name(doc.periode)),
			sent=True,
		),
	),
	RAPAT: (
		Letter(UNDANGAN, "nomor_undangan", _day_of("tanggal_undangan"), lambda doc: doc.acara),
		Letter(NOTULEN, "nomor_notulen", _day_of("tanggal"), lambda doc: doc.acara, follows=True),
	),
	PERJANJIAN: (
		Letter(
			PERJANJIAN,
			"nomor",
			_agreed_on,
			lambda doc: f"{_(PERJANJIAN)} {_(doc.jenis)} {doc.tahun}, {doc.unit_kerja}",
			follows=True,
		),
	),
}


def check_typed(doc) -> None:
	"""Before a document is saved: numbers that were typed into it are nobody else's, and those that the app gave are as they were."""
	before = doc.get_doc_before_save()
	for letter in LETTERS[doc.doctype]:
		typed = _one_line(doc.get(letter.field))
		doc.set(letter.field, typed or None)
		entry = entry_of(doc, letter.jenis)
		if typed == _one_line(before.get(letter.field) if before else ""):
			_check_year(doc, letter, entry)
			continue
		if entry and entry.nomor != typed and (entry.asal == NUMBER_GIVEN or letter.sent):
			frappe.throw(
				_("Nomor {0} sudah diberikan kepada {1} dan tidak diubah lagi.").format(
					frappe.bold(escape_html(entry.nomor)), _(letter.jenis)
				),
				MoveRefused,
				title=_("Nomor Surat"),
			)
		if typed:
			one_at_a_time(doc.kecamatan)
			_refuse_taken(doc, letter, typed, _day(doc, letter, entry))


def _check_year(doc, letter: Letter, entry) -> None:
	"""A letter whose day moves into another year takes a typed number along, where that is free there; one that the app has given says its
	own year."""
	if not entry or letter.sent:
		return
	day = _day(doc, letter, entry)
	if day.year == entry.tanggal.year:
		return
	if entry.asal == NUMBER_GIVEN:
		_refuse_day(letter, entry, _("{0} sudah bernomor {1} tanggal {2}; tanggalnya tetap pada tahun itu."))
	one_at_a_time(doc.kecamatan)
	_refuse_taken(doc, letter, entry.nomor, day)


def refuse_taken(doc) -> None:
	"""Refuse a document with a typed number that somebody else's letter has taken since it was typed."""
	for letter in LETTERS[doc.doctype]:
		typed = _one_line(doc.get(letter.field))
		if typed and not entry_of(doc, letter.jenis):
			_refuse_taken(doc, letter, typed, _day(doc, letter))


def settle(doc, jenis: str, day: date | None = None) -> None:
	"""After a document is saved, in its transaction: a typed number goes into the register, a missing one is given where the office has
	a pattern that the app numbers by.

	:param day: of the letter, where its document does not say it
	"""
	letter, entry = _letter(doc, jenis), entry_of(doc, jenis)
	typed, day = _one_line(doc.get(letter.field)), day or _day(doc, letter, entry)
	numbering = letter_patterns.numbering_of(doc.kecamatan, jenis, doc.get("unit_kerja"))
	if entry and (entry.nomor == typed or entry.asal == NUMBER_GIVEN):
		if not letter.sent:
			_follow(doc, letter, entry, day, numbering)
		return
	if not typed and (entry or not numbering or not numbering.given):
		if entry:
			_cancel(entry.name, _("Nomornya dikosongkan."))
		return
	one_at_a_time(doc.kecamatan)
	if entry:
		_cancel(entry.name, _("Diganti dengan {0}.").format(typed))
	if typed:
		_take_over(doc, letter, typed, day, numbering)
	else:
		_give(doc, letter, day, numbering)


def keep_month(doc, jenis: str) -> None:
	"""Refuse another month for the day of a letter that keeps its number: most offices write the year into it, and many the month."""
	letter, entry = _letter(doc, jenis), entry_of(doc, jenis)
	if not entry or entry.nomor != _one_line(doc.get(letter.field)):
		return
	day, follows = _day(doc, letter, entry), letter.follows and entry.asal == NUMBER_TYPED
	if not follows and (day.year, day.month) != (entry.tanggal.year, entry.tanggal.month):
		_refuse_day(letter, entry, _("{0} sudah bernomor {1} tanggal {2}; tanggalnya tetap pada bulan itu."))


def _refuse_day(letter: Letter, entry, said: str) -> None:
	frappe.throw(
		said.format(_(letter.jenis), frappe.bold(escape_html(entry.nomor)), formatdate(entry.tanggal)),
		MoveRefused,
		title=_("Nomor Surat"),
	)


def _letter(doc, jenis: str) -> Letter:
	return next(one for one in LETTERS[doc.doctype] if one.jenis == jenis)


def _day(doc, letter: Letter, entry=None) -> date:
	"""Of a letter: as its document says, else as its number stands in the register; today for one that has neither."""
	return letter.day(doc) or (entry.tanggal if entry else getdate(clock.today()))


def cancel_all(doc, reason: str) -> None:
	"""What a document's letters bore stays in the register, marked, and is given to no other."""
	for name in frappe.get_all(
		REGISTER_NOMOR,
		filters={"jenis_dokumen": doc.doctype, "dokumen": doc.name, "status": NUMBER_IN_USE},
		pluck="name",
	):
		_cancel(name, reason)


def entry_of(doc, jenis: str):
	"""The number in use of a document's letter as {name, nomor, asal, tanggal, hal}; None where it has none."""
	if not doc.name:
		return None
	return frappe.db.get_value(
		REGISTER_NOMOR,
		{"jenis_dokumen": doc.doctype, "dokumen": doc.name, "jenis_naskah": jenis, "status": NUMBER_IN_USE},
		["name", "nomor", "asal", "tanggal", "hal"],
		as_dict=True,
	)


def _follow(doc, letter: Letter, entry, day: date, numbering) -> None:
	"""What the register says of a letter is what that says itself, when its day or its subject has changed. A number is its year's: typed
	into a letter that moves into another one, it is cancelled in the old."""
	if day.year == entry.tanggal.year:
		now = {"tanggal": day, "hal": _hal(doc, letter)}
		if any(entry[column] != value for column, value in now.items()):
			frappe.db.set_value(REGISTER_NOMOR, entry.name, now)
	elif entry.asal == NUMBER_TYPED:
		one_at_a_time(doc.kecamatan)
		_cancel(entry.name, _("Tanggal suratnya menjadi {0}.").format(formatdate(day)))
		_take_over(doc, letter, entry.nomor, day, numbering)


def _give(doc, letter: Letter, day: date, numbering) -> None:
	urut = letter_numbers.next_urut(
		_last_urut(doc.kecamatan, day.year, letter.jenis if numbering.apart else None)
	)
	nomor = letter_numbers.write(numbering.pola, urut, day)
	# An office that has changed its patterns within the year may have written this one before.
	while _holder(doc, nomor, day):
		urut += 1
		nomor = letter_numbers.write(numbering.pola, urut, day)
	_insert(doc, letter, nomor, day, urut, NUMBER_GIVEN)
	doc.set(letter.field, nomor)
	frappe.db.set_value(doc.doctype, doc.name, letter.field, nomor, update_modified=False)


def _take_over(doc, letter: Letter, nomor: str, day: date, numbering) -> None:
	"""A number that somebody typed; where it is of the office's own pattern the app goes on counting after it."""
	own = _refuse_taken(doc, letter, nomor, day)
	if own:  # typed, taken back and typed again
		now = {"nomor": nomor, "tanggal": day, "hal": _hal(doc, letter)}
		frappe.db.set_value(REGISTER_NOMOR, own, {"status": NUMBER_IN_USE, "keterangan": None, **now})
		return
	urut = letter_numbers.read_urut(numbering.pola, nomor, day.year) if numbering else None
	if urut and not _goes_on_from(doc, letter, nomor, day, urut, numbering):
		urut = None
	_insert(doc, letter, nomor, day, urut or 0, NUMBER_TYPED)


def _goes_on_from(doc, letter: Letter, nomor: str, day: date, urut: int, numbering) -> bool:
	"""Whether the app counts on from a typed number; says so where it does not."""
	last = _last_urut(doc.kecamatan, day.year, letter.jenis if numbering.apart else None)
	if letter_numbers.is_counted(urut, last):
		return True
	frappe.msgprint(
		_(
			"Nomor {0} dicatat sebagaimana ditulis. Nomor urutnya jauh di atas yang terakhir ({1}), sehingga nomor dari aplikasi tetap melanjutkan yang terakhir itu. Periksa lagi bila itu salah ketik."
		).format(frappe.bold(escape_html(nomor)), last or 0),
		title=_("Nomor Surat"),
		indicator="orange",
	)
	return False


def _last_urut(kecamatan: str, tahun: int, jenis: str | None) -> int | None:
	"""The highest nomor urut of a year; read as it is now and not as it was when this transaction began to read. A typed one that was
	typed anew was a slip, and nothing goes on from it."""
	table = frappe.qb.DocType(REGISTER_NOMOR)
	query = (
		frappe.qb.from_(table)
		.select(table.urut)
		.where((table.kecamatan == kecamatan) & (table.tahun == tahun))
		.where((table.asal == NUMBER_GIVEN) | (table.status == NUMBER_IN_USE))
		.orderby(table.urut, order=frappe.qb.desc)
		.limit(1)
		.for_update()
	)
	if jenis:
		query = query.where(table.jenis_naskah == jenis)
	rows = query.run()
	return rows[0][0] if rows else None


def _refuse_taken(doc, letter: Letter, nomor: str, day: date) -> str | None:
	"""Refuse a number that another letter bears, or has borne, naming that one; the name of the document's own cancelled entry."""
	first = _holder(doc, nomor, day)
	if not first:
		return None
	same = (first.jenis_dokumen, first.dokumen, first.jenis_naskah) == (doc.doctype, doc.name, letter.jenis)
	if same and first.asal == NUMBER_TYPED:
		return first.name
	frappe.throw(
		_("Nomor {0} sudah dipakai {1} {2} tanggal {3}{4}. Tulis nomor yang lain.").format(
			frappe.bold(escape_html(nomor)),
			_(first.jenis_naskah),
			escape_html(first.dokumen or ""),
			formatdate(first.tanggal),
			_(" (batal)") if first.status == NUMBER_CANCELLED else "",
		),
		DuplicateDocument,
		title=_("Nomor Surat"),
	)


def _holder(doc, nomor: str, day: date):
	"""The entry that has a number in a year; a shared lock reads what is there now."""
	rows = frappe.db.sql(
		f"select name, jenis_dokumen, dokumen, jenis_naskah, tanggal, status, asal from `tab{REGISTER_NOMOR}` "
		"where kunci = %s lock in share mode",
		_key(doc.kecamatan, day, nomor),
		as_dict=True,
	)
	return rows[0] if rows else None


def _key(kecamatan: str, day: date, nomor: str) -> str:
	text = letter_numbers.key(nomor)
	if len(text) > letter_numbers.LONGEST:  # some signs stand for many
		text = hashlib.sha256(text.encode()).hexdigest()
	return f"{kecamatan}|{day.year}|{text}"


def _insert(doc, letter: Letter, nomor: str, day: date, urut: int, asal: str) -> None:
	user = acting.real_user()
	row = frappe.get_doc(
		{
			"doctype": REGISTER_NOMOR,
			"nomor": nomor,
			"jenis_naskah": letter.jenis,
			"tanggal": day,
			"hal": _hal(doc, letter),
			"status": NUMBER_IN_USE,
			"kecamatan": doc.kecamatan,
			"tahun": day.year,
			"urut": urut,
			"asal": asal,
			"jenis_dokumen": doc.doctype,
			"dokumen": doc.name,
			"oleh": user,
			"nama_oleh": frappe.utils.get_fullname(user),
			"pada": clock.now(),
			"kunci": _key(doc.kecamatan, day, nomor),
		}
	)
	with acting.acting_as_system():
		written_once.insert_once(row)


def _hal(doc, letter: Letter) -> str:
	return shortened(clean(letter.hal(doc)), HAL_LENGTH)


def _cancel(name: str, reason: str) -> None:
	frappe.db.set_value(REGISTER_NOMOR, name, {"status": NUMBER_CANCELLED, "keterangan": reason})


def _one_line(text: object) -> str:
	return " ".join(clean(text).split())
