"""The table of the figures, and the file with the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measurement import Figure

HEADER = ("measurement", "median", "baseline", "ratio", "limit", "")


def table(figures: Sequence[Figure]) -> str:
	rows = [HEADER, *(_row(figure) for figure in figures)]
	widths = [max(len(row[n]) for row in rows) for n in range(len(HEADER))]
	lines = [
		"  ".join(
			cell.rjust(width) if n else cell.ljust(width)
			for n, (cell, width) in enumerate(zip(row, widths, strict=True))
		)
		for row in rows
	]
	return "\n".join(
		line.rstrip() for line in [lines[0], "-" * sum(widths, 2 * (len(widths) - 1)), *lines[1:]]
	)


def _row(figure: Figure) -> tuple[str, ...]:
	limit = (
		"" if figure.limit is None else f"{figure.limit:g}" + ("" if figure.baseline else f" {figure.unit}")
	)
	return (
		figure.name,
		_amount(figure.median, figure.unit),
		_amount(figure.baseline, figure.unit),
		"" if figure.ratio is None else f"{figure.ratio:.3f}",
		limit,
		"ok" if figure.ok else "MISSED",
	)


def _amount(value: float | None, unit: str) -> str:
	return "" if value is None else f"{value:.3g} {unit}" if value < 100 else f"{value:.0f} {unit}"


def write(figures: Sequence[Figure], path: Path) -> None:
	path.parent.mkdir(parents=True, exist_ok=True)
	text = json.dumps([figure.as_dict() for figure in figures], indent=1, ensure_ascii=False)
	path.write_text(text + "\n", encoding="utf-8")
