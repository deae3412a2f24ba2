"""Many requests at the same moment."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests

from kinerja_kecamatan.demo.client import Person

Attempt = Callable[[], requests.Response]


def all_at_once(
	people: Iterable[Person], attempts: Iterable[Attempt], together: int = 0
) -> list[requests.Response]:
	"""Send every request in a thread of its own, in groups that start on the same moment; answers in order.

	:param people: whose sessions the attempts use; what they had open is closed, as the server may be just closing it too
	"""
	for person in people:
		person.session.close()
	attempts = list(attempts)
	together = together or len(attempts)
	answers: list[requests.Response] = []
	for start in range(0, len(attempts), together):
		group = attempts[start : start + together]
		gate = Barrier(len(group))

		def send(attempt: Attempt, gate: Barrier = gate) -> requests.Response:
			gate.wait()
			return attempt()

		with ThreadPoolExecutor(len(group)) as pool:
			answers += pool.map(send, group)
	return answers
