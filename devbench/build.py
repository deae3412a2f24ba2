"""The stages from nothing to a running bench, in order."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devbench import assets, debian, frappe_source, layout, mariadb, python_env, redis_server
from devbench.paths import APP, SOURCES, Paths, fingerprint
from devbench.sites import Site, build_tables, connect, create, install, tables
from devbench.stages import Log, Stage

NETWORK = (
	"see that this machine reaches its package index (its log names what was asked for), then run it again."
)
NOT_INSTALLED = {"public", "templates", "www", "translations", "__pycache__"}


def bench_stages(paths: Paths, kind: str) -> list[Stage]:
	"""Everything up to running servers."""
	servers = functools.partial(_servers, paths, kind)
	return [
		Stage("Debian packages", debian.install, advice=NETWORK),
		*_fetched(paths),
		*_made(paths),
		Stage("Servers", servers, advice="free some memory or ports, then run it again."),
	]


def _fetched(paths: Paths) -> list[Stage]:
	"""What comes from the package indexes; under everything that runs, hence not redone while in use."""
	rows = [
		("Tools", python_env.build_tools, python_env.tools_inputs, paths.tools_python),
		("Frappe source", frappe_source.build, frappe_source.inputs, paths.apps / "frappe"),
		("Python packages", python_env.build, python_env.inputs, paths.env_python),
		("npm packages", assets.install_node, assets.node_inputs, paths.node / "node_modules"),
	]
	return [_stage(paths, *row, advice=NETWORK, under_all=True) for row in rows]


def _made(paths: Paths) -> list[Stage]:
	"""What is made here out of it."""
	return [
		_stage(
			paths,
			"Desk assets",
			assets.build_desk,
			assets.desk_inputs,
			paths.assets / "frappe",
			under_all=True,
		),
		_stage(paths, "The app", layout.build, layout.inputs, paths.apps / APP),
		_stage(paths, "App assets", assets.build_app, assets.app_inputs, paths.assets / APP),
		_stage(paths, "Database folder", _database, mariadb.inputs, paths.bench / "mariadb", under_all=True),
	]


def _stage(
	paths: Paths,
	name: str,
	work: Callable[[Paths, Log], None],
	inputs: Callable[[Paths], str],
	result: Path,
	**more: Any,
) -> Stage:
	bind = functools.partial
	return Stage(name, bind(work, paths), bind(inputs, paths), result, **more)


def site_stages(site: Site) -> list[Stage]:
	"""A site with the app, kept as a snapshot."""
	bind, paths = functools.partial, site.paths
	empty = Site(paths, site.kind, "empty")
	return [
		Stage("Frappe's tables", bind(build_tables, empty), lambda: _tables_inputs(paths), tables(paths)),
		Stage(
			f"Site {site.name}",
			bind(create, site),
			lambda: _site_inputs(paths),
			site.folder / "site_config.json",
		),
		Stage(f"App on {site.name}", bind(install, site), lambda: app_inputs(site), site.installed),
	]


def _tables_inputs(paths: Paths) -> str:
	built = [paths.stamps / name for name in ("frappe-source", "python-packages")]
	return fingerprint(
		SOURCES / "inside" / "prepare_site.py", layout.password(paths, "Administrator"), *built
	)


def _site_inputs(paths: Paths) -> str:
	database = mariadb.given()
	where = f"{database.host}:{database.port}" if database else paths.stamps / "database-folder"
	return fingerprint(SOURCES / "sites.py", where, paths.stamps / "frappe-s-tables")


def app_inputs(site: Site) -> str:
	"""Everything of the app that may have a say in what installing it leaves in the database."""
	root = site.paths.repo / APP
	files = [
		file
		for file in sorted(root.rglob("*"))
		if file.suffix in (".py", ".json", ".txt", ".csv", ".html", ".md")
		and not NOT_INSTALLED & set(file.relative_to(root).parts)
	]
	stamp = site.paths.stamps / f"site-{site.kind}-localhost"
	return fingerprint(stamp, *(part for file in files for part in (str(file.relative_to(root)), file)))


def _database(paths: Paths, log: Log) -> None:
	if not mariadb.given():
		mariadb.build(paths, log)


def _servers(paths: Paths, kind: str, log: Log) -> None:
	"""MariaDB and Redis, and their ports of today into the configuration."""
	given = mariadb.given()
	if given:
		mariadb.check_given(given)
	mariadb.start(paths)
	redis_server.start(paths, kind)
	database = mariadb.current(paths)
	settings: dict[str, object] = {
		"db_host": database.host,
		"db_port": database.port,
		"root_login": database.user,
		"root_password": database.password,
		**redis_server.current(paths, kind).settings(),
	}
	layout.configure(paths, settings)
	site = Site(paths, kind)
	if (site.folder / "site_config.json").exists():
		connect(site)
	log.write(f"database {database.host}:{database.port}, redis {redis_server.current(paths, kind).cache}")
