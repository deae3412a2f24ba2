"""Rupiah as offices type them, import them and send them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import AnggaranTidakSah, AngkaTidakSah
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.rupiah import read_rupiah, stored_rupiah

D = Decimal


@pytest.mark.parametrize(
	("typed", "value"),
	[
		("1.500.000", D(1_500_000)),
		("1500000", D(1_500_000)),
		(" Rp 1.500.000 ", D(1_500_000)),
		("Rp1.500.000,-", D(1_500_000)),
		("rp. 1.500.000,00", D(1_500_000)),
		("Rp.1.500.000,--", D(1_500_000)),
		("1.500", D(1500)),
		("12,50", D("12.5")),
		("1500000.0", D(1_500_000)),
		("1500000.000000000", D(1_500_000)),
		(1_500_000, D(1_500_000)),
		(1500000.0, D(1_500_000)),
		("0", D(0)),
		("Rp 0", D(0)),
		("", None),
		("  ", None),
		(None, None),
	],
)
def test_what_offices_write(typed, value):
	assert read_rupiah(typed) == value


@pytest.mark.parametrize(
	"typed",
	[
		"Rp",
		"1,500,000",
		"1.500.00",
		"1,5 juta",
		"Rp Rp 5",
		"RP,5",
		"-",
		",-",
		"1.500.000-",
		"NaN",
		"1e6",
		True,
	],
)
def test_what_is_no_amount_or_could_be_two(typed):
	with pytest.raises(AngkaTidakSah):
		read_rupiah(typed)
	assert stored_rupiah(typed) is None


@pytest.mark.parametrize("typed", ["-5", "Rp -5", "Rp -1.500.000,-", -5, "0,001", 0.125])
def test_what_nobody_has(typed):
	with pytest.raises(AnggaranTidakSah):
		read_rupiah(typed)


amounts = st.integers(0, 10**14 - 1).map(lambda cents: D(cents) / 100)


@given(amounts, st.sampled_from(["", "Rp", "Rp ", "Rp. ", "rp"]))
def test_what_is_printed_is_read_again(amount, before):
	text = before + print_number(amount)
	assert read_rupiah(text) == stored_rupiah(text) == amount
	if amount == amount.to_integral_value():
		assert read_rupiah(text + ",-") == read_rupiah(text + ",00") == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused_with_a_sentence(text):
	try:
		amount = read_rupiah(text)
	except (AngkaTidakSah, AnggaranTidakSah) as error:
		assert str(error).endswith((".", "”."))
	else:
		assert (amount is None) == (not text.strip())
