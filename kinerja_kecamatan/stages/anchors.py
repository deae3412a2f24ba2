"""Anchors outside the database: how far a kecamatan's chain had come, in a file that is only ever appended to.

`sites/<site>/private/kinerja-segel/<kecamatan>.log`, one JSON object a line: kecamatan, nomor, sidik, pada. A line is added
when a kecamatan's recap is final and once a day, after the commit. Frappe's backups do not hold the folder and a restore leaves it
alone, so that a database put back to an earlier day, or one whose log was cut, does not fit it any more.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import frappe
from frappe import _

from kinerja_kecamatan.stages import chain, clock

FOLDER = "kinerja-segel"
# As long as a file's name may be, its ending left out.
LONGEST = 200
# So much of a fingerprint stands on paper, and is enough to name it.
ON_PAPER, ENOUGH = 16, 8


@dataclass(frozen=True)
class Anchor:
	"""Where a chain was: `sidik` is the fingerprint of entry `nomor`, or the beginning of it; `pada` when it was noted."""

	nomor: int
	sidik: str
	pada: str = ""

	def fits(self, sidik: str | None) -> bool:
		return len(self.sidik) >= ENOUGH and (sidik or "").startswith(self.sidik)


def typed_in(nomor: int, sidik: str) -> Anchor:
	"""An anchor as a paper says it, blanks and hyphens anywhere. ValueError for what is none."""
	plain = "".join(sidik.split()).replace("-", "").lower()
	if nomor < 1 or not ENOUGH <= len(plain) <= 64 or not set(plain) <= set("0123456789abcdef"):
		raise ValueError(sidik)
	return Anchor(nomor, plain)


def on_paper(nomor: int, sidik: str) -> str:
	"""`no. 214, 3fa9 12bc 77de 0a1b`."""
	return f"no. {nomor}, " + " ".join(sidik[n : n + 4] for n in range(0, ON_PAPER, 4))


def folder() -> Path:
	return Path(frappe.get_site_path("private", FOLDER))


def file_of(kecamatan: str) -> Path:
	name = quote(kecamatan, safe=" ")
	if len(name) > LONGEST:
		name = hashlib.sha256(kecamatan.encode()).hexdigest()
	return folder() / f"{name}.log"


def of(kecamatan: str) -> list[Anchor]:
	"""A kecamatan's anchors, oldest first. ValueError for a file that holds something else."""
	return [
		Anchor(int(row["nomor"]), str(row["sidik"]), str(row.get("pada", "")))
		for row in _rows(file_of(kecamatan))
	]


def kecamatan() -> set[str]:
	"""Those that have anchors, whether the database still knows them or not."""
	found = set()
	for path in folder().glob("*.log"):
		try:
			found |= {str(row["kecamatan"]) for row in _rows(path)}
		except ValueError:
			found.add(unquote(path.stem))  # its check says what is wrong with it
	return found


def _rows(path: Path) -> Iterator[dict]:
	if not path.exists():
		return
	for line in path.read_text(encoding="utf-8").splitlines():
		row = json.loads(line)
		if not isinstance(row, dict) or not {"kecamatan", "nomor", "sidik"} <= row.keys():
			raise ValueError(line)
		yield row


def drop_after_commit(kecamatan: str) -> None:
	"""Note where the chain is once what the present transaction writes is there to stay."""
	frappe.db.after_commit.add(lambda: _try_to_drop(kecamatan))


def daily() -> None:
	"""Scheduler: every chain that has grown since its last anchor."""
	for name in frappe.get_all(chain.HEAD, pluck="name"):
		_try_to_drop(name)


def _try_to_drop(kecamatan: str) -> None:
	"""What was done stays done where the file cannot be written; the next day tries again."""
	try:
		drop(kecamatan)
	except (OSError, ValueError):
		frappe.logger("kinerja_kecamatan").exception(f"Jangkar rantai {kecamatan} tidak dapat ditulis")


def drop(kecamatan: str) -> bool:
	"""Add an anchor where the chain is now; False when that stands there already."""
	head = chain.head_of(kecamatan)
	if not head or not head[0]:
		return False
	nomor, sidik, _seal = head
	known = of(kecamatan)
	if known and (known[-1].nomor, known[-1].sidik) == (nomor, sidik):
		return False
	row = {"kecamatan": kecamatan, "nomor": nomor, "sidik": sidik, "pada": clock.now().isoformat()}
	_append(file_of(kecamatan), json.dumps(row, ensure_ascii=False) + "\n")
	return True


def _append(path: Path, line: str) -> None:
	"""At the end, whole, and on the disk before it returns."""
	path.parent.mkdir(mode=0o700, exist_ok=True)
	file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
	try:
		os.write(file, line.encode())
		os.fsync(file)
	finally:
		os.close(file)


def set_aside() -> None:
	"""Of an app that is uninstalled: its chains are gone, a later installation begins new ones. The old anchors stay, under
	another name. No template and no job by this function's name does it."""
	if not frappe.flags.in_uninstall:
		frappe.throw(_("Jangkar rantai hanya disisihkan saat aplikasi dilepas."), frappe.PermissionError)
	day = clock.now().strftime("%Y%m%d%H%M%S")
	for path in folder().glob("*.log"):
		path.rename(path.with_suffix(f".log.{day}"))
