"""The chain over Catatan Tahapan: whatever console or SQL do to the log, the check names the first place where it shows."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.integrity import chain_check
from kinerja_kecamatan.patches import chain_old_entries, seal_register
from kinerja_kecamatan.second_person import accounts
from kinerja_kecamatan.step_log import anchors, chain
from tests.site.test_guard_evidence import assert_immutable
from tests.support.local_run import LocalRun, refused
from tests.support.office import Office, add_site_admin, make_office
from tests.support.record import administrator
from tests.support.sop_run import DISPOSISI, SopRun

LOG, HEAD = doctypes.LOG, doctypes.CHAIN_HEAD


@pytest.fixture(scope="module")
def _ordered(_connected: None) -> Office:
	"""An office of this file's own after two orders' first steps, committed; what the tests do to it is rolled back."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = make_office().in_new_year()
	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)  # a worker would add lines meanwhile
		for number in range(2):
			run = LocalRun(made, f"{made.tahun}-TW{number + 1}")
			run.order()
			run.pass_on()
		frappe.db.commit()
	return made


@pytest.fixture
def office(_ordered, site: None) -> Office:
	return _ordered


@pytest.fixture
def log(office) -> Callable:
	"""The entries of the office, read anew at each call."""

	def entries() -> list:
		return frappe.get_all(LOG, filters={"kecamatan": office.root}, fields=["*"], order_by="nomor, name")

	return entries


def verdict(office) -> chain_check.Result:
	return chain_check.check_chain(office.root)


def test_entries_are_numbered_and_linked(office, log):
	entries = log()
	assert [e.nomor for e in entries] == list(range(1, len(entries) + 1)) and len(entries) >= 4
	said = [json.loads(e.isi) for e in entries]
	assert [s["sebelum"] for s in said] == ["", *(e.sidik for e in entries[:-1])]
	assert [(s["aksi"], s["pelaku"]) for s in said[-2:]] == [
		("Teruskan", office.people["sekcam"]),
		("Kertas Dicatat", ""),
	]
	result = verdict(office)
	assert (result.putus, result.jumlah) == ("", len(entries)) and "utuh" in result.kalimat


def _sql_edit(entries: list) -> None:
	frappe.db.sql("update `tabCatatan Tahapan` set pelaksanaan = 5 where name = %s", entries[1].name)


def _set_value(entries: list) -> None:
	frappe.db.set_value(LOG, entries[1].name, "t2_selesai", "2021-01-01 08:00:00", update_modified=False)


def _rewrite_content(entries: list) -> None:
	said = json.loads(entries[1].isi) | {"pelaksanaan": 5}
	frappe.db.set_value(LOG, entries[1].name, {"pelaksanaan": 5, "isi": chain.as_text(said)})


def _rewrite_entry(entries: list) -> None:
	"""Content and fingerprint made to fit: the next entry still holds the old one."""
	text = chain.as_text(json.loads(entries[1].isi) | {"pelaksanaan": 5})
	frappe.db.set_value(
		LOG, entries[1].name, {"pelaksanaan": 5, "isi": text, "sidik": chain.fingerprint(text)}
	)


def _delete(entries: list) -> None:
	frappe.db.delete(LOG, {"name": entries[1].name})


def _insert(entries: list) -> None:
	row = frappe.get_doc(LOG, entries[1].name)
	row.name, row.nomor, row.sidik, row.isi = "disisipkan", 0, None, None
	frappe.model.document.Document.db_insert(row)


def _insert_as_copy(entries: list) -> None:
	row = frappe.get_doc(LOG, entries[1].name)
	row.name, row.creation = "zz-disisipkan", "2099-01-01 00:00:00"
	frappe.model.document.Document.db_insert(row)


def _swap(entries: list) -> None:
	for row, nomor in ((entries[1], entries[2].nomor), (entries[2], entries[1].nomor)):
		frappe.db.set_value(LOG, row.name, "nomor", nomor)


def _delete_tail(entries: list) -> None:
	frappe.db.delete(LOG, {"name": ["in", [entries[-1].name, entries[-2].name]]})


def _delete_tail_and_count(entries: list) -> None:
	"""The head made to fit as well; its seal cannot be."""
	_delete_tail(entries)
	frappe.db.set_value(HEAD, entries[0].kecamatan, {"jumlah": len(entries) - 2, "sidik": entries[-3].sidik})


def _rewrite_everything(entries: list) -> None:
	"""A whole new chain over an edited entry, head and all, by somebody who has the database but not the site's key."""
	last = ""
	for row in entries:
		said = json.loads(row.isi) | {"sebelum": last}
		if row.nomor == 2:
			said["alasan"] = "palsu"
			frappe.db.set_value(LOG, row.name, "alasan", "palsu")
		text = chain.as_text(said)
		last = chain.fingerprint(text)
		frappe.db.set_value(LOG, row.name, {"isi": text, "sidik": last})
	frappe.db.set_value(HEAD, entries[0].kecamatan, "sidik", last)


def _drop_head(entries: list) -> None:
	frappe.db.delete(HEAD, {"name": entries[0].kecamatan})


LAST = -1
TAMPERING = [
	(_sql_edit, 2, "Pelaksanaan (menit kerja) tertulis"),
	(_set_value, 2, "Selesai (T2) tertulis"),
	(_rewrite_content, 2, "tidak cocok lagi dengan sidiknya"),
	(_rewrite_entry, 3, "tidak menyambung ke catatan sebelumnya"),
	(_delete, 2, "Catatan nomor 2 hilang"),
	(_insert, 1, "tidak terangkai: ditambahkan di luar aplikasi"),
	(_insert_as_copy, 3, "Nomor 2 ada dua kali: catatan zz-disisipkan"),
	(_swap, 2, "Urutan diubah"),
	(_delete_tail, LAST, "2 catatan terakhir hilang"),
	(_delete_tail_and_count, LAST, "Segel kepala rantai tidak cocok"),
	(_rewrite_everything, LAST, "Segel kepala rantai tidak cocok"),
	(_drop_head, LAST, "Kepala rantai hilang"),
]


@pytest.mark.parametrize(("tamper", "place", "sentence"), TAMPERING, ids=lambda v: getattr(v, "__name__", ""))
def test_tampering_is_named_where_it_shows_first(office, log, tamper, place, sentence):
	assert not verdict(office).putus
	tamper(log())
	result = verdict(office)
	assert sentence in result.putus
	assert result.nomor == (result.jumlah if place == LAST else place)


def test_later_entries_do_not_heal_what_was_broken(office, log):
	_delete_tail_and_count(log())
	LocalRun(office, f"{office.tahun}-TW3").order()
	assert "Segel kepala rantai tidak cocok" in verdict(office).putus
	_drop_head(log())
	LocalRun(office, f"{office.tahun}-TW4").order()
	assert "ada dua kali" in verdict(office).putus


def test_entries_from_before_the_chain_are_put_into_it_by_the_patch(office, log, monkeypatch, tmp_path):
	monkeypatch.setattr(anchors, "folder", lambda: tmp_path)  # there were none either
	names = [e.name for e in log()]
	table = frappe.qb.DocType(LOG)
	frappe.qb.update(table).set(table.sidik, None).set(table.isi, None).set(table.nomor, 0).where(
		table.kecamatan == office.root
	).run()
	_drop_head(log())
	chain_old_entries.execute()
	entries = log()
	assert [e.name for e in entries] == names
	assert all(json.loads(e.isi)["dirantai_pada"] for e in entries)
	assert "tidak ada catatan" in verdict(office).putus or "tidak dikenal rantai" in verdict(office).putus
	seal_register.seal(office.root)
	papers = frappe.db.count("Arsip Kertas", {"kecamatan": office.root})
	assert papers > 4, "agreements in force have theirs"
	assert not verdict(office).putus and f"{papers} kertas, 0 salinan rekap" in log()[-1].output
	LocalRun(office, f"{office.tahun}-TW3").order()
	assert not verdict(office).putus and "dirantai_pada" not in json.loads(log()[-1].isi)


@pytest.mark.full
def test_a_renamed_account_is_told_in_the_chain(office, log):
	old, new = office.people["camat"], f"baru.{office.people['camat']}"
	frappe.rename_doc("User", old, new, force=True, show_alert=False)
	entries = log()
	assert entries[-1].aksi == "Ganti Nama Akun" and (entries[-1].dari_status, entries[-1].ke_status) == (
		old,
		new,
	)
	assert {e.pelaku for e in entries} >= {new} and old not in {e.pelaku for e in entries}
	assert not verdict(office).putus
	given = next(e for e in entries if e.pelaku == new)
	frappe.db.set_value(LOG, given.name, "pelaku", office.people["pek"])
	assert f"tertulis {old}, kini {office.people['pek']}" in verdict(office).putus


@pytest.mark.full
def test_accounts_that_are_merged_are_told_in_the_chain(office, log, monkeypatch):
	"""Frappe takes the old account away only after it has said so. The desk refuses it: it has been done in some other way."""
	monkeypatch.setattr(accounts, "steps_aside", lambda: True)
	old, new = office.people["camat"], add_site_admin(office)
	frappe.db.delete("Notification Settings", {"name": old})  # core cannot merge two of them
	frappe.rename_doc("User", old, new, force=True, merge=True, show_alert=False)
	assert (log()[-1].dari_status, log()[-1].ke_status) == (old, new)
	assert old not in {e.pelaku for e in log()} and not verdict(office).putus


def test_what_the_log_names_keeps_its_name(office, log):
	for doctype, name in (("Periode Kinerja", f"{office.tahun}-TW1"), ("Unit Kerja", office.root)):
		said = refused(KinerjaError, frappe.rename_doc, doctype, name, f"{name}x", force=True)
		assert "tercatat pada Catatan Tahapan" in said


@pytest.mark.full
def test_writers_at_once_make_one_chain(own_sop):
	"""The Camat calls eight orders off at the same moment, the first lines of the office's log; each has its own place."""
	sop = own_sop()
	main = sop.draft()
	names = [main, *(sop.draft(jenis="Susulan", disposisi_utama=main) for _number in range(7))]
	camat = sop.person("camat")
	with ThreadPoolExecutor(len(names)) as pool:
		list(pool.map(lambda name: camat.act(DISPOSISI, name, "Batalkan", "Uji"), names))
	frappe.db.rollback()
	assert frappe.db.count(LOG, {"dokumen": ["in", names]}) == len(names)
	result = chain_check.check_chain(sop.office.root)
	assert (result.putus, result.jumlah) == ("", len(names))


@pytest.mark.parametrize("who", ["admin", "sekcam"])
def test_the_head_is_written_by_the_app_alone(office, env, who):
	admin = administrator(env)
	person = admin if who == "admin" else SopRun(env, office).person(who)
	assert_immutable(admin, person, HEAD, office.root, "jumlah")
