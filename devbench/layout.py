"""What makes a folder a bench: apps, apps.txt, the common configuration, the app linked in."""

from __future__ import annotations

import getpass
import json
import secrets
from pathlib import Path

from devbench import python_env
from devbench.paths import APP, SOURCES, Paths, fingerprint
from devbench.stages import Log, write_whole


def password(paths: Paths, name: str) -> str:
	"""A password made once for this bench."""
	file = paths.bench / "passwords.json"
	kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
	if name not in kept:
		kept[name] = secrets.token_hex(8)
		write_whole(file, json.dumps(kept, indent=1))
		file.chmod(0o600)
	return str(kept[name])


def inputs(paths: Paths) -> str:
	packaging = [file for file in (paths.repo / "pyproject.toml", paths.repo / "setup.py") if file.exists()]
	return fingerprint(SOURCES / "layout.py", paths.stamps / "python-packages", *packaging)


def build(paths: Paths, log: Log) -> None:
	"""Link the repository in as an app, editable, so that changes are seen at once."""
	(paths.sites / "assets").parent.mkdir(exist_ok=True)
	(paths.bench / "config").mkdir(exist_ok=True)
	_link(paths.sites / "assets", Path("..") / "assets")
	_link(paths.apps / APP, paths.repo)
	python_env.install(paths, log, "--no-deps", "--no-build-isolation", "-e", paths.apps / APP)
	write_whole(paths.sites / "apps.txt", f"frappe\n{APP}\n")
	write_whole(
		paths.sites / "apps.json",
		json.dumps({name: {"is_repo": False} for name in ("frappe", APP)}, indent=1),
	)


def _link(link: Path, target: Path) -> None:
	if link.is_symlink():
		link.unlink()
	link.symlink_to(target)


def configure(paths: Paths, settings: dict[str, object]) -> None:
	"""The configuration common to all sites; no default_site, or Frappe would serve nothing else."""
	common: dict[str, object] = {
		"developer_mode": 0,
		"frappe_user": getpass.getuser(),
		"server_script_enabled": 0,
		"webserver_port": 8000,
		"socketio_port": 9000,
		"live_reload": 0,
	}
	write_whole(paths.sites / "common_site_config.json", json.dumps({**common, **settings}, indent=1))
