"""`BENCH=/path make test`: the same suite on a bench that is there already, on a site made and dropped by this run."""

from __future__ import annotations

import functools
from pathlib import Path

from devbench import frappe_cli, locks, web
from devbench.commands.test import CHROMIUM, run_pytest
from devbench.existing_bench import ExistingBench
from devbench.paths import Paths
from devbench.stages import Log, Runner, Stage, StageError


def test(paths: Paths, root: Path, full: bool = False) -> int:
	"""Add what is missing, run the suite, and leave the bench as it was."""
	paths.prepare()
	bench = ExistingBench(paths, root.resolve())
	bench.check()
	server = web.Server(
		paths, f"existing-{bench.site.split('.')[0]}", bench.site, bench.python, bench.sites, {}
	)
	shared = locks.Sharing(paths, "existing")
	runner = Runner(paths, "existing", 4)
	try:
		for stage in _stages(bench, server):
			runner.run(stage)
		return run_pytest(paths, bench.python, _environment(bench, server), full)
	finally:
		_put_away(bench, server, shared)


def _stages(bench: ExistingBench, server: web.Server) -> list[Stage]:
	bind = functools.partial
	return [
		Stage("Test packages", bind(_say_added, bench.add_packages, "installed")),
		Stage("The app", bind(_say_added, bench.add_app, "added (and removed at the end):")),
		Stage(f"Site {bench.site}", bench.create_site, advice="see that the bench's MariaDB and Redis run."),
		Stage("Web server", server.start),
	]


def _say_added(work: object, word: str, log: Log) -> None:
	"""Do it, and say on the stage's line what was added to the bench."""
	added = work(log)  # type: ignore[operator]
	if added:
		print(f"{word} {', '.join(added)} … ", end="", flush=True)


def _environment(bench: ExistingBench, server: web.Server) -> dict[str, str]:
	return {
		**frappe_cli.ENVIRONMENT,
		"KINERJA_BENCH": str(bench.root),
		"KINERJA_SITES": str(bench.sites),
		"KINERJA_SITE": bench.site,
		"KINERJA_URL": server.url,
		"KINERJA_ADMIN_PASSWORD": bench.admin_password,
		"KINERJA_CHROMIUM": CHROMIUM,
		"KINERJA_SNAPSHOT": "0",
	}


def _put_away(bench: ExistingBench, server: web.Server, shared: locks.Sharing) -> None:
	"""Undo everything, each part even when another one fails."""
	log = Log(bench.paths.logs / "existing" / "99-put-away.log")
	alone = shared.last()
	undo = [lambda _log: server.stop(), lambda log: bench.drop_site(log, bench.site)]
	undo += [bench.remove_app] if alone else []
	for step in undo:
		try:
			step(log)
		except (StageError, OSError) as error:
			log.keep(error)
			print(f"Not undone: {error}; see {bench.paths.shown(log.path)}")
	if bench.added:
		print(f"Left in {bench.root} for another run: {', '.join(bench.added)}")
	shared.close()
