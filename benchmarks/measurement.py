"""What a measurement is: a named function from a bench to figures, found by being in the measurements folder."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median as median_of

MIN_RUNS = 5
UNITS = {"ms": 1000.0, "s": 1.0}


@dataclass(frozen=True)
class Bench:
	"""Where the measurements run; told by `make benchmark` in the environment."""

	sites: Path
	site: str
	url: str
	admin_password: str

	@classmethod
	def from_environment(cls) -> Bench:
		told = os.environ
		missing = [name for name in ("KINERJA_SITES", "KINERJA_SITE", "KINERJA_URL") if not told.get(name)]
		if missing:
			raise SystemExit(f"{', '.join(missing)} not set: run the measurements with `make benchmark`.")
		return cls(
			sites=Path(told["KINERJA_SITES"]).resolve(),
			site=told["KINERJA_SITE"],
			url=told["KINERJA_URL"],
			admin_password=told.get("KINERJA_ADMIN_PASSWORD", ""),
		)


@dataclass(frozen=True)
class Figure:
	"""One line of the table. `limit` is the most that the ratio may be, or without a baseline the most that the median may be."""

	name: str
	median: float
	unit: str
	baseline: float | None = None
	ratio: float | None = None
	limit: float | None = None

	@classmethod
	def of(cls, name: str, seconds: Sequence[float], unit: str = "ms", limit: float | None = None) -> Figure:
		"""From the single runs, in seconds."""
		return cls(name, _median(name, seconds) * UNITS[unit], unit, limit=limit)

	@classmethod
	def compared(
		cls,
		name: str,
		seconds: Sequence[float],
		baseline: Sequence[float],
		unit: str = "ms",
		limit: float | None = None,
	) -> Figure:
		"""From the single runs and those of what they are held against, in seconds, taken in turn.

		The ratio is the median of the pairs' own ratios: what else the machine does falls on both halves of a pair, while over
		the whole run it comes and goes.
		"""
		factor = UNITS[unit]
		ratio = _median(name, [a / b for a, b in zip(seconds, baseline, strict=True)])
		return cls(
			name, _median(name, seconds) * factor, unit, _median(name, baseline) * factor, ratio, limit
		)

	@property
	def ok(self) -> bool:
		measured = self.median if self.baseline is None else self.ratio
		return self.limit is None or (measured is not None and measured <= self.limit)

	def as_dict(self) -> dict:
		return {
			"name": self.name,
			"median": self.median,
			"unit": self.unit,
			"baseline": self.baseline,
			"ratio": self.ratio,
			"limit": self.limit,
			"ok": self.ok,
		}


Function = Callable[[Bench], "Figure | Iterable[Figure]"]
_registry: dict[str, Function] = {}


def measurement(name: str) -> Callable[[Function], Function]:
	"""Register a function of the Bench that returns one Figure or several; the name is what ARGS chooses by."""

	def register(function: Function) -> Function:
		if name in _registry:
			raise ValueError(f"two measurements are called {name}")
		_registry[name] = function
		return function

	return register


def found(words: Sequence[str] = ()) -> dict[str, Function]:
	"""The measurements of the folder by name, in the order of their modules; only those that a word of `words` stands in."""
	from benchmarks import measurements

	for module in sorted(pkgutil.iter_modules(measurements.__path__), key=lambda module: module.name):
		importlib.import_module(f"{measurements.__name__}.{module.name}")
	return {
		name: function
		for name, function in _registry.items()
		if not words or any(word.lower() in name.lower() for word in words)
	}


def figures_of(function: Function, bench: Bench) -> list[Figure]:
	made = function(bench)
	return [made] if isinstance(made, Figure) else list(made)


def _median(name: str, runs: Sequence[float]) -> float:
	if len(runs) < MIN_RUNS:
		raise ValueError(f"{name}: {len(runs)} runs; a median needs at least {MIN_RUNS}")
	return median_of(runs)
