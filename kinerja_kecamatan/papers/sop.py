"""The SOP as its document is laid out: the cover with every box, the flow sheet with a column for each pelaksana.

The columns and symbols are those of the live workflows: whoever may complete a step today stands as its pelaksana.
"""

from dataclasses import replace

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.papers import letterhead
from kinerja_kecamatan.papers.document import document_facts, page_for
from kinerja_kecamatan.papers.flow_chart import Node, break_pages, draw
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.pages import paginate
from kinerja_kecamatan.papers.paper import foot, page_data
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import BIASA, KECIL, PX_PER_MM, Column, Fixed, Sheet, Table, table
from kinerja_kecamatan.papers.text import as_text, wrap
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.workflow import GERAK_KEMBALIKAN, transitions

HEAD = "kepala_sop"
CHART = "bagan"
COLUMN_MM = 23
LEAST_ROW = 56
LABEL_MM = 38
# Room for the stamp and signature of who puts the SOP in force.
ROOM = 70
SIDES = (
	(("dasar_hukum", "Dasar Hukum"), ("kualifikasi_pelaksana", "Kualifikasi Pelaksana")),
	(("keterkaitan", "Keterkaitan"), ("peralatan", "Peralatan / Perlengkapan")),
	(("peringatan", "Peringatan"), ("pencatatan", "Pendataan dan Pencatatan")),
)


def sop_paper(doc) -> dict:
	"""The paper of one SOP."""
	page = page_for(landscape=True)
	head = _head(doc, page)
	roles, nodes = _who_does_what(steps.rows_as_steps(doc))
	blocks = [
		Fixed(HEAD, head["tinggi"]),
		*_boxes(doc, page),
		_chart(doc, page, roles),
	]
	pages = paginate(page, 0, blocks)
	_draw(pages, nodes, _drawing_column(page, roles), len(roles))
	return as_text(
		{
			"halaman": page_data(page),
			"kop": letterhead.letterhead_of(doc.kecamatan),
			"judul": _("SOP {0}").format(clean(doc.nama_sop)),
			"cap": "",
			"dokumen": document_facts(doc, []),
			"kaki": {**foot(page), "sebutan": _("SOP")},
			"kepala": head,
			"pelaksana": roles,
			"ttd": {},
			"lembar": pages,
		}
	)


def _head(doc, page: Sheet) -> dict:
	"""The upper boxes of the cover, and how high they are."""
	entries = [
		(_("Nomor Urut SOP"), clean(doc.nomor_sop)),
		(_("Tanggal Pembuatan"), tanggal_panjang(doc.tanggal_pembuatan)),
		(_("Tanggal Revisi"), tanggal_panjang(doc.tanggal_revisi)),
		(_("Tanggal Efektif"), tanggal_panjang(doc.tanggal_efektif)),
		(_("Disahkan Oleh"), clean(doc.disahkan_oleh)),
		(_("Nama SOP"), clean(doc.nama_sop)),
	]
	room = page.width / 2 - LABEL_MM * PX_PER_MM - 2 * BIASA.pad_x - 4
	rows = [
		{"label": label, "isi": "\n".join(wrap(text, BIASA.px, room, bold=True))} for label, text in entries
	]
	heights = [(row["isi"].count("\n") + 1) * BIASA.line + 2 * BIASA.pad_y + 1 for row in rows]
	heights[4] = max(heights[4], ROOM)
	return {
		"instansi": clean(doc.instansi),
		"kotak_unit": clean(doc.kotak_unit),
		"baris": [{**row, "tinggi": height} for row, height in zip(rows, heights, strict=True)],
		"label": LABEL_MM,
		"tinggi": sum(heights) + 2,
	}


def _boxes(doc, page: Sheet) -> list[Table]:
	out = []
	for pair in SIDES:
		columns = [Column(_(title), 1) for _field, title in pair]
		texts = [_numbered(doc.get(name)) for name, _title in pair]
		out.append(table(page, pair[0][0], columns, [{"sel": texts}], font=BIASA, kelas="naskah", gap=0))
	return out


def _numbered(text: str | None) -> str:
	lines = [line for line in clean(text).split("\n") if line]
	return lines[0] if len(lines) == 1 else "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))


def _who_does_what(found: list) -> tuple[list[str], list[Node]]:
	"""The pelaksana columns in the order in which they come to work, and for each step its place on the chart."""
	roles, nodes = [], []
	for step in found:
		role = next((t.allowed for t in _completing(step)), step.pelaksana or DASH)
		if role not in roles:
			roles.append(role)
		nodes.append(Node(roles.index(role), _sent_back_to(step, found)))
	return roles, nodes


def _completing(step) -> list:
	return [
		t
		for t in transitions(step.dokumen)
		if t.next_state == step.status and not t.gerak and not t.by_system
	]


def _sent_back_to(step, found: list) -> list[int]:
	"""Places (in `found`) of the steps that a return from where this step is taken leads to."""
	here = {t.state for t in _completing(step)}
	targets = {
		t.next_state for t in transitions(step.dokumen) if t.state in here and t.gerak == GERAK_KEMBALIKAN
	}
	return [
		place
		for place, other in enumerate(found)
		if other.dokumen == step.dokumen
		and other is not step
		and {t.state for t in _completing(other)} & targets
	]


def _columns(roles: list[str]) -> list[Column]:
	return [
		Column(_("No"), 8, "tengah"),
		Column(_("Uraian Prosedur"), 64),
		*[Column(role, COLUMN_MM) for role in roles],
		Column(_("Kelengkapan"), 38),
		Column(_("Waktu"), 18, "tengah"),
		Column(_("Output"), 38),
		Column(_("Keterangan"), 24),
	]


def _drawing_column(page: Sheet, roles: list[str]) -> int:
	"""Pixels of one pelaksana's column."""
	return int(COLUMN_MM * page.width / sum(column.lebar for column in _columns(roles)))


def _chart(doc, page: Sheet, roles: list[str]) -> Table:
	cells = [{"sel": _cells(row, len(roles)), "minimum": LEAST_ROW} for row in steps.in_order(doc.langkah)]
	measured = table(page, CHART, _columns(roles), cells, judul=_("PROSEDUR"))
	# The rows come out as high as they are drawn, and there is one line more of heads.
	rows = tuple(replace(row, minimum=int(row.height)) for row in measured.rows)
	return replace(measured, rows=rows, head=measured.head + KECIL.line + 7, gap=0, baru=True)


def _cells(row, roles: int) -> list[str]:
	minutes = _("{0} menit").format(row.waktu)
	return [
		str(row.nomor),
		clean(row.uraian),
		*[""] * roles,
		clean(row.kelengkapan),
		minutes,
		clean(row.output),
		clean(row.keterangan),
	]


def _draw(pages: list, nodes: list[Node], column: int, columns: int) -> None:
	"""Give each printed row its drawing; the row of a step that was broken over pages has one on each."""
	charts = [entry["baris"] for entries in pages for entry in entries if entry["nama"] == CHART]
	rows = [row for chart in charts for row in chart]
	for row in rows:
		row["tinggi"] = max(row["tinggi"], _lines(row) * KECIL.line + 2 * KECIL.pad_y + 1)
	drawings = draw(_as_printed(rows, nodes), [row["tinggi"] - 1 for row in rows], column, columns)
	counts = [len(chart) for chart in charts]
	break_pages(drawings, [sum(counts[:n]) for n in range(1, len(counts))])
	for row, drawing in zip(rows, drawings, strict=True):
		row["gambar"] = drawing.data()


def _lines(row: dict) -> int:
	return max(cell["teks"].count("\n") + 1 for cell in row["sel"])


def _as_printed(rows: list[dict], nodes: list[Node]) -> list[Node]:
	"""The steps by printed row; only the first row of a step carries its number."""
	begins = [place for place, row in enumerate(rows) if row["sel"][0]["teks"]]
	out: list[Node] = []
	for step, (node, place) in enumerate(zip(nodes, begins, strict=True)):
		out.append(Node(node.kolom, [begins[back] for back in node.kembali]))
		until = begins[step + 1] if step + 1 < len(begins) else len(rows)
		out += [Node(node.kolom, terusan=True)] * (until - place - 1)
	return out
