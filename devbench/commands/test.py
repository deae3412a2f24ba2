"""`make test` and `make test-full`: pytest over tests/ on a site of its own, in the throw-away bench."""

from __future__ import annotations

import functools
import os
import shlex
from pathlib import Path

from devbench import debian
from devbench.build import NETWORK
from devbench.children import run_shown
from devbench.commands.session import running
from devbench.paths import Paths
from devbench.sites import Site, serve, server
from devbench.stages import Stage

KIND = "test"
CHROMIUM = "/usr/bin/chromium"
# A file's tests stay together and in order; the longest files come first (tests/conftest.py).
SHARED_OUT = ("--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def test(paths: Paths, full: bool = False) -> int:
	"""Build, restore the site, run the suite; pytest's line is the last one on success."""
	site = Site(paths, KIND)
	office = Stage("LibreOffice", functools.partial(debian.install, full=True), advice=NETWORK)
	more = [
		*([office] if full else []),
		Stage("Data and web server", functools.partial(serve, site, site.installed)),
	]
	with running(paths, KIND, more):
		return run_pytest(paths, paths.env_python, environment(site), full)


def environment(site: Site) -> dict[str, str]:
	"""What the tests are told about the bench they run on."""
	return {
		**site.environment(),
		"KINERJA_BENCH": str(site.paths.bench),
		"KINERJA_SITES": str(site.paths.sites),
		"KINERJA_SITE": site.name,
		"KINERJA_URL": server(site).url,
		"KINERJA_ADMIN_PASSWORD": site.admin_password,
		"KINERJA_CHROMIUM": CHROMIUM,
		"KINERJA_PATCHED_PDF": str(site.paths.node / "node_modules" / "wkhtmltopdf-binary"),
		"KINERJA_SNAPSHOT": "1",
	}


def run_pytest(paths: Paths, python: Path, told: dict[str, str], full: bool = False) -> int:
	"""Run the suite, or the part of it that ARGS names, from the repository root.

	The whole suite is run by two processes, each with a copy of the site; a part of it by one, on the site itself.
	"""
	words = shlex.split(os.environ.get("ARGS", ""))
	named = any((paths.repo / word.partition("::")[0]).exists() for word in words if "tests" in word)
	chosen = [] if full or named or "-m" in words else ["-m", "not full"]
	whole = [] if named else ["tests/", *SHARED_OUT]
	return run_shown([python, "-m", "pytest", *whole, *chosen, *words], paths.repo, told)
