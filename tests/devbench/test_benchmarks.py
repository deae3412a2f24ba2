"""The frame of `make benchmark`: what counts as kept, what the table says, and that nothing passes unmeasured."""

import json

import pytest

from benchmarks import timing
from benchmarks.measurement import Bench, Figure, figures_of, measurement
from benchmarks.report import table, write

SECONDS = [0.5, 0.1, 0.2, 0.4, 0.3]


def test_a_limit_is_on_the_ratio_where_there_is_a_baseline_and_on_the_median_where_not():
	slower = Figure.compared("a", [2 * second for second in SECONDS], SECONDS, limit=1.9)
	assert (slower.median, slower.baseline, slower.ratio, slower.ok) == (600, 300, 2, False)
	assert Figure.compared("a", SECONDS, SECONDS, limit=1.0).ok
	assert Figure.of("b", SECONDS, unit="s", limit=0.3).ok
	assert not Figure.of("b", SECONDS, unit="s", limit=0.299).ok
	assert Figure.of("c", [9.0] * 5).ok, "without a limit nothing is judged"
	assert not Figure("d", 1, "ms", baseline=1, limit=1).ok, "no ratio, nothing kept"


def test_a_ratio_is_that_of_the_pairs():
	"""The machine slows down tenfold in the middle: each pair still says that one takes twice the other."""
	slow = [1, 1, 10, 10, 10]
	assert Figure.compared("a", [2 * second for second in slow], slow).ratio == 2
	# Halves of different pairs are nothing to compare.
	with pytest.raises(ValueError):
		Figure.compared("a", SECONDS, [*SECONDS, 0.6])


def test_a_median_of_four_runs_is_none():
	with pytest.raises(ValueError, match="a: 4 runs; a median needs at least 5"):
		Figure.of("a", SECONDS[:4])
	with pytest.raises(ValueError, match="at least 5"):
		Figure.compared("a", SECONDS[:4], SECONDS[:4])


def test_table_and_file_say_the_same(tmp_path):
	figures = [Figure("guard", 110, "ms", 100, 1.1, 1.05), Figure("open", 0.25, "s", limit=2)]
	text = table(figures)
	assert text.splitlines()[0].split() == ["measurement", "median", "baseline", "ratio", "limit"]
	assert text.splitlines()[2].split() == ["guard", "110", "ms", "100", "ms", "1.100", "1.05", "MISSED"]
	assert text.splitlines()[3].split() == ["open", "0.25", "s", "2", "s", "ok"]
	write(figures, tmp_path / "out" / "benchmark.json")
	kept = json.loads((tmp_path / "out" / "benchmark.json").read_text())
	assert [set(row) for row in kept] == [{"name", "median", "unit", "baseline", "ratio", "limit", "ok"}] * 2
	assert [row["ok"] for row in kept] == [False, True]


def test_pairs_alternate_and_warm_up_is_thrown_away():
	order = []
	first, second = timing.paired(lambda: order.append("a"), lambda: order.append("b"), runs=5, warm_up=1)
	assert "".join(order) == "abba" * 3
	assert len(first) == len(second) == 5


def test_one_figure_or_several_and_no_name_twice(tmp_path):
	bench, figure = Bench(tmp_path, "s", "u", "p"), Figure("a", 1, "ms")
	assert (
		figures_of(lambda _bench: figure, bench)
		== figures_of(lambda _bench: iter([figure]), bench)
		== [figure]
	)
	measurement("taken by a test")(lambda _bench: figure)
	with pytest.raises(ValueError, match="taken by a test"):
		measurement("taken by a test")(lambda _bench: figure)
