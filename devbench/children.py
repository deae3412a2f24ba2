"""Children of a run: they do not outlive it, and those that talk to the user end in their own way."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PATIENCE = 30.0


class Terminated(KeyboardInterrupt):
	"""Someone asked this process to end, rather than pressing Ctrl-C in its terminal."""


def die_with_parent() -> None:
	"""Run in a child before it becomes its command: the kernel kills it when its parent ends."""
	ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def run_shown(
	command: Sequence[str | Path], cwd: Path, env: Mapping[str, str], record: Path | None = None
) -> int:
	"""Run a command with its output on the terminal (and in a record); interrupted, it may still end in its own way."""
	sys.stdout.flush()
	words, environment = [str(word) for word in command], {**os.environ, **env, "PYTHONUNBUFFERED": "1"}
	output = subprocess.PIPE if record else None
	child = subprocess.Popen(words, cwd=cwd, env=environment, stdout=output, preexec_fn=die_with_parent)
	try:
		if record and child.stdout:
			_copy(child.stdout, record)
		return child.wait()
	except KeyboardInterrupt as interruption:
		if isinstance(interruption, Terminated):
			child.send_signal(signal.SIGINT)  # Ctrl-C reaches the child by itself
		try:
			child.wait(PATIENCE)
		except subprocess.TimeoutExpired:
			child.kill()
		raise


def _copy(source: IO[bytes], record: Path) -> None:
	with record.open("wb") as copy:
		for line in source:
			copy.write(line)
			sys.stdout.buffer.write(line)
			sys.stdout.buffer.flush()
