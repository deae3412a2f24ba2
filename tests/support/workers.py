"""Workers of the bench go on while a test counts: here it waits for them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.utils.background_jobs import get_jobs, get_workers

LONGEST = 600


def wait_until_idle() -> None:
	"""Until no job of this site waits or runs any more, at two looks; what they have written is seen afterwards."""
	end, quiet = time.monotonic() + LONGEST, 0
	while quiet < 2:
		jobs = get_jobs(site=frappe.local.site).get(frappe.local.site)
		quiet = 0 if jobs or _is_one_begun() else quiet + 1
		assert time.monotonic() < end, f"still at work: {jobs and jobs[:5]}"
		time.sleep(0.3)
	frappe.db.rollback()


def _is_one_begun() -> bool:
	"""Whether a worker has taken a job and not begun it: for as long as it takes to fork, the job stands in no list."""
	return any(worker.get_state() == "busy" and not worker.get_current_job() for worker in get_workers())


@contextmanager
def nothing_queued() -> Iterator[None]:
	"""What a test commits without its papers being of interest: a worker would render them meanwhile, for a second each, and add
	lines to the log."""
	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)
		yield
