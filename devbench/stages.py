"""Stages: a name, a line of progress, a log, and a stamp that is set only when the result is whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devbench import locks
from devbench.children import die_with_parent
from devbench.paths import Paths

SHOWN_LOG_LINES = 15


class StageError(Exception):
	"""A stage could not do its work; the message is for the user, `output` is what to look at."""

	def __init__(self, message: str, output: Path | None = None) -> None:
		super().__init__(message)
		self.output = output


class StageFailed(Exception):
	"""A failed stage, with everything the user needs to go on."""

	def __init__(self, stage: Stage, log: Log, reason: str, shown_log: str) -> None:
		tail = "\n".join(f"    {line}" for line in log.tail(SHOWN_LOG_LINES))
		super().__init__(
			f"\nFailed: {stage.name}: {reason}\n"
			+ (f"The last lines of its log:\n{tail}\n" if tail else "")
			+ f"Log:        {shown_log}\n"
			+ f"What to do: {stage.advice}"
		)


def last_lines(path: Path, count: int) -> list[str]:
	"""The last lines of a file; of a progress bar that redraws itself, only what was drawn last."""
	text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
	lines = [line.rpartition("\r")[2].rstrip() for line in text.split("\n")]
	return [line for line in lines if line][-count:]


class Log:
	"""The log file of one stage; commands run through it leave their output there."""

	def __init__(self, path: Path) -> None:
		self.path = path
		path.write_text("", encoding="utf-8")

	def write(self, text: str) -> None:
		with self.path.open("a", encoding="utf-8") as file:
			file.write(text.rstrip("\n") + "\n")

	def tail(self, count: int) -> list[str]:
		return last_lines(self.path, count)

	def keep(self, error: Exception) -> None:
		"""Note an error: what a failed server said, or the traceback of what nobody foresaw."""
		if not isinstance(error, StageError):
			self.write("".join(traceback.format_exception(type(error), error, error.__traceback__)))
		elif error.output and error.output.exists():
			self.write("\n".join(last_lines(error.output, 3 * SHOWN_LOG_LINES)))

	def run(
		self,
		command: Sequence[str | Path],
		cwd: Path | None = None,
		env: Mapping[str, str] | None = None,
		stdin: Path | None = None,
		hide: Sequence[str] = (),
	) -> None:
		"""Run a command with its output in the log; StageError when it does not end with 0."""
		words = [str(word) for word in command]
		self.write(f"$ {' '.join('***' if word in hide else word for word in words)}")
		source = stdin.open("rb") if stdin else subprocess.DEVNULL
		try:
			with self.path.open("ab") as output:
				done = subprocess.run(
					words,
					cwd=cwd,
					env={**os.environ, **(env or {})},
					stdin=source,
					stdout=output,
					stderr=output,
					preexec_fn=die_with_parent,
				)
		except FileNotFoundError as error:
			raise StageError(f"command not found: {error.filename}") from error
		finally:
			if stdin:
				source.close()
		if done.returncode:
			raise StageError(f"{Path(words[0]).name} ended with {done.returncode}")


@dataclass(frozen=True)
class Stage:
	"""One step towards the bench. Without `inputs` it runs each time; with them only when they changed."""

	name: str
	work: Callable[[Log], None]
	inputs: Callable[[], str] | None = None
	result: Path | None = None
	under_all: bool = False  # everything that runs stands on it: not redone while another run uses the bench
	advice: str = "mend what the log says and run the same command again; finished stages are kept."


def plain(name: str) -> str:
	"""A stage's name in small letters, for the names of its files."""
	letters = "".join(sign if sign.isalnum() else "-" for sign in name.lower())
	return "-".join(part for part in letters.split("-") if part)


def log_name(number: int, name: str) -> str:
	return f"{number:02d}-{plain(name)}.log"


class Runner:
	"""Runs stages in order and shows one line for each."""

	def __init__(self, paths: Paths, kind: str, total: int) -> None:
		self.paths = paths
		self.logs = paths.logs / kind
		self.logs.mkdir(parents=True, exist_ok=True)
		self.total = total
		self.number = 0

	def run(self, stage: Stage) -> None:
		"""Run the stage unless its stamp says that it is done; StageFailed when it fails."""
		self.number += 1
		_say(f"[{self.number:2d}/{self.total}] {stage.name} … ")
		if self._is_done(stage):
			_say("ready\n")
			return
		if stage.under_all and locks.in_use(self.paths, "bench"):
			raise locks.Busy(
				"waiting for others\n\nThis stage changed and must be redone, but another run is using the bench. "
				"Press Ctrl-C there, or run `make stop`, then run this again."
			)
		log = Log(self.logs / log_name(self.number, stage.name))
		started = time.monotonic()
		try:
			self._work(stage, log)
		except KeyboardInterrupt:
			_say("stopped\n")
			raise
		except Exception as error:
			_say("failed\n")
			log.keep(error)
			raise StageFailed(stage, log, _reason(error), self.paths.shown(log.path)) from error
		_say(f"{time.monotonic() - started:.0f} s\n")

	def _stamp(self, stage: Stage) -> Path:
		return self.paths.stamps / plain(stage.name)

	def _is_done(self, stage: Stage) -> bool:
		stamp = self._stamp(stage)
		if stage.inputs is None or not stamp.exists() or (stage.result and not stage.result.exists()):
			return False
		return stamp.read_text(encoding="utf-8") == stage.inputs()

	def _work(self, stage: Stage, log: Log) -> None:
		wanted = stage.inputs() if stage.inputs else None
		self._stamp(stage).unlink(missing_ok=True)
		stage.work(log)
		if wanted is not None:
			write_whole(self._stamp(stage), wanted)


def write_whole(path: Path, text: str) -> None:
	"""Write a file so that it is there whole or not at all."""
	part = path.with_name(path.name + ".part")
	part.write_text(text, encoding="utf-8")
	part.replace(path)


def _reason(error: BaseException) -> str:
	return str(error) if isinstance(error, StageError) else f"{type(error).__name__}: {error}"


def _say(text: str) -> None:
	sys.stdout.write(text)
	sys.stdout.flush()
