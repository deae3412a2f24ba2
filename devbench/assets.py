"""What the browser loads: npm packages, the desk's bundles and each app's public folder under sites/assets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from devbench.paths import APP, SOURCES, Paths, fingerprint
from devbench.stages import Log, write_whole

MANIFEST = ("package.json", "package-lock.json")
BUILDER = SOURCES / "build_assets.mjs"


def node_inputs(paths: Paths) -> str:
	return fingerprint(*(SOURCES / name for name in MANIFEST))


def install_node(paths: Paths, log: Log) -> None:
	"""The npm packages of the lock file, into a folder of their own."""
	with paths.scratch("node") as scratch:
		for name in MANIFEST:
			shutil.copy(SOURCES / name, scratch / name)
		log.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=scratch)
		shutil.rmtree(paths.node, ignore_errors=True)
		scratch.rename(paths.node)


def desk_inputs(paths: Paths) -> str:
	stamps = [paths.stamps / name for name in ("frappe-source", "npm-packages")]
	return fingerprint(str(paths.repo), BUILDER, SOURCES / "assets.py", *stamps)


def app_inputs(paths: Paths) -> str:
	return fingerprint(
		desk_inputs(paths), paths.stamps / "desk-assets", *_bundled(paths.repo / APP / "public")
	)


def _bundled(public: Path) -> list[Path]:
	"""An app's public files when it has bundles to build; its plain files are linked and need no build."""
	names = sorted(item.name for item in public.iterdir()) if public.is_dir() else []
	has_bundles = public.is_dir() and any(public.rglob("*.bundle.*"))
	return [public] if has_bundles else [Path(name) for name in names]


def build_desk(paths: Paths, log: Log) -> None:
	"""Frappe's own bundles and public folder."""
	_build(paths, log, "frappe", paths.apps / "frappe", paths.apps / "frappe")
	link = paths.assets / "frappe" / "node_modules"
	link.symlink_to(paths.node / "node_modules")


def build_app(paths: Paths, log: Log) -> None:
	"""The app's bundles and public folder."""
	_build(paths, log, APP, paths.repo, paths.repo, paths.apps / "frappe")


def _build(paths: Paths, log: Log, app: str, root: Path, *folders: Path) -> None:
	"""Build one app's assets beside the old ones, then put them in place."""
	paths.assets.mkdir(exist_ok=True)
	public = root / app / "public"
	with paths.scratch(f"assets-{app}") as scratch:
		(scratch / app / "dist").mkdir(parents=True)
		log.run(["node", BUILDER, paths.node / "node_modules", scratch, app, *folders])
		for item in sorted(public.iterdir()) if public.is_dir() else []:
			if item.name not in ("dist", "node_modules"):
				(scratch / app / item.name).symlink_to(item)
		shutil.rmtree(paths.assets / app, ignore_errors=True)
		(scratch / app).rename(paths.assets / app)
		(scratch / f"{app}.json").replace(paths.assets / f"{app}.json")
	_join(paths)


def _join(paths: Paths) -> None:
	"""assets.json, as Frappe reads it, from the shares of all apps."""
	joined: dict[str, str] = {}
	for share in ("frappe", APP):
		file = paths.assets / f"{share}.json"
		if file.exists():
			joined |= json.loads(file.read_text(encoding="utf-8"))
	write_whole(paths.assets / "assets.json", json.dumps(joined, indent=1))
