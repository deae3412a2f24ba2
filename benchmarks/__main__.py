"""Entry of `make benchmark`, in the bench's Python: run the measurements, print the table, write the file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measurement import Bench, Figure, figures_of, found
from benchmarks.report import table, write

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "benchmark.json"


def main(words: list[str]) -> int:
	"""0 when every limit is kept; a measurement that fails ends the run with its traceback."""
	bench, chosen = Bench.from_environment(), found(words)
	if not chosen:
		print(
			f"No measurement is called {' or '.join(words)}. There are: {', '.join(found())}.",
			file=sys.stderr,
		)
		return 2
	figures: list[Figure] = []
	with connected(bench) as start_anew:
		for name, function in chosen.items():
			print(f"{name} …", flush=True)
			start_anew()
			figures += figures_of(function, bench)
	write(figures, OUT)
	print(f"\n{table(figures)}\n\n{OUT.relative_to(ROOT)}", flush=True)
	return 0 if all(figure.ok for figure in figures) else 1


@contextmanager
def connected(bench: Bench) -> Iterator[Callable[[], None]]:
	"""Frappe on the run's site; gives what sets it back to a clean Administrator between measurements."""
	import frappe

	def start_anew() -> None:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		frappe.clear_messages()

	os.chdir(bench.sites)  # a bench's code expects to run there
	frappe.init(site=bench.site)
	frappe.connect()
	try:
		yield start_anew
	finally:
		frappe.destroy()


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
