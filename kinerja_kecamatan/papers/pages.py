"""Breaking measured blocks into pages, by the app itself rather than by a PDF engine. Pure: no frappe."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kinerja_kecamatan.papers.sheets import Column, Fixed, Row, Sheet, Table

# A row that does not fit is broken only if at least so many of its lines still stand on this page.
LINES_WORTH_BREAKING = 5
# Blocks carried over with the signatures take no more than this of the page, and no more of them than so many pixels.
CARRIED_SHARE = 0.75
CARRIED_ENOUGH = 60


@dataclass
class _Pages:
	"""The pages so far; `left` is the room on the last one."""

	page: Sheet
	left: float
	pages: list[list] = field(default_factory=lambda: [[]])
	fresh: bool = False

	def turn(self) -> None:
		self.pages.append([])
		self.left = self.page.height
		self.fresh = True

	def put(self, block: Fixed) -> None:
		if block.tinggi > self.left and not self.fresh:
			carried = self._carried(block) if block.ikat else []
			self.turn()
			for entry in carried:
				self._place(entry)
		self._place((block, []))

	def _place(self, entry: tuple) -> None:
		block, rows = entry
		self.pages[-1].append(entry)
		used = _height(rows) + block.over if rows else block.tinggi
		self.left -= used
		self.fresh = False

	def _carried(self, block: Fixed) -> list[tuple]:
		"""What comes along to a new page: short blocks as a whole, the end of a long table."""
		entries, taken, used = self.pages[-1], [], 0.0
		while entries and used < CARRIED_ENOUGH:
			before, rows = entries[-1]
			room = (self.page.height - block.tinggi) * (CARRIED_SHARE if taken else 1) - used
			over = getattr(before, "over", 0)
			cuts = _cuts(rows, alone=len(entries) == 1)
			fitting = ((stay, part) for stay, part in cuts if _height(part) + over <= room)
			stay, part = next(fitting, (rows, []))
			if not part:
				break
			used += _height(part) + over
			taken.insert(0, (before, part))
			if stay:
				rows[:] = stay
				break
			entries.pop()
		return taken

	def fill(self, block: Table) -> None:
		queue, rows = deque(block.rows), []
		if block.baru and self.pages[-1]:
			self.turn()
		while queue:
			need = queue[0].height + (0 if rows else block.over)
			follow = queue[1].height if queue[0].ikut and len(queue) > 1 else 0
			if need + follow <= self.left or (self.fresh and need <= self.left):
				self._add(block, rows, queue.popleft())
			elif part := self._broken(block, rows, queue[0]):
				self._add(block, rows, part[0])
				queue[0] = part[1]
			elif self.fresh:
				self._add(block, rows, queue.popleft())
			else:
				self.turn()
				rows = []

	def _add(self, block: Table, rows: list, row: Row) -> None:
		if not rows:
			self.pages[-1].append((block, rows))
			self.left -= block.over
		rows.append(row)
		self.left -= row.height
		self.fresh = False

	def _broken(self, block: Table, rows: list, row: Row) -> tuple[Row, Row] | None:
		"""A row too tall for the rest of the page, in two; None if it is better moved on whole."""
		room = self.left - (0 if rows else block.over)
		lines = int((room - row.extra) // row.font.line)
		tall = row.height > (self.page.height - block.over) / 2
		if row.lines <= lines:
			return None
		if self.fresh and not rows:
			return row.split(max(lines, 1))
		return row.split(lines) if tall and lines >= LINES_WORTH_BREAKING else None


def _height(rows: list[Row]) -> float:
	return sum(row.height for row in rows)


def _cuts(rows: list[Row], alone: bool) -> Iterator[tuple[list[Row], list[Row]]]:
	"""Ways to divide a table's rows on a page into those that stay and those that are carried on, the best first: a short table
	goes as a whole, unless it is `alone` there; of others the last two rows, or as many as leave no heading behind, or the last
	lines of a tall row.
	"""
	if rows and not alone and len(rows) < 4:
		yield [], list(rows)
	for count in (2, 1, *range(3, len(rows))):
		if count < len(rows) and not rows[-count - 1].ikut:
			yield rows[:-count], rows[-count:]
	if rows and rows[-1].lines >= 2 * LINES_WORTH_BREAKING:
		head, tail = rows[-1].split(rows[-1].lines - LINES_WORTH_BREAKING)
		yield [*rows[:-1], head], [tail]
	if rows and not alone:
		yield [], list(rows)


def paginate(page: Sheet, opening: float, blocks: Sequence[Fixed | Table]) -> list[list[dict]]:
	"""Blocks in order on as few pages as they need; `opening` is what the first page holds before them.

	A page is a list of dicts for the template: a Fixed gives {"nama"}, a Table {"nama", "kolom", "baris",
	...} with the rows that stand on that page.
	"""
	pages = _Pages(page, page.height - opening)
	for block in blocks:
		if isinstance(block, Table):
			pages.fill(block)
		else:
			pages.put(block)
	seen: set[str] = set()
	return [[_entry(block, rows, seen) for block, rows in entries] for entries in pages.pages]


def _entry(block: Fixed | Table, rows: list[Row], seen: set[str]) -> dict:
	if isinstance(block, Fixed):
		return {"nama": block.nama, "tabel": False}
	total = sum(column.lebar for column in block.kolom)
	entry = {
		"nama": block.nama,
		"tabel": True,
		"judul": f"{block.judul} (lanjutan)" if block.nama in seen and block.judul else block.judul,
		"kelas": block.kelas,
		"bernomor": block.bernomor,
		"berkepala": any(column.judul for column in block.kolom),
		"kolom": [
			{"judul": c.judul, "persen": round(100 * c.lebar / total, 3), "kelas": c.kelas}
			for c in block.kolom
		],
		"baris": _cells(block.kolom, rows),
	}
	seen.add(block.nama)
	return entry


def _cells(columns: Sequence[Column], rows: list[Row]) -> list[dict]:
	out, before = [], None
	for row in rows:
		same = [
			bool(before and row.sel[n]) and not row.terusan and row.sel[n : n + 1] == before.sel[n : n + 1]
			for n in range(len(row.sel))
		]
		cells = [
			{
				"teks": "" if column.gabung and same[n] else "\n".join(row.baris[n]),
				"sambung": column.gabung and same[n],
			}
			for n, column in enumerate(columns[: len(row.sel)])
		]
		out.append(
			{
				"sel": cells,
				"penuh": len(row.sel) == 1 < len(columns),
				"kelas": row.kelas,
				"tinggi": row.minimum,
			}
		)
		before = row
	return out
