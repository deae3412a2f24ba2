"""A person at the desk, over HTTP: logs in once, then calls what the desk calls."""

import json
import time

import requests

from kinerja_kecamatan.base.doctypes import DISPOSISI


class DemoError(RuntimeError):
	"""A request of the demo was refused; the message says by whom, what and why."""


class Person:
	"""One logged-in account; `title` is what the demo prints."""

	def __init__(self, url: str, site: str, user: str, password: str, title: str):
		self.url, self.user, self.title = url.rstrip("/"), user, title
		self.session = requests.Session()
		self.session.headers.update({"Host": site, "Accept": "application/json"})
		self._send("POST", "/api/method/login", data={"usr": user, "pwd": password})

	def insert(self, doctype: str, **values) -> dict:
		return self._send("POST", f"/api/resource/{doctype}", json=values)["data"]

	def get(self, doctype: str, name: str) -> dict:
		return self._send("GET", f"/api/resource/{doctype}/{name}")["data"]

	def update(self, doctype: str, name: str, **values) -> dict:
		"""Save a form: `modified` says which version was read; without it the document is opened for this."""
		values.setdefault("modified", None)
		values["modified"] = values.get("modified") or self.get(doctype, name)["modified"]
		return self._send("PUT", f"/api/resource/{doctype}/{name}", json=values)["data"]

	def list(
		self, doctype: str, filters: dict | list, fields: list[str], order_by: str | None = None
	) -> list[dict]:
		params = {"filters": json.dumps(filters), "fields": json.dumps(fields), "limit_page_length": 0}
		if order_by:
			params["order_by"] = order_by
		return self._send("GET", f"/api/resource/{doctype}", params=params)["data"]

	def open(self, doctype: str, name: str) -> dict:
		"""Open the form, as the desk reports it."""
		return self.call("kinerja_kecamatan.process.api.buka", doctype=doctype, name=name)

	def act(self, doctype: str, name: str, action: str, alasan: str | None = None, **rincian) -> dict:
		"""Press a workflow button."""
		return self.call(
			"kinerja_kecamatan.process.api.tindak",
			doctype=doctype,
			name=name,
			action=action,
			alasan=alasan,
			rincian=rincian or None,
		)

	def attach(self, doctype: str, name: str, title: str, content: bytes) -> str:
		"""Attach a file to a document, as the desk's uploader does; returns its address."""
		answer = self._send(
			"POST",
			"/api/method/upload_file",
			data={"doctype": doctype, "docname": name, "is_private": 1},
			files={"file": (title, content)},
		)
		return answer["message"]["file_url"]

	def call(self, method: str, **values):
		return self._send("POST", f"/api/method/{method}", json=values).get("message")

	def read(self, method: str, **values):
		return self._send("GET", f"/api/method/{method}", params=values).get("message")

	def download(self, method: str, **values) -> bytes:
		answer = self.session.get(f"{self.url}/api/method/{method}", params=values, timeout=120)
		self._check(answer, method)
		return answer.content

	def prepare(self, disposisi: str) -> int:
		"""Have the papers of a file rendered that wait, and wait for it as the desk does; returns how many are left."""
		asked = self.call("kinerja_kecamatan.archive.api.siapkan", disposisi=disposisi)
		if not asked["latar"]:
			return asked["menunggu"]
		told = {"keadaan": "berjalan"}
		while told["keadaan"] == "berjalan":
			time.sleep(0.5)
			told = self.read("kinerja_kecamatan.process.api.keadaan", latar=asked["latar"])
		papers = self.read("kinerja_kecamatan.archive.api.daftar", doctype=DISPOSISI, name=disposisi)
		return sum(paper["status"] != "Tersimpan" for paper in papers)

	def _send(self, verb: str, path: str, **kwargs) -> dict:
		answer = self.session.request(verb, self.url + path, timeout=120, **kwargs)
		self._check(answer, f"{verb} {path}")
		return answer.json()

	def _check(self, answer: requests.Response, what: str) -> None:
		if answer.ok:
			return
		raise DemoError(f"{self.user}: {what} dijawab {answer.status_code}: {reason_of(answer)}")


def reason_of(answer: requests.Response) -> str:
	"""The sentence that a refused request carries."""
	try:
		body = answer.json()
	except ValueError:
		return answer.text[:300]
	messages = [json.loads(m).get("message", m) for m in json.loads(body.get("_server_messages", "[]"))]
	return "; ".join(map(str, messages)) or str(body.get("exception") or body)[:300]
