"""Numbers as an Indonesian office types and prints them."""

import math
import time
from decimal import ROUND_HALF_UP, Decimal, getcontext, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.decimals import exact_arithmetic, rounded, to_decimal
from kinerja_kecamatan.rules.errors import AngkaTidakSah
from kinerja_kecamatan.rules.numbers import print_figure, print_number, print_percent, read_number

D = Decimal


def storable() -> st.SearchStrategy[Decimal]:
	"""Every value that decimal(21,9) holds."""
	return st.integers(-(10**21) + 1, 10**21 - 1).map(lambda n: D(n).scaleb(-9)) | st.decimals(
		-10000, 10000, places=2
	)


@pytest.mark.parametrize(
	("typed", "value"),
	[
		("1.234,5", "1234.5"),
		("93,75", "93.75"),
		("4.25", "4.25"),
		("1.234", "1234"),
		("12.345", "12345"),
		("1.234.567", "1234567"),
		("1.234.567,891", "1234567.891"),
		("12", "12"),
		("0", "0"),
		("-0", "0"),
		("012", "12"),
		("-3,5", "-3.5"),
		("\u22123,5", "-3.5"),
		("-1.234", "-1234"),
		("  7,5\t", "7.5"),
		("\u00a07,5\u00a0", "7.5"),
		("0.125", "0.125"),
		("-0.125", "-0.125"),
		("1,234", "1.234"),
		("1.2345", "1.2345"),
		("1234.5", "1234.5"),
		("1234,567", "1234.567"),
		("999.999.999.999,999999999", "999999999999.999999999"),
		("0,000000001", "0.000000001"),
	],
)
def test_understood(typed: str, value: str) -> None:
	assert read_number(typed) == D(value)
	assert format(read_number(typed), "f") == value


@pytest.mark.parametrize("blank", [None, "", " ", "\t\n", "\u00a0"])
def test_empty_is_not_zero(blank: str | None) -> None:
	assert read_number(blank) is None


REFUSED = [
	*(
		"abc",
		"1a",
		"a1",
		"12 kg",
		"Rp 1.000",
		"1 234",
		"1/2",
		"1.234,5,6",
		"1,234.5",
		"1,234,567",
		"1234.567",
	),
	*(
		"1.23.456",
		"1.2345.678",
		"12.34.567",
		"0.125.000",
		"00.125",
		"1..2",
		"1,,2",
		"1.",
		",5",
		".5",
		"5,",
		"+5",
	),
	*(
		"--5",
		"-",
		"\u2013",
		"\u2014",
		"5-",
		"- 5",
		"%",
		"NaN",
		"nan",
		"inf",
		"-Infinity",
		"1e5",
		"1E-3",
		"1e308",
	),
	*(
		"0x10",
		"1_000",
		"\u0661\u0662",
		"\uff11\uff12",
		"\u00b2",
		"\u2160",
		"1\x002",
		"\x001",
		"1\n2",
		"12\u200b",
	),
	*("1.000.000.000.000", "-1000000000000", "9" * 140, "1" * 141, "0,0000000001", "1,0000000000", "TRUE"),
	*("31/12/2021", "2021-01-04", "=1+1", "'12", "<b>1</b>", "50%", "5 %"),
]


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_with_a_sentence(typed: str) -> None:
	with pytest.raises(AngkaTidakSah) as refusal:
		read_number(typed)
	message = str(refusal.value)
	assert message.endswith((".", "%")) and len(message) < 300 and "\x00" not in message
	assert message.isprintable()


@pytest.mark.parametrize(
	("typed", "advice"),
	[
		("1,234.5", "1.234,5"),
		("1,234,567", "1.234.567"),
		("1,234,567.25", "1.234.567,25"),
		("1234.567", "1.234.567"),
		("1234.567", "1234,567"),
		("0,12345678949", "0,123456789"),
		("-", "nihil"),
		("50%", "bukan persen"),
		("abc", "“abc”"),
	],
)
def test_the_refusal_says_how_to_write_it(typed: str, advice: str) -> None:
	with pytest.raises(AngkaTidakSah) as refusal:
		read_number(typed)
	assert advice in str(refusal.value)


def test_the_advice_itself_is_understood() -> None:
	assert read_number("1.234,5") == D("1234.5")
	assert read_number("1.234.567") == 1234567 and read_number("1234,567") == D("1234.567")


@pytest.mark.parametrize("typed", ["93,75%", "93,75 %", " 93.75% "])
def test_percent_sign_where_the_unit_is_percent(typed: str) -> None:
	assert read_number(typed, persen=True) == D("93.75")
	with pytest.raises(AngkaTidakSah):
		read_number(typed)


@pytest.mark.parametrize("typed", ["%", "5%%", "%5", "5 % x", "\u2212%"])
def test_percent_sign_only_at_the_end_of_a_number(typed: str) -> None:
	with pytest.raises(AngkaTidakSah):
		read_number(typed, persen=True)


@pytest.mark.parametrize(
	("cell", "value"),
	[
		(12, "12"),
		(4.25, "4.25"),
		(0.1 + 0.2, "0.3"),
		(1e-7, "1E-7"),
		(100 / 3, "33.333333333"),
		(D("-2.5"), "-2.5"),
	],
)
def test_numbers_from_a_spreadsheet(cell: int | float | Decimal, value: str) -> None:
	assert read_number(cell) == D(value)


@pytest.mark.parametrize(
	"cell",
	[
		*(float("nan"), float("inf"), float("-inf"), 1e308, -1e12, 10**12, 10**5000, True, False),
		*(
			D("NaN"),
			D("sNaN"),
			D("Infinity"),
			D("1E+9999999"),
			D("1E-10"),
			D("1E-9999999"),
			[1],
			b"1",
			object(),
		),
	],
	ids=lambda cell: str(type(cell)),
)
def test_cells_refused(cell: object) -> None:
	with pytest.raises(AngkaTidakSah):
		read_number(cell)


@pytest.mark.parametrize(
	"hostile", ["9" * 10_000_000, "1." * 5_000_000, " " * 10_000_000, "-" * 10_000_000, "1,234" * 2_000_000]
)
def test_megabytes_are_refused_at_once(hostile: str) -> None:
	start = time.perf_counter()
	with pytest.raises(AngkaTidakSah):
		read_number(hostile)
	assert time.perf_counter() - start < 0.5


@given(st.text(max_size=150))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
	for persen in (False, True):
		try:
			value = read_number(text, persen=persen)
		except AngkaTidakSah as refusal:
			assert str(refusal).isprintable()
		else:
			assert value is None or (value.is_finite() and abs(value) < 10**12)
			assert (value is None) == (not text.strip())


@given(st.text("0123456789.,-% ", max_size=16))
def test_never_guesses(text: str) -> None:
	"""Whatever is understood can be read one way only by these independent rules."""
	try:
		value = read_number(text)
	except AngkaTidakSah:
		return
	if value is None:
		return
	bare = text.strip().removeprefix("-")
	commas, dots = bare.count(","), bare.count(".")
	assert commas <= 1
	if commas and dots:
		assert bare.rindex(".") < bare.index(",")
	groups = bare.partition(",")[0].split(".")
	thousands = len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0"
	digits = "".join(groups) if thousands or len(groups) == 1 else None
	expected = D(digits + "." + (bare.partition(",")[2] or "0")) if digits else D(bare)
	assert abs(value) == expected
	assert not (thousands and len(groups[0]) > 3)


@given(storable())
def test_what_is_printed_is_read_back(value: Decimal) -> None:
	assert read_number(print_number(value)) == value


@given(st.decimals(-100000, 100000, places=2))
def test_percent_is_read_back(value: Decimal) -> None:
	assert read_number(print_percent(value), persen=True) == value


def slow_print(value: Decimal, places: int) -> str:
	"""By hand: digits from the right, a dot after each third; half up by adding a half to the magnitude."""
	units = abs(value.as_integer_ratio()[0]) * 10**places * 2 + value.as_integer_ratio()[1]
	scaled = units // (2 * value.as_integer_ratio()[1])
	digits = str(scaled).rjust(places + 1, "0")
	whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
	grouped = ""
	for position, digit in enumerate(reversed(whole)):
		grouped = digit + ("." if position and position % 3 == 0 else "") + grouped
	sign = "-" if value < 0 and scaled else ""
	return sign + grouped + ("," + fraction if fraction else "")


@given(storable(), st.integers(0, 9))
def test_printing_equals_printing_by_hand(value: Decimal, places: int) -> None:
	assert print_number(value, places) == slow_print(value, places)
	short = slow_print(value, 9).rstrip("0").rstrip(",")
	assert print_number(value) == short


@pytest.mark.parametrize(
	("value", "places", "printed"),
	[
		(None, None, ""),
		(None, 2, ""),
		(0, None, "0"),
		(D("-0.4"), 0, "0"),
		(D("1234.5"), None, "1.234,5"),
		(D("1234.50"), None, "1.234,5"),
		(1234.5, 2, "1.234,50"),
		(D("0.125"), 2, "0,13"),
		(D("-0.125"), 2, "-0,13"),
		(D("999.995"), 2, "1.000,00"),
		(D("1E+3"), None, "1.000"),
		(10**12, None, "1.000.000.000.000"),
	],
)
def test_printed(value: Decimal | float | None, places: int | None, printed: str) -> None:
	assert print_number(value, places) == printed


@pytest.mark.parametrize(
	("value", "printed"),
	[
		(None, ""),
		(D("93.75"), "93,75 %"),
		(D(1000) / D(19), "52,63 %"),
		(D("52.625"), "52,63 %"),
		(D("52.624999999"), "52,62 %"),
		(100, "100 %"),
		(D("206.25"), "206,25 %"),
		(D("0.5"), "0,5 %"),
	],
)
def test_percent_printed(value: Decimal | None, printed: str) -> None:
	assert print_percent(value) == printed


@pytest.mark.parametrize("value", [float("nan"), float("inf"), D("NaN"), D("1E+99999"), 10**30])
def test_absurd_values_are_not_printed(value: Decimal | float) -> None:
	with pytest.raises(AngkaTidakSah):
		print_number(value)


def test_independent_of_the_callers_decimal_context() -> None:
	value = D("123456789012.123456789")
	with localcontext() as context:
		context.prec = 3
		assert read_number("123.456.789.012,123456789") == value
		assert print_number(value) == "123.456.789.012,123456789"
	assert getcontext().prec == 28


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_floats_are_read_as_printed(value: float) -> None:
	assert to_decimal(value) == D(repr(value)).quantize(D("1E-9"), rounding=ROUND_HALF_UP)


def test_text_and_booleans_are_no_numbers() -> None:
	for wrong in ("1", True):
		with pytest.raises(TypeError):
			to_decimal(wrong)
	assert rounded(D("0.5"), 0) == 1 and rounded(D("-0.5"), 0) == -1


@given(
	st.lists(st.fractions(min_value=0, max_value=10**6, max_denominator=97), min_size=1, max_size=6),
	st.integers(0, 4),
)
def test_a_sum_of_quotients_rounds_as_the_exact_one_does(parts, places):
	"""1/3 + 2/3 is 1, and a half that came of thirds is a half: by fractions, which never lose anything."""
	with exact_arithmetic():
		total = sum((Decimal(one.numerator) / Decimal(one.denominator) for one in parts), Decimal(0))
	exact = Fraction(
		math.floor(sum(parts, Fraction(0)) * 10**9 + Fraction(1, 2)), 10**9
	)  # as a column holds it
	wanted = Fraction(math.floor(exact * 10**places + Fraction(1, 2)), 10**places)
	assert Fraction(rounded(total, places)) == wanted


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 4))
def test_a_figure_prints_as_exactly_as_it_was_given(digits: int, places: int, decimals: int) -> None:
	"""Up to four decimals nothing is rounded away, and the indicator's own are always there but for whole figures."""
	value = Decimal(digits).scaleb(-places)
	text = print_figure(value, decimals)
	assert read_number(text) == value
	shown = len(text.partition(",")[2])
	assert shown == 0 if value == value.to_integral_value() else shown >= decimals


@given(st.integers(1, 10**6), st.sampled_from([3, 7, 9, 11, 13]), st.integers(0, 4))
def test_what_has_no_end_is_rounded_where_its_capaian_is(upper: int, lower: int, decimals: int) -> None:
	value = Decimal(upper) / Decimal(lower)
	if upper % lower == 0:
		return
	shown = decimals or 2
	assert print_figure(value, decimals) == print_number(value, shown)
	assert print_figure(value, None) == print_number(value)
