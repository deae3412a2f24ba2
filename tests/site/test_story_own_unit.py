"""A story over HTTP: the Kasubag PEK validates every unit, the own Subbagian too. The SOP allows it; the recap says so."""

import pytest

from tests.support.sop_run import REKAP
from tests.support.story import printed

pytestmark = pytest.mark.full  # a story of many logins and steps

PAPERS = ("Lembar Validasi", "Rekap Data Kinerja Unit")


def test_validating_the_own_subbagian_is_a_finding(sop):
	sop.up_to_meeting()
	own, other, pek = sop.office.recap_unit, sop.office.units[0], sop.person("pek")
	for unit in (own, other):
		sop.fill(unit)
		sop.recap_unit(unit)
		assert not pek.get(REKAP, sop.recap(unit)).get("temuan_validasi")
		sop.validate(unit)
	found = pek.get(REKAP, sop.recap(own))["temuan_validasi"]
	assert found == (
		"Validasi atas unit sendiri: Uji pek (Kasubag PEK) juga kepala unit ini dan mengerjakan Ketahui pada data yang sama."
	)
	assert not pek.get(REKAP, sop.recap(other)).get("temuan_validasi")
	for paper in PAPERS:
		assert found in printed(pek, REKAP, sop.recap(own), paper)
		assert "Temuan Validasi" not in printed(pek, REKAP, sop.recap(other), paper)
	# Who reads closely sees it, corrects or sends back, or goes on; a round more starts without it.
	sekcam = sop.person("sekcam")
	sekcam.act(REKAP, sop.recap(own), "Kembalikan ke Unit", "Jelaskan angka A1.")
	sop.fill(own)
	sop.recap_unit(own)
	assert not pek.get(REKAP, sop.recap(own)).get("temuan_validasi")
	sop.validate(own)
	sop.read_closely(own)
	assert sekcam.get(REKAP, sop.recap(own))["temuan_validasi"] == found
