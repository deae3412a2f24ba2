"""Entry: `python3 -m devbench demo|test|test-full|benchmark|stop|clean`, run from the repository root."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from devbench import debian
from devbench.children import Terminated
from devbench.commands import benchmark, clean, demo, existing, stop, test
from devbench.locks import Busy
from devbench.paths import Paths
from devbench.stages import StageError, StageFailed

COMMANDS = ("demo", "test", "test-full", "benchmark", "stop", "clean")
USAGE = f"usage: python3 -m devbench {'|'.join(COMMANDS)}   (SERVE=0, AGAIN=1, ARGS='…', BENCH=/path by environment)"


def main(arguments: list[str]) -> int:
	"""Run one command; what goes wrong comes out as a message, never as a bare traceback."""
	if sys.version_info < (3, 10):  # noqa: UP036  (whatever the machine calls python3)
		print(f"Python 3.10 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
		return 2
	if len(arguments) != 1 or arguments[0] not in COMMANDS:
		print(USAGE, file=sys.stderr)
		return 2
	signal.signal(signal.SIGINT, signal.default_int_handler)  # also when started in the background
	signal.signal(signal.SIGTERM, _terminated)
	try:
		return _run(arguments[0], Paths(Path(__file__).resolve().parent.parent))
	except (StageFailed, StageError, Busy) as error:
		print(error, file=sys.stderr)
		return 1
	except KeyboardInterrupt:
		print("\nStopped.", file=sys.stderr)
		return 130


def _terminated(number: int, frame: object) -> None:
	"""End like Ctrl-C, so that everything that was started is put away."""
	raise Terminated


def _run(command: str, paths: Paths) -> int:
	"""Check what must be there before the command, then run it."""
	if command == "stop":
		return stop.stop(paths)
	if command == "clean":
		return clean.clean(paths)
	full = command == "test-full"
	if (full or command == "test") and os.environ.get("BENCH"):
		return existing.test(paths, Path(os.environ["BENCH"]), full)
	lacking = debian.missing(full)
	if lacking and not debian.may_install():
		print(debian.install_line(lacking))
		return 2
	if command == "benchmark":
		return benchmark.benchmark(paths)
	return demo.demo(paths) if command == "demo" else test.test(paths, full)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
