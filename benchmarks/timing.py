"""Taking time: single runs in seconds, and two ways of doing the same in turn."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

Work = Callable[[], object]
Clock = Callable[[], float]


def timed(work: Work, prepare: Work | None = None, clock: Clock = time.perf_counter) -> float:
	"""Seconds that one run of `work` takes, `prepare` not counted; the garbage collector waits."""
	if prepare:
		prepare()
	gc.collect()
	gc.disable()
	try:
		start = clock()
		work()
		return clock() - start
	finally:
		gc.enable()


def repeated(work: Work, runs: int = 5, prepare: Work | None = None, warm_up: int = 1) -> list[float]:
	"""Seconds of each run, after `warm_up` runs that are thrown away."""
	return [timed(work, prepare) for _ in range(warm_up + runs)][warm_up:]


def paired(
	work: Work,
	baseline: Work,
	runs: int = 15,
	prepare: Work | None = None,
	prepare_baseline: Work | None = None,
	warm_up: int = 2,
	clock: Clock = time.perf_counter,
) -> tuple[list[float], list[float]]:
	"""Seconds of `work` and of `baseline`, one of each in turn and every second pair the other way round, so that whatever else
	the machine does falls on both. Both are prepared alike, unless the baseline has a way of its own."""
	first: list[float] = []
	second: list[float] = []
	for number in range(warm_up + runs):
		pair = [(work, first, prepare), (baseline, second, prepare_baseline or prepare)]
		for function, seconds, ready in reversed(pair) if number % 2 else pair:
			seconds.append(timed(function, ready, clock))
	return first[warm_up:], second[warm_up:]
