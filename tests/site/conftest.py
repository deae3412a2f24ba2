"""Fixtures that several test modules on the site share."""

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.output.install import install
from tests.support import recap_case
from tests.support.environment import Environment
from tests.support.guard_stage import Stage, make_stage
from tests.support.hostile_pages import Trap, trap
from tests.support.local_run import LocalRun
from tests.support.sop_run import SopRun
from tests.support.two_offices import TwoOffices, make_two_offices
from tests.support.whole_log import assert_all_told_since

# After each test of these the log tells where every document of its orders stands, and every paper.
STORIES = (
	"test_story_",
	"test_override",
	"test_susulan",
	"test_step_log",
	"test_full_run",
	"test_returns",
	"test_recap_office",
	"test_not_reported",
	"test_recap_totals",
)


@pytest.fixture(scope="module", autouse=True)
def _module_began() -> datetime:
	return datetime.now(timezone.utc)


@pytest.fixture(autouse=True)
def _log_tells_the_story(request: pytest.FixtureRequest, _module_began: datetime) -> Iterator[None]:
	if not request.module.__name__.rpartition(".")[2].startswith(STORIES):
		yield
		return
	request.getfixturevalue("site")  # what is rolled back is rolled back after this
	yield
	assert_all_told_since(_module_began)


@pytest.fixture(scope="session")
def stage(env: Environment, _shared_office) -> Stage:
	"""Documents in different states for the guard's tests; those leave them as they were."""
	return make_stage(env, _shared_office)


@pytest.fixture(scope="session")
def run(_connected: None) -> LocalRun:
	"""The committed run of tests.support.recap_case."""
	return recap_case.build()


@pytest.fixture(scope="session")
def web(env: Environment, run: LocalRun) -> SopRun:
	"""The same run over HTTP; who has logged in stays logged in."""
	made = SopRun(env, run.office)
	made.disposisi = run.disposisi
	return made


@pytest.fixture
def units(run: LocalRun, site: None) -> list[str]:
	"""The test's own transaction over `run`: SI-1 validated, SI-2 read closely, the Unit Perekap still filling in."""
	return run.office.units


@pytest.fixture(scope="session")
def two_offices(env: Environment, _connected: None) -> TwoOffices:
	"""Two committed offices; tests leave their people and units as they were."""
	return make_two_offices(env)


@pytest.fixture
def trapped(site: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trap]:
	"""Secrets on this machine and a listener, for pages that become PDFs in the test's own process."""
	install()
	monkeypatch.setitem(frappe.flags, "in_test", True)  # or the access log would commit
	with trap() as made:
		yield made


@pytest.fixture
def engine(
	request: pytest.FixtureRequest, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
	"""wkhtmltopdf as the bench has it, or with patched Qt."""
	if request.param == "patched Qt":
		if not os.access(Path(env.patched_pdf, "wkhtmltopdf"), os.X_OK):
			pytest.skip(
				"this bench has no wkhtmltopdf with patched Qt (KINERJA_PATCHED_PDF names its folder)"
			)
		monkeypatch.setenv("PATH", f"{env.patched_pdf}:{os.environ['PATH']}")
	frappe.cache().delete_value("wkhtmltopdf_version")
	yield request.param
	frappe.cache().delete_value("wkhtmltopdf_version")
