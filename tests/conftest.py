"""Fixtures of the whole suite. Tests do not meet: in-process ones are rolled back, HTTP ones work in a year, and where they
change the office itself in a root Unit Kerja, of their own."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings

from tests.support.environment import Environment, environment
from tests.support.throwaway import throwaway_site

pytest_plugins = ["tests.support.report"]

# No deadline (CI machines stall), a number of examples that keeps tests/rules under 40 s.
settings.register_profile(
	"suite", deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def env() -> Iterator[Environment]:
	"""The bench and a site to do with as the tests like: each of the processes that share the suite has its own."""
	given = environment()
	if not os.environ.get("PYTEST_XDIST_WORKER"):
		yield given
		return
	with throwaway_site(given) as copy:
		yield replace(given, site=copy.site)


@pytest.fixture(scope="session")
def _connected(env: Environment) -> Iterator[None]:
	"""One connection for the session; a bench's code expects to run inside sites/."""
	import frappe

	before = os.getcwd()
	os.chdir(env.sites)
	frappe.init(site=env.site)
	frappe.connect()
	yield
	frappe.destroy()
	os.chdir(before)


@pytest.fixture
def site(_connected: None) -> Iterator[None]:
	"""A clean frappe as Administrator; whatever the test writes is rolled back."""
	_reset()
	yield
	_reset()


def _reset() -> None:
	import frappe

	frappe.db.rollback()
	frappe.set_user("Administrator")
	frappe.local.cache = {}
	frappe.local.fullnames = {}
	frappe.local.role_permissions = {}
	frappe.cache().delete_keys("document_cache")
	frappe.clear_messages()
	for key in ("in_install", "in_uninstall", "in_import", "in_migrate"):
		frappe.flags.pop(key, None)
	frappe.conf.pop("kinerja_jam_simulasi", None)


@pytest.fixture
def changed_setup(site: None) -> Iterator[None]:
	"""For tests that change Workflows, roles or permissions: every cache is emptied before and after."""
	import frappe

	yield
	frappe.db.rollback()
	frappe.clear_cache()


@pytest.fixture
def changed_flow(site: None) -> Iterator[None]:
	"""For tests that change Workflows and roll them back: only what such a change touches is read anew (cold caches cost
	two seconds of computing a test)."""
	import frappe

	from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES

	yield
	touched = set(frappe.get_all("Custom DocPerm", pluck="parent"))
	frappe.db.rollback()
	touched -= set(frappe.get_all("Custom DocPerm", pluck="parent"))
	for doctype in {*GUARDED_DOCTYPES, *touched}:
		frappe.clear_cache(doctype=doctype)


@pytest.fixture(scope="session")
def _shared_office(_connected: None):
	"""One committed office for the session: two reporting units, a person for every place."""
	import frappe

	from tests.support.office import make_office

	_reset()
	made = make_office()
	frappe.db.commit()
	return made


@pytest.fixture
def office(_shared_office, site: None):
	"""The shared office in a year of the test's own, inside the test's transaction."""
	return _shared_office.in_new_year()


@pytest.fixture
def sop(env: Environment, office):
	"""A SopRun over the shared office in a year of the test's own, which the web server sees too."""
	import frappe

	from tests.support.sop_run import SopRun

	frappe.db.commit()
	return SopRun(env, office)


@pytest.fixture
def own_sop(env: Environment, site: None) -> Callable:
	"""Make a SopRun over a new office (about 5 s), for tests that change people, units or appointments."""
	import frappe

	from tests.support.office import make_office
	from tests.support.sop_run import SopRun

	def make(**values) -> SopRun:
		made = make_office(**values).in_new_year()
		frappe.db.commit()
		return SopRun(env, made)

	return make


# Long files, longest first: two processes share the suite file by file, and neither should end with one of these.
LONG = (
	"tests/site/test_odd_requests.py",  # early: it waits for the workers, who fall behind as the suite goes on
	"tests/site/test_install.py",
	"tests/site/test_killed.py",
	"tests/site/test_isolation.py",
	"tests/site/test_guard_matrix.py",
	"tests/browser/",
	"tests/site/test_returns.py",
	"tests/site/test_guard.py",
	"tests/site/test_papers.py",
	"tests/site/test_seeds.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	def place(item: pytest.Item) -> int:
		return next((n for n, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG))

	items.sort(key=place)
