"""Free loopback ports: chosen once, kept in ports.json, chosen again when someone else has taken one."""

from __future__ import annotations

import json
import random
import socket
from pathlib import Path

from devbench.paths import Paths
from devbench.stages import StageError, write_whole

HOST = "127.0.0.1"
RANGE = (21000, 29000)


def _file(paths: Paths) -> Path:
	return paths.bench / "ports.json"


def _kept(paths: Paths) -> dict[str, int]:
	try:
		kept = json.loads(_file(paths).read_text(encoding="utf-8"))
	except (OSError, ValueError):
		return {}
	return {str(name): int(port) for name, port in kept.items()} if isinstance(kept, dict) else {}


def is_free(port: int) -> bool:
	"""True when nothing listens on the port."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((HOST, port))
		except OSError:
			return False
	return True


def answers(port: int) -> bool:
	"""True when something accepts connections on the port."""
	try:
		socket.create_connection((HOST, port), timeout=1).close()
	except OSError:
		return False
	return True


def port(paths: Paths, name: str) -> int | None:
	"""The port kept for a server, if any."""
	return _kept(paths).get(name)


def choose(paths: Paths, name: str) -> int:
	"""A port for a server that is about to start: the kept one while it is free, else a new one."""
	kept = _kept(paths)
	if name in kept and is_free(kept[name]):
		return kept[name]
	# Below the range that the kernel hands out to outgoing connections.
	candidates = random.sample(range(*RANGE), 200)
	free = (number for number in candidates if number not in kept.values() and is_free(number))
	try:
		kept[name] = next(free)
	except StopIteration:
		raise StageError(f"no free loopback port between {RANGE[0]} and {RANGE[1]}") from None
	write_whole(_file(paths), json.dumps(kept, indent=1))
	return kept[name]
