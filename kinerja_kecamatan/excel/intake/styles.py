"""How cells show their numbers, and the texts that cells share."""

from dataclasses import dataclass

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format

from kinerja_kecamatan.excel.intake.limits import STRINGS, STYLES
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.scan import MAX_SMALL
from kinerja_kecamatan.excel.intake.stream import BROKEN, TOO_MANY, Parts, Path
from kinerja_kecamatan.excel.sheets import MAX_TEXT

MAX_STRINGS = 40_000
# The format's own limit; what tells a date from a number goes over the text again and again.
MAX_FORMAT = 255


@dataclass(frozen=True)
class NumberFormat:
	"""Whether a number in this format is a date, a span of time, a percentage."""

	date: bool = False
	span: bool = False
	percent: bool = False

	@classmethod
	def of(cls, code: str | None) -> "NumberFormat":
		return cls(is_date_format(code), is_timedelta_format(code), "%" in (code or ""))


def number_formats(parts: Parts) -> list[NumberFormat]:
	"""By the number of a cell's style."""
	if STYLES not in parts.names:
		raise WorkbookRefused(BROKEN.format(STYLES))
	look = _Styles()
	parts.read(STYLES, look.start, look.end, limit=MAX_SMALL)
	made = {number: NumberFormat.of(look.code(number)) for number in set(look.used)}
	return [made[number] for number in look.used]


def shared_strings(parts: Parts) -> list[str]:
	"""The texts that cells refer to by number."""
	look = _Strings()
	if STRINGS in parts.names:
		parts.read(STRINGS, look.start, look.end, look.text)
	return look.found


class _Styles(Path):
	known = frozenset(
		{
			("", "styleSheet"),
			("styleSheet", "numFmts"),
			("numFmts", "numFmt"),
			("styleSheet", "cellXfs"),
			("cellXfs", "xf"),
		}
	)

	def __init__(self):
		super().__init__()
		self.codes: dict[int, str] = {}
		self.used: list[int] = []

	def opened(self, tag: str, attributes: dict[str, str]) -> None:
		if tag == "numFmt":
			code = attributes["formatCode"]
			if len(code) > MAX_FORMAT:
				raise ValueError(f"a number format of {len(code)} letters")
			self.codes[int(attributes["numFmtId"])] = code
		elif tag == "xf":
			self.used.append(int(attributes.get("numFmtId", 0)))

	def code(self, number: int) -> str | None:
		return self.codes.get(number) or builtin_format_code(number)


class _Strings(Path):
	"""Runs of differently set text make one text; how it is pronounced is no part of it."""

	known = frozenset({("", "sst"), ("sst", "si"), ("si", "t"), ("si", "r"), ("r", "t")})

	def __init__(self):
		super().__init__()
		self.found: list[str] = []
		self._open = False
		self._texts: list[str] = []

	def opened(self, tag: str, _attributes: dict[str, str]) -> None:
		self._open = tag == "t"

	def closed(self, tag: str) -> None:
		self._open = False
		if tag != "si":
			return
		# The mark before a code that is meant as it stands.
		text = "".join(self._texts).replace("x005F_", "")
		if len(text) > MAX_TEXT:
			raise ValueError("more text than a cell holds")
		if len(self.found) == MAX_STRINGS:
			raise WorkbookRefused(TOO_MANY.format("teks bersama", "teks"))
		self.found.append(text)
		self._texts.clear()

	def text(self, text: str) -> None:
		if self._open:
			self._texts.append(text)
