"""What kinds of files documents of ours take, and under what names.

A file that a browser runs (HTML, SVG, scripts ...) is no evidence: opened from the desk it would act as its reader. What
counts is every ending of its name and what stands in it. Names keep blanks, brackets, commas and the like; the few signs
that Frappe's pages would take for markup are replaced by others that look alike.
"""

import io
import mimetypes
import os
import re
import unicodedata
from pathlib import Path

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused

ACTIVE = frozenset(
	(
		"htm html xhtm xhtml xht shtm shtml stm hta htc mht mhtml svg svgz xml xsl xslt xbl rdf rss atom mathml js mjs cjs jse "
		"vbs vbe wsf wsc swf wasm jnlp webarchive url"
	).split()
)
ACTIVE_TYPE = re.compile(r"html|javascript|ecmascript|[/+]xml\b|svg|shockwave|wasm", re.I)
# As far as a browser looks for what a content is.
HEAD = 2048
_TAGS = "html|head|body|script|iframe|svg|img|object|embed|form|a|p|div|style|title|table|br|h1|b|font|math|link|meta|base"
ACTIVE_HEAD = re.compile(rf"^\s*<(?:!--|\?xml|!entity|!doctype|(?:{_TAGS})(?=[\s/>]))", re.I)
ACTIVE_INSIDE = re.compile(r"<(?:script|svg|html|iframe|!doctype html)(?=[\s/>])", re.I)
MAIL_ARCHIVE = re.compile(
	r"^(?:[\w-]+:[^\n]*\r?\n)*?mime-version:.*?content-type:\s*multipart/related", re.I | re.S
)
MAGIC = (b"FWS", b"CWS", b"ZWS", b"\0asm")
# These begin files that a browser shows as what they are, whatever else stands in them.
KNOWN = (
	b"%PDF-",
	b"\x89PNG",
	b"\xff\xd8\xff",
	b"GIF8",
	b"PK\x03\x04",
	b"\xd0\xcf\x11\xe0",
	b"RIFF",
	b"II*\0",
	b"MM\0*",
	b"BM",
)
PICTURES = ("PNG", "JPEG", "GIF")
JPEG = b"\xff\xd8\xff"
# Of EXIF; and how well a picture is written again that was turned.
ORIENTATION, UP, QUALITY = 0x0112, 1, 90
# Pillow makes these smaller as they are; others (palettes, 16 bits of grey) badly or not at all.
SCALED = ("L", "LA", "RGB", "RGBA")
# Small office emblems only; a picture claiming more pixels than this is not decoded.
MAX_PIXELS = 25_000_000

# Of a file's name: File.file_name holds 140 letters, a disk 255 bytes; Frappe puts six letters more into one that is taken.
LONGEST_NAME, LONGEST_BYTES, LONGEST_ENDING = 134, 240, 12

LOOK_ALIKE = str.maketrans(
	{"'": "\u2019", "`": "\u2019", '"': "\u201d", "<": "\u2039", ">": "\u203a", "\\": "-", "#": "-", "?": "-"}
)
HOSTILE = re.compile(r"[<>\"'`\\\x00-\x1f\x7f]")


def plain_name(name: str | None) -> str | None:
	"""A file's name without signs that a page takes for markup, and without control and direction characters."""
	if not name:
		return name
	return "".join(
		c for c in name.translate(LOOK_ALIKE) if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp")
	)


def fitting_name(name: str | None) -> str | None:
	"""A file's name that its column and a disk take, with room for what makes it the only one; cut before its ending."""
	if not name or (len(name) <= LONGEST_NAME and len(name.encode()) <= LONGEST_BYTES):
		return name
	stem, ending = os.path.splitext(name)
	if len(ending) > LONGEST_ENDING:
		stem, ending = name, ""
	stem = stem[: LONGEST_NAME - len(ending) - 1]
	room = LONGEST_BYTES - len(f"{ending}\u2026".encode())
	return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + f"\u2026{ending}"


def is_plain(address: str) -> bool:
	return not HOSTILE.search(address)


def refuse_active(name: str, content: bytes | str | None) -> None:
	"""Refuse a file that a browser would run, by the endings of its name or by what stands in it."""
	if is_active_name(name) or is_active_content(content):
		frappe.throw(
			_(
				"Berkas {0} berisi halaman web atau skrip dan tidak dapat dilampirkan. Simpanlah sebagai PDF, gambar, Word atau "
				"Excel, lalu unggah lagi."
			).format(frappe.bold(plain_name(name))),
			MoveRefused,
			title=_("Jenis berkas tidak diterima"),
		)


def is_active_name(name: str) -> bool:
	endings = [part.strip().lower() for part in re.split(r"[.:;]", name or "")[1:]]
	kind = mimetypes.guess_type((name or "").lower().strip(". "))[0] or ""
	return bool(ACTIVE.intersection(endings)) or bool(ACTIVE_TYPE.search(kind))


def is_active_content(content: bytes | str | None) -> bool:
	if not content:
		return False
	data = content.encode("utf-8", "replace")[:HEAD] if isinstance(content, str) else bytes(content[:HEAD])
	if data.startswith(KNOWN):
		return False
	if data.startswith(MAGIC):
		return True
	text = _as_text(data)
	return bool(ACTIVE_HEAD.search(text) or ACTIVE_INSIDE.search(text) or MAIL_ARCHIVE.search(text))


def picture_in(content: bytes | str):
	"""A content as the picture that the papers print, wholly decoded; None for what is none, is cut off or claims too many pixels."""
	from PIL import Image

	data = content if isinstance(content, bytes) else content.encode()
	try:
		picture = Image.open(io.BytesIO(data), formats=PICTURES)
		if picture.width * picture.height > MAX_PIXELS or _is_cut_off(picture.format, data):
			return None
		picture.verify()
		picture = Image.open(io.BytesIO(data), formats=PICTURES)  # verified it cannot be read any more
		picture.load()
	except MemoryError:  # says nothing of the picture
		raise
	except Exception:  # whatever a broken or crafted picture makes of its reader
		return None
	return picture


def upright(content: bytes) -> bytes:
	"""A JPEG turned as its camera was held; the very bytes of one that stands already, and of everything else."""
	picture = picture_in(content) if content.startswith(JPEG) else None
	if not picture or _orientation(picture) in (0, UP):
		return content
	out = io.BytesIO()
	turned(picture).save(out, "JPEG", quality=QUALITY)
	return out.getvalue()


def turned(picture):
	"""A picture as its camera was held; as it is where what it says of that cannot be read, or not be written again."""
	from PIL import ImageOps

	try:
		return ImageOps.exif_transpose(picture)
	except MemoryError:
		raise
	except Exception:  # whatever a crafted one makes of its reader
		return picture


def fitted(picture, size: int):
	"""A picture of any kind in RGBA, made to fit a square of so many pixels; None for one of which that cannot be made."""
	try:
		if picture.mode not in SCALED:
			picture = picture.convert("RGBA")
		picture.thumbnail((size, size))
		return picture.convert("RGBA")
	except MemoryError:
		raise
	except Exception:  # as above
		return None


def _orientation(picture) -> int:
	try:
		return picture.getexif().get(ORIENTATION, UP)
	except Exception:  # no EXIF at all
		return UP


def _is_cut_off(kind: str, data: bytes) -> bool:
	"""Frappe has Pillow fill up with grey what is missing. A PNG says it itself: `verify`."""
	if kind == "JPEG":  # no picture's data hold its end mark
		return data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda")
	return kind == "GIF" and not data.rstrip(b"\0").endswith(b";")


def _as_text(data: bytes) -> str:
	"""As a browser would read it: by its mark of byte order, UTF-16 without one by its zeros."""
	for mark, encoding in (
		(b"\xef\xbb\xbf", "utf-8"),
		(b"\xff\xfe", "utf-16-le"),
		(b"\xfe\xff", "utf-16-be"),
	):
		if data.startswith(mark):
			return data[len(mark) :].decode(encoding, "ignore")
	if data[1:2] == b"\0":
		return data.decode("utf-16-le", "ignore")
	if data[:1] == b"\0":
		return data.decode("utf-16-be", "ignore")
	return data.decode("latin-1")


def bytes_of(file) -> bytes | None:
	"""The bytes of a File as they lie on this server; None where they cannot be read, whatever Frappe would say about that."""
	messages = list(frappe.local.message_log)
	try:
		return Path(file.get_full_path()).read_bytes()
	except (OSError, frappe.ValidationError):  # Frappe's own, for an address that is none
		frappe.local.message_log = messages
		return None
