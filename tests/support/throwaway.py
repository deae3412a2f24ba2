"""A site to take apart: the suite's own, copied table by table within the database server, and dropped again."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymysql

from tests.support.environment import Environment

APP = "kinerja_kecamatan"
REPOSITORY = Path(__file__).resolve().parents[2]
# What a function of on_site prints comes after everything that Frappe has to say.
RUN = """
import importlib, json, sys, traceback
import frappe
site, module, function, arguments = sys.argv[1:]
frappe.init(site=site)
frappe.connect()
try:
	result = getattr(importlib.import_module(module), function)(*json.loads(arguments))
except Exception:
	traceback.print_exc()
	sys.exit(str(frappe.local.message_log))
frappe.db.commit()
print("\\n" + json.dumps(result, sort_keys=True, default=str))
"""


@dataclass(frozen=True)
class Throwaway:
	"""The copy; everything is done to it from outside, in processes of their own, as an administrator would."""

	env: Environment
	site: str
	database: str
	code: Path = REPOSITORY  # the app and its tests that are at work on it

	@property
	def folder(self) -> Path:
		return self.env.sites / self.site

	def bench(self, *words: str) -> str:
		"""A bench command on this site; its output, also in the assertion when it fails."""
		return self._python("-m", "frappe.utils.bench_helper", "frappe", "--site", self.site, *words)

	def run(self, function: str, *arguments, module: str = "tests.support.on_site"):
		"""The result of a function of tests.support.on_site, or of another module, run on this site."""
		said = self._python("-c", RUN, self.site, module, function, json.dumps(arguments, default=str))
		return json.loads(said.strip().splitlines()[-1])

	def _python(self, *words: str) -> str:
		path = os.pathsep.join([str(self.code), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
		done = subprocess.run(
			[sys.executable, *words],
			cwd=self.env.sites,
			env={**os.environ, "PYTHONPATH": path},
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT,
			text=True,
			timeout=300,
			check=False,
		)
		assert done.returncode == 0, done.stdout[-4000:]
		return done.stdout


@contextmanager
def throwaway_site(env: Environment) -> Iterator[Throwaway]:
	"""Copy the suite's site; database, database user and folder are gone afterwards, whatever happens."""
	word = f"kinerja_copy_{secrets.token_hex(4)}"
	copy = Throwaway(env, f"{word.replace('_', '-')}.localhost", word)
	conf = _configuration(env)
	root = _root(conf)
	try:
		_copy_database(root, conf["db_name"], word)
		_copy_folder(env, copy)
		yield copy
	finally:
		with root.cursor() as cursor:
			cursor.execute(f"DROP DATABASE IF EXISTS `{word}`")
			for host in ("%", "localhost"):
				cursor.execute(f"DROP USER IF EXISTS '{word}'@'{host}'")
		root.close()
		shutil.rmtree(copy.folder, ignore_errors=True)


def _configuration(env: Environment) -> dict:
	"""What Frappe would know of the suite's site; its own reader wants the site initialised."""
	common = env.sites / "common_site_config.json"
	return {**json.loads(common.read_text()), **json.loads(env.site_config.read_text())}


def _root(conf: dict):
	"""The database administrator's connection, as bench new-site would make it."""
	where = {"unix_socket": conf["db_socket"]} if conf.get("db_socket") else {}
	return pymysql.connect(
		host=conf.get("db_host") or "127.0.0.1",
		port=int(conf.get("db_port") or 3306),
		user=conf.get("root_login") or "root",
		password=os.environ.get("DB_ROOT_PASSWORD") or conf.get("root_password") or "",
		charset="utf8mb4",
		autocommit=True,
		**where,
	)


def _copy_database(root, source: str, target: str) -> None:
	with root.cursor() as cursor:
		cursor.execute(f"CREATE DATABASE `{target}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
		for host in ("%", "localhost"):
			cursor.execute(f"CREATE USER '{target}'@'{host}' IDENTIFIED BY '{target}'")
			cursor.execute(f"GRANT ALL ON `{target}`.* TO '{target}'@'{host}'")
		cursor.execute("SET foreign_key_checks = 0, unique_checks = 0")
		cursor.execute(f"SHOW FULL TABLES FROM `{source}`")
		for table, kind in cursor.fetchall():
			if kind == "SEQUENCE":
				cursor.execute(f"SELECT next_not_cached_value FROM `{source}`.`{table}`")
				cursor.execute(f"CREATE SEQUENCE `{target}`.`{table}` START WITH {int(cursor.fetchone()[0])}")
				continue
			cursor.execute(f"CREATE TABLE `{target}`.`{table}` LIKE `{source}`.`{table}`")
			cursor.execute(f"INSERT INTO `{target}`.`{table}` SELECT * FROM `{source}`.`{table}`")


def _copy_folder(env: Environment, copy: Throwaway) -> None:
	for folder in ("public/files", "private/files", "private/backups", "locks", "logs"):
		(copy.folder / folder).mkdir(parents=True, exist_ok=True)
	config = json.loads(env.site_config.read_text())
	config.update(db_name=copy.database, db_user=copy.database, db_password=copy.database)
	(copy.folder / "site_config.json").write_text(json.dumps(config, indent=1))
