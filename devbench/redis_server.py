"""Private Redis servers, one per site: its cache and its queue, nothing on disk."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from devbench import ports, processes
from devbench.paths import Paths
from devbench.stages import StageError


@dataclass(frozen=True)
class Addresses:
	"""Where a site finds its cache and its queue."""

	cache: str
	queue: str

	def settings(self) -> dict[str, object]:
		return {"redis_cache": self.cache, "redis_queue": self.queue}

	def environment(self) -> dict[str, str]:
		return {"FRAPPE_REDIS_CACHE": self.cache, "FRAPPE_REDIS_QUEUE": self.queue}


def given() -> Addresses | None:
	"""The servers that the environment names, if it names them."""
	cache, queue = os.environ.get("REDIS_CACHE"), os.environ.get("REDIS_QUEUE")
	return Addresses(cache, queue or cache) if cache else None


def _name(kind: str) -> str:
	return f"redis-{kind}"


def current(paths: Paths, kind: str) -> Addresses:
	"""Addresses of the Redis of one kind of run (demo or test)."""
	port = ports.port(paths, _name(kind))
	return given() or Addresses(f"redis://{ports.HOST}:{port}/0", f"redis://{ports.HOST}:{port}/1")


def _program() -> tuple[str, str | None]:
	"""redis-server, or the same program under the name that comes without a service."""
	server = shutil.which("redis-server")
	if server:
		return server, None
	twin = shutil.which("redis-check-rdb")
	if twin:
		return "redis-server", twin
	raise StageError("no Redis server on this machine")


def start(paths: Paths, kind: str) -> None:
	"""Start the private Redis of one kind of run unless it runs or others are given."""
	name = _name(kind)
	if given() or processes.find(paths, name):
		return
	word, executable = _program()
	port = ports.choose(paths, name)
	command: list[str | Path] = [
		word,
		"--bind",
		ports.HOST,
		"--port",
		str(port),
		"--save",
		"",
		"--appendonly",
		"no",
	]
	command += ["--dir", paths.tmp, "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]
	processes.start(paths, name, command, executable=executable)
	processes.wait_until(lambda: ports.answers(port), paths, name, "Redis")


def stop(paths: Paths, kind: str) -> None:
	processes.stop(paths, _name(kind))


def empty(paths: Paths, kind: str) -> bool:
	"""Forget cache, sessions and jobs; False when the servers are not ours to empty."""
	port = ports.port(paths, _name(kind))
	if given() or not port:
		return False
	with socket.create_connection((ports.HOST, port), timeout=5) as connection:
		connection.sendall(b"FLUSHALL\r\n")
		return connection.recv(16).startswith(b"+OK")
