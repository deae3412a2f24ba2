"""Processes that outlive a command: started detached, remembered by id and start time, ended by id only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from devbench.paths import Paths
from devbench.stages import StageError, write_whole

BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Process:
	"""One process of ours; the start time tells it from a stranger that got the same id later."""

	name: str
	pid: int
	started: str


def start_time(pid: int) -> str | None:
	"""Boot and start tick of a living process; None when there is none (or only a zombie)."""
	try:
		stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
	except OSError:
		return None
	fields = stat.rpartition(")")[2].split()
	return None if fields[0] == "Z" else f"{BOOT.read_text().strip()}:{fields[19]}"


def _record(paths: Paths, name: str) -> Path:
	return paths.run / f"{name}.json"


def find(paths: Paths, name: str) -> Process | None:
	"""The running process of that name, if it is still the one that was started."""
	try:
		process = Process(**json.loads(_record(paths, name).read_text(encoding="utf-8")))
	except (OSError, ValueError, TypeError):
		return None
	return process if start_time(process.pid) == process.started else None


def start(
	paths: Paths,
	name: str,
	command: Sequence[str | Path],
	env: Mapping[str, str] | None = None,
	cwd: Path | None = None,
	executable: str | None = None,
) -> None:
	"""Start a command in its own session, with its output in logs/<name>.log, and remember it."""
	words = [str(word) for word in command]

	def remember() -> None:
		"""Run in the child before it becomes the command, so that no kill leaves an unknown process."""
		process = Process(name, os.getpid(), start_time(os.getpid()) or "")
		write_whole(_record(paths, name), json.dumps(asdict(process)))

	with (paths.logs / f"{name}.log").open("wb") as output:
		subprocess.Popen(
			words,
			executable=executable,
			cwd=cwd or paths.bench,
			env={**os.environ, **(env or {})},
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=output,
			start_new_session=True,
			preexec_fn=remember,
		)


def stop(paths: Paths, name: str, patience: float = 15.0) -> bool:
	"""End the process of that name and wait for it; True when there was one."""
	process = find(paths, name)
	if process:
		end(process.pid, process.started, patience)
	_record(paths, name).unlink(missing_ok=True)
	return process is not None


def end(pid: int, started: str, patience: float) -> None:
	"""Ask a process to end, then insist. It is only signalled while it is still the same one."""
	for kind in (signal.SIGTERM, signal.SIGKILL):
		if start_time(pid) != started:
			return
		os.kill(pid, kind)
		deadline = time.monotonic() + patience
		while time.monotonic() < deadline:
			_reap(pid)
			if start_time(pid) != started:
				return
			time.sleep(0.05)


def _reap(pid: int) -> None:
	try:
		os.waitpid(pid, os.WNOHANG)
	except ChildProcessError:
		pass  # started by an earlier run: not ours to collect


def names(paths: Paths) -> list[str]:
	"""The names of all remembered processes, living or not."""
	return sorted(path.stem for path in paths.run.glob("*.json")) if paths.run.exists() else []


def wait_until(ready: Callable[[], bool], paths: Paths, name: str, what: str, seconds: float = 60.0) -> None:
	"""Wait until ready() holds; StageError when the process ends or time runs out first."""
	output = paths.logs / f"{name}.log"
	deadline = time.monotonic() + seconds
	while time.monotonic() < deadline:
		if ready():
			return
		process = find(paths, name)
		if process is None:
			raise StageError(f"{what} ended while starting", output)
		_reap(process.pid)
		time.sleep(0.05)
	raise StageError(f"{what} did not answer within {seconds:.0f} s", output)
