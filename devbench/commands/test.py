"""`make test`: pytest over tests/ on a site of its own, in the throw-away bench."""

from __future__ import annotations

import functools
import os
import shlex
from pathlib import Path

from devbench.children import run_shown
from devbench.commands.session import running
from devbench.paths import Paths
from devbench.sites import Site, serve, server
from devbench.stages import Stage

KIND = "test"
CHROMIUM = "/usr/bin/chromium"


def test(paths: Paths) -> int:
	"""Build, restore the site, run the suite; pytest's line is the last one on success."""
	site = Site(paths, KIND)
	more = [
		Stage("Data and web server", functools.partial(serve, site, site.installed)),
	]
	with running(paths, KIND, more):
		return run_pytest(paths, paths.env_python, environment(site))


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
		"KINERJA_SNAPSHOT": "1",
	}


def run_pytest(paths: Paths, python: Path, told: dict[str, str]) -> int:
	"""Run the suite, or the part of it that ARGS names, from the repository root."""
	words = shlex.split(os.environ.get("ARGS", ""))
	named = any((paths.repo / word.partition("::")[0]).exists() for word in words if "tests" in word)
	return run_shown([python, "-m", "pytest", *([] if named else ["tests/"]), *words], paths.repo, told)
