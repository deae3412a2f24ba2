"""Fixtures that several test modules on the site share."""

import pytest

from tests.support import recap_case
from tests.support.environment import Environment
from tests.support.guard_stage import Stage, make_stage
from tests.support.local_run import LocalRun
from tests.support.sop_run import SopRun
from tests.support.two_offices import TwoOffices, make_two_offices


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
