"""The chain over Catatan Tahapan, one a kecamatan: each entry seals what it says together with the entry before it.

`isi` is the entry as it was written, as JSON, with its number and the fingerprint of the entry before; `sidik` is the
SHA-256 of that text. The head (Rantai Catatan) counts the entries and holds the last fingerprint, so that a cut-off end
shows, under a seal made with the site's encryption key. That key stands in site_config.json and in no table: with the
database alone nobody can write the chain anew. Each entry has a seal of its own too, so that one of them can be believed
without walking the chain (archive.seal). What the chain alone cannot show, its end cut off together with the head put back as
it was, shows beside the documents (chain_told) and the anchors outside the database (anchors).
"""

import hashlib
import hmac
import json

import frappe
from frappe.model import no_value_fields
from frappe.utils import cint, flt, get_datetime
from frappe.utils.password import get_encryption_key

from kinerja_kecamatan.base.doctypes import CHAIN_HEAD, LOG
from kinerja_kecamatan.base.duplicates import one_at_a_time
from kinerja_kecamatan.guard import written_once

OWN = frozenset({"nomor", "isi", "sidik", "segel"})


def append(entry, **more) -> None:
	"""Number an entry that is about to be inserted, and link it to the one before. Others wait here until commit.

	:param more: what goes into `isi` beside the columns
	"""
	count, last, seal = _locked_head(entry.kecamatan)
	entry.nomor = count + 1
	entry.isi = as_text({"nomor": entry.nomor, "sebelum": last, **entry_content(entry), **more})
	entry.sidik = fingerprint(entry.isi)
	entry.segel = entry_seal(entry.kecamatan, entry.nomor, entry.sidik)
	# A seal that does not hold is left as it is: sealed anew, whatever broke it would no longer show.
	whole = seal == seal_of(entry.kecamatan, count, last)
	frappe.db.set_value(
		CHAIN_HEAD,
		entry.kecamatan,
		{
			"jumlah": entry.nomor,
			"sidik": entry.sidik,
			"segel": seal_of(entry.kecamatan, entry.nomor, entry.sidik) if whole else seal,
		},
	)


def entry_content(entry) -> dict:
	"""What an entry (document or row) says, by column, as plain JSON values."""
	fields = [
		df
		for df in frappe.get_meta(LOG).fields
		if df.fieldtype not in no_value_fields and df.fieldname not in OWN
	]
	said = {df.fieldname: plain_value(df.fieldtype, entry.get(df.fieldname)) for df in fields}
	return {
		**said,
		"name": entry.name,
		"owner": entry.owner,
		"creation": plain_value("Datetime", entry.creation),
	}


def plain_value(fieldtype: str, value) -> int | float | str:
	"""A value the same way before it is written and after it is read."""
	if fieldtype in ("Int", "Check"):
		return cint(value)
	if fieldtype in ("Float", "Currency", "Percent"):
		return flt(value, 6)
	if value in (None, ""):
		return ""
	return str(get_datetime(value)) if fieldtype == "Datetime" else str(value)


def as_text(values: dict) -> str:
	return json.dumps(values, ensure_ascii=False, sort_keys=True)


def fingerprint(text: str) -> str:
	return hashlib.sha256(text.encode()).hexdigest()


def seal_of(kecamatan: str, count: int, last: str) -> str:
	"""The head's."""
	return _seal({"kecamatan": kecamatan, "jumlah": count, "sidik": last})


def entry_seal(kecamatan: str, number: int, sidik: str) -> str:
	"""An entry's own; never good for a head."""
	return _seal({"kecamatan": kecamatan, "nomor": number, "sidik": sidik})


def _seal(values: dict) -> str:
	return hmac.new(get_encryption_key().encode(), as_text(values).encode(), hashlib.sha256).hexdigest()


def is_sealed(entry) -> bool:
	"""Whether an entry's content has its fingerprint, and that the seal of this site."""
	return (
		bool(entry.isi and entry.segel)
		and fingerprint(entry.isi) == entry.sidik
		and hmac.compare_digest(entry.segel, entry_seal(entry.kecamatan, entry.nomor, entry.sidik))
	)


def hold(kecamatan: str) -> None:
	"""Take the chain's place before other locks, by whom a move that has it already would wait for."""
	_locked_head(kecamatan)


def head_of(kecamatan: str, lock: bool = False) -> tuple[int, str, str] | None:
	"""(count, last fingerprint, seal) of a kecamatan's chain; None before its first entry."""
	return frappe.db.get_value(CHAIN_HEAD, kecamatan, ["jumlah", "sidik", "segel"], for_update=lock)


def _locked_head(kecamatan: str) -> tuple[int, str, str]:
	if not head_of(kecamatan):
		_make_head(kecamatan)
	count, last, seal = head_of(kecamatan, lock=True)
	return count, last or "", seal


def _make_head(kecamatan: str) -> None:
	"""Of several first writers one makes the head; the others, who cannot see it yet, wait and find it there."""
	one_at_a_time(kecamatan)
	if head_of(kecamatan, lock=True):
		return
	head = frappe.get_doc({"doctype": CHAIN_HEAD, "kecamatan": kecamatan, "jumlah": 0, "sidik": ""})
	head.segel = seal_of(kecamatan, 0, "")
	written_once.insert_once(head)
