"""Values that no form of the desk sends, by what is odd about them."""

LONG = "x" * 200_000
DEEP: object = "dasar"
for _level in range(200):
	DEEP = [DEEP]

# As text of JSON: some of them Python would not write.
ODD = {
	"a list": "[1, null]",
	"a list of lists": "[[[]]]",
	"an object": '{"a": {"b": 1}}',
	"a list of objects": '[{"name": 5}]',
	"a number": "7",
	"a huge number": "1" + "0" * 400,
	"a negative number": "-9999999999999999999",
	"a long run of digits": f'"{"1" * 5000}"',
	"digits in JSON": f'"[{"1" * 5000}]"',
	"not a number": "NaN",
	"infinity": "-Infinity",
	"true": "true",
	"null": "null",
	"nothing": '""',
	"very long": f'"{LONG}"',
	"unknown": '"tidak-ada-sama-sekali"',
	"a bad date": '"2021-02-31"',
	"a date far away": '"99999-12-31T25:61"',
	"half a character": '"\\ud800"',
	"a zero byte": '"a\\u0000b"',
	"a format string": '"{0.__class__} %s %(x)s"',
	"broken JSON": '"{\\"a\\": [1,"',
	"deep": str(DEEP).replace("'", '"'),
	"markup": '"<img src=x onerror=alert(1)>"',
}


def body(values: dict[str, str]) -> bytes:
	"""A request's JSON out of texts of JSON."""
	return ("{" + ", ".join(f'"{key}": {value}' for key, value in values.items()) + "}").encode()
