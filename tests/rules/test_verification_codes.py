"""Verification codes: long enough that guessing is hopeless, readable enough to be typed from paper."""

import pytest

from kinerja_kecamatan.archive import codes


def test_codes_carry_128_random_bits():
	made = {codes.new_code() for _ in range(500)}
	assert len(made) == 500
	assert all(len(code) == 26 and set(code) <= set(codes.ALPHABET) for code in made)
	# 26 characters hold 130 bits; the first one has only the three that are left of 128.
	assert max(codes.ALPHABET.index(code[0]) for code in made) < 8
	for place in range(1, 26):
		assert len({code[place] for code in made}) > 25, "a place that does not vary"


def test_a_code_is_read_as_it_was_printed():
	code = codes.new_code()
	assert codes.grouped(code).count("-") == 4 and max(map(len, codes.grouped(code).split("-"))) == 6
	assert codes.read(codes.grouped(code)) == code
	assert codes.read(f"  {codes.grouped(code).lower().replace('-', ' ')} ") == code
	assert codes.read(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", [None, "", "abc", "0" * 25, "0" * 27, "U" * 26, "../../etc", "%" * 26])
def test_anything_else_is_no_code(typed):
	assert codes.read(typed) == ""
