"""Requests and jobs whose process is killed (SIGKILL) in the middle: a web worker or a background worker that dies.

Runs as a process of its own (`python -m tests.support.doomed SITE`) that has Frappe loaded and no connection. Each line on
its stdin is one piece of work as JSON; a fork of it does the work as Frappe's own WSGI application or job runner would,
and ends itself before the n-th statement that writes, before the first commit, or right after it. The answer is one line
of JSON: {"killed", "writes", "status", "body"}.
"""

import json
import mmap
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.environment import Environment

BEFORE_COMMIT, AFTER_COMMIT, NEVER = "before commit", "after commit", "never"
WRITES = ("insert", "update", "delete", "replace")


class Doomed:
	"""The tests' end: do work that dies where one says."""

	def __init__(self, child: subprocess.Popen):
		self._child = child

	def request(self, at: int | str, person, path: str, **values) -> dict:
		"""POST as a person who is logged in."""
		sid = person.session.cookies["sid"]
		return self._do({"at": at, "path": path, "json": values, "sid": sid})

	def job(self, at: int | str, user: str, method: str, **kwargs) -> dict:
		return self._do({"at": at, "user": user, "method": method, "kwargs": kwargs})

	def _do(self, work: dict) -> dict:
		self._child.stdin.write(json.dumps(work) + "\n")
		self._child.stdin.flush()
		while line := self._child.stdout.readline():
			if line.startswith("{"):
				return json.loads(line)
		raise AssertionError("the process that forks is gone")


@contextmanager
def doomed(env: Environment) -> Iterator[Doomed]:
	root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
	path = os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
	child = subprocess.Popen(
		[sys.executable, "-m", "tests.support.doomed", env.site],
		cwd=env.sites,
		env={**os.environ, "PYTHONPATH": path},
		stdin=subprocess.PIPE,
		stdout=subprocess.PIPE,
		text=True,
	)
	try:
		yield Doomed(child)
	finally:
		child.stdin.close()
		child.wait(20)


def serve(site: str) -> None:
	"""The other end: one fork a line."""
	import frappe.app
	import frappe.utils.background_jobs

	frappe.app._site = site
	frappe.app._sites_path = os.getcwd()
	for line in sys.stdin:
		work = json.loads(line)
		counter = mmap.mmap(-1, 8)
		reading, writing = os.pipe()
		pid = os.fork()
		if not pid:
			os.close(reading)
			_die_while(work, site, counter, writing)
		os.close(writing)
		with os.fdopen(reading) as pipe:
			said = pipe.read()
		_pid, status = os.waitpid(pid, 0)
		answer = json.loads(said) if said else {"status": None, "body": None}
		killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
		print(
			json.dumps({"killed": killed, "writes": struct.unpack("q", counter[:])[0], **answer}), flush=True
		)


def _die_while(work: dict, site: str, counter: mmap.mmap, pipe: int) -> None:
	"""In the fork; does not return."""
	try:
		_arm(work["at"], counter)
		answer = _request(work) if "path" in work else _job(work, site)
		os.write(pipe, json.dumps(answer).encode())
	except BaseException as error:
		os.write(pipe, json.dumps({"status": 0, "body": repr(error)[:2000]}).encode())
	finally:
		os._exit(0)


def _arm(at: int | str, counter: mmap.mmap) -> None:
	from frappe.database.database import Database

	sql, commit = Database.sql, Database.commit

	def counting_sql(self, query, *args, **kwargs):
		if str(query).lstrip().lower().startswith(WRITES):
			number = struct.unpack("q", counter[:])[0] + 1
			counter[:] = struct.pack("q", number)
			if number == at:
				_die()
		return sql(self, query, *args, **kwargs)

	def deadly_commit(self, *args, **kwargs):
		if at == BEFORE_COMMIT:
			_die()
		result = commit(self, *args, **kwargs)
		if at == AFTER_COMMIT:
			_die()
		return result

	Database.sql, Database.commit = counting_sql, deadly_commit


def _die() -> None:
	os.kill(os.getpid(), signal.SIGKILL)


def _request(work: dict) -> dict:
	import frappe.app
	from werkzeug.test import Client

	headers = {"Accept": "application/json", "Cookie": f"sid={work['sid']}"}
	answer = Client(frappe.app.application, use_cookies=False).post(
		work["path"], json=work["json"], headers=headers
	)
	return {"status": answer.status_code, "body": answer.get_data(as_text=True)}


def _job(work: dict, site: str) -> dict:
	from frappe.utils.background_jobs import execute_job

	result = execute_job(site, work["method"], None, "doomed", work["kwargs"], user=work["user"])
	return {"status": 200, "body": result}


if __name__ == "__main__":
	serve(sys.argv[1])
