"""The web server of a site (gunicorn, as in production) and one worker for its background jobs."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devbench import frappe_cli, ports, processes
from devbench.paths import SOURCES, Paths
from devbench.stages import Log, write_whole

WORKERS, THREADS = 2, 8
# Seconds: longer than a client waits between two requests, or the server hangs up just as the next one comes.
KEEP_ALIVE = 75


@dataclass(frozen=True)
class Server:
	"""Web server and worker of one site, in the throw-away bench or in someone's own."""

	paths: Paths
	kind: str
	site: str
	python: Path
	sites: Path
	variables: Mapping[str, str]

	@property
	def port(self) -> int | None:
		return ports.port(self.paths, f"web-{self.kind}")

	@property
	def url(self) -> str:
		return f"http://{ports.HOST}:{self.port}"

	def start(self, log: Log) -> None:
		"""Start both anew, so that they know the app as it is now, and wait until the site answers."""
		self.launch()
		self.wait(log)

	def launch(self) -> None:
		"""Start both; the site's data may still be on its way."""
		self.stop()
		port = ports.choose(self.paths, f"web-{self.kind}")
		self._tell_site()
		environment = {
			**frappe_cli.ENVIRONMENT,
			"DEVBENCH_SITE": self.site,
			"SITES_PATH": str(self.sites),
			**self.variables,
		}
		worker = frappe_cli.command(self.python, "worker", "--queue", "short,default,long")
		processes.start(self.paths, f"web-{self.kind}", self._gunicorn(port), environment, self.sites)
		processes.start(self.paths, f"worker-{self.kind}", worker, environment, self.sites)

	def wait(self, log: Log) -> None:
		"""Wait until the site answers."""
		name = f"web-{self.kind}"
		processes.wait_until(lambda: responds(self.url), self.paths, name, "The web server", 90)
		log.write(f"serving {self.site} at {self.url}")

	def _gunicorn(self, port: int) -> list[str | Path]:
		command = [self.python, "-m", "gunicorn", "--bind", f"{ports.HOST}:{port}", "--workers", str(WORKERS)]
		command += ["--worker-class", "gthread", "--threads", str(THREADS), "--timeout", "120", "--preload"]
		command += [
			"--graceful-timeout",
			"2",
			"--keep-alive",
			str(KEEP_ALIVE),
			"--worker-tmp-dir",
			self.paths.tmp,
			"--chdir",
			self.sites,
		]
		return [*command, "--pythonpath", SOURCES / "inside", "wsgi:application"]

	def _tell_site(self) -> None:
		"""The site's own address: the PDF maker fetches its styles there, and links lead there."""
		file = self.sites / self.site / "site_config.json"
		config = json.loads(file.read_text(encoding="utf-8"))
		write_whole(file, json.dumps({**config, "host_name": self.url}, indent=1))

	def stop(self) -> None:
		for name in (f"web-{self.kind}", f"worker-{self.kind}"):
			processes.stop(self.paths, name)


def responds(address: str) -> bool:
	"""True when the site answers over HTTP."""
	opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
	try:
		with opener.open(f"{address}/api/method/ping", timeout=20) as answer:
			return bool(answer.status == 200)
	except (urllib.error.URLError, OSError):
		return False
