"""A Ralat of a closed Perjanjian Kinerja: named cells, a reason, a second person, and word to whatever rests on the old value."""

import json

import frappe
import pytest
from frappe.utils import add_days

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused, ReasonMissing
from kinerja_kecamatan.guard import closed
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.papers import agreement as paper
from kinerja_kecamatan.recaps import api as recaps_api
from kinerja_kecamatan.recaps import resting
from kinerja_kecamatan.second_person import api, confirmers, proposals
from tests.site.test_agreement_closed import ADMIN, ARCHIVE, PK, lines, problem_of, stored, with_program
from tests.site.test_rilis import WAITS, correct
from tests.support.inside import verified
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import FIGURES, add_person, draft_of, reopened
from tests.support.whole_log import assert_told
from tests.support.year_run import settle


@pytest.fixture
def admin(office) -> str:
	return add_person(office, "admin ralat", "Admin Kinerja", office.root, ADMIN)


def propose(user: str, doc, *changes: tuple, alasan: str = "Salah ketik.") -> str:
	said = [dict(zip(("tabel", "baris", "kolom", "menjadi"), change, strict=True)) for change in changes]
	with signed_in(user):
		return api.ajukan_ralat(doc.name, said, alasan)


def test_a_ralat_is_proposed_by_one_and_confirmed_by_another(office, admin):
	unit = office.units[0]
	doc = with_program(office, unit)
	before, row = stored(doc.name), doc.target[0]
	frappe.db.set_value("Indikator Kinerja", row.indikator, "nama_indikator", "Nama yang baru")
	usulan = propose(
		admin,
		doc,
		("", "", "nomor", "PK/77"),
		("target", "1", "target_tw1", "8"),
		("program", "1", "anggaran", "Rp 1.500.000,-"),
	)
	assert stored(doc.name) == before, "nothing is changed by proposing"
	assert proposals.open_for(PK, doc.name) == usulan
	text = frappe.db.get_value("Usulan Perubahan", usulan, "ringkasan")
	assert "Nomor: - → PK/77" in text and f"Target baris 1 ({row.indikator}), TW I: 9 → 8" in text
	assert "Anggaran: 100 → 1.500.000" in text
	with signed_in(admin):
		refused(MoveRefused, api.setujui, usulan)
	with signed_in(office.people["sekcam"]):
		refused(MoveRefused, api.setujui, usulan)
	assert stored(doc.name) == before
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan, "Sesuai naskah.") == "Disetujui"
	after = stored(doc.name)
	assert (after["nomor"], after["target"][0]["target_tw1"], after["program"][0]["anggaran"]) == (
		"PK/77",
		"8",
		"1.500.000",
	)
	after["nomor"], after["target"][0]["target_tw1"], after["program"][0]["anggaran"] = None, "9", "100"
	assert after == before, "only what was named, not the indicator's new name either"
	(line,) = lines(doc.name, aksi="Ralat")
	assert line.pelaku == office.people["camat"] and f"({admin})" in line.alasan
	assert "Alasan: Salah ketik." in line.alasan and "TW I: 9 → 8" in line.alasan
	papers = frappe.get_all(
		ARCHIVE, {"dokumen": doc.name}, ["versi_kertas", "kode"], order_by="versi_kertas desc"
	)
	assert verified(papers[0].kode)["status"] == "asli"
	assert verified(papers[1].kode)["diganti_oleh"] == papers[0].versi_kertas
	assert_told(office.root)
	assert problem_of(office, doc.name) == ""
	assert closed.is_closed(frappe.get_doc(PK, doc.name))


def test_a_plan_and_targets_of_months_and_semesters_are_corrected_too(office, admin):
	doc = reopened(office, office.units[0])
	doc.append(
		"rencana_aksi", {"kegiatan": "Rapat bulanan", "satuan": "Kali", "target_tw1": "3", "anggaran": "100"}
	)
	doc.append("rencana_aksi", {"kegiatan": "Monitoring", "target_tw1": "1"})
	doc = doc.save()
	plan, target = doc.rencana_aksi[1].name, doc.target[0]
	usulan = propose(
		admin,
		doc,
		("rencana_aksi", plan, "kegiatan", "Monitoring desa"),
		("rencana_aksi", "1", "target_tw1", "4"),
		("rencana_aksi", "1", "anggaran", "Rp 1.500.000,-"),
		("target", "1", "target_b02", "2,50"),
		("target", target.name, "target_s2", "18"),
	)
	text = frappe.db.get_value("Usulan Perubahan", usulan, "ringkasan")
	assert "Rencana Aksi baris 2 (Monitoring), Kegiatan: Monitoring → Monitoring desa" in text
	assert "Rencana Aksi baris 1 (Rapat bulanan), Anggaran: 100 → 1.500.000" in text
	for field, value in (("target_b02", "2,50"), ("target_s2", "18")):
		label = frappe.get_meta("Target Kinerja").get_label(field)
		assert f"Target baris 1 ({target.indikator}), {label}: - → {value}" in text
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan, "Sesuai naskah.") == "Disetujui"
	after = frappe.get_doc(PK, doc.name)
	assert [(row.kegiatan, row.target_tw1, row.anggaran) for row in after.rencana_aksi] == [
		("Rapat bulanan", "4", "1.500.000"),
		("Monitoring desa", "1", ""),
	]
	said, was = after.target[0].as_dict(), target.as_dict()
	changed = {field for field in said if said[field] != was[field] and not field.startswith("modified")}
	assert (changed, said.target_b02, said.target_s2) == ({"target_b02", "target_s2"}, "2,50", "18")
	(line,) = lines(doc.name, aksi="Ralat")
	assert "Monitoring desa" in line.alasan and "2,50" in line.alasan


@pytest.mark.parametrize(
	"change",
	[
		("rencana_aksi", "1", "anggaran", "sejuta"),
		("target", "1", "target_b12", "banyak"),
		("target", "1", "target_s1", "x"),
	],
)
def test_what_cannot_be_read_there_is_refused_with_its_place(office, admin, change):
	doc = reopened(office, office.units[0])
	doc.append("rencana_aksi", {"kegiatan": "Rapat bulanan"})
	doc = doc.save()
	table = {"rencana_aksi": "Rencana Aksi", "target": "Target Kinerja"}[change[0]]
	label = frappe.get_meta(table).get_label(change[2])
	assert f"Baris 1, kolom {label}" in refused(KinerjaError, propose, admin, doc, change)
	assert not proposals.open_for(PK, doc.name)


def test_what_is_no_ralat_is_refused_with_what_is(office, admin):
	doc = with_program(office, office.units[0])
	for change in (
		("", "", "status", "Draf"),
		("", "", "tahun", "2000"),
		("target", "1", "indikator", "x"),
		("x", "1", "nomor", "x"),
	):
		said = refused(KinerjaError, propose, admin, doc, change)
		assert "tidak diubah dengan Ralat" in said and "TW I (Target Kinerja)" in said
	assert "tidak mempunyai baris 99" in refused(
		KinerjaError, propose, admin, doc, ("target", "99", "target_tw1", "1")
	)
	assert "Baris 1, kolom TW I" in refused(
		KinerjaError, propose, admin, doc, ("target", "1", "target_tw1", "banyak")
	)
	said = refused(KinerjaError, propose, admin, doc, ("target", "1", "bobot", "banyak"))
	assert "Baris 1, kolom Bobot" in said
	assert "Tidak ada yang berubah" in refused(
		KinerjaError, propose, admin, doc, ("target", "1", "target_tw1", " 9 ")
	)
	assert "Tulis alasan" in refused(ReasonMissing, propose, admin, doc, ("", "", "nomor", "1"), alasan=" ")
	refused(frappe.PermissionError, propose, office.people["camat"], doc, ("", "", "nomor", "1"))
	draft = draft_of(office, office.units[1])
	assert "belum Ditetapkan" in refused(KinerjaError, propose, admin, draft, ("", "", "nomor", "1"))
	assert not proposals.open_for(PK, doc.name)


def test_a_later_ralat_takes_the_place_of_one_that_waits_and_a_stale_one_lapses(office, admin):
	doc = with_program(office, office.units[0])
	first = propose(admin, doc, ("", "", "nomor", "PK/1"))
	second = propose(admin, doc, ("", "", "nomor", "PK/2"))
	assert frappe.db.get_value("Usulan Perubahan", first, "status") == "Gugur"
	frappe.db.set_value(PK, doc.name, "nomor", "PK/3")
	frappe.clear_document_cache(PK, doc.name)
	with signed_in(office.people["camat"]):
		assert api.setujui(second) == "Gugur"
	assert frappe.db.get_value(PK, doc.name, "nomor") == "PK/3"


@pytest.mark.parametrize("named", ["a|b", 'x"]|', "2", "[1]"])
def test_a_row_may_have_any_name(office, admin, named):
	"""As Data Import takes it from a file."""
	doc = draft_of(office, office.units[0])
	frappe.db.sql("update `tabTarget Kinerja` set name = %s where name = %s", (named, doc.target[-1].name))
	doc.reload()
	doc.status = "Ditetapkan"
	doc.save()
	doc.reload()
	assert doc.target[-1].name == named
	usulan = propose(admin, doc, ("target", named, "target_tw1", "8"), ("", "", "nomor", "PK/8"))
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"
	after = stored(doc.name)
	assert (after["nomor"], [row["target_tw1"] for row in after["target"]][-1]) == ("PK/8", "8")


def test_a_proposal_from_before_names_its_cells_as_it_did(office, admin):
	doc = with_program(office, office.units[0])
	row = doc.target[0].name
	usulan = propose(admin, doc, ("target", row, "target_tw1", "8"))
	for column in ("semula", "menjadi"):
		text = frappe.db.get_value("Usulan Perubahan", usulan, column)
		((_key, value),) = json.loads(text).items()
		frappe.db.set_value(
			"Usulan Perubahan", usulan, column, json.dumps({f"target|{row}|target_tw1": value})
		)
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"
	assert stored(doc.name)["target"][0]["target_tw1"] == "8"


def test_a_rank_of_the_day_is_stated_and_mended(office, admin):
	"""A paper of January that is entered in June: the rank of January, with the name and office that were kept."""
	unit = office.units[0]
	doc = reopened(office, unit)
	doc.update({"pihak_pertama": office.penugasan[f"ku:{unit}"], "pihak_kedua": office.penugasan["camat"]})
	doc.update({"pihak_pertama_pangkat": "Penata", "pihak_kedua_pangkat": "Pembina"})
	people = [
		frappe.db.get_value("Penugasan", doc.get(party), "pegawai")
		for party in ("pihak_kedua", "pihak_pertama")
	]
	for person in people:
		frappe.db.set_value("Pegawai", person, "pangkat", "Pembina Utama")
	doc.save()

	def ranks() -> list[tuple]:
		signed = paper.agreement_paper(frappe.get_doc(PK, doc.name))["ttd"]["orang"]
		return [(who["pangkat"], who["nama"]) for who in signed]

	before = ranks()
	assert [rank for rank, _name in before] == ["Pembina", "Penata"]
	for person in people:
		frappe.db.set_value("Pegawai", person, "nama_lengkap", "Nama Sesudahnya")
	usulan = propose(admin, doc, ("", "", "pihak_pertama_pangkat", "Penata Muda"))
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"
	assert ranks() == [before[0], ("Penata Muda", before[1][1])], "of a rank that is mended nothing else"


def test_the_second_party_confirms_too(office, admin):
	unit = office.units[0]
	doc = reopened(office, unit)
	doc.pihak_kedua = office.penugasan["sekcam"]
	doc.save()
	usulan = propose(admin, doc, ("", "", "nomor", "PK/5"))
	with signed_in(office.people["sekcam"]):
		assert api.setujui(usulan) == "Disetujui"
	assert frappe.db.get_value(PK, doc.name, "nomor") == "PK/5"


@pytest.mark.parametrize(
	"post",
	[
		{"berlaku_sampai": -1},
		{"berlaku_mulai": 1},
		{"persetujuan": "Menunggu Persetujuan"},
		{"persetujuan": "Ditolak"},
	],
	ids=["ended", "to come", "waiting", "declined"],
)
def test_a_second_party_who_is_not_in_that_post_today_confirms_nothing(office, admin, post):
	"""In the office still, by another post; of whom the agreement names nothing more is asked."""
	unit = office.units[0]
	doc = reopened(office, unit)
	doc.pihak_kedua = office.penugasan["sekcam"]
	doc.save()
	usulan = propose(admin, doc, ("", "", "nomor", "PK/5"))
	days = {key: add_days(clock.today(), value) for key, value in post.items() if isinstance(value, int)}
	frappe.db.set_value("Penugasan", office.penugasan["sekcam"], post | days)
	other = frappe.copy_doc(frappe.get_doc("Penugasan", office.penugasan["sekcam"]))
	other.update({"unit_kerja": office.units[1], "jabatan": "Jabatan lain", "berlaku_mulai": "2000-01-01"})
	other.update({"berlaku_sampai": None, "persetujuan": "Disetujui", "docstatus": 0})
	other.name = f"{other.doctype}-lain-{frappe.generate_hash(length=6)}"
	other.db_insert()
	for row in other.get_all_children():
		row.update({"parent": other.name, "name": frappe.generate_hash(length=10), "docstatus": 0})
		row.db_insert()
	penugasan.forget()
	with signed_in(office.people["sekcam"]):
		refused(MoveRefused, api.setujui, usulan)
	assert office.people["sekcam"] not in confirmers.candidates(frappe.get_doc("Usulan Perubahan", usulan))
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"


@pytest.mark.full
def test_a_ralat_names_the_final_recaps_that_rest_on_the_old_value(office, admin):
	unit, other = office.units
	doc = with_program(office, unit)
	done, running = LocalRun(office).up_to_meeting(), LocalRun(office, f"{office.tahun}-TW2")
	for each in (unit, other):
		done.unit_through(each)
	done.finalize()
	running.up_to_meeting()
	running.fill(unit)
	final = {done.recap(unit).name, done.recap().name}
	figures = {name: frappe.get_doc("Rekap Kinerja", name).as_json() for name in final}
	usulan = propose(admin, doc, ("target", "1", "target_tw1", "8"))
	frappe.local.message_log = []
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"
	(line,) = lines(doc.name, aksi="Ralat")
	told = str(frappe.local.message_log)
	for name in final:
		assert name in line.alasan and name in told
		(comment,) = frappe.get_all(
			"Comment",
			{"reference_name": name, "comment_type": "Info", "content": ["like", "%diralat%"]},
			pluck="content",
		)
		assert doc.name in comment and "TW I: 9 → 8" in comment
		assert frappe.get_doc("Rekap Kinerja", name).as_json() == figures[name], (
			"a final recap keeps its figures"
		)
	open_ = {running.format_of(unit).name, running.recap(unit).name}
	assert all(name in line.alasan for name in open_)
	assert done.recap(other).name not in line.alasan
	assert "masih memuat nilai lama" not in line.alasan
	row = row_of(running.format_of(unit), doc)
	assert (row.target_teks, row.target_sd_teks) == ("9", "17"), "what is not final takes in the Ralat"
	row = row_of(running.recap(unit), doc)
	assert (row.target_sd_teks, row.sd_teks) == ("17", "18") and row.sd_capaian == pytest.approx(1800 / 17)
	changed = resting.on_cells(
		frappe.get_doc(PK, doc.name), [closed.Cell("program", doc.program[0].name, "anggaran")]
	)
	assert final <= {*changed.final} and running.recap(unit).name in changed.recaps


def row_of(doc, agreement):
	return next(row for row in doc.baris if row.indikator == agreement.target[0].indikator)


def confirm(office, usulan: str) -> None:
	with signed_in(office.people["camat"]):
		assert api.setujui(usulan) == "Disetujui"


@pytest.mark.full
def test_a_recap_made_after_a_ralat_is_judged_by_what_the_paper_says(office, admin):
	"""Confirmed while the period is being collected: Format, recaps and their trace go by the corrected agreement."""
	unit, other = office.units
	doc = with_program(office, unit)
	run = LocalRun(office).up_to_meeting()
	form = run.format_of(unit).name
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "8"), ("target", "1", "bobot", "25,5")))
	row = row_of(run.format_of(unit), doc)
	assert (row.target, row.target_teks, row.target_sd_teks, row.status, row.bobot) == (
		8,
		"8",
		"8",
		"Belum Diisi",
		25.5,
	)
	(line,) = lines(doc.name, aksi="Ralat")
	assert f"Target disetel ulang pada {form} ({row.kode})." in line.alasan
	assert line.pelaku == office.people["camat"] and "Rekap final" not in line.alasan
	for each in (unit, other):
		run.unit_through(each)
	run.finalize()
	for recap in (run.recap(unit), run.recap()):
		row = row_of(recap, doc)
		assert (row.target_teks, row.capaian_teks, row.sd_capaian_teks) == ("8", "112,5 %", "112,5 %")
		told = {one["judul"]: one["uraian"] for one in recaps_api.asal(recap.name, row.indikator)["angka"]}
		assert told["Target"].startswith("8 pada periode ini, 8 s.d.") and doc.name in told["Target"]
	assert_told(office.root)


@pytest.mark.full
def test_a_recap_that_was_final_takes_the_ralat_in_when_it_is_opened_again(office, admin):
	unit, other = office.units
	doc = with_program(office, unit)
	run = LocalRun(office).up_to_meeting()
	run.unit_through(unit)
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "8")))
	(line,) = lines(doc.name, aksi="Ralat")
	assert f"sampai rekap unitnya dikembalikan: {run.recap().name}." in line.alasan
	assert row_of(run.recap(unit), doc).target == row_of(run.format_of(unit), doc).target == 9
	run.unit_through(other)
	run.finalize()
	assert row_of(run.recap(), doc).target_teks == "9"
	run.act("sekcam", "Rekap Kinerja", run.recap().name, "Buka Kembali", "Ralat.", unit=[unit])
	row = row_of(run.format_of(unit), doc)
	assert (row.target, row.realisasi) == (8, "9")
	assert row_of(run.recap(unit), doc).capaian_teks == "112,5 %"
	(taken,) = lines(doc.name, aksi="Terapkan Ralat")
	assert run.format_of(unit).name in taken.alasan and taken.pelaku == office.people["sekcam"]
	assert_told(office.root)


@pytest.mark.full
def test_a_figure_whose_target_a_ralat_takes_away_counts_as_information(office, admin):
	"""As one that is typed in a period without target: it stands where it was typed and counts in the year, judged by nothing."""
	unit = office.units[0]
	doc = with_program(office, unit)
	run = LocalRun(office).up_to_meeting()
	run.type_in(unit)
	before = row_of(run.format_of(unit), doc).keterangan
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "")))
	row = row_of(run.format_of(unit), doc)
	assert (row.diukur, row.status, row.target_teks, row.realisasi, row.dihitung) == (0, "Terisi", "", "9", 0)
	assert row.keterangan == before
	run.fill(unit)
	row = row_of(run.recap(unit), doc)
	assert (row.realisasi_teks, row.sd_teks, row.dihitung) == ("9", "9", 0)
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "9")))
	row = row_of(run.format_of(unit), doc)
	assert (row.diukur, row.status, row.target_teks, row.capaian_teks) == (1, "Terisi", "9", "100 %")


def test_a_ralat_takes_the_target_from_what_is_waited_for(office, admin):
	unit = office.units[0]
	doc = with_program(office, unit)
	run = LocalRun(office).up_to_meeting()
	run.type_in(unit, {"A1": {**WAITS, "sementara": 1}})
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "")))
	row = row_of(run.format_of(unit), doc)
	assert (row.diukur, row.status, row.realisasi or "", row.sementara) == (0, "Tidak Diukur", "", 0)


@pytest.mark.full
def test_a_recap_with_what_waits_comes_back_after_a_ralat_that_took_its_target(office, admin):
	"""With the correction of step 8 that had given the figure: it stays as a record."""
	unit, other = office.units
	doc = with_program(office, unit)
	run = LocalRun(office).up_to_meeting()
	run.fill(unit, {**FIGURES, "A1": WAITS})
	settle(run, unit)
	run.recap_unit(unit)
	settle(run, unit, "pek")
	run.validate(unit)
	correct(run, unit, "A1", "Realisasi", "8")
	run.read_closely(unit)
	run.unit_through(other)
	run.finalize()
	confirm(office, propose(admin, doc, ("target", "1", "target_tw1", "")))
	run.act("sekcam", "Rekap Kinerja", run.recap().name, "Buka Kembali", "Ralat.", unit=[unit])
	assert row_of(run.format_of(unit), doc).status == "Tidak Diukur"
	recap = run.recap(unit)
	assert row_of(recap, doc).status == "Tidak Diukur"
	assert [(one.sesudah, one.usang) for one in recap.koreksi] == [("8", 1)]
