"""What the server tells the desk: moves, what they ask for, who may edit, who is waited for."""

import pytest

from kinerja_kecamatan.demo.client import DemoError
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

pytestmark = pytest.mark.full


def offer(person, doctype: str, name: str) -> dict:
	return person.open(doctype, name)


def names(answer: dict) -> list[str]:
	return [move["action"] for move in answer["tindakan"]]


def test_a_draft_is_ordered_by_camat_and_edited_by_its_editors(sop):
	order = sop.draft()
	camat = offer(sop.person("camat"), DISPOSISI, order)
	assert names(camat) == ["Perintahkan", "Batalkan"]
	assert [(m["maju"], m["alasan"], m["kegiatan"]) for m in camat["tindakan"]] == [
		(True, False, "Perintah"),
		(False, True, ""),
	]
	assert camat["sunting"] and camat["mulai"]
	pek = offer(sop.person("pek"), DISPOSISI, order)
	assert names(pek) == [] and pek["sunting"]
	assert pek["menunggu"] == [{"action": "Perintahkan", "peran": "Camat"}]
	jp = offer(sop.person(f"jp:{sop.office.units[0]}"), DISPOSISI, order)
	assert names(jp) == [] and not jp["sunting"]


def test_a_role_counts_only_over_its_own_unit(sop):
	"""The Pelaksana of the Unit Perekap reads every unit's Format but fills in the own one only."""
	sop.up_to_meeting()
	other, own = sop.office.units[0], sop.office.recap_unit
	recorder = sop.person(f"jp:{own}")
	assert names(offer(recorder, FORMAT, sop.formats(own)[0])) == ["Sampaikan Data"]
	foreign = offer(recorder, FORMAT, sop.formats(other)[0])
	assert names(foreign) == [] and not foreign["sunting"]
	with pytest.raises(DemoError):
		offer(sop.person(f"jp:{other}"), FORMAT, sop.formats(own)[0])


def test_opening_again_offers_the_units(sop):
	sop.all()
	answer = offer(sop.person("sekcam"), REKAP, sop.recap())
	(move,) = [m for m in answer["tindakan"] if m["pilihan"]]
	assert move["alasan"] and not move["maju"] and move["pilihan"]["kunci"] == "unit"
	assert [row["value"] for row in move["pilihan"]["baris"]] == sorted(sop.office.units)


def test_times_of_a_meeting_are_never_made_up(sop):
	sop.order()
	sop.pass_on()
	sop.send_forms()
	meeting = sop.person("pek").insert(
		RAPAT, disposisi=sop.disposisi, tanggal="2021-04-01", waktu_mulai="10:00:00"
	)
	assert not meeting.get("waktu_selesai")
	with pytest.raises(DemoError, match="Waktu Mulai"):
		sop.person("pek").insert(RAPAT, disposisi=sop.disposisi, tanggal="2021-04-01")
