"""Verification codes: 128 random bits that a person can read out and type. Pure: no frappe.

Crockford's base 32: no I, L, O and U, so that nothing is mistaken for a digit; what is typed for them is understood.
"""

import re
import secrets

BITS = 128
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = -(-BITS // 5)
GROUP = 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
	"""A code as it is stored: LENGTH characters, ungrouped."""
	number = secrets.randbits(BITS)
	return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def grouped(code: str) -> str:
	"""`7ZK3M-0Q9RT-...`, the last group one longer."""
	groups = [code[n : n + GROUP] for n in range(0, len(code) - 1, GROUP)]
	return "-".join([*groups[:-1], code[GROUP * (len(groups) - 1) :]])


def read(typed: str | None) -> str:
	"""The code that a person meant: any case, blanks and hyphens anywhere; '' for what cannot be one."""
	code = re.sub(r"[\s-]", "", typed or "").upper().translate(_READ_AS)
	return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
