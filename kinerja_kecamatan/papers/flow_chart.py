"""The flow chart of an SOP: which symbol stands in whose column, and the lines between them. Pure: no frappe.

Symbols as the field draws them: kapsul (begin, end), kotak (work), belah ketupat (a decision that can send back), panah,
segilima (goes on over the page). A decision's ways are named: Ya goes on, Tidak goes back. Each row of the sheet is a drawing of its own, so that pages break between rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

CAPSULE, BOX, DIAMOND = "kapsul", "kotak", "ketupat"
# Sizes in pixels.
WIDE, HIGH = 46, 26
TURN = 9
LANE = 6
ARROW = 5
PENTAGON = 12
YES, NO = "Ya", "Tidak"
# Where the words of a decision begin, from its middle: beside the line that goes on, and over the one that goes back, clear of the
# symbol's slope.
YES_AT, NO_AT = (10, HIGH // 2 + 10), (15, -5)


@dataclass
class Node:
	"""A row of the chart: its step's column (0 is the leftmost) and the rows that it may send the work back to."""

	kolom: int
	kembali: Sequence[int] = ()
	terusan: bool = False
	"""The rest of a step whose row was broken over pages: without a symbol of its own."""


@dataclass
class Drawing:
	"""One row: shapes and lines in pixels from its upper left corner. A line is a list of (x, y), an arrow at its end
	where `panah`."""

	lebar: int
	tinggi: int
	simbol: str
	x: int
	y: int
	garis: list[dict] = field(default_factory=list)
	segilima: list[dict] = field(default_factory=list)
	kata: list[dict] = field(default_factory=list)
	"""Words beside lines: `teks`, and the left end of its base line."""

	def say(self, teks: str, at: tuple[int, int]) -> None:
		self.kata.append({"teks": teks, "x": self.x + at[0], "y": self.y + at[1]})

	def line(self, *points: tuple[float, float], panah: bool = False) -> None:
		text = " ".join(f"{round(x, 1)},{round(y, 1)}" for x, y in points)
		head = ""
		if panah:
			(x0, y0), (x, y) = points[-2:]
			dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
			wings = [
				(x - ARROW * dx + 3 * dy, y - ARROW * dy + 3 * dx),
				(x - ARROW * dx - 3 * dy, y - ARROW * dy - 3 * dx),
			]
			head = " ".join(f"{round(a, 1)},{round(b, 1)}" for a, b in [(x, y), *wings])
		self.garis.append({"titik": text, "panah": head})

	def data(self) -> dict:
		w, h = WIDE / 2, HIGH / 2
		x, y = self.x, self.y
		return {
			"lebar": self.lebar,
			"tinggi": self.tinggi,
			"simbol": self.simbol,
			"kiri": x - w,
			"atas": y - h,
			"lebar_simbol": WIDE,
			"tinggi_simbol": HIGH,
			"jari": h,
			"sudut": f"{x},{y - h} {x + w},{y} {x},{y + h} {x - w},{y}",
			"garis": self.garis,
			"segilima": self.segilima,
			"kata": self.kata,
		}


def draw(nodes: Sequence[Node], heights: Sequence[int], column: int, columns: int) -> list[Drawing]:
	"""A drawing a row: `heights` of the rows and width of a column in pixels."""
	rows = [
		Drawing(
			column * columns,
			heights[n],
			_symbol(n, nodes),
			round(column * (node.kolom + 0.5)),
			heights[n] // 2,
		)
		for n, node in enumerate(nodes)
	]
	last = _last_step(nodes)
	for n, row in enumerate(rows):
		if nodes[n].terusan:
			if n < last:
				row.line((row.x, 0), (row.x, row.tinggi))
			continue
		if n:
			_come_in(row, rows[n - 1])
		if n < last:
			row.line((row.x, row.y + HIGH / 2), (row.x, row.tinggi))
	for row in rows:
		if row.simbol == DIAMOND:
			row.say(YES, YES_AT)
			row.say(NO, NO_AT)
	for lane, (source, target) in enumerate(
		(n, back) for n, node in enumerate(nodes) for back in sorted(node.kembali) if back < n
	):
		_send_back(rows, source, target, column * columns - LANE * (lane % 3 + 1) + 2)
	return rows


def break_pages(rows: Sequence[Drawing], first_rows: Sequence[int]) -> None:
	"""Mark with a segilima where the line goes on over the page: `first_rows` are the rows that begin one."""
	for n in first_rows:
		# Below the last symbol no line goes on.
		if n and rows[n].garis:
			before = rows[n - 1]
			before.segilima.append(_pentagon(before.x, before.tinggi - PENTAGON))
			rows[n].segilima.append(_pentagon(before.x, 0))


def _last_step(nodes: Sequence[Node]) -> int:
	return max((n for n, node in enumerate(nodes) if not node.terusan), default=0)


def _symbol(n: int, nodes: Sequence[Node]) -> str:
	if nodes[n].terusan:
		return ""
	if n in (0, _last_step(nodes)):
		return CAPSULE
	return DIAMOND if nodes[n].kembali else BOX


def _come_in(row: Drawing, before: Drawing) -> None:
	top = (row.x, row.y - HIGH / 2)
	if row.x == before.x:
		row.line((row.x, 0), top, panah=True)
	else:
		row.line((before.x, 0), (before.x, TURN), (row.x, TURN), top, panah=True)


def _send_back(rows: Sequence[Drawing], source: int, target: int, x: int) -> None:
	start, end = rows[source], rows[target]
	start.line((start.x + WIDE / 2, start.y), (x, start.y), (x, 0))
	for between in rows[target + 1 : source]:
		between.line((x, 0), (x, between.tinggi))
	# Into a decision below its corner, from which its own way back begins.
	low = LANE if end.simbol == DIAMOND else 0
	edge = WIDE / 2 * (1 - low / (HIGH / 2))
	end.line((x, end.tinggi), (x, end.y + low), (end.x + edge, end.y + low), panah=True)


def _pentagon(x: float, top: float) -> dict:
	w = PENTAGON / 2 + 2
	points = [
		(x - w, top),
		(x + w, top),
		(x + w, top + PENTAGON / 2),
		(x, top + PENTAGON),
		(x - w, top + PENTAGON / 2),
	]
	return {"sudut": " ".join(f"{round(a, 1)},{round(b, 1)}" for a, b in points)}
