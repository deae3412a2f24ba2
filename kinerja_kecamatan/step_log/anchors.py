"""Anchors outside the database: how far a kecamatan's chain had come, in a file that is only ever appended to.

`sites/<site>/private/kinerja-segel/<kecamatan>.log`, one JSON object a line: kecamatan, nomor, sidik, pada. A line is added
after every commit that has written into the log, and once a day where one was missed. Frappe's backups do not hold the folder
and a restore leaves it alone, so that a database put back to an earlier moment, or one whose log was cut, does not fit it any more.
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

from kinerja_kecamatan.base import clock, doctypes
from kinerja_kecamatan.step_log import chain

FOLDER = "kinerja-segel"
# As long as a file's name may be, its ending left out.
LONGEST = 200
# As long as a line may be: the kecamatan's name, a fingerprint, a number and a moment.
LONGEST_LINE = 4096
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


def anchors_of(kecamatan: str) -> list[Anchor]:
	"""A kecamatan's anchors, oldest first. ValueError for a file that holds something else."""
	return [
		Anchor(int(row["nomor"]), str(row["sidik"]), str(row.get("pada", "")))
		for row in _rows(file_of(kecamatan))
	]


def anchored_kecamatan() -> set[str]:
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


def drop_with_commit(kecamatan: str) -> None:
	"""Note where the chain is once what the present transaction writes is there to stay.

	Where that is, is read before the commit: a savepoint may have taken the line back, and a read after the commit would begin
	the next transaction's view of the database for whoever goes on.
	"""

	def read() -> None:
		head = chain.head_of(kecamatan)
		frappe.db.after_commit.add(lambda: _try_to_drop(kecamatan, head))

	frappe.db.before_commit.add(read)


def daily() -> None:
	"""Scheduler: every chain that has grown since its last anchor."""
	for name in frappe.get_all(doctypes.CHAIN_HEAD, pluck="name"):
		_try_to_drop(name, chain.head_of(name))


def _try_to_drop(kecamatan: str, head: tuple | None) -> None:
	"""What was done stays done where the file cannot be written; the next line and the next day try again."""
	try:
		_drop(kecamatan, head)
	except OSError:
		frappe.logger("kinerja_kecamatan").exception(f"Jangkar rantai {kecamatan} tidak dapat ditulis")


def drop_anchor(kecamatan: str) -> bool:
	"""Add an anchor where the chain is now; False when that stands there already."""
	return _drop(kecamatan, chain.head_of(kecamatan))


def _drop(kecamatan: str, head: tuple | None) -> bool:
	if not head or not head[0]:
		return False
	nomor, sidik, _seal = head
	path = file_of(kecamatan)
	if _last(path) == (nomor, sidik):
		return False
	row = {"kecamatan": kecamatan, "nomor": nomor, "sidik": sidik, "pada": clock.now().isoformat()}
	_append(path, json.dumps(row, ensure_ascii=False) + "\n")
	return True


def _last(path: Path) -> tuple[int, str] | None:
	"""Number and fingerprint of a file's last anchor; None without a file, or where something else stands at its end."""
	try:
		with open(path, "rb") as file:
			file.seek(max(0, os.fstat(file.fileno()).st_size - LONGEST_LINE))
			row = json.loads(file.read().splitlines()[-1])
		return row["nomor"], row["sidik"]
	except (FileNotFoundError, IndexError, KeyError, TypeError, ValueError):
		return None


def _append(path: Path, line: str) -> None:
	"""At the end and in one piece, whoever else writes. The system puts it on the disk within half a minute: what a power cut
	takes is missing at the end, and the next line brings a later one."""
	path.parent.mkdir(mode=0o700, exist_ok=True)
	file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
	try:
		os.write(file, line.encode())
	finally:
		os.close(file)


def anchors_beside(kecamatan: str) -> list[str]:
	"""What there is of anchors that were set aside (`<kecamatan>.log.<anything>`) while a chain lives on: whoever restored a
	database on purpose, or installed the app again, has left it there; so has whoever wanted them forgotten."""
	known = file_of(kecamatan).name
	paths = sorted(path for path in folder().glob("*.log.*") if path.name.startswith(f"{known}."))
	return [_said_of(kecamatan, path) for path in paths] if chain.head_of(kecamatan) else []


def _said_of(kecamatan: str, path: Path) -> str:
	last = _last(path)
	if not last:
		return _("Berkas jangkar {0} disisihkan; isinya tidak terbaca.").format(path.name)
	now = frappe.db.get_value(doctypes.LOG, {"kecamatan": kecamatan, "nomor": last[0]}, "sidik")
	fits = _("terletak pada rantai ini") if now == last[1] else _("tidak terletak pada rantai ini")
	return _("Berkas jangkar {0} disisihkan; yang terakhir nomor {1}, {2}.").format(path.name, last[0], fits)


def set_aside() -> None:
	"""Of an app that is uninstalled: its chains are gone, a later installation begins new ones. The old anchors stay, under
	another name. No template and no job by this function's name does it."""
	if not frappe.flags.in_uninstall:
		frappe.throw(_("Jangkar rantai hanya disisihkan saat aplikasi dilepas."), frappe.PermissionError)
	day = clock.now().strftime("%Y%m%d%H%M%S")
	for path in folder().glob("*.log"):
		path.rename(path.with_suffix(f".log.{day}"))
