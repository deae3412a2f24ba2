"""`make stop`: end every process that the bench started, and nothing else."""

from __future__ import annotations

import os

from devbench import locks, processes
from devbench.paths import Paths


def stop(paths: Paths) -> int:
	"""First the running commands, which put their own servers away; then what a killed one left."""
	if not paths.bench.exists():
		print("Nothing runs: there is no .bench here.")
		return 0
	ended = []
	for pid in locks.holders(paths):
		started = processes.start_time(pid)
		if started and pid != os.getpid():
			processes.end(pid, started, patience=40)
			ended.append(f"make (process {pid})")
	# The database last: the others use it.
	for name in sorted(processes.names(paths), key=lambda name: name == "mariadb"):
		if processes.stop(paths, name):
			ended.append(name)
	print(f"Stopped: {', '.join(ended)}." if ended else "Nothing was running.")
	return 0
