"""Workers of the bench go on while a test counts: here it waits for them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.utils.background_jobs import get_redis_conn

LONGEST = 600


def wait_until_idle(site: str | None = None) -> None:
	"""Until no job of a site (of this one) waits or runs any more; what they have written is seen afterwards."""
	end = time.monotonic() + LONGEST
	while jobs := _unfinished(site or frappe.local.site):
		assert time.monotonic() < end, f"still at work: {jobs[:5]}"
		time.sleep(0.2)
	frappe.db.rollback()


def _unfinished(site: str) -> list[str]:
	"""By what each job says of itself: one that a worker has taken and not begun stands in no list, and a worker that was there
	before Redis was emptied is not known any more."""
	redis = get_redis_conn()
	keys = redis.scan_iter(f"rq:job:{site}::*", count=1000)
	return [str(key) for key in keys if redis.hget(key, "status") in (b"queued", b"started")]


@contextmanager
def nothing_queued() -> Iterator[None]:
	"""What a test commits without its papers being of interest: a worker would render them meanwhile, for a second each, and add
	lines to the log."""
	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)
		yield
