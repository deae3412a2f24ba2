"""What the app promises about its speed, measured: `make benchmark` (`ARGS="guard"` for the measurements so named).

To add a measurement, put a module into `measurements/`; nothing else has to know about it:

	from benchmarks.measurement import Bench, Figure, measurement
	from benchmarks.timing import paired

	@measurement("rekap 40 unit")
	def recap(bench: Bench) -> Figure:
		office = ...  # build the data; frappe is connected to a site of this run's own, as Administrator
		quick, slow = paired(by_query, by_document, runs=5)
		return Figure.compared("rekap 40 unit", quick, slow, unit="ms", limit=0.2)

- A Figure (or a list of them) is a median of at least five runs, and where there is a baseline the two are taken in turn
  within this one run (the ratio is the median of the pairs' ratios): figures from two runs cannot be compared.
- `limit` is what the figure must not exceed: its ratio to the baseline where it has one, else the median itself. Without a
  limit it is shown and judges nothing.
- The site is put back from its snapshot before every run, so data may be committed; each measurement starts from what the ones
  before it left, as Administrator, after a rollback. `tests/support` (office, local_run ...) may be used to build it.
- `bench.url` is the site's web server, for what has to be measured over HTTP.

The table is printed, `out/benchmark.json` holds the same as [{name, median, unit, baseline, ratio, limit, ok}], and the command
ends with 1 when a limit is missed.
"""
