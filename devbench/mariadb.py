"""A private MariaDB: own data folder, own socket, loopback only, tuned for data that may be thrown away."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devbench import layout, ports, processes
from devbench.paths import Paths, fingerprint
from devbench.stages import Log, StageError

NAME = "mariadb"
# Killed processes lose nothing (the log goes to the kernel at each commit); a power cut may, and that is fine here.
FLAGS = (
	"--skip-name-resolve",
	"--skip-log-bin",
	"--character-set-server=utf8mb4",
	"--collation-server=utf8mb4_unicode_ci",
	"--innodb-flush-log-at-trx-commit=2",
	"--innodb-flush-method=nosync",
	"--innodb-doublewrite=0",
	"--innodb-buffer-pool-size=256M",
	"--innodb-log-file-size=128M",
	"--max-allowed-packet=256M",
	"--max-connections=200",
	"--performance-schema=0",
)


@dataclass(frozen=True)
class Database:
	"""How to reach a database server as its administrator."""

	host: str
	port: int
	user: str
	password: str

	def options(self) -> list[str]:
		return [f"--host={self.host}", f"--port={self.port}", "--protocol=tcp", f"--user={self.user}"]

	def environment(self) -> dict[str, str]:
		return {"MYSQL_PWD": self.password}

	def run(self, log: Log, program: str, arguments: Sequence[str | Path], stdin: Path | None = None) -> None:
		"""Run one of MariaDB's own programs against this server."""
		log.run([program, "--no-defaults", *self.options(), *arguments], env=self.environment(), stdin=stdin)


def given() -> Database | None:
	"""The server that the environment names, if it names one."""
	host = os.environ.get("DB_HOST")
	if not host:
		return None
	user = os.environ.get("DB_ROOT_USER", "root")
	return Database(
		host, int(os.environ.get("DB_PORT", "3306")), user, os.environ.get("DB_ROOT_PASSWORD", "")
	)


def private(paths: Paths) -> Database:
	"""The bench's own server."""
	return Database(ports.HOST, ports.port(paths, NAME) or 0, "root", layout.password(paths, "mariadb root"))


def current(paths: Paths) -> Database:
	return given() or private(paths)


def _data(paths: Paths) -> Path:
	return paths.bench / "mariadb"


def _owner() -> str:
	return f"--user={getpass.getuser() if os.geteuid() else 'root'}"


def inputs(paths: Paths) -> str:
	"""The data folder stays as long as its root password is the same."""
	return fingerprint("data folder 1", layout.password(paths, "mariadb root"))


def build(paths: Paths, log: Log) -> None:
	"""Make the data folder, with root reachable over loopback by password only."""
	processes.stop(paths, NAME)
	word = layout.password(paths, "mariadb root")
	with paths.scratch("mariadb") as scratch:
		grants = scratch / "root.sql"
		grants.write_text(
			"FLUSH PRIVILEGES;\n"  # the installing server knows no accounts until then
			f"CREATE OR REPLACE USER 'root'@'{ports.HOST}' IDENTIFIED BY '{word}';\n"
			f"GRANT ALL PRIVILEGES ON *.* TO 'root'@'{ports.HOST}' WITH GRANT OPTION;\n"
			f"ALTER USER 'root'@'localhost' IDENTIFIED BY '{word}';\n",
			encoding="utf-8",
		)
		command = [
			"mariadb-install-db",
			"--no-defaults",
			f"--datadir={scratch / 'data'}",
			_owner(),
			"--skip-test-db",
		]
		command += ["--auth-root-authentication-method=normal", f"--extra-file={grants}"]
		log.run([*command, "--innodb-flush-method=nosync", "--innodb-log-file-size=128M"])
		shutil.rmtree(_data(paths), ignore_errors=True)
		(scratch / "data").rename(_data(paths))


def start(paths: Paths) -> None:
	"""Start the private server unless it runs or another one is given."""
	if given() or processes.find(paths, NAME):
		return
	program = shutil.which("mariadbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "mariadbd"
	port = ports.choose(paths, NAME)
	command = [program, "--no-defaults", f"--datadir={_data(paths)}", _owner(), *FLAGS]
	command += [f"--socket={paths.sockets / 'mariadb.sock'}", f"--pid-file={paths.run / 'mariadb.pid'}"]
	command += [f"--bind-address={ports.HOST}", f"--port={port}"]
	# A server that starts clears its temporary folder of what another one may still be using.
	command += [f"--tmpdir={_temporary(paths)}"]
	processes.start(paths, NAME, command)
	processes.wait_until(lambda: greets(port), paths, NAME, "MariaDB")


def _temporary(paths: Paths) -> Path:
	folder = _data(paths).with_name("mariadb-tmp")
	folder.mkdir(exist_ok=True)
	return folder


def greets(port: int) -> bool:
	"""True when a database server greets on the port, as it does once it takes logins."""
	try:
		with socket.create_connection((ports.HOST, port), timeout=1) as connection:
			connection.settimeout(2)
			return len(connection.recv(5)) == 5
	except OSError:
		return False


def check_given(database: Database) -> None:
	"""A given server must answer before anything is built on it."""
	try:
		socket.create_connection((database.host, database.port), timeout=5).close()
	except OSError as error:
		raise StageError(f"the database server named by DB_HOST does not answer: {error}") from error
