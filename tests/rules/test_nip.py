"""NIP and NI PPPK as they are typed, checked and printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.nip import NI_PPPK, NIP, NipTidakSah, check_nip, is_pppk, label, spaced

births = st.dates(date(1950, 1, 1), date(2003, 12, 31))
serials = st.integers(1, 999).map("{:03}".format)
sexes = st.sampled_from("12")


@st.composite
def civil_servants(draw) -> str:
	born = draw(births)
	appointed = f"{draw(st.integers(born.year + 18, born.year + 40)):04}{draw(st.integers(1, 12)):02}"
	return f"{born:%Y%m%d}{appointed}{draw(sexes)}{draw(serials)}"


@st.composite
def under_contract(draw) -> str:
	year = draw(st.one_of(st.integers(2019, 2060), st.integers(2500, 2599)))
	return f"{draw(births):%Y%m%d}{year}21{draw(sexes)}{draw(serials)}"


@given(st.one_of(civil_servants(), under_contract()), st.sampled_from(["", " ", ".", "-", "/", "\u00a0"]))
def test_a_number_is_taken_however_it_is_parted(digits: str, between: str) -> None:
	typed = between.join((digits[:8], digits[8:14], digits[14], digits[15:]))
	assert check_nip(typed) == check_nip(f"  {label(digits)}. {typed} ") == check_nip(f"'{digits}") == digits
	assert check_nip(spaced(digits)) == digits


@given(civil_servants(), under_contract())
def test_who_is_a_pppk_is_called_so(pns: str, pppk: str) -> None:
	assert (label(pns), label(pppk)) == (NIP, NI_PPPK)
	assert is_pppk(pppk) and not is_pppk(pns) and not is_pppk("") and not is_pppk(None)


@given(civil_servants(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_whatever_is_taken_has_dates_a_sex_and_a_serial(digits: str, place: int, digit: str) -> None:
	typed = digits[:place] + digit + digits[place + 1 :]
	try:
		taken = check_nip(typed)
	except NipTidakSah as refusal:
		assert str(refusal).endswith((".", "SK."))
		return
	assert taken == typed and typed[14] in "12" and typed[15:] != "000"
	date(int(typed[:4]), int(typed[4:6]), int(typed[6:8]))
	assert is_pppk(typed) or 1 <= int(typed[12:14]) <= 12


@pytest.mark.parametrize("typed", ["", None, "  ", "-", "NIP.", "NI PPPK"])
def test_none_is_none(typed: str | None) -> None:
	assert check_nip(typed) == ""


@pytest.mark.parametrize(
	"typed",
	[
		"NIP. 19900101 202321 1 001",
		"NIPPPK 199001012023211001",
		"NI PPPK: 19900101 202321 1 001",
		"NI.PPPK. 19900101 202321 1 001",
	],
)
def test_its_name_before_it_is_left_out(typed: str) -> None:
	assert check_nip(typed) == "199001012023211001"


@pytest.mark.parametrize(
	("typed", "told"),
	[
		("1979120820000310", "18 angka"),
		("19791208200003100A", "18 angka"),
		("\u0661" * 18, "18 angka"),
		("19791308 200003 1 001", "tanggal lahir"),
		("19790230 200003 1 001", "tanggal lahir"),
		("00010101 200003 1 001", "tanggal lahir"),
		("19791208 200013 1 001", "tahun dan bulan pengangkatan"),
		("19791208 200000 1 001", "202121"),
		("19791208 197003 1 001", "tahun lahir 1979"),
		("19791208 200003 3 001", "jenis kelamin"),
		("19900101 202321 0 001", "jenis kelamin"),
		("19791208 200003 1 000", "Excel membulatkan"),
		("1,97912E+17", "Excel membulatkan"),
		("1.97912082000031e+17", "Excel membulatkan"),
		(1.97912082000031e17, "Excel membulatkan"),
		(197912082000031000, "Excel membulatkan"),
	],
)
def test_what_is_wrong_is_said(typed: object, told: str) -> None:
	with pytest.raises(NipTidakSah) as refusal:
		check_nip(typed)
	assert told in str(refusal.value)
