"""A bench that someone else made (BENCH=/path): what the tests need is added, and taken out again."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from devbench import frappe_cli, processes, python_env
from devbench.paths import APP, SOURCES, Paths
from devbench.stages import Log, StageError, write_whole

# What the tests import, and the package that brings it.
TEST_PACKAGES = {
	"docx": "python-docx",  # the app's own dependency; the app itself is linked in without any
	"hypothesis": "hypothesis",
	"playwright": "playwright",
	"pypdf": "pypdf",
	"pytest": "pytest",
	"requests": "requests",
	"segno": "segno",  # as docx
	"xdist": "pytest-xdist",
	"zxingcpp": "zxing-cpp",
}
SITE = re.compile(r"kinerja-test-(\d+)\.localhost")


@dataclass
class ExistingBench:
	"""The bench at `root`, and what this run has added to it."""

	paths: Paths
	root: Path
	added: list[str] = field(default_factory=list)
	admin_password: str = field(default_factory=lambda: secrets.token_hex(8))

	@property
	def sites(self) -> Path:
		return self.root / "sites"

	@property
	def python(self) -> Path:
		return self.root / "env" / "bin" / "python"

	@property
	def site(self) -> str:
		return f"kinerja-test-{os.getpid()}.localhost"

	@property
	def link(self) -> Path:
		return self.root / "apps" / APP

	def check(self) -> None:
		"""Refuse what is no bench, or one that holds another copy of the app."""
		needed = (self.python, self.root / "apps" / "frappe", self.sites / "common_site_config.json")
		absent = [str(path.relative_to(self.root)) for path in needed if not path.exists()]
		if absent:
			raise StageError(f"BENCH={self.root} is no bench: it has no {', '.join(absent)}")
		if self.link.exists() and self.link.resolve() != self.paths.repo:
			raise StageError(
				f"this bench holds another copy of {APP}; the tests would not run against this one"
			)

	def helper(self, log: Log, *words: str, hide: tuple[str, ...] = ()) -> None:
		"""Run a bench command."""
		log.run(
			frappe_cli.command(self.python, *words), cwd=self.sites, env=frappe_cli.ENVIRONMENT, hide=hide
		)

	def _pip(self, log: Log, *words: str) -> None:
		"""pip of the bench's environment, or uv for one that was made without pip."""
		has_pip = (
			subprocess.run(
				[self.python, "-m", "pip", "--version"], capture_output=True, check=False
			).returncode
			== 0
		)
		uv = self.paths.tools / "bin" / "uv"
		if not has_pip and not uv.exists():
			python_env.build_tools(self.paths, log)
		pip = (
			[self.python, "-m", "pip", words[0]]
			if has_pip
			else [uv, "pip", words[0], "--python", self.python]
		)
		log.run([*pip, *(word for word in words[1:] if has_pip or word != "-y")])

	def _imports(self, module: str) -> bool:
		asked = f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)"
		return subprocess.run([self.python, "-c", asked], cwd=self.sites, check=False).returncode == 0

	def _root_words(self) -> tuple[list[str], tuple[str, ...]]:
		"""Command words for the database administrator, when the configuration does not say it all."""
		config = json.loads((self.sites / "common_site_config.json").read_text(encoding="utf-8"))
		word = os.environ.get("DB_ROOT_PASSWORD") or config.get("root_password", "")
		words = ["--db-root-username", config.get("root_login", "root"), "--db-root-password", word]
		return words, (word,) if word else ()

	def add_packages(self, log: Log) -> list[str]:
		"""Install the test packages that its environment lacks; they stay."""
		lacking = [package for module, package in TEST_PACKAGES.items() if not self._imports(module)]
		if lacking:
			self._pip(log, "install", *(_pinned(name) for name in lacking))
		return lacking

	def add_app(self, log: Log) -> list[str]:
		"""Link the repository in as an app, editable, where it is not there yet."""
		if not self.link.exists():
			self.link.symlink_to(self.paths.repo)
			self.added.append("link")
		if not self._imports(APP):
			self._pip(log, "install", "--no-deps", "-e", str(self.link))
			self.added.append("package")
		apps = (self.sites / "apps.txt").read_text(encoding="utf-8").split()
		if APP not in apps:
			write_whole(self.sites / "apps.txt", "\n".join([*apps, APP]) + "\n")
			self.added.append("apps.txt")
		self._add_assets(log)
		return self.added

	def _add_assets(self, log: Log) -> None:
		public, target = self.paths.repo / APP / "public", self.sites / "assets" / APP
		if public.is_dir() and any(public.rglob("*.bundle.*")):
			self.helper(log, "build", "--app", APP)
		elif public.is_dir() and not target.exists():
			target.symlink_to(public)
			self.added.append("assets")

	def remove_app(self, log: Log) -> None:
		"""Take out what add_app put in."""
		if "assets" in self.added:
			(self.sites / "assets" / APP).unlink(missing_ok=True)
		if "apps.txt" in self.added:
			apps = (self.sites / "apps.txt").read_text(encoding="utf-8").split()
			write_whole(self.sites / "apps.txt", "\n".join(app for app in apps if app != APP) + "\n")
		if "package" in self.added:
			self._pip(log, "uninstall", "-y", APP)
		if "link" in self.added:
			self.link.unlink(missing_ok=True)
		self.added.clear()

	def create_site(self, log: Log) -> None:
		"""A site of this run's own, with the app."""
		for left in self._left_behind():
			self.drop_site(log, left)
		words, hidden = self._root_words()
		self.helper(log, "new-site", self.site, "--admin-password", self.admin_password, *words, hide=hidden)
		prepare = [self.python, SOURCES / "inside" / "prepare_site.py", self.site]
		log.run(prepare, cwd=self.sites)
		self.helper(log, "--site", self.site, "install-app", APP)

	def _left_behind(self) -> list[str]:
		"""Sites of runs that were killed before they could drop them."""
		found = [SITE.fullmatch(path.name) for path in self.sites.iterdir()]
		return [match[0] for match in found if match and processes.start_time(int(match[1])) is None]

	def drop_site(self, log: Log, site: str) -> None:
		"""Drop a site with database and files; nothing is archived."""
		if not (self.sites / site).exists():
			return
		words, hidden = self._root_words()
		with self.paths.scratch(f"dropped-{os.getpid()}") as archive:
			more = ["--no-backup", "--force", "--archived-sites-path", str(archive)]
			self.helper(log, "drop-site", site, *words, *more, hide=hidden)
		shutil.rmtree(self.sites / site, ignore_errors=True)


def _pinned(name: str) -> str:
	"""name==version as in the throw-away bench's own list."""
	lines = (SOURCES / "requirements.lock").read_text(encoding="utf-8").splitlines()
	found = [line.split()[0] for line in lines if line.startswith(f"{name}==")]
	return found[-1] if found else name
