"""What `demo`, `test` and `benchmark` share: one run at a time, the bench built, and everything put away at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from devbench import locks, mariadb, processes, redis_server
from devbench.build import bench_stages, site_stages
from devbench.paths import Paths
from devbench.sites import Site, server
from devbench.stages import Runner, Stage


@contextlib.contextmanager
def running(paths: Paths, kind: str, more: list[Stage]) -> Iterator[Site]:
	"""Build what is missing, start the servers, run the further stages; stop the servers afterwards."""
	paths.prepare()
	site = Site(paths, kind)
	with locks.command(paths, kind):
		database, bench = locks.Sharing(paths, "mariadb"), None
		try:
			stages = [*bench_stages(paths, kind), *site_stages(site)]
			runner = Runner(paths, kind, len(stages) + len(more))
			with locks.build(paths):
				for stage in stages:
					runner.run(stage)
				bench = locks.Sharing(paths, "bench")
			for stage in more:
				runner.run(stage)
			yield site
		finally:
			server(site).stop()
			redis_server.stop(paths, kind)
			if database.last():
				processes.stop(paths, mariadb.NAME)
			for sharing in (database, bench):
				if sharing:
					sharing.close()
