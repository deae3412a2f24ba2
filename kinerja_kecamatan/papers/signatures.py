"""Who signs a paper: name, rank, NIP and office, with Plt. or Plh., as they stood when it was signed.

`signers(doc)` gives the blocks as they are now, left to right; the flow keeps them on a recap when it
becomes final (Rekap Kinerja.penandatangan), and from then on the paper prints what was kept.
"""

import json
from collections.abc import Callable
from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import (
	DISPOSISI,
	FORMAT,
	PEGAWAI,
	PENGATURAN,
	PENUGASAN,
	REKAP,
	UNIT_KERJA,
)
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import DIKEMBALIKAN, PINTAS
from kinerja_kecamatan.office import names, penugasan
from kinerja_kecamatan.papers.document import completing_line, log_of
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.sheets import BIASA, GAP, Sheet
from kinerja_kecamatan.papers.text import wrap
from kinerja_kecamatan.rules import nip, person_names, places
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import transitions

FIELDS = ("peran", "jabatan", "atas_nama", "nama", "pangkat", "nip")
ACTING = ("Plt. ", "Plh. ", "Pj. ")
# Signs for the head under the own office, which stands below the head's.
ON_BEHALF = "a.n."
PREFIXES = (*ACTING, f"{ON_BEHALF} ")
# Of Pengaturan Kinerja.nama_penanda_tangan.
CAPITALS = "Huruf Kapital"
# Room for a wet signature and the stamp.
ROOM = 78
DOTS = "." * 34


def signers(doc) -> list[dict]:
	"""The signature blocks of a Disposisi, Format or Rekap as they stand now, left to right.

	:return: dicts with peran ("Mengetahui"), jabatan ("Plt. Kasi Pemerintahan"), atas_nama ("" or "a.n.
	Camat Pace"), nama, pangkat and nip (18 digits); a text is "" where nobody can be named.
	"""
	log = log_of(doc) if not doc.is_new() else []
	return _SIGNERS[_kind(doc)](doc, log)


def for_paper(doc, log: list) -> dict:
	"""For the template: `orang` (the blocks, printable), `tempat_tanggal` (the line over the last)."""
	return signature_block(kept_blocks(doc) or signers(doc), _place_and_date(doc, log))


def signature_block(people: list[dict], place_and_date: str) -> dict:
	"""Blocks of any people for the template, as for_paper gives them."""
	capitals = frappe.get_cached_doc(PENGATURAN).get("nama_penanda_tangan") == CAPITALS
	return {
		"orang": [_printed(person, capitals) for person in people],
		"tempat_tanggal": place_and_date,
		"tinggi_ruang": ROOM,
	}


def _printed(person: dict, capitals: bool) -> dict:
	said = {
		**person,
		"jabatan": printed_title(person["jabatan"]),
		"atas_nama": printed_title(person["atas_nama"]),
		"nama": person_names.in_capitals(person["nama"]) if capitals else person["nama"],
		"nip": nip.spaced(person["nip"]),
		"titik": DOTS,
	}
	# Papers that were kept before say NIP by themselves.
	return {**said, "sebutan_nip": nip.NI_PPPK} if nip.is_pppk(person["nip"]) else said


def kept_blocks(doc) -> list[dict]:
	"""The blocks stored when a recap became final; [] when there are none."""
	raw = doc.get("penandatangan")
	people = json.loads(raw) if isinstance(raw, str) and raw else raw or []
	return [{field: clean(person.get(field)) for field in FIELDS} for person in people]


def printed_title(jabatan: str) -> str:
	"""`Plt. Camat Pace` as `Plt. CAMAT PACE`."""
	prefix = next((p for p in PREFIXES if jabatan.startswith(p)), "")
	return prefix + jabatan.removeprefix(prefix).upper()


def blocks_height(block: dict, page: Sheet) -> float:
	"""Pixels of the whole block of signatures on a sheet."""
	people = block.get("orang", [])
	room = page.width / max(len(people), 2) - 2 * BIASA.pad_x
	tallest = 0
	for person in people:
		bold = (person["atas_nama"], f"{person['jabatan']},", person["nama"] or DOTS)
		lines = sum(len(wrap(text, BIASA.px, room, bold=True)) for text in bold if text)
		lines += sum(len(wrap(text, BIASA.px, room)) for text in (person["peran"], person["pangkat"]) if text)
		# And the place with the date over it, the NIP below.
		tallest = max(tallest, (lines + 2) * BIASA.line)
	return tallest + ROOM + GAP + 8


def _of_disposisi(doc, log: list) -> list[dict]:
	return [head_block(doc.kecamatan, "", _signing_day(doc, log))]


def _of_format(doc, log: list) -> list[dict]:
	day = _signing_day(doc, log)
	filler = (
		holder_block(doc.pelaksana, doc.unit_kerja, day)
		if doc.pelaksana
		else performer_block(doc, log, steps.PENYUSUNAN)
	)
	filler["jabatan"] = filler["jabatan"] or _("Jabatan Pelaksana")
	return [head_block(doc.unit_kerja, _("Mengetahui"), day), {**filler, "peran": _("Yang menyusun")}]


def _of_unit(doc, log: list) -> list[dict]:
	"""Its head, or who has taken note of it in the head's place, and who compiled it."""
	noted = _unit_noted(doc, log)
	head = head_block(doc.unit_kerja, "", _signing_day(doc, log))
	return [
		{**(logged_block(noted) if noted else head), "peran": _("Mengetahui")},
		_maker(doc, log, steps.REKAP_UNIT),
	]


def _of_kecamatan(doc, log: list) -> list[dict]:
	"""The Camat, the Kasubag who validates, and who compiled it; of two posts of one person the compiler's stands."""
	day, maker = _signing_day(doc, log), _maker(doc, log, steps.REKAP_KECAMATAN)
	checker = _post_block(doc, steps.VALIDASI, day)
	same = checker["nama"] and (checker["nama"], checker["nip"]) == (maker["nama"], maker["nip"])
	return [
		head_block(doc.kecamatan, _("Mengetahui"), day),
		*([] if same else [{**checker, "peran": _("Diperiksa oleh")}]),
		maker,
	]


def _maker(doc, log: list, kegiatan: str) -> dict:
	maker = performer_block(doc, log, kegiatan)
	return {**maker, "jabatan": maker["jabatan"] or _("Jabatan Pelaksana"), "peran": _("Yang merekap")}


def _unit_noted(doc, log: list):
	"""The line of the log by which a unit's recap was taken note of in this round: a move on from where it was compiled, into a state
	that completes no step; None while nobody has."""
	compiled, step = completing_line(doc, log, steps.REKAP_UNIT), steps.step_for(doc, steps.REKAP_UNIT)
	if not compiled or not step:
		return None
	noting = {
		t.next_state
		for t in transitions(step.dokumen)
		if t.state == step.status and not t.gerak and not t.by_system
	}
	noting -= {one.status for one in steps.steps_of(steps.sop_of(doc)) if one.dokumen == step.dokumen}
	since = log[log.index(compiled) :]
	lines = [row for row in since if row.ke_status in noting and row.hasil not in (PINTAS, DIKEMBALIKAN)]
	return lines[-1] if lines else None


def _post_block(doc, kegiatan: str, day: date) -> dict:
	"""Who holds the post that completes a step for the whole kecamatan on a day; a Plt. or Plh. comes before whom they stand in for.
	Without a name where there is nobody, or where several would have to be chosen from."""
	step = steps.step_for(doc, kegiatan)
	if not step:
		return blank_block()
	held = penugasan.holders(doc.kecamatan, step_state.roles_completing(doc, kegiatan), on=day)
	held = [a for a in held if not a.over] or held
	acting = [a for a in held if a.jenis != penugasan.DEFINITIF]
	people = {a.pegawai: a for a in acting or held}
	if len(people) != 1:
		return blank_block(step.pelaksana)
	(appointment,) = people.values()
	return _held_block(appointment, _appointed_title(appointment, day), day)


_SIGNERS: dict[str, Callable[[object, list], list[dict]]] = {
	DISPOSISI: _of_disposisi,
	FORMAT: _of_format,
	"Rekap Kinerja Unit": _of_unit,
	"Rekap Kinerja Kecamatan": _of_kecamatan,
}


# The step by which a paper comes into being; its day stands over the signature.
_MADE_BY = {
	FORMAT: steps.PENYUSUNAN,
	"Rekap Kinerja Unit": steps.REKAP_UNIT,
	"Rekap Kinerja Kecamatan": steps.REKAP_KECAMATAN,
}


def _kind(doc) -> str:
	return f"{doc.doctype} {doc.jenis}" if doc.doctype == REKAP else doc.doctype


def _made_on(doc, log: list) -> date | None:
	"""The day on which the paper was made; None while it is still being worked on."""
	if doc.doctype == DISPOSISI:
		return frappe.utils.getdate(doc.tanggal) if doc.tanggal else None
	row = completing_line(doc, log, _MADE_BY[_kind(doc)])
	return row.t2_selesai.date() if row else None


def _signing_day(doc, log: list) -> date:
	"""The day whose appointments count: when the paper was made, today as long as it is not."""
	return _made_on(doc, log) or clock.today()


def _place_and_date(doc, log: list) -> str:
	"""`Pace, 4 Januari 2021`; dots to fill in by hand as long as the step is not done."""
	return place_and_date(doc.kecamatan, _made_on(doc, log))


def place_and_date(kecamatan: str | None, day: date | None) -> str:
	"""`Pace, 4 Januari 2021` for a day, dots without one."""
	place = clean(frappe.get_cached_value(UNIT_KERJA, kecamatan, "tempat")) if kecamatan else ""
	written = tanggal_panjang(day) if day else f"{'.' * 24} {clock.today().year}"
	return f"{place or '.' * 16}, {written}"


def blank_block(jabatan: str = "") -> dict:
	return {**dict.fromkeys(FIELDS, ""), "jabatan": jabatan}


def head_block(unit: str | None, peran: str, day: date) -> dict:
	"""The head of a unit on a day; an empty block under the unit's own title when there was none."""
	if not unit or not frappe.db.exists(UNIT_KERJA, unit):
		return {**blank_block(), "peran": peran}
	row = _called_on(unit, day)
	appointment = penugasan.head_of(unit, day)
	if not appointment:
		return {**blank_block(_office_of(row)), "peran": peran}
	return {
		**_held_block(appointment, _title(appointment.jabatan, appointment.jenis, row), day),
		"peran": peran,
	}


def _held_block(appointment, title: str, day: date) -> dict:
	"""A person under the post they hold; who signs on behalf of another stands under that post and their own."""
	if appointment.jenis != ON_BEHALF:
		return person_block(appointment.pegawai, title)
	own = person_block(appointment.pegawai, _own_title(appointment, day))
	return {**own, "atas_nama": title}


def head_title(unit: str | None, day: date) -> str:
	"""Whom a letter to the head of a unit addresses: the office with Plt. or Plh., whoever signs for it."""
	block = head_block(unit, "", day)
	return _office_of(_called_on(unit, day)) if block["atas_nama"] else block["jabatan"]


def _called_on(unit: str, day: date):
	"""A unit's kind with what it and its head were called on a day."""
	name = names.name_on(unit, day)
	kind = frappe.get_cached_value(UNIT_KERJA, unit, "jenis")
	return frappe._dict(jenis=kind, nama_unit=name.nama, sebutan_kepala=name.kepala)


def _office_of(unit) -> str:
	"""The title of a unit's head."""
	title = clean(unit.sebutan_kepala) or places.head_title(unit.jenis, clean(unit.nama_unit))
	return _title(title or _("Kepala {0}").format(unit.nama_unit), "", unit)


def _own_title(appointment, day: date) -> str:
	"""The office that somebody holds who signs on behalf of another; "" where there is none."""
	held = penugasan.in_kecamatan(appointment.kecamatan, day)
	own = [a for a in held if a.pegawai == appointment.pegawai and a.jenis != ON_BEHALF]
	return _appointed_title(own[-1], day) if own else ""


def _title(jabatan: str, jenis: str, unit) -> str:
	"""The office as printed: with the place where the head is named after it, Plt., Plh., Pj. or a.n. in front."""
	jabatan = places.with_place(clean(jabatan), unit.jenis, clean(unit.nama_unit))
	return f"{jenis} {jabatan}" if f"{jenis} " in PREFIXES else jabatan


def person_block(pegawai: str, jabatan: str) -> dict:
	row = frappe.db.get_value(PEGAWAI, pegawai, ["nama_lengkap", "nama", "pangkat", "nip"], as_dict=True)
	if not row:
		return blank_block(jabatan)
	return {
		**blank_block(jabatan),
		"nama": clean(row.nama_lengkap or row.nama),
		"pangkat": clean(row.pangkat),
		"nip": clean(row.nip).replace(" ", ""),
	}


def holder_block(pegawai: str | None, unit: str, day: date) -> dict:
	"""A named Pegawai under the office held in a unit on a day (or in any unit of the same kecamatan); an empty block for
	nobody.
	"""
	if not pegawai:
		return blank_block()
	kecamatan = frappe.get_cached_value(UNIT_KERJA, unit, "kecamatan")
	held = [a for a in penugasan.in_kecamatan(kecamatan, day) if a.pegawai == pegawai]
	here = [a for a in held if a.unit_kerja == unit] or held
	return person_block(pegawai, _appointed_title(here[-1], day) if here else "")


def appointment_block(penugasan_name: str | None, peran: str, day: date | None = None) -> dict:
	"""The person of a Penugasan under its office, in a unit as it was called on a day (today without one); an empty block for nobody."""
	row = penugasan_name and frappe.db.get_value(
		PENUGASAN,
		{"name": penugasan_name, "persetujuan": penugasan.DISETUJUI},
		["pegawai", "jabatan", "jenis", "unit_kerja"],
		as_dict=True,
	)
	if not row:
		return {**blank_block(), "peran": peran}
	return {**person_block(row.pegawai, _appointed_title(row, day)), "peran": peran}


def _appointed_title(appointment, day: date | None = None) -> str:
	unit = _called_on(appointment.unit_kerja, day or clock.today())
	return _title(appointment.jabatan, appointment.jenis, unit)


def logged_block(row) -> dict:
	"""Who a line of the log names, with the rank and NIP that it kept; a line from before it kept them takes those of the
	account's Pegawai only where that is still the same person.
	"""
	kept = {
		"nama": clean(row.nama_pelaku),
		"pangkat": clean(row.pangkat),
		"nip": clean(row.nip).replace(" ", ""),
	}
	if row.pelaku and not kept["pangkat"] and not kept["nip"]:
		pegawai = frappe.db.get_value(PEGAWAI, {"user": row.pelaku, "nama_lengkap": row.nama_pelaku})
		if pegawai:
			return person_block(pegawai, clean(row.jabatan))
	return {**blank_block(clean(row.jabatan)), **kept}


def performer_block(doc, log: list, kegiatan: str) -> dict:
	"""Who did a step; before that, who will: the person at the desk if it is theirs, or the only holder."""
	row = completing_line(doc, log, kegiatan)
	if row:
		return logged_block(row)
	roles = step_state.roles_completing(doc, kegiatan)
	held = {a.pegawai: a for a in penugasan.holders(doc.kecamatan, roles, doc.get("unit_kerja"))}
	mine = [a for a in held.values() if a.user == frappe.session.user]
	chosen = mine or list(held.values())
	return person_block(chosen[0].pegawai, _appointed_title(chosen[0])) if len(chosen) == 1 else blank_block()


def keep_signers(doc) -> None:
	"""Store the signature blocks (nama, pangkat, NIP, jabatan, Plt.) as they stand now."""

	doc.penandatangan = json.dumps(signers(doc), ensure_ascii=False)
