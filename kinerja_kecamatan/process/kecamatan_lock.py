"""One move at a time in a kecamatan, each over what the one before has left.

A move reads other documents (is this the unit's last Format? have all units come in?) and writes them. Two at the same
moment would each read what was there before the other, or wait for each other's documents until MariaDB throws one away.
"""

from collections.abc import Callable
from typing import TypeVar

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.base.transactions import TRANSACTION_LOST
from kinerja_kecamatan.exceptions import Busy
from kinerja_kecamatan.guard.request import is_for_own_method
from kinerja_kecamatan.office import penugasan

Result = TypeVar("Result")


def in_turn(kecamatan: str, work: Callable[[], Result]) -> Result:
	"""Run `work` when it is this request's turn; once more from the start when MariaDB threw it away for another's sake.

	Called as the request or the background job that it is, its view of the database is given up first: it was opened before the
	turn came, and would show `work` what had stood there before the others. Called from other code, the transaction is that
	code's and stays.
	"""
	alone = is_for_own_method() or bool(frappe.flags.kinerja_job and not frappe.db.transaction_writes)
	for again in (False, True):
		try:
			if alone:
				frappe.db.rollback()
				penugasan.forget()  # read in the view that is given up
			_wait(kecamatan)
			return work()
		except TRANSACTION_LOST:
			if again or not alone:
				_refuse()


def take_turn(kecamatan: str) -> None:
	"""Wait for the turn of a move that came in another way (PUT of the state, bulk approval), its document already read."""
	try:
		_wait(kecamatan)
	except TRANSACTION_LOST:
		_refuse()


def _wait(kecamatan: str) -> None:
	"""Until commit or rollback the kecamatan's root is this transaction's. As the first read of a transaction it opens no view."""
	frappe.db.get_value(UNIT_KERJA, kecamatan, "name", for_update=True)


def _refuse() -> None:
	frappe.db.rollback()
	message = _(
		"Pada saat yang sama ada langkah lain yang sedang diproses. Tidak ada yang berubah; ulangi tindakan Anda."
	)
	frappe.throw(message, Busy, title=_("Sedang sibuk"))
