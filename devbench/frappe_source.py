"""Frappe's source: fetched from the Python package index and given its own name back.

The index holds no Frappe, only `criscostack` 1.0.0 (MIT): Frappe's development branch of August 2023
with the product's name replaced. The hash pins that one file; the renaming below is undone by rule.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path

from devbench.paths import Paths, fingerprint
from devbench.stages import Log, StageError

PACKAGE = "criscostack"
VERSION = "1.0.0"
SHA256 = "82f55713e9ee191d5a6c8eaba215ae3da4ab9ee20d8eaa27f501351ee6345478"

# Order matters: the longer names hold the shorter ones.
RENAMES = (
	("criscostack", "frappe"),
	("Criscostack", "Frappe"),
	("CRISCOSTACK", "FRAPPE"),
	("CriscoStack", "Frappe"),
	("Criscoerp", "ERPNext"),
	("criscoerp", "erpnext"),
	("Crisco", "Frappe"),
	("crisco", "frappe"),
)
MOVES = {"utils/brik_helper.py": "utils/bench_helper.py"}
NEEDED = (
	"frappe/utils/bench_helper.py",
	"frappe/public/js/desk.bundle.js",
	"frappe/hooks.py",
	"pyproject.toml",
)


def renamed(text: str) -> str:
	"""The text with Frappe's own names put back."""
	for replaced, original in RENAMES:
		text = text.replace(replaced, original)
	return text


def _renamed_bytes(content: bytes) -> bytes:
	for replaced, original in RENAMES:
		content = content.replace(replaced.encode(), original.encode())
	return content


def _is_text(content: bytes) -> bool:
	return b"\0" not in content[:8192]


def restore_names(root: Path) -> int:
	"""Undo the renaming in every file and file name below root; returns the number of files changed."""
	changed = 0
	for folder, folders, files in os.walk(root, topdown=False):
		for name in files:
			path = Path(folder, name)
			content = path.read_bytes()
			mended = _renamed_bytes(content) if _is_text(content) else content
			if mended != content:
				path.write_bytes(mended)
				changed += 1
		for name in files + folders:
			if renamed(name) != name:
				Path(folder, name).rename(Path(folder, renamed(name)))
	return changed


def _download(paths: Paths, log: Log) -> Path:
	"""Fetch the source archive with pip, which checks the hash."""
	pin = paths.tmp / "frappe-source.txt"
	pin.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n", encoding="utf-8")
	paths.downloads.mkdir(parents=True, exist_ok=True)
	command = [paths.tools_python, "-m", "pip", "download", "--no-deps", "--no-binary", PACKAGE]
	command += ["--require-hashes", "--no-build-isolation", "--dest", paths.downloads, "-r", pin]
	log.run(command)
	return paths.downloads / f"{PACKAGE}-{VERSION}.tar.gz"


def _unpack(archive: Path, target: Path) -> Path:
	"""Unpack the archive and return the folder inside it."""
	with tarfile.open(archive) as source:
		members = [m for m in source.getmembers() if m.isfile() or m.isdir()]
		if any(m.name.startswith("/") or ".." in Path(m.name).parts for m in members):
			raise StageError("the source archive holds a path outside itself")
		source.extractall(target, members=members)
	return target / f"{PACKAGE}-{VERSION}"


def inputs(paths: Paths) -> str:
	return fingerprint(SHA256, repr((RENAMES, MOVES, NEEDED)))


def build(paths: Paths, log: Log) -> None:
	"""Put Frappe's source tree into apps/frappe, whole or not at all."""
	archive = _download(paths, log)
	with paths.scratch("frappe-source") as scratch:
		tree = _unpack(archive, scratch)
		log.write(f"names restored in {restore_names(tree)} files")
		for old, new in MOVES.items():
			(tree / "frappe" / old).rename(tree / "frappe" / new)
		(tree / "PKG-INFO").unlink(missing_ok=True)
		absent = [name for name in NEEDED if not (tree / name).exists()]
		if absent:
			raise StageError(f"the restored source lacks {', '.join(absent)}")
		target = paths.apps / "frappe"
		paths.apps.mkdir(exist_ok=True)
		shutil.rmtree(target, ignore_errors=True)
		tree.rename(target)
