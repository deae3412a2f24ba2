"""Kartu Kendali Pelaksanaan SOP: the steps of one Disposisi on one page, their minutes against the mutu baku."""

from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import LOG, REKAP, SOP
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, SELESAI
from kinerja_kecamatan.office.names import office_word, period_name, unit_name
from kinerja_kecamatan.papers import seal_line, signatures
from kinerja_kecamatan.papers.document import log_of, page_for
from kinerja_kecamatan.papers.indonesia import jam
from kinerja_kecamatan.papers.paper import Paper, notes
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Table, table
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.rounds import Round
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log import rounds, summary
from kinerja_kecamatan.step_log.log import DIKEMBALIKAN

COLUMNS = (
	Column("No", 9, "tengah"),
	Column("Langkah", 44),
	Column("Pelaksana", 42),
	Column("Kelengkapan / Output", 42),
	Column("Mulai / Selesai", 37, "tengah"),
	Column("Tunggu", 17, "tengah"),
	Column("Mutu Baku", 14, "tengah"),
	Column("Pelaksa-naan", 18, "tengah"),
	Column("Hasil", 20, "tengah"),
)
ROUND_COLUMNS = (
	Column("Lgk.", 12, "tengah"),
	Column("Putaran", 20, "tengah"),
	Column("Unit", 50),
	Column("Oleh", 48),
	Column("Mulai", 29, "tengah"),
	Column("Sampai", 29, "tengah"),
	Column("Menit", 15, "tengah"),
	Column("Hasil", 28, "tengah"),
)
# So many are named, more are counted.
MOST_NAMED = 2


def control_card_paper(doc) -> dict:
	"""The Kartu Kendali of a Disposisi, in the version that its recap is in."""
	page, log = page_for(landscape=False), log_of(doc)
	version = frappe.db.get_value(REKAP, {"disposisi": doc.name, "jenis": OFFICE_RECAP}, "versi") or 1
	measured, closed = summary.measure(doc, version), _closed_on(doc, version)
	repeated = _rounds(doc, page, measured, version)
	return Paper(
		doc=doc,
		page=page,
		judul=_("KARTU KENDALI PELAKSANAAN SOP"),
		anak_judul=_("{0}, {1}").format(_sop_name(doc), period_name(doc.periode).upper()),
		kiri=[
			(_(office_word(doc.kecamatan)), unit_name(doc.kecamatan, doc.periode)),
			(_("SOP"), clean(frappe.get_cached_value(SOP, doc.sop, "nomor_sop")) if doc.sop else DASH),
			(_("Siklus (draf s.d. final)"), _cycle(measured)),
		],
		kanan=[(_("Versi Rekap"), str(version))],
		blocks=[
			_rows(doc, page, measured, version),
			*repeated,
			*notes(page, [(_("Keterangan"), _explanation(bool(repeated)))]),
		],
		log=log,
		lain=seal_line.seal_of_last(_shown(doc, version)),
		ttd=signatures.signature_block(
			_people(doc, log, closed), signatures.place_and_date(doc.kecamatan, closed)
		),
	).data()


def _sop_name(doc) -> str:
	return clean(frappe.get_cached_value(SOP, doc.sop, "nama_sop")).rstrip(".") if doc.sop else ""


def _cycle(measured: dict) -> str:
	if measured["siklus"] is None:
		return _("belum selesai")
	return _("{0} menit kerja").format(print_number(measured["siklus"]))


def _rows(doc, page, measured: dict, version: int) -> Table:
	entries = _entries(doc, version)
	cells = [{"sel": _cells(row, entries.get(row["kegiatan"], []))} for row in measured["langkah"]]
	total = ["", _("Jumlah (menit kerja)"), "", "", "", "", print_number(measured["standar"])]
	cells.append({"sel": [*total, print_number(measured["pelaksanaan"]), ""], "kelas": "tebal"})
	return table(page, "langkah", COLUMNS, cells, gap=0)


def _cells(row: dict, entries: list) -> list[str]:
	starts = [e.t1_mulai for e in entries if e.t1_mulai]
	ends = [e.t2_selesai for e in entries if e.t2_selesai]
	finished = [e for e in entries if e.hasil == SELESAI]
	begun = _moment(min(starts)) if starts else ""
	ended = _moment(max(ends)) if ends and row["selesai"] else ""
	return [
		str(row["nomor"]),
		clean(row["kegiatan"]),
		_performers(row, finished),
		_materials(finished),
		"\n".join(part for part in (begun, ended) if part),
		print_number(row["tunggu"]) if row["selesai"] else "",
		print_number(row["standar"]),
		print_number(row["pelaksanaan"]) if row["selesai"] else "",
		clean(row["nilai"]) if row["selesai"] else _("belum"),
	]


def _rounds(doc, page, measured: dict, version: int) -> list[Table]:
	"""What was sent back and done again, round by round; [] while nothing was."""
	done = {row["kegiatan"] for row in measured["langkah"] if row["selesai"]}
	cells = [
		{"sel": _round_cells(step, one, bool(step) and step.kegiatan in done)}
		for step, found in rounds.rounds_of(doc, version)
		for one in found
	]
	return [table(page, "putaran", ROUND_COLUMNS, cells, judul=_("Putaran yang Berulang"))] if cells else []


def _round_cells(step, one: Round, done: bool) -> list[str]:
	minutes = print_number(one.menit)
	returned = any(attempt.kembali for attempt in one.attempts)
	return [
		str(step.nomor) if step else DASH,
		str(one.putaran),
		_named([unit_name(attempt.unit) for attempt in one.attempts], _("{0} unit")),
		_named([clean(attempt.oleh) for attempt in one.attempts], _("{0} orang")),
		_moment(one.mulai) if one.mulai else "",
		_moment(one.selesai) if one.selesai else "",
		minutes if one.dihitung and done else f"({minutes})",
		_(DIKEMBALIKAN) if returned else _(SELESAI),
	]


def _named(names: list[str], count: str) -> str:
	known = list(dict.fromkeys(filter(None, names)))
	return ", ".join(known) if len(known) <= MOST_NAMED else count.format(len(known))


def _materials(entries: list) -> str:
	"""Kelengkapan, there or not, and the output."""
	if not entries:
		return ""
	there = _("Lengkap") if all(e.kelengkapan_ada for e in entries) else _("Tidak lengkap")
	return f"{there} / {clean(entries[-1].output)}"


def _performers(row: dict, entries: list) -> str:
	names = list(dict.fromkeys(clean(e.nama_pelaku) for e in entries if e.nama_pelaku))
	if len(names) > 1:
		return _("{0} ({1} orang)").format(clean(row["pelaksana"]), len(names))
	return names[0] if names else clean(row["pelaksana"])


def _moment(moment) -> str:
	"""`9-4-2021 08.15`: short enough that the nine steps stay on one page."""
	return f"{moment.day}-{moment.month}-{moment.year} {jam(moment)}"


def _entries(doc, version: int) -> dict[str, list]:
	"""By activity: a step that came in between since has renumbered the others."""
	rows = frappe.get_all(
		LOG,
		filters=_shown(doc, version),
		fields=["kegiatan", "nama_pelaku", "hasil", "t1_mulai", "t2_selesai", "output", "kelengkapan_ada"],
		order_by="t2_selesai, creation",
	)
	out: dict[str, list] = {}
	for row in rows:
		out.setdefault(row.kegiatan, []).append(row)
	return out


def _shown(doc, version: int) -> dict:
	"""The lines of the log that the card is made of: steps that were done, and what was sent back on the way."""
	return {"disposisi": doc.name, "versi": version, "hasil": ["in", (SELESAI, DIKEMBALIKAN)]}


def _people(doc, log: list, closed: date | None) -> list[dict]:
	"""The head of the day on which the SOP was closed, today's as long as it runs."""
	controller = signatures.performer_block(doc, log, steps.PENYAMPAIAN)
	head = signatures.head_block(doc.kecamatan, _("Mengetahui"), closed or clock.today())
	return [head, {**controller, "peran": _("Yang mengendalikan")}]


def _closed_on(doc, version: int) -> date | None:
	"""The day on which the SOP's last step was done."""
	found = steps.steps_of(doc.sop)
	done = frappe.get_all(
		LOG,
		filters={
			"disposisi": doc.name,
			"versi": version,
			"kegiatan": found[-1].kegiatan if found else "",
			"hasil": SELESAI,
		},
		pluck="t2_selesai",
		order_by="t2_selesai desc",
		limit=1,
	)
	return done[0].date() if done else None


def _explanation(repeated: bool) -> str:
	said = _(
		"Menit adalah menit kerja menurut kalender kantor, dari mulai dikerjakan sampai selesai; bukan beban kerja. Langkah "
		"yang dikerjakan tiap unit dinilai dari unit yang paling lama; langkah atas semua unit dari gabungan waktunya."
	)
	if not repeated:
		return said
	return (
		said
		+ " "
		+ _(
			"Langkah yang dikembalikan dan diulang dirinci per putaran: jumlahnya adalah menit langkah itu. Menit dalam kurung tidak "
			"ikut dihitung, karena unit lain lebih lama, langkahnya belum selesai, atau dikembalikan di antara dua langkah."
		)
	)
