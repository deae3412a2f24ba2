"""In what patterns a kecamatan writes the numbers of its letters: rows of Pola Nomor Surat on its root unit."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint

from kinerja_kecamatan.base.doctypes import PERJANJIAN, UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules import letter_numbers
from kinerja_kecamatan.rules.errors import PolaNomorTidakSah
from kinerja_kecamatan.rules.letter_numbers import Pola

# Kinds of naskah dinas of the app's papers that bear a number.
NOTA_DINAS, UNDANGAN, NOTULEN = "Nota Dinas", "Undangan", "Notulen"
KINDS = (NOTA_DINAS, UNDANGAN, NOTULEN, PERJANJIAN)
# Pola Nomor Surat.cara
GIVEN, TYPED = "Diberikan Aplikasi", "Diketik"
# Unit Kerja.urutan_surat
APART = "Urutan sendiri tiap jenis naskah"


@dataclass(frozen=True)
class Numbering:
	"""How one kind of letter is numbered: its pattern, whether the app gives the numbers, whether the kind is counted by itself."""

	pola: Pola
	given: bool
	apart: bool


def numbering_of(kecamatan: str, jenis: str, unit: str | None = None) -> Numbering | None:
	"""Of a kind of letter, with the code of the unit that writes it; None where the office has no pattern for it."""
	root = frappe.get_cached_doc(UNIT_KERJA, kecamatan)
	row = next((row for row in root.pola_nomor if row.jenis_naskah == jenis), None)
	if not row:
		return None
	own = clean(frappe.get_cached_value(UNIT_KERJA, unit, "kode_surat")) if unit else ""
	pola = _pola(row, own or clean(root.kode_surat))
	return Numbering(pola, row.cara != TYPED, root.urutan_surat == APART)


def check(root) -> None:
	"""Refuse patterns of a root unit that no number can be written by, saying in which row."""
	seen: dict[str, int] = {}
	for row in root.pola_nomor:
		if row.jenis_naskah in seen:
			_refuse(
				_("Baris {0}: pola {1} sudah ada pada baris {2}.").format(
					row.idx, row.jenis_naskah, seen[row.jenis_naskah]
				)
			)
		seen[row.jenis_naskah] = row.idx
		try:
			letter_numbers.check(_pola(row, clean(root.kode_surat)))
		except PolaNomorTidakSah as error:
			_refuse(_("Baris {0}: {1}").format(row.idx, sentence_of(error)))
	if root.urutan_surat == APART:
		_refuse_alike(root)


def _refuse_alike(root) -> None:
	"""Counted apart, two kinds of one pattern would both write number 1."""
	same = letter_numbers.alike([_pola(row, clean(root.kode_surat)) for row in root.pola_nomor])
	if same:
		one, other = (root.pola_nomor[place] for place in same)
		_refuse(
			_(
				"Baris {0} dan {1}: {2} dan {3} akan bernomor sama, karena urutannya sendiri-sendiri. Bedakan klasifikasi atau polanya, atau pakai satu urutan."
			).format(one.idx, other.idx, one.jenis_naskah, other.jenis_naskah)
		)


def _pola(row, unit: str) -> Pola:
	return Pola(clean(row.pola), clean(row.klasifikasi), unit, cint(row.digit) or Pola.digit)


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Nomor Surat"))
