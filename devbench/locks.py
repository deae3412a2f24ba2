"""Locks between runs: a second `make demo` says so, a second build waits, shared servers stay while used."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from devbench.paths import Paths


class Busy(Exception):
	"""Another run holds the lock; the message names it."""


def _holder(path: Path) -> str:
	text = path.read_text(encoding="utf-8").strip()
	return f"process {text}" if text else "another process"


def _open(paths: Paths, name: str) -> IO[str]:
	paths.run.mkdir(parents=True, exist_ok=True)
	return (paths.run / f"{name}.lock").open("a+", encoding="utf-8")


def _sign(file: IO[str]) -> None:
	file.seek(0)
	file.truncate()
	file.write(str(os.getpid()))
	file.flush()


@contextlib.contextmanager
def command(paths: Paths, name: str) -> Iterator[None]:
	"""Only one run of a command at a time; Busy when there is one already."""
	with _open(paths, name) as file:
		try:
			fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			path = paths.run / f"{name}.lock"
			raise Busy(
				f"`make {name}` is already running here ({_holder(path)}). "
				"Wait for its end, press Ctrl-C there, or run `make stop`."
			) from None
		_sign(file)
		yield


@contextlib.contextmanager
def build(paths: Paths) -> Iterator[None]:
	"""Only one run builds the bench; others wait and say so."""
	with _open(paths, "build") as file:
		try:
			fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			print(
				f"Another run ({_holder(paths.run / 'build.lock')}) is building .bench; waiting for it …",
				flush=True,
			)
			fcntl.flock(file, fcntl.LOCK_EX)
		_sign(file)
		yield


class Sharing:
	"""A shared lock over something that the last of several runs puts away."""

	def __init__(self, paths: Paths, name: str) -> None:
		self._file = _open(paths, name)
		fcntl.flock(self._file, fcntl.LOCK_SH)

	def last(self) -> bool:
		"""Let go; True when no other run shares it."""
		try:
			fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			self._file.close()
			return False
		return True

	def close(self) -> None:
		self._file.close()


def in_use(paths: Paths, name: str) -> bool:
	"""True when some run shares the thing."""
	with _open(paths, name) as file:
		try:
			fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			return True
	return False


def holders(paths: Paths) -> list[int]:
	"""The processes that hold a command's lock right now."""
	found = []
	for name in ("demo", "test", "benchmark"):
		path = paths.run / f"{name}.lock"
		if not path.exists():
			continue
		with path.open("r+", encoding="utf-8") as file:
			try:
				fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
			except BlockingIOError:
				text = path.read_text(encoding="utf-8").strip()
				found += [int(text)] if text.isdigit() else []
	return found
