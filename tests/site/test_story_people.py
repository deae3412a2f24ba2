"""Stories over HTTP about who does the work: named and replaced Pelaksana, shared indicators, officials who move, Plt."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person
from tests.support import routes
from tests.support import workflows as flows
from tests.support.guard_stage import try_all, upload
from tests.support.http import raw
from tests.support.office import FIGURES, PASSWORD, Office, add_person, make_office
from tests.support.record import new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.story import Clock, decide, decisions, declared_clock, log_of, printed, refused

pytestmark = pytest.mark.full  # a story of many logins and steps

NAME = "kinerja_kecamatan.formats.api.tetapkan_pelaksana"
SICK = "Sakit sejak 6 April."


@pytest.fixture(scope="module")
def office(_connected):
	"""One office whose people these stories change."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = make_office()
	unit = made.units[0]
	for key in ("jp2", "jp3", "jp4"):
		add_person(made, key, f"Pelaksana {key}", unit, [("Jabatan Pelaksana", "Unit")])
	add_person(made, "kasi baru", "Kasi 1", unit, [("Kepala Unit", "Unit")], berlaku_mulai="2021-04-11")
	add_person(made, "admin", "Pengelola Aplikasi", made.root, [("Admin Kinerja", "Kecamatan")])
	frappe.db.commit()
	return made


@pytest.fixture
def clock(env) -> Iterator[Clock]:
	with declared_clock(env, "2021-04-05 08:00") as made:
		yield made


@pytest.fixture
def shared(office) -> Iterator[str]:
	"""The first indicator of the section is shared by two Pelaksana; returns its unit."""
	unit = office.units[0]
	doc = frappe.get_doc("Indikator Kinerja", office.indicators[unit][0])
	doc.update({"pelaksana": [{"pegawai": office.pegawai[key]} for key in (f"jp:{unit}", "jp2")]}).save()
	frappe.db.commit()
	yield unit
	frappe.db.rollback()
	frappe.get_doc("Indikator Kinerja", doc.name).update({"pelaksana": []}).save()
	frappe.db.commit()


def form_of(run: SopRun, unit: str, pelaksana: str | None) -> str:
	scope = {"disposisi": run.disposisi, "unit_kerja": unit, "pelaksana": pelaksana or ["is", "not set"]}
	return run.person("pek").list(FORMAT, scope, ["name"])[0]["name"]


def type_into(person: Person, name: str, figures: dict) -> None:
	rows = person.get(FORMAT, name)["baris"]
	for row in rows:
		row.update(figures.get(row["kode"].rsplit("-", 1)[-1], {}))
	person.update(FORMAT, name, baris=rows)


def test_pelaksana_named_and_replaced_over_a_shared_indicator(env, office, clock, shared):
	run, unit = new_run(env, office), shared
	head, foreign = run.person(f"ku:{unit}"), run.person("camat")
	run.order()
	run.pass_on()
	own, second = form_of(run, unit, None), form_of(run, unit, office.pegawai["jp2"])
	third, fourth = office.pegawai["jp3"], office.pegawai["jp4"]
	# Named while the forms are still drafts; step 3 makes no second one in its place.
	for key in (f"jp:{unit}", "pek", "sekcam", "camat"):
		said = refused(run.person(key).call, NAME, format_data=own, pelaksana=third)
		assert said.startswith("403") and f"wewenang kepala unitnya: Uji ku:{unit} (Kasi 1)" in said
		assert not decisions(run.person(key), FORMAT, own)
	assert "bertugas sebagai pelaksana" in refused(
		head.call, NAME, format_data=own, pelaksana=office.pegawai["pek"]
	)
	said = refused(head.call, NAME, format_data=own, pelaksana=office.pegawai["jp2"])
	assert f"sudah ada: {second}" in said
	decide(head, FORMAT, own, "Tunjuk Pelaksana", pelaksana=third)
	run.send_forms()
	assert len(run.formats(unit)) == 3
	run.meet()
	form = head.get(FORMAT, own)
	assert (form["pelaksana"], form["nama_pelaksana"], form["workflow_state"]) == (
		third,
		"Uji jp3",
		"Siap Diisi",
	)
	assert form["kunci"] == f"{run.office.periode}|{unit}|{third}"

	# A Format given to one is filled in and handed on by that one.
	stranger = run.person(f"jp:{unit}")
	assert "diisi oleh Uji jp3" in refused(type_into, stranger, own, FIGURES)
	evidence_is_who_fills_in(run, own, unit)
	type_into(run.person("jp3"), own, FIGURES)
	assert "diisi oleh Uji jp3" in refused(stranger.act, FORMAT, own, "Sampaikan Data")
	assert stranger.open(FORMAT, own)["tindakan"] == []
	run.person("jp3").act(FORMAT, own, "Sampaikan Data")
	assert "diisi oleh Uji jp3" in refused(stranger.act, FORMAT, own, "Tarik Kembali")
	said = refused(head.call, NAME, format_data=own, pelaksana=fourth, alasan=SICK)
	assert "berstatus Selesai Disusun; pelaksananya tidak dapat dialihkan lagi" in said
	assert not decisions(head, FORMAT, own)

	replace(run, second, fourth, head, foreign)
	short = {"kendala": "Dibagi berdua.", "tindak_lanjut": "-"}
	type_into(run.person("jp4"), second, {"A1": {"realisasi": "6", **short}})
	run.person("jp4").act(FORMAT, second, "Sampaikan Data")
	first = form_of(run, unit, office.pegawai[f"jp:{unit}"])
	type_into(stranger, first, {"A1": {"realisasi": "4", **short}})
	stranger.act(FORMAT, first, "Sampaikan Data")
	recap = head.get(REKAP, run.recap(unit))
	row = next(row for row in recap["baris"] if row["kode"].endswith("A1"))
	assert (row["realisasi_teks"], row["target_teks"]) == ("10", "9"), (
		"contributions add up, the target is the unit's"
	)
	assert {s["nama_pelaksana"] for s in recap["sumber"] if s["indikator"] == row["indikator"]} == {
		f"Uji jp:{unit}",
		"Uji jp4",
	}


def evidence_is_who_fills_in(run: SopRun, form: str, unit: str) -> None:
	"""As the Format: the unit's others read it, and neither add to it nor take away."""
	keeper, stranger, target = run.person("jp3"), run.person(f"jp:{unit}"), (FORMAT, form)
	made = upload(keeper, *target).json()["message"]
	(file,) = whole(*target)["File"]
	assert raw(stranger, "GET", made["file_url"]).ok
	said = try_all(stranger, target, routes.files(stranger.get(*target), file))
	assert all("diisi oleh Uji jp3" in said[label] for label in ("file POST", "file rename", "file DELETE"))
	answer = upload(stranger, *target)
	assert answer.status_code == 403 and whole(*target)["File"] == [file]
	assert raw(keeper, "DELETE", f"/api/resource/File/{made['name']}").ok


def replace(run: SopRun, form: str, to: str, head: Person, camat: Person) -> None:
	"""The second Pelaksana falls ill half way: what was typed stays, and only the head hands the work to another."""
	ill, unit = run.person("jp2"), run.office.units[0]
	type_into(ill, form, {"A1": {"realisasi": "5", "keterangan": "sampai 6 April"}})
	answer = raw(
		ill,
		"PUT",
		f"/api/resource/{FORMAT}/{form}",
		json={"pelaksana": to, "modified": ill.get(FORMAT, form)["modified"]},
	)
	assert answer.status_code == 403
	assert "Tulis alasan mengalihkan" in refused(head.call, NAME, format_data=form, pelaksana=to)
	assert refused(camat.call, NAME, format_data=form, pelaksana=to, alasan=SICK).startswith("403")
	decide(head, FORMAT, form, "Alihkan Pelaksana", pelaksana=to, alasan=SICK)
	after = head.get(FORMAT, form)
	assert (after["pelaksana"], after["workflow_state"], after["putaran"]) == (to, "Siap Diisi", 1)
	assert after["kunci"] == f"{run.office.periode}|{unit}|{to}"
	assert (after["baris"][0]["realisasi"], after["baris"][0]["keterangan"]) == ("5", "sampai 6 April")
	(entry,) = log_of(form, aksi="Alihkan Pelaksana")
	assert entry.alasan == f"Dari Uji jp2 kepada Uji jp4. {SICK}"
	assert (entry.pelaku, entry.jabatan, entry.langkah) == (run.office.people[f"ku:{unit}"], "Kasi 1", 5)
	assert "diisi oleh Uji jp4" in refused(type_into, ill, form, {"A1": {"realisasi": "99"}})


def test_officials_move_in_the_middle_and_the_sekcam_is_plt_camat(env, office, clock):
	run, unit, recap_unit = new_run(env, office), office.units[0], office.recap_unit
	run.up_to_meeting()
	clock.at("2021-04-08 09:00")
	run.fill(unit)
	move_officials(run, office)
	clock.at("2021-04-12 09:00")
	# By the dates alone, whatever their sessions and accounts still say.
	old, new = run.person(f"ku:{unit}"), run.person("kasi baru")
	run.person(f"jp:{unit}").act(REKAP, run.recap(unit), "Sampaikan Rekap")
	assert refused(old.act, REKAP, run.recap(unit), "Ketahui").startswith("403")
	new.act(REKAP, run.recap(unit), "Ketahui")
	run.fill(recap_unit)
	run.recap_unit(recap_unit)
	for each in office.units:
		run.validate(each)
		run.read_closely(each)
	run.finalize()
	assert refused(run.person("camat").act, REKAP, run.recap(), "Ketahui").startswith("403")
	acting = sign_in(run, "sekcam")
	acting.act(REKAP, run.recap(), "Ketahui")

	last = log_of(run.recap(), aksi="Ketahui")[-1]
	assert (last.nama_pelaku, last.jabatan, last.peran) == ("Uji sekcam", "Plt. Camat", "Camat")
	assert {(e.jabatan, e.peran) for e in log_of(run.recap(unit), langkah=8)} == {
		("Sekretaris Kecamatan", "Sekcam")
	}
	assert [e.nama_pelaku for e in log_of(run.recap(unit), aksi="Ketahui")] == ["Uji kasi baru"]
	check_signatures(run)
	# A new Camat comes: the final paper keeps who stood for it.
	clock.at("2021-05-03 09:00")
	run.person("admin").update("Penugasan", office.penugasan["plt"], berlaku_sampai="2021-04-30")
	paper = printed(run.person("pek"), REKAP, run.recap(), "Rekap Data Kinerja Kecamatan")
	assert "Plt. CAMAT" in paper and "Uji sekcam" in paper
	assert refused(acting.act, REKAP, run.recap(), "Ketahui")[:3] in ("403", "417")


def move_officials(run: SopRun, office: Office) -> None:
	"""The Admin Kinerja enters the transfers beforehand, the Camat confirms who stands in: the Camat and the first Kasi leave
	after 10 April."""
	admin = run.person("admin")
	office.penugasan["plt"] = admin.insert(
		"Penugasan",
		pegawai=office.pegawai["sekcam"],
		jabatan="Camat",
		jenis="Plt.",
		unit_kerja=office.root,
		nomor_sk="800/12/2021",
		berlaku_mulai="2021-04-11",
		peran=[{"peran": "Camat", "lingkup": "Kecamatan"}],
	)["name"]
	waiting = {"dokumen": office.penugasan["plt"], "status": "Menunggu"}
	for usulan in run.person("camat").list("Usulan Perubahan", waiting, ["name"]):
		run.person("camat").call("kinerja_kecamatan.second_person.api.setujui", name=usulan["name"])
	for key in ("camat", f"ku:{office.units[0]}"):
		admin.update("Penugasan", office.penugasan[key], berlaku_sampai="2021-04-10")


def check_signatures(run: SopRun) -> None:
	"""Each paper is signed by who was in office on its day."""
	pek, unit = run.person("pek"), run.office.units[0]
	form = printed(pek, FORMAT, run.formats(unit)[0], "Format Data Kinerja")
	assert f"Uji ku:{unit}" in form and "kasi baru" not in form
	recap = printed(pek, REKAP, run.recap(unit), "Rekap Data Kinerja Unit")
	assert "Uji kasi baru" in recap and f"Uji ku:{unit}" not in recap
	final = printed(pek, REKAP, run.recap(), "Rekap Data Kinerja Kecamatan")
	assert "Plt. CAMAT" in final and "Uji sekcam" in final and "Uji camat" not in final


def sign_in(run: SopRun, key: str) -> Person:
	"""Logged in anew: the account's roles follow the dates."""
	return Person(run.env.url, run.env.site, run.office.people[key], PASSWORD, key)


@contextmanager
def no_self_approval(doctype: str, state: str, action: str) -> Iterator[None]:
	"""The admin unticks Allow Self Approval on one transition, and ticks it again."""
	try:
		_approve_own(doctype, state, action, 0)
		yield
	finally:
		_approve_own(doctype, state, action, 1)


def _approve_own(doctype: str, state: str, action: str, allowed: int) -> None:
	frappe.db.rollback()
	workflow = flows.active(doctype)
	flows.transition(workflow, state, action).allow_self_approval = allowed
	workflow.save()
	frappe.db.commit()


def test_who_is_both_does_not_approve_the_own_draft_where_that_is_forbidden(env, office, clock):
	"""The Sekcam as Plt. Camat may give the own order; where the workflow forbids self approval, only another's."""
	run = new_run(env, office)
	clock.at("2021-04-12 09:00")
	if "plt" not in office.penugasan:
		move_officials(run, office)
	acting = sign_in(run, "sekcam")
	values = {"kecamatan": office.root, "tanggal": "2021-04-12", "hal": "Uji", "isi_perintah": "Uji"}
	mine = acting.insert(DISPOSISI, periode=f"{run.office.tahun}-TW1", **values)["name"]
	others = run.person("pek").insert(DISPOSISI, periode=f"{run.office.tahun}-TW2", **values)["name"]
	with no_self_approval(DISPOSISI, "Draf", "Perintahkan"):
		assert refused(acting.act, DISPOSISI, mine, "Perintahkan")[:3] in ("403", "417")
		answer = raw(
			acting, "PUT", f"/api/resource/{DISPOSISI}/{mine}", json={"workflow_state": "Diperintahkan"}
		)
		assert answer.status_code == 403 and acting.get(DISPOSISI, mine)["workflow_state"] == "Draf"
		acting.act(DISPOSISI, others, "Perintahkan")
	acting.act(DISPOSISI, mine, "Perintahkan")
	assert [e.jabatan for e in log_of(mine)] == ["Plt. Camat"]
