"""`make benchmark`: the measurements of benchmarks/ on a site of their own, in the throw-away bench."""

from __future__ import annotations

import functools
import os
import shlex

from devbench.children import run_shown
from devbench.commands.session import running
from devbench.commands.test import environment
from devbench.paths import Paths
from devbench.sites import Site, serve
from devbench.stages import Stage

KIND = "benchmark"


def benchmark(paths: Paths) -> int:
	"""Build, put the site back to the app and nothing else, measure; 1 when a limit is missed."""
	site = Site(paths, KIND)
	more = [Stage("Data and web server", functools.partial(serve, site, site.installed))]
	with running(paths, KIND, more):
		words = shlex.split(os.environ.get("ARGS", ""))
		return run_shown([paths.env_python, "-m", "benchmarks", *words], paths.repo, environment(site))
