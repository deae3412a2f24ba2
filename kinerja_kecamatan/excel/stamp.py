"""The stamp of a template: which document, which indicators and which figures it was made from, signed by the site.

The file holds a JSON line and its HMAC-SHA256. A file of another document, site or version of the template, one made before
the indicators or figures changed, and one whose stamp was touched are told apart.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

from kinerja_kecamatan.excel.entries import entries_of
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.layout import VERSION

# What makes a row the row that the template shows; a change of any of it needs a new template.
_STRUCTURE = (
	"name",
	"indikator",
	"kode",
	"nama_indikator",
	"sasaran",
	"satuan",
	"sifat",
	"agregasi_waktu",
	"agregasi_sumber",
	"diukur",
	"target_teks",
)
_LENGTH = 32


@dataclass(frozen=True)
class Stamp:
	"""`susunan` and `isian` are digests of the rows and of what was filled in; `kode` is this one template's own."""

	dokumen: str
	susunan: str
	isian: str
	kode: str
	dibuat: str
	versi: int = VERSION

	def text(self) -> str:
		return json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)


def stamp_of(doc, kode: str, dibuat: str) -> Stamp:
	"""The stamp of a Format as it stands."""
	return Stamp(doc.name, structure_digest(doc), entries_digest(doc), kode, dibuat)


def structure_digest(doc) -> str:
	"""Digest of the rows apart from what is filled in."""
	return _digest([[row.get(field) for field in _STRUCTURE] for row in doc.baris])


def entries_digest(doc, known: dict[str, dict[str, str]] | None = None) -> str:
	"""Digest of what is filled in; `known` are the entries by row name where they have been read already."""
	known = known or {}
	return _digest([[row.name, known.get(row.name) or entries_of(row)] for row in doc.baris])


def sign(text: str, key: bytes) -> str:
	"""HMAC-SHA256 of a stamp's text, in hex."""
	return hmac.new(key, b"kinerja_kecamatan.excel\n" + text.encode(), hashlib.sha256).hexdigest()


def read(text: str, signature: str, key: bytes) -> Stamp:
	"""The stamp that a file carries. WorkbookRefused if the site did not sign it, or for another version of the template."""
	if not hmac.compare_digest(sign(text, key), signature.strip()):
		raise WorkbookRefused(
			"Cap templat tidak sah: berkas ini bukan templat dari aplikasi ini, atau lembar capnya diubah. "
			"Unduh templat baru dari Format-nya, lalu isikan datanya di situ."
		)
	values = json.loads(text)
	if values.get("versi") != VERSION:
		raise WorkbookRefused(
			"Templat ini berasal dari versi aplikasi yang lain. Unduh templat baru dari Format-nya, lalu isikan datanya di situ."
		)
	return Stamp(**values)


def _digest(data: list) -> str:
	text = json.dumps(data, sort_keys=True, default=str, ensure_ascii=True)
	return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
