"""Pictures that hang on a document, as its paper prints them: which they were is settled with the paper, their bytes come in when it is
rendered.

Only what Pillow reads as a picture is printed, decoded and written anew: nothing of a file but what it shows gets into a paper, and
one of which no picture can be made stops none.
"""

import base64
import hashlib
import io
from pathlib import Path

import frappe
from frappe import _

from kinerja_kecamatan.access import file_kinds
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.exceptions import EmblemUnreadable
from kinerja_kecamatan.papers.sheets import BIASA, Fixed
from kinerja_kecamatan.papers.small_pictures import made_once
from kinerja_kecamatan.papers.text import Teks

# Of a paper's data, by the name of the block that a row of them stands in.
KEY = "foto"
MOST, A_ROW = 8, 2
# Height of one on the paper, and pixels that are kept of it: some 150 dots to the inch.
HEIGHT = 225
KEPT_PX = 500
QUALITY = 80


def rows_of(doc) -> tuple[list[Fixed], dict]:
	"""(blocks, `foto` for Paper.lain) of the pictures that hang on a document, the oldest first, two a row, eight at most."""
	found = _pictures(doc)
	rows = [found[n : n + A_ROW] for n in range(0, len(found), A_ROW)]
	names = [f"{KEY}_{n}" for n in range(1, len(rows) + 1)]
	# The picture, its frame, a line below with its name, and what is free between rows.
	blocks = [Fixed(name, HEIGHT + BIASA.line + 16) for name in names]
	return blocks, {KEY: dict(zip(names, rows, strict=True))}


def with_photos(content: dict) -> dict:
	"""The content of a paper with its pictures as data URIs, for HTML."""
	rows = content.get(KEY)
	if not rows:
		return content
	shown = {name: [{**one, "gambar": Teks(_inline(one))} for one in row] for name, row in rows.items()}
	# One that was noted before it was found out that nothing can be made of it leaves its place empty.
	return {**content, KEY: {name: [one for one in row if one["gambar"]] for name, row in shown.items()}}


def _pictures(doc) -> list[dict]:
	"""{berkas, sidik, keterangan} of each."""
	files = frappe.get_all(
		"File",
		filters={"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "is_folder": 0},
		fields=["name", "file_name"],
		order_by="creation, name",
	)
	found: dict[str, dict] = {}
	for file in files:
		content = file_kinds.bytes_of(frappe.get_doc("File", file.name))
		sidik = hashlib.sha256(content).hexdigest() if content else ""
		# One that was attached twice is one picture.
		if sidik and sidik not in found and _as_jpeg(sidik, content):
			found[sidik] = {
				"berkas": file.name,
				"sidik": sidik,
				"keterangan": clean(Path(file.file_name or "").stem),
			}
		if len(found) == MOST:
			break
	return list(found.values())


def _inline(noted: dict) -> str:
	"""The very picture that was noted; refused where its file is gone or another by now."""
	file = frappe.db.exists("File", noted["berkas"]) and frappe.get_doc("File", noted["berkas"])
	content = file_kinds.bytes_of(file) if file else None
	if not content or hashlib.sha256(content).hexdigest() != noted["sidik"]:
		raise EmblemUnreadable(
			_(
				"Foto {0} yang tercatat saat langkah ini selesai tidak terbaca, sehingga kertasnya belum dapat disimpan. Mintalah "
				"admin memulihkan berkasnya dari cadangan."
			).format(noted["keterangan"])
		)
	return _as_jpeg(noted["sidik"], content)


def _as_jpeg(sidik: str, content: bytes) -> str:
	"""A picture as a small JPEG in a data URI, '' for what cannot be printed."""
	return made_once("foto", sidik, lambda: _encoded(content))


def _encoded(content: bytes) -> str:
	from PIL import Image

	picture = file_kinds.picture_in(content)
	small = picture and file_kinds.fitted(file_kinds.turned(picture), KEPT_PX)
	if not small:
		return ""
	out = io.BytesIO()
	white = Image.new("RGBA", small.size, "white")
	Image.alpha_composite(white, small).convert("RGB").save(out, "JPEG", quality=QUALITY)
	return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()
