"""Where everything of the throw-away bench lies."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

APP = "kinerja_kecamatan"
SOURCES = Path(__file__).resolve().parent
LONGEST_SOCKET = 100  # a unix socket's path must fit in 108 bytes


@dataclass(frozen=True)
class Paths:
	"""The folders of one checkout; made from the repository root."""

	repo: Path

	@property
	def bench(self) -> Path:
		return self.repo / ".bench"

	@property
	def apps(self) -> Path:
		return self.bench / "apps"

	@property
	def sites(self) -> Path:
		return self.bench / "sites"

	@property
	def assets(self) -> Path:
		return self.bench / "assets"

	@property
	def node(self) -> Path:
		return self.bench / "node"

	@property
	def env(self) -> Path:
		return self.bench / "env"

	@property
	def env_python(self) -> Path:
		return self.env / "bin" / "python"

	@property
	def tools(self) -> Path:
		return self.bench / "tools"

	@property
	def tools_python(self) -> Path:
		return self.tools / "bin" / "python"

	@property
	def downloads(self) -> Path:
		return self.bench / "downloads"

	@property
	def logs(self) -> Path:
		return self.bench / "logs"

	@property
	def stamps(self) -> Path:
		return self.bench / "stamps"

	@property
	def run(self) -> Path:
		return self.bench / "run"

	@property
	def tmp(self) -> Path:
		return self.bench / "tmp"

	@property
	def snapshots(self) -> Path:
		return self.bench / "snapshots"

	@property
	def out(self) -> Path:
		return self.repo / "out"

	@cached_property
	def sockets(self) -> Path:
		"""A folder short enough to hold a unix socket, however deep the checkout lies."""
		if len(str(self.run / "mariadb.sock")) < LONGEST_SOCKET:
			return self.run
		mark = hashlib.sha256(str(self.repo).encode()).hexdigest()[:12]
		return Path(tempfile.gettempdir()) / f"kinerja-{os.getuid()}-{mark}"

	def prepare(self) -> None:
		"""Make the folders that every run needs, and drop what a killed run left half done."""
		for folder in (self.bench, self.logs, self.stamps, self.run, self.snapshots, self.tmp):
			folder.mkdir(parents=True, exist_ok=True)
		self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)

	@contextlib.contextmanager
	def scratch(self, name: str) -> Iterator[Path]:
		"""An empty folder beside the results, gone afterwards; what is whole is renamed out of it."""
		folder = self.tmp / name
		shutil.rmtree(folder, ignore_errors=True)
		folder.mkdir(parents=True)
		try:
			yield folder
		finally:
			shutil.rmtree(folder, ignore_errors=True)

	def shown(self, path: Path) -> str:
		"""A path as the user should type it, relative to the repository."""
		return os.path.relpath(path, self.repo)


def fingerprint(*parts: str | Path) -> str:
	"""A hash over texts and over the contents of files and folders (names included)."""
	digest = hashlib.sha256()
	for part in parts:
		if isinstance(part, Path):
			for file in sorted(_files(part)):
				digest.update(f"\0{file.relative_to(part.parent)}\0".encode())
				digest.update(file.read_bytes())
		else:
			digest.update(f"\0text\0{part}".encode())
	return digest.hexdigest()


def _files(path: Path) -> list[Path]:
	if path.is_file():
		return [path]
	return [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
