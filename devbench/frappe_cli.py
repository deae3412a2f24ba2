"""Frappe's own commands, as `bench` would call them, but without needing `bench`."""

from __future__ import annotations

from pathlib import Path

# GitPython must not insist on git when Frappe is merely imported.
ENVIRONMENT = {"GIT_PYTHON_REFRESH": "quiet"}


def command(python: Path, *words: str) -> list[str]:
	"""The words to run, in a bench's sites folder."""
	return [str(python), "-m", "frappe.utils.bench_helper", "frappe", *words]
