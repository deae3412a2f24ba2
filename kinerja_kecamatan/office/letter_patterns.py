"""In what patterns a kecamatan writes the numbers of its letters: rows of Pola Nomor Surat on its root unit."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.doctypes import PERJANJIAN, UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.base.stored_words import (
	COUNTED_APART,
	NOTA_DINAS,
	NOTULEN,
	NUMBER_TYPED,
	UNDANGAN,
)
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules import letter_numbers
from kinerja_kecamatan.rules.errors import PolaNomorTidakSah
from kinerja_kecamatan.rules.letter_numbers import Pola

# Kinds of naskah dinas of the app's papers that bear a number.
KINDS = (NOTA_DINAS, UNDANGAN, NOTULEN, PERJANJIAN)
# Those that a unit writes, with its own code where it has one; others are the kecamatan's.
OF_UNITS = frozenset({PERJANJIAN})


@dataclass(frozen=True)
class Numbering:
	"""How one kind of letter is numbered: its pattern, whether the app gives the numbers, whether the kind is counted by itself."""

	pola: Pola
	given: bool
	apart: bool


def numbering_of(kecamatan: str, jenis: str, unit: str | None = None) -> Numbering | None:
	"""Of a kind of letter, with the code of the unit that writes it; None where the office has no pattern for it."""
	# As they stand now: a cache that another request has filled meanwhile may say what was before this one.
	root = frappe.get_doc(UNIT_KERJA, kecamatan)
	row = next((row for row in root.pola_nomor if row.jenis_naskah == jenis), None)
	if not row:
		return None
	own = clean(frappe.db.get_value(UNIT_KERJA, unit, "kode_surat")) if unit else ""
	pola = _pola(row, own or clean(root.kode_surat))
	return Numbering(pola, row.cara != NUMBER_TYPED, root.urutan_surat == COUNTED_APART)


def check(unit) -> None:
	"""Refuse what no number of a letter can be written by, saying where: patterns of a root unit by their row, a code of any unit."""
	if unit.parent_unit_kerja:
		_check_code(unit)
		return
	seen: dict[str, int] = {}
	for row in unit.pola_nomor:
		if row.jenis_naskah in seen:
			_refuse(
				_("Baris {0}: pola {1} sudah ada pada baris {2}.").format(
					row.idx, escape_html(row.jenis_naskah), seen[row.jenis_naskah]
				)
			)
		seen[row.jenis_naskah] = row.idx
		if problem := _problem(row, clean(unit.kode_surat)):
			_refuse(_("Baris {0}: {1}").format(row.idx, problem))
	if unit.urutan_surat == COUNTED_APART:
		_refuse_alike(unit)
	_check_codes_below(unit)


def _check_code(unit) -> None:
	"""The unit's own code in the office's patterns for what units write; one that stands already stays."""
	code = clean(unit.kode_surat)
	before = unit.get_doc_before_save()
	if not code or (before and clean(before.kode_surat) == code):
		return
	for row in _of_units(frappe.get_doc(UNIT_KERJA, unit.kecamatan)):
		if problem := _problem(row, code):
			_refuse(
				_("Kode pada Nomor Surat tidak dapat dipakai pada {0}: {1}").format(
					_(row.jenis_naskah), problem
				)
			)


def _check_codes_below(root) -> None:
	"""The other way round: a pattern that is changed, with every code that its units have."""
	before = root.get_doc_before_save()
	old = {_pola(row, "") for row in before.pola_nomor} if before else set()
	changed = [row for row in _of_units(root) if _pola(row, "") not in old]
	if not changed:
		return
	units = frappe.get_all(
		UNIT_KERJA,
		filters={"kecamatan": root.name, "name": ["!=", root.name], "kode_surat": ["is", "set"]},
		fields=["name", "kode_surat"],
		order_by="name",
	)
	for row in changed:
		for unit in units:
			if problem := _problem(row, clean(unit.kode_surat)):
				_refuse(_("Baris {0}, dengan kode {1}: {2}").format(row.idx, unit.name, problem))


def _of_units(root) -> list:
	return [row for row in root.pola_nomor if row.jenis_naskah in OF_UNITS]


def _problem(row, code: str) -> str:
	"""Why no number can be written by a pattern, as HTML; '' where it can."""
	try:
		letter_numbers.check(_pola(row, code))
	except PolaNomorTidakSah as error:
		return escape_html(sentence_of(error))
	return ""


def _refuse_alike(root) -> None:
	"""Counted apart, two kinds of one pattern would both write number 1."""
	same = letter_numbers.alike([_pola(row, clean(root.kode_surat)) for row in root.pola_nomor])
	if same:
		one, other = (root.pola_nomor[place] for place in same)
		_refuse(
			_(
				"Baris {0} dan {1}: {2} dan {3} akan bernomor sama, karena urutannya sendiri-sendiri. Bedakan klasifikasi atau polanya, atau pakai satu urutan."
			).format(one.idx, other.idx, escape_html(one.jenis_naskah), escape_html(other.jenis_naskah))
		)


def _pola(row, unit: str) -> Pola:
	return Pola(clean(row.pola), clean(row.klasifikasi), unit, cint(row.digit) or Pola.digit)


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Nomor Surat"))
