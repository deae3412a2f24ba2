"""Who signs is changed by two people: no way leads an Admin Kinerja alone to somebody else's signature."""

import json
from collections.abc import Iterator
from copy import deepcopy

import frappe
import pytest

from kinerja_kecamatan.office import penugasan, role_sync
from kinerja_kecamatan.second_person import proposals
from tests.support.inside import Answer, own_transaction, send
from tests.support.isolation.offices import own_copy
from tests.support.local_run import LocalRun
from tests.support.office import Office, _account, add_person, add_site_admin

API = "/api/method/kinerja_kecamatan.second_person.api."
ADMIN = [("Admin Kinerja", "Kecamatan")]
LINE = "Perubahan Penanda Tangan"


@pytest.fixture(scope="module")
def staffed(_shared_office) -> Iterator[Office]:
	"""The shared office past its first order, with two Admin Kinerja and an account of nobody; rolled back."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = own_copy(_shared_office.in_new_year())
	# Under names of their own: other tests may have left an admin in the shared office.
	for key, name in (("admin", "pengusul"), ("admin kedua", "pengelola kedua")):
		made.people[key] = add_person(made, name, "Pengelola", made.root, ADMIN)
		made.pegawai[key], made.penugasan[key] = made.pegawai[name], made.penugasan[name]
	made.people["baru"] = f"akun-baru.{made.root.lower()}@uji.test"
	_account(made.people["baru"], "baru", [])
	made.people["situs"] = add_site_admin(made)
	made.people["administrator"] = "Administrator"
	frappe.db.delete("Catatan Tahapan", {"kecamatan": made.root})  # what other tests have signed there
	LocalRun(made).order()
	with own_transaction():
		yield made
	frappe.db.rollback()
	frappe.clear_cache()


@pytest.fixture
def people(staffed, monkeypatch) -> Iterator[Office]:
	"""As it was before the test. Roles of accounts are left alone: a save of a User empties every cache."""
	monkeypatch.setattr(role_sync, "sync_user", lambda *_args: None)
	frappe.db.savepoint("before_test")
	yield deepcopy(staffed)
	frappe.db.rollback(save_point="before_test")
	frappe.local.cache = {}
	frappe.cache().delete_keys("document_cache")
	frappe.cache().delete_key("roles")


def ask(office: Office, key: str, verb: str, path: str, **values) -> Answer:
	return send(office.people[key], verb, path, **({"json": values} if values else {}))


def decide(office: Office, key: str, usulan: str, method: str = "setujui", **values) -> Answer:
	return ask(office, key, "POST", API + method, name=usulan, **values)


def pegawai_ways(name: str, field: str, value: str) -> list[tuple]:
	"""(way, verb, path, json) that set one field of a Pegawai."""
	doc = json.loads(frappe.get_doc("Pegawai", name).as_json())
	set_one = {"doctype": "Pegawai", "name": name, "fieldname": field, "value": value}
	method = "/api/method/frappe."
	saved = json.dumps({**doc, field: value})
	return [
		("PUT", "PUT", f"/api/resource/Pegawai/{name}", {field: value}),
		("v2 PATCH", "PATCH", f"/api/v2/document/Pegawai/{name}", {field: value}),
		("set_value", "POST", method + "client.set_value", set_one),
		("client.save", "POST", method + "client.save", {"doc": saved}),
		("savedocs", "POST", method + "desk.form.save.savedocs", {"doc": saved, "action": "Save"}),
		("bulk_update", "POST", method + "client.bulk_update", {"docs": json.dumps([{**set_one, "docname": name, field: value}])}),
		("bulk edit", "POST", method + "desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			{"doctype": "Pegawai", "docnames": json.dumps([name]), "action": "update", "data": json.dumps({field: value})}),
	]  # fmt: skip


@pytest.mark.parametrize(
	("field", "value"),
	[("user", "baru"), ("nip", "198001012005011002"), ("nama", "Orang Lain"), ("gelar_belakang", "S.H.")],
)
def test_an_admin_alone_moves_no_signature_to_another_account(people, field, value):
	"""The attack: the Camat's entry on another account, signed, and back. Every way in ends in a proposal."""
	camat = people.pegawai["camat"]
	value = people.people.get(value, value)
	before = frappe.db.get_value("Pegawai", camat, field)
	lines = frappe.db.count("Catatan Tahapan", {"kegiatan": LINE, "kecamatan": people.root})
	for label, verb, path, content in pegawai_ways(camat, field, value):
		answer = ask(people, "admin", verb, path, **content)
		assert frappe.db.get_value("Pegawai", camat, field) == before, label
		assert answer.status < 500 or answer.status == 404, f"{label}: {answer}"
		usulan = proposals.open_for("Pegawai", camat)
		assert usulan or not answer.ok or label.startswith("v2"), f"{label}: {answer}"
		assert not decide(people, "admin", usulan or "x").ok, label
	assert before == frappe.db.get_value("Pegawai", camat, field)
	assert lines == frappe.db.count("Catatan Tahapan", {"kegiatan": LINE, "kecamatan": people.root})


@pytest.mark.parametrize(
	("key", "may"),
	[
		("admin", False),  # who proposed
		("baru", False),  # the new account
		("sekcam", False),
		("camat", True),  # the person, under the account as it was
		("admin kedua", True),
		("situs", True),
	],
)
def test_who_confirms_another_account(people, key, may):
	camat = people.pegawai["camat"]
	assert ask(
		people,
		"admin",
		"PUT",
		f"/api/resource/Pegawai/{camat}",
		user=people.people["baru"],
		alasan_perubahan="Akun dinas baru",
	).ok
	usulan = proposals.open_for("Pegawai", camat)
	answer = decide(people, key, usulan)
	assert answer.ok == may, answer
	assert (frappe.db.get_value("Pegawai", camat, "user") == people.people["baru"]) == may
	if not may:
		return
	line = frappe.get_last_doc("Catatan Tahapan", {"kegiatan": LINE, "dokumen": camat})
	assert (line.pelaku, line.dari_status, line.ke_status) == (
		people.people[key],
		people.people["camat"],
		people.people["baru"],
	)
	assert people.people["admin"] in line.alasan and "Akun dinas baru" in line.alasan
	assert line.nomor and line.sidik and not line.disposisi and line.hasil == "Lainnya"
	assert not decide(people, key, usulan).ok, "decided once"


@pytest.mark.parametrize(
	("key", "may"), [("sekcam", False), ("camat", True), ("admin kedua", True), ("situs", True)]
)
def test_a_new_name_is_not_for_its_bearer_to_confirm(people, key, may):
	"""A clerk in league with the admin would sign under the Camat's name and NIP."""
	person = people.pegawai["sekcam"]
	assert ask(people, "admin", "PUT", f"/api/resource/Pegawai/{person}", nama="Uji camat").ok
	assert decide(people, key, proposals.open_for("Pegawai", person)).ok == may


def appoint(people: Office, key: str, role: str, by: str = "admin", unit: str | None = None, **values) -> str:
	values = {"jabatan": "Pejabat", "jenis": "Plh.", "berlaku_mulai": "2000-01-01", **values}
	peran = [{"peran": role, "lingkup": "Unit" if unit else "Kecamatan"}]
	answer = ask(
		people, by, "POST", "/api/resource/Penugasan",
		pegawai=people.pegawai[key], unit_kerja=unit or people.root, peran=peran, **values,
	)  # fmt: skip
	assert answer.ok, answer
	return frappe.get_last_doc("Penugasan").name


def holds(people: Office, key: str, role: str) -> bool:
	penugasan.forget()
	return any(a.peran == role for a in penugasan.appointments_of(people.people[key]))


def test_an_appointment_waits_and_takes_effect_with_one_click(people):
	section = people.units[0]
	name = appoint(people, f"jp:{section}", "Camat", jabatan="Camat", persetujuan="Disetujui")
	clerk = f"jp:{section}"
	assert frappe.db.get_value("Penugasan", name, "persetujuan") == penugasan.MENUNGGU
	assert not holds(people, clerk, "Camat")
	ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", persetujuan="Disetujui")
	assert not holds(people, clerk, "Camat"), "its state is the app's"
	usulan = proposals.open_for("Penugasan", name)
	for key in ("admin", clerk, "sekcam", f"ku:{section}"):
		assert not decide(people, key, usulan).ok, key
	told = frappe.get_all("Notification Log", {"document_name": usulan}, pluck="for_user")
	assert people.people["camat"] in told and people.people["admin kedua"] in told
	assert people.people[clerk] not in told and people.people["admin"] not in told
	assert decide(people, "camat", usulan).ok
	assert holds(people, clerk, "Camat")
	assert people.people[clerk] in frappe.get_all(
		"Notification Log", {"document_name": usulan}, pluck="for_user"
	)


def test_nobody_appoints_himself(people):
	"""Neither at once nor through somebody whom he has made admin, and a System Manager neither."""
	name = appoint(people, "admin", "Camat")
	usulan = proposals.open_for("Penugasan", name)
	assert not decide(people, "admin", usulan).ok and not holds(people, "admin", "Camat")
	other = proposals.open_for("Penugasan", appoint(people, "admin kedua", "Camat"))
	assert not decide(people, "admin kedua", other).ok and not holds(people, "admin kedua", "Camat")
	clerk = f"jp:{people.units[0]}"
	second = proposals.open_for("Penugasan", appoint(people, clerk, "Admin Kinerja"))
	for key in ("admin", clerk, "camat"):
		assert not decide(people, key, second).ok, key
	assert not holds(people, clerk, "Admin Kinerja")
	site = people.people["situs"]
	people.pegawai["situs"] = (
		frappe.get_doc({"doctype": "Pegawai", "nama": "Situs", "user": site}).insert().name
	)
	own = appoint(people, "situs", "Camat", by="situs")
	assert not holds(people, "situs", "Camat")
	assert not decide(people, "situs", proposals.open_for("Penugasan", own)).ok
	assert decide(people, "administrator", proposals.open_for("Penugasan", own)).ok and holds(
		people, "situs", "Camat"
	)


@pytest.mark.full
def test_a_holder_shares_no_more_than_the_own_signature(people):
	first, last = people.units
	clerk = f"jp:{last}"
	name = appoint(people, clerk, "Jabatan Pelaksana", unit=first, jenis="Definitif", jabatan="Pelaksana")
	usulan = proposals.open_for("Penugasan", name)
	assert not decide(people, clerk, usulan).ok
	assert not decide(people, f"ku:{first}", usulan).ok
	assert decide(people, f"jp:{first}", usulan).ok
	head = appoint(
		people,
		clerk,
		"Jabatan Pelaksana",
		unit=first,
		jabatan=frappe.db.get_value("Unit Kerja", first, "sebutan_kepala"),
	)
	usulan = proposals.open_for("Penugasan", head)
	assert not decide(people, f"jp:{first}", usulan).ok, "the title makes it the unit's head"
	assert decide(people, f"ku:{first}", usulan).ok is False, "holds another role"
	assert decide(people, "camat", usulan).ok


def test_what_is_confirmed_is_what_was_read(people):
	"""Nothing is slipped in between: another person, another account, a second proposal."""
	clerk = f"jp:{people.units[0]}"
	name = appoint(people, clerk, "Sekcam")
	read = proposals.open_for("Penugasan", name)
	ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", pegawai=people.pegawai["admin"])
	assert frappe.db.get_value("Usulan Perubahan", read, "status") == proposals.GUGUR
	assert not decide(people, "camat", read).ok and not holds(people, "admin", "Sekcam")
	usulan = proposals.open_for("Penugasan", name)
	frappe.db.set_value("Pegawai", people.pegawai["admin"], "user", people.people["baru"])
	decide(people, "camat", usulan)
	assert frappe.db.get_value("Usulan Perubahan", usulan, "status") == proposals.GUGUR
	assert frappe.db.get_value("Penugasan", name, "persetujuan") == penugasan.MENUNGGU


@pytest.mark.full
def test_a_proposal_of_who_is_no_admin_any_more_lapses(people):
	usulan = proposals.open_for("Penugasan", appoint(people, f"jp:{people.units[0]}", "Sekcam"))
	frappe.db.set_value("Penugasan", people.penugasan["admin"], "berlaku_sampai", "2000-12-31")
	penugasan.forget()
	decide(people, "admin kedua", usulan)
	assert frappe.db.get_value("Usulan Perubahan", usulan, "status") == proposals.GUGUR
	assert not holds(people, f"jp:{people.units[0]}", "Sekcam")


@pytest.mark.full
def test_who_confirms_an_appointment_reads_the_account_that_signs_under_it(people):
	"""Also where only a date changes: the account of its person may be another one since."""
	key = f"jp:{people.units[0]}"
	name = people.penugasan[key]
	frappe.db.set_value("Penugasan", name, "berlaku_sampai", "2020-12-31")
	assert ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", berlaku_sampai=None).ok
	usulan = proposals.open_for("Penugasan", name)
	lines = frappe.db.get_value("Usulan Perubahan", usulan, "ringkasan").split("\n")
	assert len(lines) == 2 and f"({people.people[key]})" in lines[0]


def test_declined_and_withdrawn_appointments_stay_without_effect(people):
	clerk = f"jp:{people.units[0]}"
	for key, method, values in (("camat", "tolak", {"alasan": "Bukan dia"}), ("admin", "tarik", {})):
		name = appoint(people, clerk, "Sekcam")
		usulan = proposals.open_for("Penugasan", name)
		for other in {f"ku:{people.units[0]}", "admin", "camat"} - {key}:
			assert not decide(people, other, usulan, method, **values).ok, (other, method)
		assert not decide(people, "camat", usulan, "tolak").ok, "without a reason"
		assert decide(people, key, usulan, method, **values).ok
		assert frappe.db.get_value("Penugasan", name, "persetujuan") == penugasan.DITOLAK
		ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", nomor_sk="1")
		assert not holds(people, clerk, "Sekcam")
		assert ask(people, "admin", "DELETE", f"/api/resource/Penugasan/{name}").ok


CHANGES = {
	"person": {"pegawai": "pegawai"},
	"role": {"peran": [{"peran": "Sekcam", "lingkup": "Kecamatan"}]},
	"reach": {"peran": [{"peran": "Jabatan Pelaksana", "lingkup": "Kecamatan"}]},
	"unit": {"unit_kerja": "unit"},
	"earlier": {"berlaku_mulai": "1999-01-01"},
	"title": {"jabatan": "Kasi 1"},
	"kind": {"jenis": "a.n."},
}


@pytest.mark.full
@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_appointment_waits_too(people, what):
	first, last = people.units
	name = people.penugasan[f"jp:{first}"]
	stands = {"pegawai": people.pegawai["admin"], "unit": last}
	values = {
		field: stands.get(value, value) if isinstance(value, str) else value
		for field, value in CHANGES[what].items()
	}
	before = frappe.get_doc("Penugasan", name)
	assert ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", **values, nomor_sk="7").ok
	after = frappe.get_doc("Penugasan", name)
	assert after.nomor_sk == "7", "what decides nothing is saved"
	assert [(r.peran, r.lingkup) for r in after.peran] == [(r.peran, r.lingkup) for r in before.peran]
	for field in ("pegawai", "unit_kerja", "jabatan", "jenis", "berlaku_mulai", "kecamatan"):
		assert after.get(field) == before.get(field), field
	assert decide(people, "admin kedua", proposals.open_for("Penugasan", name)).ok
	after.reload()
	field, value = next(iter(values.items()))
	assert (
		[(r.peran, r.lingkup) for r in after.peran] == [("Sekcam", "Kecamatan")] if what == "role" else True
	)
	assert str(after.get(field)) == value if isinstance(value, str) else after.peran[0].lingkup == "Kecamatan"


def test_taking_away_needs_nobody_and_is_logged(people):
	name = people.penugasan[f"jp:{people.units[0]}"]
	assert ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", berlaku_sampai="2020-12-31").ok
	assert str(frappe.db.get_value("Penugasan", name, "berlaku_sampai")) == "2020-12-31"
	line = frappe.get_last_doc("Catatan Tahapan", {"kegiatan": LINE, "dokumen": name})
	assert line.pelaku == people.people["admin"] and "31-12-2020" in line.alasan
	assert ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", berlaku_sampai=None).ok
	assert str(frappe.db.get_value("Penugasan", name, "berlaku_sampai")) == "2020-12-31", "longer again waits"
	other = people.penugasan[f"jp:{people.units[1]}"]
	assert not ask(people, "admin", "DELETE", f"/api/resource/Penugasan/{other}").ok


def test_when_a_unit_ends_and_who_carries_its_work_on_waits_too(people):
	"""Those of the unit that follows finish what it has left; its own people do so as well."""
	first = people.units[0]
	ending = {"berlaku_sampai": "2041-12-31", "unit_penerus": people.recap_unit}
	place = f"/api/resource/Unit Kerja/{first}"
	# What cannot be is told to who proposes it.
	assert "Isi Berlaku Sampai" in ask(people, "admin", "PUT", place, unit_penerus=people.recap_unit).said
	assert ask(people, "admin", "PUT", place, **ending).ok
	assert not any(frappe.db.get_value("Unit Kerja", first, list(ending)))
	usulan = proposals.open_for("Unit Kerja", first)
	assert "2041" in frappe.db.get_value("Usulan Perubahan", usulan, "ringkasan")
	assert not decide(people, "admin", usulan).ok and decide(people, "camat", usulan).ok
	kept = frappe.db.get_value("Unit Kerja", first, list(ending))
	assert [str(value) for value in kept] == list(ending.values())


def test_what_a_unit_is_called_and_what_lies_below_it_waits_too(people):
	"""A head is known by title, and a Kepala Unit signs for what lies below."""
	first = people.units[0]
	for values in (
		{"parent_unit_kerja": people.recap_unit},
		{"nama_unit": "Seksi Pintar"},  # would make a "Kasi Pintar" its head
		{"sebutan_kepala": "Pengelola"},
	):
		place = people.root if "sebutan_kepala" in values else first
		assert ask(people, "admin", "PUT", f"/api/resource/Unit Kerja/{place}", **values).ok
		((field, value),) = values.items()
		assert frappe.db.get_value("Unit Kerja", place, field) != value
		usulan = proposals.open_for("Unit Kerja", place)
		assert not decide(people, "admin", usulan).ok and not decide(people, "sekcam", usulan).ok
		assert decide(people, "camat", usulan).ok
		assert frappe.db.get_value("Unit Kerja", place, field) == value


def test_which_unit_recaps_is_not_one_admins_choice(people):
	"""Closing it, or bringing one along below somebody else's, would hand step 9 to other people."""
	path = f"/api/resource/Unit Kerja/{people.recap_unit}"
	assert ask(people, "admin", "PUT", path, berlaku_sampai="2020-12-31").ok
	assert not frappe.db.get_value("Unit Kerja", people.recap_unit, "berlaku_sampai")
	usulan = proposals.open_for("Unit Kerja", people.recap_unit)
	assert not decide(people, "admin", usulan).ok and decide(people, "camat", usulan).ok
	assert str(frappe.db.get_value("Unit Kerja", people.recap_unit, "berlaku_sampai")) == "2020-12-31"
	unit = {
		"kode": "SI-BARU",
		"nama_unit": "Seksi Baru",
		"jenis": "Seksi",
		"parent_unit_kerja": people.units[0],
	}
	said = ask(people, "admin", "POST", "/api/resource/Unit Kerja", **unit, unit_perekap=1)
	assert not said.ok and "tanpa Unit Perekap" in said.said
	assert ask(people, "admin", "POST", "/api/resource/Unit Kerja", **unit).ok
	made = f"{people.root}-SI-BARU"
	assert ask(people, "admin", "PUT", f"/api/resource/Unit Kerja/{made}", unit_perekap=1).ok
	assert not frappe.db.get_value("Unit Kerja", made, "unit_perekap")


def test_the_site_admin_acts_alone_and_is_logged(people):
	camat = people.pegawai["camat"]
	assert ask(people, "situs", "PUT", f"/api/resource/Pegawai/{camat}", user=people.people["baru"]).ok
	assert frappe.db.get_value("Pegawai", camat, "user") == people.people["baru"]
	line = frappe.get_last_doc("Catatan Tahapan", {"kegiatan": LINE, "dokumen": camat})
	assert (line.pelaku, line.ke_status) == (people.people["situs"], people.people["baru"])


@pytest.mark.full
def test_access_to_an_account_that_signs_is_changed_on_record(people):
	"""Who may set every password on the site could sign as anybody; that it was set stands in the log, what it is does not."""
	camat = people.people["camat"]
	about = {"kegiatan": LINE, "aksi": "Ubah Akses Akun"}
	secret = "Uji-kinerja-2021"
	path = f"/api/resource/User/{camat}"
	assert ask(people, "situs", "PUT", path, phone="021").ok
	assert ask(people, "camat", "PUT", path, new_password=secret).ok
	assert ask(people, "situs", "PUT", f"/api/resource/User/{people.people['baru']}", new_password=secret).ok
	assert not frappe.db.exists("Catatan Tahapan", about)
	assert ask(people, "situs", "PUT", path, new_password=f"{secret}!", username="camat.pace").ok
	line = frappe.get_last_doc("Catatan Tahapan", about)
	assert (line.pelaku, line.kecamatan) == (people.people["situs"], people.root)
	assert camat in line.alasan and secret not in line.alasan
	keys = {"user": camat}
	assert ask(people, "situs", "POST", "/api/method/frappe.core.doctype.user.user.generate_keys", **keys).ok
	assert frappe.db.count("Catatan Tahapan", {**about, "kecamatan": people.root}) == 2
	row = {"parent": camat, "parenttype": "User", "parentfield": "roles", "role": "Website Manager"}
	assert not ask(people, "situs", "POST", "/api/resource/Has Role", **row).ok, "no row past its account"
	key = {"reset_password_key": "a" * 64, "last_reset_password_key_generated_on": frappe.utils.now()}
	assert ask(people, "situs", "PUT", path, **key).ok
	assert frappe.db.count("Catatan Tahapan", {**about, "kecamatan": people.root}) == 3


SIGNED = {
	"person": {"pegawai": "admin"},
	"role": {"peran": [{"peran": "Sekcam", "lingkup": "Kecamatan"}]},
	"title": {"jabatan": "Kepala Desa"},
	"decree": {"nomor_sk": "99"},
	"begin": {"berlaku_mulai": "2001-01-01"},
	"too soon": {"berlaku_sampai": "2001-01-01"},
}


@pytest.mark.full
@pytest.mark.parametrize("key", ["admin", "situs", "administrator"])
@pytest.mark.parametrize("what", SIGNED)
def test_what_was_signed_under_is_ended_never_rewritten(people, key, what):
	name = people.penugasan["camat"]
	values = {
		field: people.pegawai["admin"] if value == "admin" else value for field, value in SIGNED[what].items()
	}
	before = json.loads(frappe.get_doc("Penugasan", name).as_json())
	answer = ask(people, key, "PUT", f"/api/resource/Penugasan/{name}", **values)
	assert not answer.ok and "sudah dipakai menandatangani" in answer.said, answer
	assert json.loads(frappe.get_doc("Penugasan", name).as_json()) == before


def test_what_was_signed_under_is_ended_on_the_last_day(people):
	name, today = people.penugasan["camat"], frappe.utils.today()
	assert not ask(people, "administrator", "DELETE", f"/api/resource/Penugasan/{name}").ok
	rename = {"doctype": "Penugasan", "old_name": name, "new_name": "PNG-LAIN"}
	ask(people, "admin", "PUT", f"/api/resource/Penugasan/{name}", berlaku_sampai=today)
	assert str(frappe.db.get_value("Penugasan", name, "berlaku_sampai")) == today
	assert not ask(people, "administrator", "POST", "/api/method/frappe.client.rename_doc", **rename).ok, (
		"the log names it"
	)
	# The account may have passed on since: the line names the person all the same.
	frappe.db.set_value("Pegawai", people.pegawai["camat"], "user", None)
	assert not ask(people, "administrator", "PUT", f"/api/resource/Penugasan/{name}", jabatan="x").ok


@pytest.mark.full
@pytest.mark.parametrize(
	("claimed", "said"),
	[
		("Administrator", "bukan akun"),
		("Guest", "bukan akun"),
		("sekcam", "sudah dipakai"),
		("disabled", "tidak aktif"),
		("Accounts Manager", "tidak berasal"),
		("Camat", "tidak berasal"),
		("System Manager", "tidak berasal"),
	],
)
def test_an_admin_claims_no_account_that_lives_by_other_roles(people, claimed, said):
	account = people.people.get(claimed, claimed)
	if claimed in ("Accounts Manager", "Camat", "System Manager"):
		if not frappe.db.exists("Role", claimed):
			frappe.get_doc({"doctype": "Role", "role_name": claimed}).insert()
		account = f"lain.{people.root.lower()}@uji.test"
		_account(account, "lain", [claimed])
	elif claimed == "disabled":
		account = people.people["baru"]
		frappe.db.set_value("User", account, "enabled", 0)
	assert ask(people, "admin", "POST", "/api/resource/Pegawai", nama="Orang Baru").ok
	name = frappe.get_last_doc("Pegawai").name
	answer = ask(people, "admin", "PUT", f"/api/resource/Pegawai/{name}", user=account)
	assert not answer.ok and said in answer.said, answer
	assert not ask(people, "admin", "POST", "/api/resource/Pegawai", nama="Orang Baru", user=account).ok
	may = claimed in ("disabled", "Accounts Manager", "Camat", "System Manager")
	assert ask(people, "situs", "PUT", f"/api/resource/Pegawai/{name}", user=account).ok == may


def user_ways(victim: str, mine: str) -> list[tuple]:
	"""(way, path, json) by which somebody without rights on User could get at an account of another."""
	method = "/api/method/frappe."
	user = method + "core.doctype.user.user."
	rename = {"doctype": "User", "old_name": victim, "new_name": mine}
	values = {"doctype": "User", "name": victim}
	return [
		("merge", method + "client.rename_doc", {**rename, "merge": 1}),
		("merge the other way", method + "client.rename_doc", {**rename, "old_name": mine, "new_name": victim, "merge": 1}),
		("rename", method + "client.rename_doc", {**rename, "new_name": "x@uji.test"}),
		("rename the own one", method + "client.rename_doc", {**rename, "old_name": mine, "new_name": "y@uji.test"}),
		("title", method + "model.rename_doc.update_document_title", {"doctype": "User", "docname": victim, "name": mine, "merge": 1}),
		("keys", user + "generate_keys", {"user": victim}),
		("enabled", method + "client.set_value", {**values, "fieldname": "enabled", "value": 0}),
		("email", method + "client.set_value", {**values, "fieldname": "email", "value": mine}),
		("username", method + "client.set_value", {**values, "fieldname": "username", "value": "x"}),
		("password", method + "client.set_value", {**values, "fieldname": "new_password", "value": "Uji-kinerja-2021"}),
		("update_password", user + "update_password", {"new_password": "Uji-kinerja-2021", "old_password": "x"}),
		("roles of the own", method + "client.set_value", {**values, "name": mine, "fieldname": "roles", "value": [{"role": "Camat"}]}),
		("profile of the own", method + "client.set_value", {**values, "name": mine, "fieldname": "role_profile_name", "value": "x"}),
		("has role", method + "client.insert", {"doc": {"doctype": "Has Role", "parent": mine, "parenttype": "User", "parentfield": "roles", "role": "Camat"}}),
		("share", method + "share.add", {"doctype": "User", "name": victim, "user": mine, "write": 1}),
	]  # fmt: skip


def accounts(victim: str, mine: str) -> list:
	"""All of the one account, and of the other what it may do and whose it is; one may change one's own phone number."""
	tables = {"`tabUser`": "name", "`tabDocShare`": "share_name", "`__Auth`": "name"}
	rights = {"`tabHas Role`": "parent", "`tabPegawai`": "user"}
	kept = [(table, column, victim) for table, column in {**tables, **rights}.items()]
	kept += [(table, column, mine) for table, column in rights.items()]
	return [
		frappe.db.sql(f"select * from {table} where `{column}` = %s order by `{column}`", user)
		for table, column, user in kept
	]


@pytest.mark.parametrize("key", [pytest.param("admin", marks=pytest.mark.full), "baru"])
def test_no_way_over_user_leads_to_another_signature(people, key):
	"""Every account may write its own entry, and that is all that an older Frappe asks before it renames another."""
	victim, mine = people.people["camat"], people.people[key]
	for user in (victim, mine):
		frappe.share.add_docshare(
			"User", user, user, write=1, share=1, flags={"ignore_share_permission": True}
		)
	before = accounts(victim, mine)
	for label, path, content in user_ways(victim, mine):
		answer = ask(people, key, "POST", path, **content)
		assert accounts(victim, mine) == before, f"{label}: {answer}"
		assert not frappe.db.exists("User", "x@uji.test") and not frappe.db.exists("User", "y@uji.test"), (
			label
		)


@pytest.mark.full
def test_who_administers_accounts_does_not_get_at_those_that_sign(people):
	"""A site may let its office admins keep accounts; those that sign stay with their holder and the site's admins."""
	frappe.permissions.add_permission("User", "Admin Kinerja", 0)
	frappe.permissions.update_permission_property("User", "Admin Kinerja", 0, "write", 1, validate=False)
	frappe.clear_cache(doctype="User")
	try:
		camat, fresh = people.people["camat"], people.people["baru"]
		for values in ({"new_password": "Uji-kinerja-2021"}, {"username": "lain"}, {"enabled": 0}):
			assert not ask(people, "admin", "PUT", f"/api/resource/User/{camat}", **values).ok, values
		assert ask(people, "admin", "PUT", f"/api/resource/User/{fresh}", phone="021").ok
		merge = {"doctype": "User", "old_name": camat, "new_name": fresh, "merge": 1}
		for key in ("admin", "situs"):
			assert not ask(people, key, "POST", "/api/method/frappe.client.rename_doc", **merge).ok, key
	finally:
		frappe.db.rollback()
		frappe.clear_cache(doctype="User")


def test_masters_of_another_office_are_not_renamed(people):
	"""Frappe asks for the right on the DocType alone before it renames a document."""
	other = frappe.get_doc({"doctype": "Pegawai", "nama": "Orang Jauh"}).insert().name
	rename = {"doctype": "Pegawai", "old_name": other, "new_name": "PEG-SAYA"}
	answer = ask(people, "admin", "POST", "/api/method/frappe.client.rename_doc", **rename)
	assert not answer.ok and "PEG-SAYA" not in answer.said, f"not before it was renamed: {answer}"
	assert frappe.db.exists("Pegawai", other)


def test_a_proposal_is_written_by_the_app_alone(people):
	name = appoint(people, f"jp:{people.units[0]}", "Sekcam")
	usulan = proposals.open_for("Penugasan", name)
	before = json.loads(frappe.get_doc("Usulan Perubahan", usulan).as_json())
	values = {"status": "Disetujui", "menjadi": "{}", "pengusul": people.people["camat"]}
	copy = {field: before[field] for field in ("kecamatan", "jenis_dokumen", "dokumen", "semula", "menjadi")}
	for key in ("admin", "camat", "situs", "administrator"):
		assert not ask(people, key, "PUT", f"/api/resource/Usulan Perubahan/{usulan}", **values).ok
		assert not ask(people, key, "DELETE", f"/api/resource/Usulan Perubahan/{usulan}").ok
		assert not ask(
			people, key, "POST", "/api/resource/Usulan Perubahan", **copy, pengusul="Administrator"
		).ok
	assert json.loads(frappe.get_doc("Usulan Perubahan", usulan).as_json()) == before


def test_the_admin_of_a_mere_unit_appoints_nobody_over_the_whole_kecamatan(people):
	"""Neither anew nor by what stands: a right over the root is asked for, whatever unit the person sits in."""
	unit = people.units[0]
	frappe.set_user("Administrator")
	add_person(people, "admin seksi", "Pengelola Seksi", unit, [("Admin Kinerja", "Unit")])
	kept = add_person(people, "pemeriksa seksi", "Auditor", unit, [("Pemeriksa", "Kecamatan")])
	assert kept
	clerk = frappe.get_doc(
		{"doctype": "Pegawai", "nama": "Orang Seksi", "owner": people.people["admin seksi"]}
	)
	clerk.insert()
	frappe.db.set_value("Pegawai", clerk.name, "owner", people.people["admin seksi"])
	values = {"pegawai": clerk.name, "jabatan": "Auditor", "unit_kerja": unit, "jenis": "Definitif"}
	values |= {"berlaku_mulai": "2000-01-01"}
	whole, own, blank = (
		[{"peran": "Pemeriksa", "lingkup": reach}] for reach in ("Kecamatan", "Unit", "Kecamatan ")
	)
	path, wide = "/api/resource/Penugasan", people.penugasan["pemeriksa seksi"]
	mine = ask(people, "admin seksi", "POST", path, **values, peran=own)
	assert mine.ok, mine
	narrow = frappe.db.get_value("Penugasan", {"pegawai": clerk.name})
	for verb, where, said in (
		("POST", path, {**values, "peran": whole}),
		("POST", path, {**values, "peran": blank}),
		("PUT", f"{path}/{narrow}", {"peran": whole}),
		("PUT", f"{path}/{narrow}", {"peran": blank}),
		("PUT", f"{path}/{wide}", {"berlaku_sampai": "2099-12-31"}),
		("PUT", f"{path}/{wide}", {"peran": own}),
		("DELETE", f"{path}/{wide}", {}),
	):
		answer = ask(people, "admin seksi", verb, where, **said)
		assert answer.status == 403, f"{verb} {said}: {answer}"
	assert ask(people, "admin", "POST", path, **values, peran=whole).ok
