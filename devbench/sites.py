"""Sites: made anew, kept as a snapshot (database and files), put back from it in about a second."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from devbench import frappe_cli, layout, mariadb, redis_server, web
from devbench.paths import APP, SOURCES, Paths
from devbench.stages import Log, StageError, write_whole

KINDS_OF_FILES = ("public/files", "private/files")
# What the app keeps beside the database, of a database that is thrown away.
OF_THE_DATABASE = ("private/kinerja-segel",)


@dataclass(frozen=True)
class Site:
	"""One site of the bench; `kind` (demo or test) names the Redis and the web server that it uses."""

	paths: Paths
	kind: str
	label: str = ""

	@property
	def name(self) -> str:
		return f"{self.label or self.kind}.localhost"

	@property
	def folder(self) -> Path:
		return self.paths.sites / self.name

	@property
	def installed(self) -> Path:
		"""The snapshot with the app and nothing else."""
		return self.paths.snapshots / f"{self.kind}-installed"

	@property
	def database(self) -> str:
		return str(self.config()["db_name"])

	@property
	def admin_password(self) -> str:
		return layout.password(self.paths, "Administrator")

	def config(self) -> dict[str, object]:
		return dict(json.loads((self.folder / "site_config.json").read_text(encoding="utf-8")))

	def frappe(self, log: Log, *words: str) -> None:
		"""Run one of Frappe's commands."""
		log.run(
			frappe_cli.command(self.paths.env_python, *words), cwd=self.paths.sites, env=self.environment()
		)

	def python(self, log: Log, *words: str | Path) -> None:
		"""Run the bench's Python in the sites folder."""
		log.run([self.paths.env_python, *words], cwd=self.paths.sites, env=self.environment())

	def environment(self) -> dict[str, str]:
		return {**frappe_cli.ENVIRONMENT, **redis_server.current(self.paths, self.kind).environment()}


def tables(paths: Paths) -> Path:
	"""The snapshot of a site with nothing but Frappe, which all sites start from."""
	return paths.snapshots / "frappe"


def build_tables(site: Site, log: Log) -> None:
	"""Make a site with nothing but Frappe, past the setup wizard; keep what is in it, not the site."""
	shutil.rmtree(tables(site.paths), ignore_errors=True)
	_new_site(site, log)
	site.python(log, SOURCES / "inside" / "prepare_site.py", site.name)
	keep(site, tables(site.paths), log)
	with site.paths.scratch("dropped") as archive:
		drop = ["drop-site", site.name, "--no-backup", "--force", "--archived-sites-path", str(archive)]
		site.frappe(log, *drop, "--db-root-username", mariadb.current(site.paths).user)
	shutil.rmtree(site.folder, ignore_errors=True)


def create(site: Site, log: Log) -> None:
	"""Make the site anew from Frappe's tables; what stood there before is dropped."""
	shutil.rmtree(site.installed, ignore_errors=True)
	_new_site(site, log, "--source-sql", str(tables(site.paths) / "database.sql"))
	connect(site)


def _new_site(site: Site, log: Log, *more: str) -> None:
	"""Frappe's own new-site; the root password stands in common_site_config.json."""
	database = mariadb.current(site.paths)
	shutil.rmtree(site.folder, ignore_errors=True)
	redis_server.empty(site.paths, site.kind)
	words = ["new-site", site.name, "--force", "--admin-password", site.admin_password, *more]
	words += [
		"--db-host",
		database.host,
		"--db-port",
		str(database.port),
		"--db-root-username",
		database.user,
	]
	site.frappe(log, *words)


def install(site: Site, log: Log) -> None:
	"""Install the app on an empty site and keep the result, so that later runs need not install."""
	put_back(site, tables(site.paths), log)
	site.frappe(log, "--site", site.name, "install-app", APP)
	keep(site, site.installed, log)


def server(site: Site) -> web.Server:
	"""The web server of a site of this bench; a worker starts without a site and finds Redis by environment."""
	paths, variables = site.paths, redis_server.current(site.paths, site.kind).environment()
	return web.Server(paths, site.kind, site.name, paths.env_python, paths.sites, variables)


def serve(site: Site, snapshot: Path, log: Log) -> None:
	"""Put the snapshot back while the web server loads its code, then wait for both."""
	web_server = server(site)
	web_server.launch()
	put_back(site, snapshot, log)
	web_server.wait(log)


def connect(site: Site) -> None:
	"""Write today's ports into the site's configuration."""
	database = mariadb.current(site.paths)
	config = site.config()
	config |= {"db_host": database.host, "db_port": database.port}
	config |= redis_server.current(site.paths, site.kind).settings()
	write_whole(site.folder / "site_config.json", json.dumps(config, indent=1))


def keep(site: Site, snapshot: Path, log: Log) -> None:
	"""Keep the site as it is now; the snapshot appears whole or not at all."""
	with site.paths.scratch(f"snapshot-{site.kind}") as scratch:
		dump = ["--single-transaction", "--routines", f"--result-file={scratch / 'database.sql'}"]
		mariadb.current(site.paths).run(log, "mariadb-dump", [*dump, site.database])
		for kind in KINDS_OF_FILES:
			shutil.copytree(site.folder / kind, scratch / kind)
		shutil.rmtree(snapshot, ignore_errors=True)
		scratch.rename(snapshot)


def put_back(site: Site, snapshot: Path, log: Log) -> None:
	"""Set database and files back to the snapshot, and forget what the cache knew."""
	if not (snapshot / "database.sql").exists():
		raise StageError(f"the snapshot of {site.name} is gone; `make clean` and start again")
	database, name = mariadb.current(site.paths), site.database
	create_empty = f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}`"
	database.run(log, "mariadb", ["--execute", create_empty])
	database.run(log, "mariadb", [name], stdin=snapshot / "database.sql")
	for kind in KINDS_OF_FILES:
		shutil.rmtree(site.folder / kind, ignore_errors=True)
		shutil.copytree(snapshot / kind, site.folder / kind)
	for kind in OF_THE_DATABASE:
		shutil.rmtree(site.folder / kind, ignore_errors=True)
	if not redis_server.empty(site.paths, site.kind):
		site.frappe(log, "--site", site.name, "clear-cache")
