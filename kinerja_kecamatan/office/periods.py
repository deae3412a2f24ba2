"""Which kind of period an office collects its data in, and the periods of a year.

The root Unit Kerja says it (`jenis_periode`). A year is collected in one kind: what its orders are of, whatever the office says since,
so that no figure is counted twice where the year is put together from its periods (docs/decisions/0010).
"""

from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, PERIODE, PERJANJIAN, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import CANCELLED, IN_FORCE, MAIN_ORDER
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules.periode import BULAN, DIKUMPULKAN, SEBUTAN, SEMESTER, TAHUN, TRIWULAN, Periode

_BY_WORD = {word: kind for kind, word in SEBUTAN.items()}


class Order(NamedTuple):
	"""A main order of a year, and its period."""

	name: str
	periode: Periode


class Made(NamedTuple):
	"""The periods of a year: those that were made, and those that stood already."""

	dibuat: list[str]
	ada: list[str]


def kind_of(kecamatan: str) -> str:
	"""What the office says that it collects in, as the rules call it (Triwulan, Semester, Bulan)."""
	word = frappe.db.get_value(UNIT_KERJA, kecamatan, "jenis_periode")
	return _BY_WORD.get(word or "", TRIWULAN)


def shares_targets(kecamatan: str) -> bool:
	"""Whether the office lets a quarter's target of figures that are added up be shared out evenly over its months, in agreements that
	are set in force from now on (they keep it: office.agreement_checks)."""
	return bool(frappe.db.get_value(UNIT_KERJA, kecamatan, "bagi_target"))


def tell_of_shares(kecamatan: str, tahun: int) -> None:
	"""Say which agreements from a year on, set in force before, go on asking for what they asked for."""
	kept = frappe.get_all(
		PERJANJIAN,
		filters={
			"kecamatan": kecamatan,
			"tahun": [">=", tahun],
			"status": IN_FORCE,
			"bagi_target": int(not shares_targets(kecamatan)),
		},
		pluck="name",
		order_by="name",
	)
	if kept:
		frappe.msgprint(
			_(
				"Perjanjian Kinerja yang sudah Ditetapkan tetap meminta target bulanan seperti semula: {0}. Target yang berubah dibuat dengan Perubahan."
			).format(", ".join(kept)),
			title=_("Bagi Rata Target Triwulan ke Bulan"),
		)


def orders_of(kecamatan: str, tahun: int) -> list[Order]:
	"""The main orders of a year for periods shorter than it, oldest period first; cancelled ones are none."""
	rows = frappe.get_all(
		DISPOSISI,
		filters={
			"kecamatan": kecamatan,
			"jenis": MAIN_ORDER,
			"periode": ["like", f"{tahun}-%"],
			"kunci": ["not like", f"{CANCELLED}%"],
		},
		fields=["name", "periode"],
		order_by="creation",
	)
	read = ((row.name, _read(row.periode)) for row in rows)
	return sorted((Order(name, when) for name, when in read if when), key=_period)


def _period(order: Order) -> Periode:
	return order.periode


def collected_in(kecamatan: str, tahun: int) -> str:
	"""The kind that a year is put together from: that of its orders; before there is any, and where an earlier release has let in
	several, what the office says."""
	kinds = {order.periode.jenis for order in orders_of(kecamatan, tahun)}
	said = kind_of(kecamatan)
	if not kinds or said in kinds:
		return said
	return next(kind for kind in DIKUMPULKAN if kind in kinds)


def parts_of(kecamatan: str, periode: str) -> list[str]:
	"""The periods that a whole year's figures come from, oldest first; none for a shorter period."""
	when = Periode.dari_kode(periode)
	if when.jenis != TAHUN:
		return []
	return [one.kode for one in when.bagian(collected_in(kecamatan, when.tahun))]


def refuse_other_kind(kecamatan: str, periode: str) -> None:
	"""Refuse an order for a period of another kind than its year is collected in."""
	when = _read(periode)
	if when is None or when.jenis == TAHUN:
		return  # without one, which Frappe asks for after this
	orders, said = orders_of(kecamatan, when.tahun), kind_of(kecamatan)
	if any(order.periode.jenis == when.jenis for order in orders) or (not orders and when.jenis == said):
		return
	if orders:
		text = _(
			"Data tahun {0} dikumpulkan per {1} ({2}, {3}). Satu tahun dikumpulkan dalam satu jenis periode, agar tidak ada angka yang terhitung dua kali: pilih periode {1}, dan ganti jenisnya mulai tahun berikutnya."
		).format(when.tahun, word_of(orders[0].periode.jenis), orders[0].name, orders[0].periode.nama)
	else:
		text = _(
			"{0} mengumpulkan data per {1}. Pilih periode {1}, atau ubah Jenis Periode pada Unit Kerja {0} lebih dulu."
		).format(kecamatan, word_of(said))
	frappe.throw(text, KinerjaError, title=_("Jenis periode lain"))


def tell_of_change(kecamatan: str, tahun: int) -> None:
	"""Say that another kind counts from the next year on, where this year has been begun in one."""
	orders, said = orders_of(kecamatan, tahun), kind_of(kecamatan)
	if orders and all(order.periode.jenis != said for order in orders):
		frappe.msgprint(
			_(
				"Tahun {0} sudah dikumpulkan per {1} dan diselesaikan begitu; per {2} mulai tahun berikutnya."
			).format(tahun, word_of(orders[0].periode.jenis), word_of(said)),
			title=_("Jenis Periode"),
		)


def kinds_on_offer(kecamatan: str) -> list[str]:
	"""Jenis of Periode Kinerja that an order may be of: the office's own, the year's, and those of years begun in another one."""
	rows = frappe.get_all(DISPOSISI, filters={"kecamatan": kecamatan}, pluck="periode", distinct=True)
	kinds = {when.jenis for when in map(_read, rows) if when} | {kind_of(kecamatan), TAHUN}
	return [SEBUTAN[kind] for kind in (*DIKUMPULKAN, TAHUN) if kind in kinds]


def make_periods(kecamatan: str, tahun: int) -> Made:
	"""Insert what is missing of a year's periods, of the kind that it is collected in, and the year itself, as the present user."""
	whole = Periode(tahun, TAHUN)
	codes = [one.kode for one in (*whole.bagian(collected_in(kecamatan, tahun)), whole)]
	there = set(frappe.get_all(PERIODE, filters={"name": ["in", codes]}, pluck="name"))
	missing = [code for code in codes if code not in there]
	for code in missing:
		frappe.get_doc({"doctype": PERIODE, "kode": code}).insert(ignore_if_duplicate=True)
	return Made(missing, [code for code in codes if code in there])


def word_of(kind: str) -> str:
	"""A kind within a sentence: triwulan, semester, bulan."""
	return _(kind).lower()


def part_word(kecamatan: str, periode: str) -> str:
	"""What the periods are called that a year is put together from: triwulan, semester, bulan; of a shorter period, which has none, triwulan."""
	when = Periode.dari_kode(periode)
	return word_of(collected_in(kecamatan, when.tahun) if when.jenis == TAHUN else TRIWULAN)


def every_part(kecamatan: str, periode: str) -> str:
	"""All that a year is put together from, in words: `keempat triwulan`, `kedua semester`, `kedua belas bulan`."""
	kind = collected_in(kecamatan, Periode.dari_kode(periode).tahun)
	return {
		TRIWULAN: _("keempat triwulan"),
		SEMESTER: _("kedua semester"),
		BULAN: _("kedua belas bulan"),
	}[kind]


def one_kind(periods: Iterable[object]) -> None:
	"""Refuse periods of several kinds, of which the same figures would be counted twice."""
	kinds = {when.jenis for when in map(_read, periods) if when}
	if len(kinds) > 1:
		frappe.throw(
			_("Periode yang dijumlahkan harus sejenis, sedangkan yang diminta: {0}.").format(
				", ".join(sorted(SEBUTAN[kind] for kind in kinds))
			),
			KinerjaError,
			title=_("Jenis periode lain"),
		)


def _read(code: object) -> Periode | None:
	"""None for what is no period, of which there are no figures."""
	try:
		return Periode.dari_kode(code) if isinstance(code, str) else None
	except ValueError:
		return None
