"""Kop surat: the head of the office's paper, from the root Unit Kerja of its kecamatan."""

import base64
import io

import frappe
from frappe.utils.caching import redis_cache

from kinerja_kecamatan.papers.sheets import JUDUL, KECIL, KOP_NAMA, Sheet
from kinerja_kecamatan.papers.text import clean, wrap

# The emblem is printed 20 mm high; this many pixels are 300 dots to the inch.
EMBLEM_PX = 240
EMBLEM_HEIGHT = 76
EMBLEM_COLUMN = 90
# The double line with what is free above and below it.
RULES = 20
# Small office emblems only; a picture claiming more pixels than this is not decoded.
MAX_PIXELS = 25_000_000
CACHE_SECONDS = 86_400


def letterhead(kecamatan: str | None) -> dict:
	"""Plain data of the kop: pemerintah, nama, alamat (lines), lambang (a data URI or '')."""
	if not kecamatan or not frappe.db.exists("Unit Kerja", kecamatan):
		return {"pemerintah": "", "nama": "", "alamat": [], "lambang": ""}
	root = frappe.get_cached_doc("Unit Kerja", kecamatan)
	return {
		"pemerintah": clean(root.kop_pemerintah),
		"nama": clean(root.kop_nama) or clean(root.nama_unit).upper(),
		"alamat": [line for line in clean(root.kop_alamat).split("\n") if line],
		"lambang": emblem(root.lambang) if root.lambang else "",
	}


def height(kop: dict, page: Sheet) -> float:
	"""Pixels that the kop takes on a sheet, its rules and the gap below included."""
	room = page.width - 2 * EMBLEM_COLUMN
	text = sum(len(wrap(line, KECIL.px, room)) for line in kop["alamat"]) * KECIL.line
	text += len(wrap(kop["nama"], KOP_NAMA.px, room, bold=True)) * KOP_NAMA.line
	if kop["pemerintah"]:
		text += len(wrap(kop["pemerintah"], JUDUL.px, room, bold=True)) * JUDUL.line
	# The emblem on the left, the QR code on the right: one of them is nearly always there.
	return max(text, EMBLEM_HEIGHT) + RULES


@redis_cache(ttl=CACHE_SECONDS)
def emblem(file_url: str | None) -> str:
	"""A site file as a small PNG in a data URI, so that no network is needed; '' if it is no picture."""
	file = frappe.db.get_value(
		"File", {"file_url": file_url}, ["name", "is_private", "attached_to_doctype"], as_dict=True
	)
	# An attach field takes any address; somebody else's private picture is not to be had by naming it here.
	if not file or (file.is_private and file.attached_to_doctype != "Unit Kerja"):
		return ""
	try:
		return _encoded(frappe.get_doc("File", file.name).get_content())
	except Exception:
		# A broken picture must not keep an office from printing; the log says which it was.
		frappe.log_error(title=f"Lambang tidak terbaca: {file_url}")
		return ""


def _encoded(content: bytes) -> str:
	from PIL import Image

	picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "GIF"))
	if picture.width * picture.height > MAX_PIXELS:
		return ""
	picture.thumbnail((EMBLEM_PX, EMBLEM_PX))
	out = io.BytesIO()
	picture.convert("RGBA").save(out, "PNG", optimize=True)
	return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
