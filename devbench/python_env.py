"""The bench's Python environment, from the pinned list in requirements.lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from devbench.paths import SOURCES, Paths, fingerprint
from devbench.stages import Log

LOCK = SOURCES / "requirements.lock"
TOOLS = ("uv==0.13.9", "flit_core==3.9.0")


def tools_inputs(paths: Paths) -> str:
	return fingerprint(*TOOLS, sys.version)


def build_tools(paths: Paths, log: Log) -> None:
	"""A small environment of its own for what fetches and installs the rest."""
	shutil.rmtree(paths.tools, ignore_errors=True)
	log.run([sys.executable, "-m", "venv", paths.tools])
	log.run([paths.tools_python, "-m", "pip", "install", "--no-deps", *TOOLS])


def inputs(paths: Paths) -> str:
	return fingerprint(LOCK, sys.version, str(paths.repo), paths.stamps / "frappe-source")


def uv_environment(paths: Paths) -> dict[str, str]:
	"""uv looks at the same package index as pip does on this machine."""
	asked = subprocess.run(
		[paths.tools_python, "-m", "pip", "config", "get", "global.index-url"],
		capture_output=True,
		text=True,
		check=False,
	)
	index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
	return {"UV_DEFAULT_INDEX": index} if index else {}


def install(paths: Paths, log: Log, *arguments: object) -> None:
	"""Install into the bench's environment with uv."""
	command = [paths.tools / "bin" / "uv", "pip", "install", "--python", paths.env_python]
	log.run([*command, *map(str, arguments)], env=uv_environment(paths))


def build(paths: Paths, log: Log) -> None:
	"""Make the environment anew; scripts in it hold its path, so it is made in place."""
	shutil.rmtree(paths.env, ignore_errors=True)
	log.run([sys.executable, "-m", "venv", "--without-pip", paths.env])
	constraint = paths.tmp / "build-constraints.txt"
	constraint.write_text("setuptools==80.10.2\n", encoding="utf-8")
	install(paths, log, "--no-deps", "--require-hashes", "--build-constraints", constraint, "-r", LOCK)
	install(paths, log, "--no-deps", "--no-build-isolation", "-e", paths.apps / "frappe")
