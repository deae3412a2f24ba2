"""The log and the archive beside what could be done to them: what the chain alone does not show, its documents, papers and
anchors do; on paper and on the disk stands how far it had come."""

import inspect
import io
import json
import os
import re
import subprocess
import sys

import frappe
import pytest
from frappe.model.base_document import BaseDocument
from pypdf import PdfReader

from kinerja_kecamatan import uninstall
from kinerja_kecamatan.archive import api, codes, files, render, seal, verify
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import ARCHIVE, COPY
from kinerja_kecamatan.integrity import chain_check
from kinerja_kecamatan.patches import seal_register
from kinerja_kecamatan.step_log import anchors, chain
from tests.support.local_run import LocalRun
from tests.support.office import add_person, make_office
from tests.support.record import administrator
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP
from tests.support.whole_log import assert_whole

LOG, HEAD = doctypes.LOG, doctypes.CHAIN_HEAD
LAST_PAPERS = ("Kartu Kendali Pelaksanaan SOP", "Rekap Data Kinerja Kecamatan")


@pytest.fixture(scope="module")
def _finished(_connected: None) -> LocalRun:
	"""An order to its end, the papers that carry the seal kept, and a second one that has only begun; in an office of this file's own, committed."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)  # a worker would keep papers meanwhile
		run = LocalRun(make_office().in_new_year()).up_to_meeting()
		for unit in run.office.units:
			run.unit_through(unit)
		run.finalize()
		frappe.db.commit()
		for name in LAST_PAPERS:
			paper = {"disposisi": run.disposisi, "print_format": name, "langkah": 9}
			assert render.keep_paper(frappe.db.get_value(ARCHIVE, paper))
		LocalRun(run.office, f"{run.office.tahun}-TW2").draft()
		frappe.db.commit()
	return run


@pytest.fixture
def run(_finished, site: None) -> LocalRun:
	return _finished


def entries(root: str) -> list:
	return frappe.get_all(LOG, filters={"kecamatan": root}, fields=["*"], order_by="nomor, name")


def broken(run: LocalRun) -> str:
	return chain_check.check_chain(run.office.root).putus


def a_paper(run: LocalRun, **filters):
	return frappe.get_doc(ARCHIVE, {"disposisi": run.disposisi, "status": render.KEPT, **filters})


def words_of(pdf: bytes) -> str:
	return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def raw_insert(doc) -> None:
	"""As SQL would: past the controllers."""
	doc.docstatus = 0
	doc.set("__islocal", 1)
	BaseDocument.db_insert(doc)


# What a template can do with frappe.db.set_value, a query or delete_doc, and a DBA with SQL.


def _state(run):
	frappe.db.set_value(DISPOSISI, run.disposisi, "workflow_state", "Format Dibahas", update_modified=False)


def _state_of_a_draft(run):
	name = frappe.db.get_value(DISPOSISI, {"kecamatan": run.office.root, "workflow_state": "Draf"})
	frappe.db.set_value(DISPOSISI, name, "workflow_state", "Diperintahkan", update_modified=False)


def _document_gone(run):
	frappe.db.delete(FORMAT, {"name": run.formats(run.office.units[0])[0]})


def _file_hash(run):
	frappe.db.set_value(ARCHIVE, a_paper(run, langkah=9).name, "sidik_berkas", "0" * 64)


def _code(run):
	frappe.db.set_value(ARCHIVE, a_paper(run, langkah=9).name, "kode", codes.new_code())


def _content(run):
	frappe.db.set_value(ARCHIVE, a_paper(run, langkah=9).name, "isi", '{"judul": "palsu"}')


def _content_with_its_hash(run):
	text = '{"judul": "palsu"}'
	values = {"isi": text, "sidik_isi": chain.fingerprint(text)}
	frappe.db.set_value(ARCHIVE, a_paper(run, langkah=9).name, values)


def _other_date(run):
	frappe.db.set_value(ARCHIVE, a_paper(run, langkah=9).name, "pada", "2001-01-01 08:00:00")


def _paper_gone(run):
	frappe.db.delete(ARCHIVE, {"name": a_paper(run, langkah=9).name})


def _paper_added(run):
	paper = frappe.copy_doc(a_paper(run, langkah=9))
	paper.name, paper.kode = "palsu", codes.new_code()
	raw_insert(paper)


def _copy_rewritten(run):
	name = frappe.db.get_value(COPY, {"rekap": run.recap().name})
	frappe.db.set_value(COPY, name, {"isi": "{}", "sidik": chain.fingerprint("{}")})


def _copy_content(run):
	frappe.db.set_value(COPY, frappe.db.get_value(COPY, {"rekap": run.recap().name}), "isi", "{}")


def _copy_gone(run):
	frappe.db.delete(COPY, {"rekap": run.recap().name})


def _dispensation(run):
	doc = frappe.new_doc("Dispensasi Kinerja")
	doc.update({"name": "DSP-palsu", "kecamatan": run.office.root, "unit_kerja": run.office.units[0]})
	doc.update({"disposisi": run.disposisi, "alasan": "palsu", "berlaku_sampai": "2099-01-01"})
	raw_insert(doc)


def _all_gone_but_documents(run):
	frappe.db.delete(LOG, {"kecamatan": run.office.root})
	frappe.db.delete(HEAD, {"name": run.office.root})


def _fresh_head(run):
	"""As above, and the app begins anew by itself."""
	_all_gone_but_documents(run)
	LocalRun(run.office, f"{run.office.tahun}-TW3").order()


def _own_seal_gone(run):
	frappe.db.set_value(LOG, entries(run.office.root)[3].name, "segel", None)


@pytest.mark.parametrize(
	("tamper", "sentence"),
	[
		(_state, "berstatus Format Dibahas; menurut catatan terakhirnya Selesai"),
		(_state_of_a_draft, "tidak ada catatan yang membawanya ke sana"),
		(_document_gone, "hilang; menurut catatan terakhirnya Selesai Disusun"),
		(_file_hash, "Sidik SHA-256 Berkas tertulis"),
		(_code, "Kode Verifikasi tertulis"),
		(_content, "Isi kertas"),
		(_content_with_its_hash, "Sidik SHA-256 Isi tertulis"),
		(_other_date, "kini 2001-01-01 08:00:00"),
		(_paper_gone, "hilang"),
		(_paper_added, "(palsu) tidak dikenal rantai"),
		(_copy_rewritten, "tidak lagi cocok dengan yang disegel"),
		(_copy_content, "tidak lagi cocok dengan yang disegel"),
		(_copy_gone, "Salinan rekap"),
		(_dispensation, "Dispensasi DSP-palsu tidak dikenal rantai"),
		(_all_gone_but_documents, "tidak ada catatan yang membawanya ke sana"),
		(_fresh_head, "tidak ada catatan yang membawanya ke sana"),
		(_own_seal_gone, "Segel catatan"),
	],
	ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_done_beside_the_chain_shows(run, own_anchors, tamper, sentence):
	assert not broken(run)
	tamper(run)
	assert sentence in broken(run)


def test_a_cut_end_shows_though_the_head_was_put_back_as_it_was(run, own_anchors):
	"""Under its own old seal, which whoever reads the database could have noted."""
	head = frappe.db.get_value(HEAD, run.office.root, ["jumlah", "sidik", "segel"], as_dict=True)
	other = LocalRun(run.office, f"{run.office.tahun}-TW3")
	other.order()
	assert not broken(run)
	frappe.db.delete(LOG, {"kecamatan": run.office.root, "nomor": [">", head.jumlah]})
	frappe.db.set_value(HEAD, run.office.root, dict(head))
	assert "tidak ada catatan yang membawanya ke sana" in broken(run)


def test_an_earlier_database_shows_beside_its_anchors(run, monkeypatch):
	"""Documents, papers and log all put back to what they were a move ago: only what lies outside remembers."""
	root = run.office.root
	head = frappe.db.get_value(HEAD, root, ["jumlah", "sidik", "segel"], as_dict=True)
	other = LocalRun(run.office, f"{run.office.tahun}-TW4")
	monkeypatch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)
	other.order()
	assert anchors.anchors_of(root)[-1].nomor == head.jumlah, "nothing before the commit"
	frappe.db.commit()
	assert anchors.anchors_of(root)[-1].nomor > head.jumlah and not broken(run)
	frappe.db.delete(LOG, {"kecamatan": root, "nomor": [">", head.jumlah]})
	frappe.db.delete(ARCHIVE, {"disposisi": other.disposisi})
	frappe.db.delete(DISPOSISI, {"name": other.disposisi})
	frappe.db.set_value(HEAD, root, dict(head))
	assert "kini hanya" in broken(run)


def test_an_anchor_convicts_a_chain_that_was_written_anew(run, own_anchors):
	last = entries(run.office.root)[-1]
	own_anchors.mkdir(exist_ok=True)
	forged = {"kecamatan": run.office.root, "nomor": last.nomor, "sidik": "0" * 64, "pada": "2021-01-01"}
	anchors.file_of(run.office.root).write_text(json.dumps(forged) + "\n")
	assert f"Catatan nomor {last.nomor} bukan lagi yang tercatat pada 2021-01-01" in broken(run)
	anchors.file_of(run.office.root).write_text("bukan jangkar\n")
	assert "Berkas jangkar" in broken(run)


def test_an_anchor_is_typed_in_from_paper(run):
	last = entries(run.office.root)[-1]
	typed = anchors.on_paper(last.nomor, last.sidik).partition(", ")[2]
	assert not chain_check.check_chain(run.office.root, anchors.typed_in(last.nomor, typed.upper())).putus
	for nomor, sidik in ((last.nomor, "0" * 16), (last.nomor + 1, typed), (last.nomor - 1, typed)):
		assert (
			"di atas kertas" in chain_check.check_chain(run.office.root, anchors.typed_in(nomor, sidik)).putus
		)
	for nomor, sidik in ((0, typed), (1, "12"), (1, "tidak ada"), (1, "0" * 65)):
		with pytest.raises(ValueError):
			anchors.typed_in(nomor, sidik)


def test_an_office_that_was_deleted_is_looked_for(run, own_anchors):
	root = run.office.root
	anchors.drop_anchor(root)
	assert root in chain_check.known_chains()
	for doctype in (LOG, HEAD, DISPOSISI, FORMAT, REKAP, ARCHIVE, COPY):
		frappe.db.delete(doctype, {"kecamatan": root})
	frappe.db.delete("Unit Kerja", {"kecamatan": root})
	assert root in chain_check.known_chains() and "kini hanya 0 catatan" in broken(run)
	anchors.file_of(root).unlink()
	assert root not in chain_check.known_chains()


def test_an_office_without_anything_is_no_alarm(site):
	root = make_office().root
	result = chain_check.check_chain(root)
	assert root in chain_check.known_chains() and not result.putus and "belum ada catatan" in result.kalimat


@pytest.fixture
def own_anchors(run, monkeypatch, tmp_path):
	"""A folder of the test's own: what lies outside the database is not rolled back."""
	monkeypatch.setattr(anchors, "folder", lambda: tmp_path / "segel")
	return tmp_path / "segel"


def test_each_commit_that_wrote_a_line_drops_an_anchor(_finished, site):
	root = _finished.office.root
	last = frappe.db.get_value(LOG, {"dokumen": _finished.recap().name, "langkah": 9}, ["nomor"])
	first, second = [anchor.nomor for anchor in anchors.anchors_of(root)[:2]]
	assert last <= first < second
	assert all(anchor.fits(entries(root)[anchor.nomor - 1].sidik) for anchor in anchors.anchors_of(root))
	assert anchors.file_of(root).stat().st_mode & 0o777 == 0o600


def test_what_is_rolled_back_drops_none(run, own_anchors):
	order = LocalRun(run.office, f"{run.office.tahun}-TW3")
	order.order()
	frappe.db.rollback()
	frappe.db.commit()
	assert not own_anchors.exists()
	# What a savepoint takes back is no place of the chain either.
	order.draft()
	frappe.db.savepoint("sebelum")
	order.act("camat", DISPOSISI, order.disposisi, "Perintahkan")
	frappe.db.rollback(save_point="sebelum")
	frappe.db.delete(DISPOSISI, {"name": order.disposisi})
	frappe.db.commit()
	assert all(
		anchor.fits(entries(run.office.root)[-1].sidik) for anchor in anchors.anchors_of(run.office.root)
	)
	assert not broken(run)


def test_the_scheduler_drops_what_was_missed_once(run, own_anchors, monkeypatch):
	root, job = run.office.root, {"method": f"{anchors.__name__}.daily"}
	assert job["method"] in frappe.get_hooks("scheduler_events")["daily"]
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	for _turn in range(2):
		frappe.get_doc("Scheduled Job Type", job).execute()
		assert [anchor.nomor for anchor in anchors.anchors_of(root)] == [entries(root)[-1].nomor]
	LocalRun(run.office, f"{run.office.tahun}-TW3").order()
	frappe.get_doc("Scheduled Job Type", job).execute()
	assert anchors.anchors_of(root)[1:] and anchors.anchors_of(root)[-1].fits(entries(root)[-1].sidik)
	before = anchors.file_of(root).read_text()
	with open(anchors.file_of(root), "a") as file:
		file.write("bukan jangkar\n")
	assert anchors.drop_anchor(root) and anchors.file_of(root).read_text().startswith(before), "only added to"


def test_anchors_that_were_set_aside_are_told_beside_a_chain(run, own_anchors):
	root = run.office.root
	assert anchors.drop_anchor(root) and not anchors.anchors_beside(root)
	path = anchors.file_of(root)
	path.rename(path.with_suffix(".log.20210401"))
	(said,) = anchors.anchors_beside(root)
	number = entries(root)[-1].nomor
	assert f"{root}.log.20210401 disisihkan; yang terakhir nomor {number}, terletak" in said
	path.with_suffix(".log.lama").write_text(json.dumps({"nomor": number, "sidik": "0" * 64}) + "\n")
	assert "tidak terletak pada rantai ini" in anchors.anchors_beside(root)[1]
	path.with_suffix(".log.rusak").write_text("x")
	assert "tidak terbaca" in anchors.anchors_beside(root)[2]
	assert not anchors.anchors_beside("tidak ada") and not broken(run)


def test_a_name_of_any_kind_has_its_file(own_anchors):
	odd = ["../../K1", "K/1", "k" * 140 + "é" * 100, ".", "K 1"]
	paths = [anchors.file_of(name) for name in odd]
	assert len(set(paths)) == len(odd)
	assert all(path.parent == own_anchors and len(path.name.encode()) < 255 for path in paths)


# What is printed and what the public page says.


@pytest.mark.parametrize("nama", LAST_PAPERS)
def test_the_paper_of_the_last_step_says_where_the_log_stood(run, nama):
	paper = a_paper(run, langkah=9, print_format=nama)
	line = frappe.get_doc(LOG, {"dokumen": run.recap().name, "langkah": 9})
	said = f"Segel catatan: no. {line.nomor}, {' '.join(re.findall('....', line.sidik[:16]))}"
	assert json.loads(paper.isi)["segel"] == said
	assert said in words_of(files.kept_bytes(paper))


def test_the_public_page_calls_nothing_genuine_that_the_chain_does_not(run):
	ask = inspect.unwrap(api.periksa)
	paper = a_paper(run, langkah=9, print_format="Kartu Kendali Pelaksanaan SOP")
	assert ask(paper.kode)["status"] == verify.GENUINE
	for values in (
		{"sidik_berkas": "0" * 64},
		{"dokumen": "lain"},
		{"pada": "2001-01-01"},
		{"versi_kertas": 7},
		{"catatan": None},
		{"catatan": entries(run.office.root)[0].name},
	):
		frappe.db.savepoint("asli")
		frappe.db.set_value(ARCHIVE, paper.name, values)
		assert ask(paper.kode) == {"status": verify.DOUBTFUL}, values
		assert files.problem_of_file(frappe.get_doc(ARCHIVE, paper.name))
		frappe.db.rollback(save_point="asli")
	assert not files.problem_of_file(frappe.get_doc(ARCHIVE, paper.name))


def test_a_line_of_ones_own_vouches_for_nothing(run):
	"""Numbered, linked and fingerprinted as it should be: what it cannot have is the seal."""
	paper = a_paper(run, langkah=9, print_format="Kartu Kendali Pelaksanaan SOP")
	paper.sidik_berkas = "0" * 64
	line = frappe.copy_doc(frappe.get_doc(LOG, paper.catatan))
	last = entries(run.office.root)[-1]
	line.name, line.nomor = "palsu", last.nomor + 1
	line.isi = chain.as_text(
		{"nomor": line.nomor, "sebelum": last.sidik, "kertas": [seal.sealed_facts(paper)]}
	)
	line.sidik = chain.fingerprint(line.isi)
	line.segel = chain.fingerprint("tebakan")
	raw_insert(line)
	frappe.db.set_value(ARCHIVE, paper.name, {"sidik_berkas": paper.sidik_berkas, "catatan": line.name})
	assert not seal.is_vouched_for(frappe.get_doc(ARCHIVE, paper.name))
	assert inspect.unwrap(api.periksa)(paper.kode) == {"status": verify.DOUBTFUL}


def test_a_paper_that_was_changed_while_it_waited_is_never_made(run):
	waiting = render.waiting_papers(run.disposisi)[0]
	text = '{"judul": "palsu"}'
	for values in ({"isi": text}, {"isi": text, "sidik_isi": chain.fingerprint(text)}):
		frappe.db.savepoint("asli")
		frappe.db.set_value(ARCHIVE, waiting, values)
		with pytest.raises(files.ArchiveDamaged):
			render.keep_paper(waiting)
		frappe.db.rollback(save_point="asli")


def test_an_older_register_is_sealed_once(run, own_anchors):
	"""As if papers, copies and states had never stood in the chain: the patch's lines say them, and only once."""
	root, table = run.office.root, frappe.qb.DocType(LOG)
	last = ""
	for row in entries(root):
		said = {key: value for key, value in json.loads(row.isi).items() if key not in OF_NOW}
		text = chain.as_text(said | {"sebelum": last})
		last = chain.fingerprint(text)
		frappe.db.set_value(LOG, row.name, {"isi": text, "sidik": last, "segel": None})
	frappe.db.set_value(HEAD, root, {"sidik": last, "segel": chain.seal_of(root, row.nomor, last)})
	frappe.qb.update(frappe.qb.DocType(ARCHIVE)).set("catatan", None).run()
	assert broken(run)
	seal_register.seal(root)
	assert not broken(run)
	paper = a_paper(run, langkah=9, print_format="Kartu Kendali Pelaksanaan SOP")
	assert seal.is_vouched_for(paper) and render.keep_paper(render.waiting_papers(run.disposisi)[0])
	lines = (
		frappe.qb.from_(table)
		.select("name")
		.where((table.kecamatan == root) & (table.aksi == seal_register.AKSI))
	)
	assert len(lines.run()) == 1
	frappe.db.set_value(ARCHIVE, paper.name, "sidik_berkas", "0" * 64)
	assert "Sidik SHA-256 Berkas tertulis" in broken(run)


OF_NOW = ("ikut", "salinan", "kertas")


def test_a_workflow_that_begins_elsewhere_is_told(run, changed_flow):
	from tests.support import workflows as flows

	order = flows.active(DISPOSISI)
	first = order.states[0]
	frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Gagasan Uji"}).insert()
	frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Jadikan Draf"}).insert()
	order.append("states", {"state": "Gagasan Uji", "doc_status": "0", "allow_edit": first.allow_edit})
	order.append(
		"transitions",
		{
			"state": "Gagasan Uji",
			"action": "Jadikan Draf",
			"next_state": first.state,
			"allowed": first.allow_edit,
		},
	)
	order.states.insert(0, order.states.pop())
	for number, row in enumerate(order.states, start=1):
		row.idx = number
	order.save()
	assert not broken(run)


# The command, and the desk's button.


def command(env, *words: str) -> tuple[int, str]:
	"""As an administrator gives it."""
	done = subprocess.run(
		[
			sys.executable,
			"-m",
			"frappe.utils.bench_helper",
			"frappe",
			"--site",
			env.site,
			"kinerja-periksa-log",
			*words,
		],
		cwd=env.sites,
		env=dict(os.environ),
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
		timeout=240,
		check=False,
	)
	return done.returncode, done.stdout


@pytest.mark.full
def test_the_command_says_whole_or_where_it_breaks(own_sop, env):
	"""On the command line, and to those in the desk who see the whole kecamatan."""
	sop = own_sop()
	sop.order()
	root = sop.office.root
	add_person(sop.office, "periksa", "Auditor", root, [("Pemeriksa", "Kecamatan")])
	frappe.db.commit()
	reader, method = sop.person("periksa"), "kinerja_kecamatan.integrity.api.keutuhan"
	code, said = command(env, "--kecamatan", root, "--berkas")
	assert code == 0 and f"{root}: utuh, " in said
	(seen,) = reader.read(method)
	assert (seen["kecamatan"], seen["putus"]) == (root, "")
	assert sop.person(f"jp:{sop.office.units[0]}").read(method) == []
	assert root in {row["kecamatan"] for row in administrator(env).read(method)}
	last = entries(root)[-1]
	typed = ("--kecamatan", root, "--nomor", str(last.nomor), "--sidik")
	assert command(env, *typed, anchors.on_paper(last.nomor, last.sidik).partition(", ")[2])[0] == 0
	path = anchors.file_of(root)
	path.rename(path.with_suffix(".log.lama"))
	code, said = command(env, "--kecamatan", root)
	assert code == 0 and f"{path.name}.lama disisihkan" in said
	code, said = command(env, *typed, "0123 4567 89ab cdef")
	assert code == 1 and "di atas kertas" in said
	assert command(env, "--nomor", "1")[0] == 2 and command(env, *typed, "xyz")[0] == 2
	frappe.db.sql("update `tabCatatan Tahapan` set alasan = 'palsu' where kecamatan = %s", root)
	frappe.db.commit()
	code, said = command(env, "--kecamatan", root)
	assert code == 1 and f"{root}: putus pada nomor 1." in said and "Alasan tertulis -, kini palsu" in said
	(seen,) = reader.read(method)
	assert "kini palsu" in seen["putus"]


def test_bench_knows_the_command(env):
	from frappe.utils.bench_helper import get_app_commands

	assert get_app_commands("kinerja_kecamatan")["kinerja-periksa-log"].params


@pytest.mark.full
def test_five_thousand_lines_are_checked_in_a_few_seconds(run):
	import time

	root, row = run.office.root, entries(run.office.root)[0]
	count, last, _seal = chain.head_of(root)
	doc = frappe.get_doc(LOG, row.name)
	rows, fields = [], [*frappe.db.get_table_columns(LOG)]
	while count < 5000:
		count += 1
		doc.name, doc.nomor = f"massal-{count}", count
		doc.jenis_dokumen = doc.dokumen = None
		doc.isi = chain.as_text({"nomor": count, "sebelum": last, **chain.entry_content(doc), "ikut": []})
		last = doc.sidik = chain.fingerprint(doc.isi)
		doc.segel = chain.entry_seal(root, count, last)
		rows.append(tuple(doc.get(field) for field in fields))
	frappe.db.bulk_insert(LOG, fields, rows)
	frappe.db.set_value(
		HEAD, root, {"jumlah": count, "sidik": last, "segel": chain.seal_of(root, count, last)}
	)
	start = time.process_time()
	assert not broken(run)
	assert time.process_time() - start < 6
	assert_whole(root)


def test_only_an_uninstall_takes_things_away(site):
	"""A Scheduled Job Type or a template that names these functions takes nothing: frappe.get_attr finds them like any other."""
	for function in (anchors.set_aside, uninstall.before_uninstall):
		with pytest.raises(frappe.PermissionError):
			function()
	assert frappe.db.exists("Workflow", {"document_type": DISPOSISI})
