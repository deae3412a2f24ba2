"""The address that callers are counted by is the one that really asks, whatever a request says of itself."""

import frappe
import pytest

from kinerja_kecamatan.access.visitors import SAME_MACHINE, caller_address
from tests.support.inside import send

CASES = [
	# who connects, X-Forwarded-For lines, trusted proxies, who asks
	("203.0.113.9", [], SAME_MACHINE, "203.0.113.9"),
	("203.0.113.9", ["198.51.100.1"], SAME_MACHINE, "203.0.113.9"),
	("127.0.0.1", ["198.51.100.1"], SAME_MACHINE, "198.51.100.1"),
	("127.0.0.1", ["1.1.1.1, 198.51.100.1"], SAME_MACHINE, "198.51.100.1"),
	("127.0.0.1", ["1.1.1.1", "198.51.100.1"], SAME_MACHINE, "198.51.100.1"),
	("::ffff:127.0.0.1", ["198.51.100.1"], SAME_MACHINE, "198.51.100.1"),
	("", ["198.51.100.1"], SAME_MACHINE, "198.51.100.1"),
	("127.0.0.1", ["1.1.1.1, siapa saja"], SAME_MACHINE, "127.0.0.1"),
	("10.0.0.5", ["1.1.1.1, 198.51.100.1, 10.0.0.7"], ["10.0.0.0/8"], "198.51.100.1"),
	("10.0.0.5", ["198.51.100.1"], ["bukan alamat"], "10.0.0.5"),
	("127.0.0.1", ["198.51.100.1"], ["10.0.0.0/8"], "127.0.0.1"),
]


@pytest.mark.parametrize(("peer", "forwarded", "trusted", "asks"), CASES)
def test_the_last_word_of_a_trusted_proxy_counts(peer, forwarded, trusted, asks):
	assert caller_address(peer, forwarded, trusted) == asks


def test_frappe_counts_by_it(site, env, monkeypatch):
	(hook,) = frappe.get_hooks("before_request", app_name="kinerja_kecamatan")[:1]
	assert hook == "kinerja_kecamatan.access.visitors.before_request"
	seen = []
	monkeypatch.setattr(
		frappe.get_module("kinerja_kecamatan.archive.codes"),
		"read",
		lambda _code: seen.append(frappe.local.request_ip),
	)
	for number in range(3):
		send(
			"Guest",
			"GET",
			"/api/method/kinerja_kecamatan.archive.api.periksa?kode=x",
			environ_base={"REMOTE_ADDR": "203.0.113.9"},
			headers={"X-Forwarded-For": f"10.9.8.{number}", "Remote-Addr": f"10.9.7.{number}"},
		)
	assert seen == ["203.0.113.9"] * 3
