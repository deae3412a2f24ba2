"""A move and all that follows from it are one transaction: nothing in it commits, queues a job or changes a table before the end."""

import frappe
import pytest
from frappe.database.database import Database
from rq import Queue

from tests.support.local_run import LocalRun
from tests.support.sop_run import DISPOSISI, REKAP

pytestmark = pytest.mark.full

ENDING = (
	"commit",
	"alter ",
	"create ",
	"drop ",
	"truncate ",
	"rename table",
	"lock tables",
	"start transaction",
	"begin",
)


@pytest.fixture
def watched(monkeypatch) -> list[str]:
	"""What would end the transaction, or let something outside of it know too early, by statement."""
	seen: list[str] = []
	sql, call = Database.sql, Queue.enqueue_call

	def watching_sql(self, query, *args, **kwargs):
		if str(query).lstrip().lower().startswith(ENDING):
			seen.append(str(query).strip()[:80])
		return sql(self, query, *args, **kwargs)

	def watching_call(self, *args, **kwargs):
		seen.append(f"job queued: {kwargs.get('kwargs', {}).get('method')}")
		return call(self, *args, **kwargs)

	monkeypatch.setattr(Database, "sql", watching_sql)
	monkeypatch.setattr(Database, "commit", lambda self, *args: seen.append("frappe.db.commit"))
	monkeypatch.setattr(Queue, "enqueue_call", watching_call)
	return seen


def test_the_nine_steps_and_the_ways_back_each_stay_in_one_transaction(office, watched):
	run = LocalRun(office)
	unit = office.units[0]
	run.up_to_meeting()
	for each in office.units:
		run.fill(each)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", "Angka keliru.")
	run.fill(unit)
	for each in office.units:
		run.recap_unit(each)
	run.act("pek", REKAP, run.recap(unit).name, "Kembalikan ke Unit", "Bukti kurang.")
	run.fill(unit)
	run.recap_unit(unit)
	for each in office.units:
		run.validate(each)
		run.read_closely(each)
	run.finalize()
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", "Angka keliru.", unit=[unit])
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Format Dibahas"
	assert not watched


def test_the_watch_sees(office, watched):
	frappe.db.commit()
	with pytest.raises(Exception, match="implicit commit"):
		frappe.db.sql("create table `kinerja_uji` (a int)")
	frappe.enqueue("frappe.ping", queue="short")
	assert [what.partition(" ")[0] for what in watched] == ["frappe.db.commit", "create", "job"]
