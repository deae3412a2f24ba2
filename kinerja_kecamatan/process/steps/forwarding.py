"""The rows of forwarding in a Disposisi: who passed it on to whom, and who is done with it."""

import frappe

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop.workflow import transitions


def forward_to_next(doc, move) -> None:
	"""A preparation: a forwarding row to whoever can make the next move."""
	close_rows(doc, move)
	add_next(doc, move)


def add_next(doc, move) -> None:
	"""A row to whoever can make the next move."""
	roles = {
		t.allowed for t in transitions(DISPOSISI) if t.state == move.transition.next_state and not t.gerak
	}
	for holder in penugasan.holders(doc.kecamatan, roles):
		add_row(doc, move, holder.jabatan, holder.pegawai, holder.unit_kerja, doc.isi_perintah)


def add_row(doc, move, to: str, pegawai: str | None, unit: str | None, instruction: str | None) -> None:
	doc.append(
		"penerusan",
		{
			"dari": _sender(move),
			"kepada": to,
			"kepada_pegawai": pegawai,
			"kepada_unit": unit,
			"instruksi": instruction,
			"tanggal": move.moment,
			"batas_waktu": doc.batas_pengumpulan,
		},
	)


def close_rows(doc, move) -> None:
	"""Whoever passes the order on has read it and is done with it."""
	mine = {a.pegawai for a in penugasan.appointments_of(move.actor)}
	for row in doc.penerusan:
		if row.kepada_pegawai in mine and not row.selesai:
			row.dibaca = row.dibaca or move.moment
			row.selesai = move.moment


def _sender(move) -> str:
	held = [a for a in penugasan.appointments_of(move.actor) if a.peran == move.transition.allowed]
	return held[-1].jabatan if held else frappe.utils.get_fullname(move.actor)
