"""Where the site has a replica, big recaps and the report's material are read from it, and nothing is written there."""

import re

import frappe
import pytest

from tests.support.http import raw
from tests.support.replica import replica_of

pytestmark = pytest.mark.full

# What each reads a lot of.
FIGURES, AGREEMENTS = "tabBaris Rekap", "tabPerjanjian Kinerja"
WRITING = re.compile(r"\b(insert into|update `|delete from|replace into|alter table)", re.IGNORECASE)


@pytest.fixture(scope="module")
def final(env, _shared_office):
	"""An office's finished order; asked over HTTP, nothing is changed."""
	from tests.support.record import new_run

	run = new_run(env, _shared_office)
	run.up_to_meeting()
	for unit in run.office.units:
		run.fill(unit)
		run.recap_unit(unit)
		run.validate(unit)
		run.read_closely(unit)
	run.finalize()
	return run


def asked(run) -> list[tuple[str, dict, str]]:
	recap = run.recap()
	return [
		("recaps.api.sementara", {"disposisi": run.disposisi}, FIGURES),
		("recaps.api.tahunan", {"periode": frappe.as_json([run.office.periode])}, FIGURES),
		("reporting.api.bahan_lkjip", {"name": recap}, AGREEMENTS),
		("reporting.api.bahan_lkjip", {"name": recap, "bentuk": "xlsx"}, "tab"),
		("reporting.api.bukti_dukung", {"name": recap}, AGREEMENTS),
	]


def test_figures_are_read_from_the_replica_and_say_the_same(env, final):
	person = final.person("sekcam")
	for method, values, table in asked(final):
		path = f"/api/method/kinerja_kecamatan.{method}"
		alone = raw(person, "GET", path, params=values)
		assert alone.ok, f"{method}: {alone.text[:300]}"
		with replica_of(env.site) as replica:
			answer = raw(person, "GET", path, params=values)
			assert answer.ok, f"{method}: {answer.text[:300]}"
			assert table in replica.statements, f"{method} has not asked the replica"
			assert not WRITING.search(replica.statements), method
		if answer.headers["Content-Type"].startswith("application/json"):
			assert answer.json()["message"] == alone.json()["message"]


def test_who_may_not_read_is_refused_before_the_replica_is_asked(env, final):
	with replica_of(env.site) as replica:
		path = "/api/method/kinerja_kecamatan.recaps.api.sementara"
		stranger = final.person(f"jp:{final.office.units[0]}")
		answer = raw(stranger, "GET", path, params={"disposisi": final.disposisi})
		assert answer.status_code == 403, answer.text[:600]
		assert FIGURES not in replica.statements


def test_without_a_replica_nothing_else_is_needed(final):
	answer = final.person("sekcam").read("kinerja_kecamatan.recaps.api.sementara", disposisi=final.disposisi)
	assert answer["unit_masuk"] == answer["unit_total"] == len(final.office.units)
