"""Raw requests as a person: what came back, whatever its status."""

import requests

from kinerja_kecamatan.demo.client import Person


def raw(person: Person, verb: str, path: str, **kwargs) -> requests.Response:
	"""Send a request in a person's session and give the answer back unjudged."""
	return person.session.request(verb, person.url + path, timeout=120, **kwargs)
