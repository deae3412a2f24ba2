"""A story over HTTP: the Camat orders on paper, and the Kasubag PEK records it with the scan."""

import pytest

from tests.support.guard_stage import upload
from tests.support.http import raw
from tests.support.sop_run import DISPOSISI, SopRun
from tests.support.story import log_of, refused

pytestmark = pytest.mark.full  # a story of many logins and steps

ACTION = "Catat Perintah Tertulis"


@pytest.fixture
def draft(sop) -> SopRun:
	sop.draft()
	return sop


def scan(run: SopRun) -> str:
	"""Upload the order's scan to the Disposisi, as the form does; returns its address."""
	answer = upload(run.person("pek"), DISPOSISI, run.disposisi, fieldname="scan_perintah", is_private=1)
	return answer.json()["message"]["file_url"]


def offered(run: SopRun, key: str = "pek") -> list[str]:
	return [move["action"] for move in run.person(key).open(DISPOSISI, run.disposisi)["tindakan"]]


def test_only_with_the_scan_of_the_very_order(draft):
	run, pek = draft, draft.person("pek")
	for values in ({}, {"asal": "Perintah Tertulis"}):
		pek.update(DISPOSISI, run.disposisi, **values)
		assert ACTION not in offered(run)
		said = refused(pek.act, DISPOSISI, run.disposisi, ACTION)
		assert (
			said.startswith("417")
			and "lengkapi dan simpan lebih dulu: Asal, Pindaian Perintah Tertulis" in said
		)
	# An address is no scan.
	said = refused(pek.update, DISPOSISI, run.disposisi, scan_perintah="/private/files/tidak-ada.pdf")
	assert "Pindaian Perintah Tertulis: berkas tidak-ada.pdf tidak ada" in said
	assert pek.get(DISPOSISI, run.disposisi)["workflow_state"] == "Draf" and not log_of(run.disposisi)


def test_recorded_by_the_kasubag_and_said_so_in_the_log(draft):
	run, pek = draft, draft.person("pek")
	pek.update(DISPOSISI, run.disposisi, asal="Perintah Tertulis", scan_perintah=scan(run))
	assert ACTION in offered(run)
	for key in ("camat", "sekcam", f"jp:{run.office.units[0]}"):
		assert refused(run.person(key).act, DISPOSISI, run.disposisi, ACTION)[:3] in ("403", "417")
	pek.act(DISPOSISI, run.disposisi, ACTION)
	(entry,) = log_of(run.disposisi)
	assert (entry.langkah, entry.hasil, entry.aksi) == (1, "Selesai", ACTION)
	assert (entry.pelaku, entry.peran) == (run.office.people["pek"], "Kasubag PEK")
	# It was given elsewhere: who enters it cannot be held against step 1's minutes.
	assert entry.dicatat_kemudian == 1
	summary = pek.read("kinerja_kecamatan.step_log.api.ringkasan", disposisi=run.disposisi)
	first = summary["langkah"][0]
	assert (first["selesai"], first["nilai"], first["pelaksanaan"]) == (True, "", 0)
	# The scan is evidence now.
	file = pek.list(
		"File", {"attached_to_name": run.disposisi, "attached_to_doctype": DISPOSISI}, ["name", "is_private"]
	)
	assert [row["is_private"] for row in file] == [1]
	assert raw(pek, "DELETE", f"/api/resource/File/{file[0]['name']}").status_code == 403
	run.pass_on()
	assert pek.get(DISPOSISI, run.disposisi)["workflow_state"] == "Diteruskan"
