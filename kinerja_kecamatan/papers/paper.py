"""One paper from its parts: head, facts, blocks over pages, signatures; plain data for `templates/papers`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.papers import letterhead, signatures
from kinerja_kecamatan.papers.document import document_facts, log_of
from kinerja_kecamatan.papers.pages import paginate
from kinerja_kecamatan.papers.sheets import BIASA, FOOT, GAP, JUDUL, Column, Fixed, Sheet, Table, table
from kinerja_kecamatan.papers.text import as_text, wrap

# Widths of a label and its colon in the facts under the title, in millimetres.
LABEL_MM, COLON_MM = 37, 4
# Height of the framed line that says SEMENTARA, LAPORAN NIHIL and the like, its gap included.
MARK = 36
NOTE_COLUMNS = (Column("", 42, "label-catatan"), Column("", 256))
SIGNATURES = "tanda_tangan"


@dataclass
class Paper:
	"""What a builder says about its paper. `kiri` and `kanan` are (label, text) pairs under the title."""

	doc: object
	page: Sheet
	judul: str
	anak_judul: str = ""
	cap: str = ""
	kiri: Sequence[tuple[str, str]] = ()
	kanan: Sequence[tuple[str, str]] = ()
	blocks: list[Fixed | Table] = field(default_factory=list)
	log: list = field(default_factory=list)
	lain: dict = field(default_factory=dict)
	ttd: dict | None = None
	"""Signatures other than those of the document; {} for a paper that nobody signs."""
	lampiran: list[Fixed | Table] = field(default_factory=list)
	"""What comes behind the signatures."""
	sebutan: str = ""
	"""What the foot calls a paper that has no title, such as a letter."""
	kecamatan: str | None = None
	"""Whose letterhead, where it is not the document's own kecamatan."""

	def __post_init__(self) -> None:
		self.log = self.log or log_of(self.doc)

	def data(self) -> dict:
		"""Everything the template needs, page by page."""
		kop = letterhead.letterhead_of(self.kecamatan or self.doc.get("kecamatan"))
		about = document_facts(self.doc, self.log)
		signed = signatures.for_paper(self.doc, self.log) if self.ttd is None else self.ttd
		rows = _facts_rows(self.page, self.kiri, self.kanan)
		closing = (
			[Fixed(SIGNATURES, signatures.blocks_height(signed, self.page), ikat=True)] if signed else []
		)
		blocks = [*self.blocks, *closing, *self.lampiran]
		opening = letterhead.letterhead_height(kop, self.page) + self._title_height() + _facts_height(rows)
		return as_text(
			{
				"halaman": page_data(self.page),
				"kop": kop,
				"judul": self.judul,
				"anak_judul": self.anak_judul,
				"cap": self.cap,
				"fakta": rows,
				"dokumen": about,
				"kaki": {**foot(self.page), "sebutan": self.sebutan or self.judul},
				"ttd": signed,
				"lembar": paginate(self.page, opening, blocks),
				**self.lain,
			}
		)

	def _title_height(self) -> float:
		height = 0
		if self.judul:
			height += len(wrap(self.judul, JUDUL.px, self.page.width, bold=True)) * JUDUL.line
		if self.anak_judul:
			height += len(wrap(self.anak_judul, BIASA.px, self.page.width, bold=True)) * BIASA.line
		return height + (MARK if self.cap else 0)


def page_data(page: Sheet) -> dict:
	"""The sheet's measures for the template, in millimetres."""
	return {
		"lebar": page.lebar,
		"tinggi": page.tinggi,
		"atas": page.atas,
		"bawah": page.bawah,
		"kiri": page.kiri,
		"kanan": page.kanan,
		"isi": page.inner_mm,
		"label": LABEL_MM,
		"titik_dua": COLON_MM,
	}


def foot(page: Sheet) -> dict:
	"""For the template: pixels of the whole sheet and of the foot at its end."""
	return {"lembar": page.whole, "tinggi": FOOT}


def _facts_rows(page: Sheet, kiri: Sequence[tuple[str, str]], kanan: Sequence[tuple[str, str]]) -> list[dict]:
	"""Pairs side by side."""
	room = (page.inner_mm / 2 - LABEL_MM - COLON_MM) / page.inner_mm * page.width - 6
	count = max(len(kiri), len(kanan))
	left = [*kiri, *[("", "")] * (count - len(kiri))]
	right = [*kanan, *[("", "")] * (count - len(kanan))]
	return [
		{
			side: {"label": label, "isi": "\n".join(wrap(clean(text), BIASA.px, room))}
			for side, (label, text) in (("kiri", one), ("kanan", other))
		}
		for one, other in zip(left, right, strict=True)
	]


def _facts_height(rows: list[dict]) -> float:
	lines = [max(row[side]["isi"].count("\n") + 1 for side in ("kiri", "kanan")) for row in rows]
	return sum(lines) * (BIASA.line + 1) + 2 * GAP


def note_blocks(page: Sheet, nama: str, judul: str, text: str | None) -> list[Table]:
	"""A framed text under its title, which goes on over pages if it must; [] for an empty one."""
	text = clean(text)
	if not text:
		return []
	return [table(page, nama, [Column("", 1)], [{"sel": [text]}], font=BIASA, judul=judul, kelas="naskah")]


def notes(page: Sheet, pairs: Sequence[tuple[str, str | None]]) -> list[Table]:
	"""Texts beside their titles in one table; empty ones are left out, [] when all are."""
	cells = [{"sel": [label, clean(text)]} for label, text in pairs if clean(text)]
	return [table(page, "catatan", NOTE_COLUMNS, cells)] if cells else []
