"""From which address a request comes: hook before_request.

Frappe takes the first word of X-Forwarded-For, or a header named REMOTE_ADDR, and whoever writes another there each time is never
counted (frappe.rate_limiter). Only who connects to the web server is known for sure; a proxy in front of it is believed where it is one
of those that the site names, and of what such proxies say the last word that is not one of theirs.
"""

from ipaddress import ip_address, ip_network

import frappe

# Site config: addresses or networks of proxies, such as ["10.0.0.5", "172.18.0.0/16"]. bench's nginx runs on the same machine.
CONFIG_KEY = "kinerja_proxy_tepercaya"
SAME_MACHINE = ("127.0.0.0/8", "::1")
LOOPBACK = "127.0.0.1"


def before_request() -> None:
	"""What Frappe counts and notes from here on is about the address that really asks."""
	request = frappe.local.request
	frappe.local.request_ip = caller_address(
		request.environ.get("REMOTE_ADDR") or "",
		request.headers.getlist("X-Forwarded-For"),
		frappe.conf.get(CONFIG_KEY) or SAME_MACHINE,
	)


def caller_address(peer: str, forwarded: list[str], trusted: list[str] | tuple[str, ...]) -> str:
	"""The address of who asks, behind trusted proxies."""
	networks = [network for network in map(_network, trusted) if network]
	said = [word.strip() for line in forwarded for word in line.split(",")]
	# A socket of this machine has no address.
	found = _address(peer or LOOPBACK)
	while found and said and any(found in network for network in networks):
		word = _address(said.pop())
		if not word:
			break
		found = word
	return str(found or peer)


def _network(text: str):
	"""None for what is no network: a slip in the site's config trusts nobody, and stops no request."""
	try:
		return ip_network(text, strict=False)
	except ValueError:
		return None


def _address(text: str):
	try:
		found = ip_address(text)
	except ValueError:
		return None
	return getattr(found, "ipv4_mapped", None) or found
