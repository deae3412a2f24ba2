"""Tables that tests print: what was tried and what came of it, shown once at the end of the run, whichever process ran it."""

from collections.abc import Callable, Sequence

import pytest

KEY = "kinerja_table"


@pytest.fixture
def report_table(record_property: Callable) -> Callable[[str, Sequence[str], Sequence[Sequence]], None]:
	"""Hand in a title, column heads and rows; the run's last pages show them."""

	def report(title: str, heads: Sequence[str], rows: Sequence[Sequence]) -> None:
		record_property(
			KEY, [title, [str(head) for head in heads], [[str(cell) for cell in row] for row in rows]]
		)

	return report


def pytest_terminal_summary(terminalreporter) -> None:
	for outcome in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
		for key, value in getattr(outcome, "user_properties", []):
			if key == KEY:
				_print(terminalreporter, *value)


def _print(terminal, title: str, heads: list[str], rows: list[list[str]]) -> None:
	widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
	terminal.write_sep("-", title)
	for row in (heads, ["-" * width for width in widths], *rows):
		terminal.write_line(
			"  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
		)
