"""`make demo`: a site with Kecamatan Pace, the SOP run through over HTTP, then the desk to look at."""

from __future__ import annotations

import functools
import os
import time
from pathlib import Path

from devbench import finished_run, processes
from devbench.build import app_inputs
from devbench.children import run_shown
from devbench.commands.session import running
from devbench.paths import APP, Paths, fingerprint
from devbench.sites import Site, keep, put_back, serve, server
from devbench.stages import Log, Stage

KIND = "demo"
LOAD_MASTERS = f"{APP}.demo.masters.load"
DRIVER = f"{APP}.demo.run"


def demo(paths: Paths) -> int:
	"""Build, run the SOP (or put back the finished run), and unless SERVE=0 serve until Ctrl-C."""
	site = Site(paths, KIND)
	serves = os.environ.get("SERVE", "1") != "0"
	anew = not serves or bool(os.environ.get("AGAIN"))
	more = [
		Stage("Masters", functools.partial(_masters, site), functools.partial(_inputs, site), _loaded(site)),
		Stage("Data and web server", functools.partial(_start_from, site, anew)),
	]
	with running(paths, KIND, more):
		if anew or not finished_run.is_kept(site):
			code = _drive(site)
		else:
			code = 0
			finished_run.show(site)
		if code == 0 and serves:
			_serve(site)
		return code


def _loaded(site: Site) -> Path:
	"""The snapshot with the demo's masters and no transaction yet."""
	return site.paths.snapshots / "demo-masters"


def _inputs(site: Site) -> str:
	return fingerprint("masters", app_inputs(site))


def _masters(site: Site, log: Log) -> None:
	"""Load the demo's masters once and keep the site as it is then."""
	put_back(site, site.installed, log)
	site.frappe(log, "--site", site.name, "execute", LOAD_MASTERS)
	keep(site, _loaded(site), log)


def _start_from(site: Site, anew: bool, log: Log) -> None:
	"""The finished run, or the masters alone."""
	finished = not anew and finished_run.is_kept(site)
	serve(site, finished_run.snapshot(site) if finished else _loaded(site), log)


def _drive(site: Site) -> int:
	"""Run the app's demo driver; what it prints is shown as it comes, and kept with the run."""
	command = [site.paths.env_python, "-m", DRIVER, "--url", server(site).url, "--site", site.name]
	command += ["--sites-path", site.paths.sites, "--out", site.paths.out]
	told = {"KINERJA_ADMIN_PASSWORD": site.admin_password, "KINERJA_DESK_URL": _desk(site)}
	record = site.paths.tmp / finished_run.RECORD
	code = run_shown(command, site.paths.repo, {**site.environment(), **told}, record)
	if code == 0:
		finished_run.keep_run(site, record)
	return code


def _desk(site: Site) -> str:
	"""The address for a browser, which finds every *.localhost on this machine."""
	return f"http://{site.name}:{server(site).port}"


def _serve(site: Site) -> None:
	"""Wait until Ctrl-C, or until someone stops the web server."""
	print(f"\nThe desk: {_desk(site)}  (Ctrl-C ends it)", flush=True)
	try:
		while processes.find(site.paths, f"web-{KIND}"):
			time.sleep(0.5)
	except KeyboardInterrupt:
		print()
