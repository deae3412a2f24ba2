"""One Chromium for the folder; a fresh context for every person."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.desk import Desk
from tests.support.environment import Environment
from tests.support.office import PASSWORD

ARGUMENTS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-dev-shm-usage",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
)
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser(env: Environment) -> Iterator[Browser]:
	with sync_playwright() as playwright:
		chromium = playwright.chromium.launch(
			executable_path=env.chromium,
			args=[*ARGUMENTS, f"--host-resolver-rules=MAP {env.site} 127.0.0.1"],
		)
		yield chromium
		chromium.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
	"""Lets the fixture below know that its test failed."""
	outcome = yield
	if call.when == "call":
		item.stash[FAILED] = outcome.get_result().failed


@pytest.fixture
def at_desk(
	request: pytest.FixtureRequest, browser: Browser, env: Environment
) -> Iterator[Callable[..., Desk]]:
	"""Log a person in; at the end nobody's page may have complained."""
	desks: list[Desk] = []

	def enter(user: str, password: str = PASSWORD, at: str = "") -> Desk:
		desks.append(Desk(browser, env))
		return desks[-1].login(user, password, at)

	yield enter
	if request.node.stash.get(FAILED, False):
		for number, desk in enumerate(desks, start=1):
			desk.picture(f"gagal-{request.node.name}-{number}")
	complaints = [error for desk in desks for error in desk.errors]
	for desk in desks:
		desk.close()
	assert not complaints, "\n".join(complaints)
