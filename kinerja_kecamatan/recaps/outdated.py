"""Perlu Diperbarui: a recap that rests on another period's figures, of which there is a new version since.

It is flagged with what became new, and keeps its own figures until somebody opens it again.
"""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import formatdate

from kinerja_kecamatan.base.doctypes import RECAP_ROW, RECAP_SOURCE, REKAP
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.rules.periode import TAHUN, Periode
from kinerja_kecamatan.sop import step_state, steps


def flag_users_of(rekap, moment) -> None:
	"""After a kecamatan's recap became final: flag the finished recaps that used other figures of it, and in a later version
	all that used the one before; and those whose year so far was left unjudged for want of what has come in now."""
	period, day = Periode.dari_kode(rekap.periode).nama, formatdate(moment.date())
	news = (
		_("Rekap kecamatan {0} menjadi versi {1} pada {2}.").format(period, rekap.versi, day)
		if rekap.versi > 1
		else _("Rekap kecamatan {0} menjadi final pada {1} dengan angka lain.").format(period, day)
	)
	for name in _users_of(rekap):
		doc = frappe.get_doc(REKAP, name)
		if not _is_recomputed_on_the_way(doc) and (rekap.versi > 1 or _cites_other_figures(doc, rekap)):
			_flag(doc, news)
	for name in _waiting_for(rekap):
		doc = frappe.get_doc(REKAP, name)
		if not doc.perlu_diperbarui and not _is_recomputed_on_the_way(doc):
			_flag(
				doc,
				_(
					"Rekap kecamatan {0} menjadi final pada {1}; capaian s.d. yang belum lengkap dapat dinilai."
				).format(period, day),
			)


def _waiting_for(rekap) -> list[str]:
	"""Recaps of other orders, and the kecamatan's over them, with an indicator whose year lacked this period, which a unit has reported
	completely by now."""
	row, recap = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP)
	then, there = frappe.qb.DocType(RECAP_ROW).as_("dulu"), frappe.qb.DocType(REKAP).as_("rekap_dulu")
	found = (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.join(then)
		.on(then.indikator == row.indikator)
		.join(there)
		.on((there.name == then.parent) & (there.unit_kerja == row.unit_kerja))
		.select(recap.name, recap.disposisi, row.sd_belum)
		.distinct()
		.where((recap.kecamatan == rekap.kecamatan) & (recap.disposisi != rekap.disposisi))
		.where((recap.jenis == UNIT_RECAP) & row.sd_belum.like(f"%{rekap.periode}%"))
		.where((there.disposisi == rekap.disposisi) & (there.jenis == UNIT_RECAP))
		.where((there.tidak_melapor == 0) & (then.lengkap == 1))
	).run(as_dict=True)
	# A year's code begins those of its periods.
	found = [one for one in found if rekap.periode in one.sd_belum.split(", ")]
	orders = sorted({one.disposisi for one in found})
	above = {"disposisi": ["in", orders or [""]], "jenis": ["!=", UNIT_RECAP]}
	return sorted({one.name for one in found} | set(frappe.get_all(REKAP, filters=above, pluck="name")))


def flag_final(name: str, unit: str, moment) -> None:
	"""A unit that was set Tidak Melapor reports after all when its kecamatan's recap is final without it."""
	_flag(
		frappe.get_doc(REKAP, name),
		_("{0} melapor pada {1}, sesudah rekap ini final; buka kembali agar angkanya ikut dihitung.").format(
			unit, formatdate(moment.date())
		),
	)


def _flag(doc, news: str) -> None:
	"""The flag and nothing else is written, whatever somebody has open there (the Camat's Arahan)."""
	doc.db_set("perlu_diperbarui", _added(doc.perlu_diperbarui, news), update_modified=False)
	doc.add_comment("Info", _("Perlu diperbarui: {0}").format(news))


def _cites_other_figures(doc, rekap) -> bool:
	"""Whether a recap, or a unit's recap under it, was computed from figures of an order that have changed since."""
	own = frappe.get_all(REKAP, filters={"disposisi": rekap.disposisi}, pluck="name")
	under = frappe.get_all(REKAP, filters={"disposisi": doc.disposisi}, pluck="name")
	cited, now, there = (
		frappe.qb.DocType(RECAP_SOURCE),
		frappe.qb.DocType(RECAP_ROW),
		frappe.qb.DocType(REKAP),
	)
	# Of a unit that is Tidak Melapor no figure counts, whatever its rows hold.
	figure = Case().when(there.tidak_melapor == 1, "").else_(Coalesce(now.realisasi_teks, ""))
	other = (
		frappe.qb.from_(cited)
		.left_join(now)
		.on(
			(now.parent == cited.dokumen)
			# Of a unit that has been merged the indicator was another one.
			& ((now.indikator == cited.indikator) | (now.name == cited.baris_sumber))
		)
		.left_join(there)
		.on(there.name == cited.dokumen)
		.select(Count("*"))
		.where(cited.parent.isin(under) & cited.dokumen.isin(own or [""]))
		.where(Coalesce(cited.nilai_teks, "") != figure)
	).run()
	return bool(other[0][0])


def still_flagged(rekap) -> str | None:
	"""What a kecamatan's recap inherits from its units': those that were not computed anew are as outdated as before."""
	texts = frappe.get_all(
		REKAP,
		filters={"disposisi": rekap.disposisi, "jenis": UNIT_RECAP, "perlu_diperbarui": ["is", "set"]},
		pluck="perlu_diperbarui",
	)
	lines = dict.fromkeys(line for text in texts for line in text.splitlines())
	return "\n".join(lines) or None


def _users_of(rekap) -> list[str]:
	"""Recaps of other orders that cite this order's, with the kecamatan's recap over them; and the whole year's."""
	own = frappe.get_all(REKAP, filters={"disposisi": rekap.disposisi}, pluck="name")
	citing = frappe.get_all(
		RECAP_SOURCE,
		filters={"dokumen": ["in", own], "parent": ["not in", own]},
		pluck="parent",
		distinct=True,
	)
	orders = frappe.get_all(REKAP, filters={"name": ["in", citing or [""]]}, pluck="disposisi", distinct=True)
	whole = {"kecamatan": rekap.kecamatan, "periode": _year_of(rekap.periode)}
	year = frappe.get_all(REKAP, filters=whole, pluck="name") if whole["periode"] else []
	above = frappe.get_all(
		REKAP, filters={"disposisi": ["in", orders or [""]], "jenis": ["!=", UNIT_RECAP]}, pluck="name"
	)
	return sorted({*citing, *above, *year} - set(own))


def _year_of(periode: str) -> str | None:
	"""The whole year that a shorter period is part of."""
	when = Periode.dari_kode(periode)
	return None if when.jenis == TAHUN else str(when.tahun)


def _is_recomputed_on_the_way(doc) -> bool:
	"""Still at the desk that fills it from its sources: it takes in the new figures by itself."""
	return step_state.lies_ahead(doc, steps.REKAP_UNIT if doc.jenis == UNIT_RECAP else steps.REKAP_KECAMATAN)


def _added(text: str | None, line: str) -> str:
	return "\n".join(dict.fromkeys([*(text or "").splitlines(), line]))
