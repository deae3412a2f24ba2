"""A second database server, as far as a site can tell: a port that hands everything on to the first one and listens."""

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe


class Replica(socketserver.ThreadingTCPServer):
	"""Forwards to MariaDB; `asked` is all that clients have sent."""

	daemon_threads = True

	def __init__(self, target: tuple[str, int]):
		super().__init__(("127.0.0.1", 0), _Connection)
		self.target, self.asked = target, bytearray()

	@property
	def statements(self) -> str:
		return bytes(self.asked).decode(errors="replace")


class _Connection(socketserver.BaseRequestHandler):
	def handle(self) -> None:
		with socket.create_connection(self.server.target) as database:
			back = threading.Thread(target=_hand_on, args=(database, self.request, None), daemon=True)
			back.start()
			_hand_on(self.request, database, self.server.asked)
			back.join(timeout=5)


def _hand_on(source: socket.socket, target: socket.socket, heard: bytearray | None) -> None:
	try:
		while content := source.recv(65536):
			if heard is not None:
				heard.extend(content)
			target.sendall(content)
		target.shutdown(socket.SHUT_WR)
	except OSError:
		pass


@contextmanager
def replica_of(site: str) -> Iterator[Replica]:
	"""The site with a replica in its site_config.json, from the next request on; taken out again afterwards."""
	conf = frappe.get_site_config()
	place = (conf.db_host or "127.0.0.1", int(conf.db_port or 3306))
	path = Path(frappe.get_site_path("site_config.json"))
	before = path.read_text()
	with Replica(place) as server:
		threading.Thread(target=server.serve_forever, daemon=True).start()
		host, port = server.server_address
		more = {"read_from_replica": 1, "replica_host": host, "replica_db_port": port}
		try:
			path.write_text(json.dumps(json.loads(before) | more, indent=1))
			yield server
		finally:
			path.write_text(before)
			server.shutdown()
