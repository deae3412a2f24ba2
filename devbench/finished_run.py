"""The demo as it stood when its SOP was through: put back in seconds as long as nothing of the app has changed."""

from __future__ import annotations

import time
from pathlib import Path

from devbench.paths import APP, fingerprint
from devbench.sites import Site, keep
from devbench.stages import Log, write_whole

RECORD = "run.txt"
STAMP = "stamp"


def snapshot(site: Site) -> Path:
	return site.paths.snapshots / "demo-finished"


def inputs(site: Site) -> str:
	"""All of the app, its papers and pages too, and the masters that the run starts from."""
	return fingerprint(site.paths.repo / APP, site.paths.stamps / "masters")


def is_kept(site: Site) -> bool:
	"""True when the last run is there whole, with its papers, and would come out the same again."""
	stamp = snapshot(site) / STAMP
	if not stamp.exists() or not (site.paths.out / "demo.json").exists():
		return False
	return stamp.read_text(encoding="utf-8") == inputs(site)


def keep_run(site: Site, record: Path) -> None:
	"""Keep the site and what the driver printed; the stamp comes last."""
	keep(site, snapshot(site), Log(site.paths.logs / "keep-run.log"))
	record.replace(snapshot(site) / RECORD)
	write_whole(snapshot(site) / STAMP, inputs(site))


def show(site: Site) -> None:
	"""Say that this is an earlier run, when it was, and what it printed."""
	record = snapshot(site) / RECORD
	when = time.strftime("%d-%m-%Y %H:%M", time.localtime(record.stat().st_mtime))
	print(
		f"\nNothing has changed since the SOP ran on {when}; that run is put back. `make demo AGAIN=1` runs it anew."
	)
	print(record.read_text(encoding="utf-8"), end="")
