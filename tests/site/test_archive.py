"""Papers of finished steps: noted with the step, rendered once, kept, printed again as they were, verified by anybody."""

import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
import requests
import zxingcpp
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from redis.exceptions import ConnectionError

from kinerja_kecamatan.archive import (
	api,
	bundle,
	codes,
	files,
	prints,
	register,
	render,
	seal,
	unnoted_papers,
)
from kinerja_kecamatan.archive.file_names import free_path, plain_file_name
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base import jobs as base_jobs
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.papers import catalogue, contents, page, targets
from kinerja_kecamatan.patches import missed_papers
from kinerja_kecamatan.process import api as process_api
from tests.support.http import raw
from tests.support.local_run import LocalRun, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP, SopRun
from tests.support.workers import nothing_queued

ARCHIVE = doctypes.ARCHIVE
API = "kinerja_kecamatan.archive.api"
VERIFY = "/api/method/kinerja_kecamatan.archive.api.periksa"


def papers_of(**filters) -> list:
	names = frappe.get_all(ARCHIVE, filters=filters, pluck="name", order_by="creation, name")
	return [frappe.get_doc(ARCHIVE, name) for name in names]


def text_of(pdf: bytes) -> str:
	return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_each_step_notes_the_papers_that_its_sop_row_names(run: LocalRun, site: None) -> None:
	sop = frappe.get_doc("SOP", frappe.db.get_value(DISPOSISI, run.disposisi, "sop"))
	noted = papers_of(disposisi=run.disposisi)
	first = run.office.units[0]
	for row in sop.langkah[:8]:
		mine = [paper for paper in noted if paper.langkah == row.nomor]
		known = {name for name in row.kertas.splitlines() if frappe.db.exists("Print Format", name)}
		assert {paper.print_format for paper in mine} == known, row.kegiatan
	filled = [p for p in noted if p.langkah == 5 and p.unit_kerja == first]
	assert {p.dokumen for p in filled} == set(run.formats(first)) and len(filled) == 3
	assert {p.nama_oleh for p in filled} == {f"Uji jp:{first}", "Uji jp2"}
	for paper in noted:
		assert paper.status == render.WAITING or paper.berkas
		assert codes.read(paper.kode) == paper.kode
		assert paper.sidik_isi == hashlib.sha256(paper.isi.encode()).hexdigest()
		assert (paper.kecamatan, paper.periode) == (run.office.root, run.periode)
		assert paper.versi == 1 and paper.putaran == 1 and paper.versi_kertas == 1


def test_a_paper_rendered_later_is_the_paper_of_its_step(run: LocalRun, site: None) -> None:
	"""The unit has been validated since; its recap's paper still says what stood there when it was handed on."""
	unit = run.office.units[0]
	paper = papers_of(disposisi=run.disposisi, langkah=6, unit_kerja=unit)[0]
	assert render.keep_paper(paper.name) and not render.keep_paper(paper.name), "once"
	paper.reload()
	pdf = files.kept_bytes(paper)
	assert (paper.status, paper.sidik_berkas) == (render.KEPT, hashlib.sha256(pdf).hexdigest())
	assert (paper.ukuran, paper.halaman) == (len(pdf), len(PdfReader(io.BytesIO(pdf)).pages))
	state = frappe.db.get_value(REKAP, paper.dokumen, "workflow_state")
	step = frappe.db.get_value(
		"Catatan Tahapan", {"dokumen": paper.dokumen, "langkah": 6, "hasil": "Selesai"}, "ke_status"
	)
	text = text_of(pdf)
	assert state != step and f"Status: {step} |" in text and f"Status: {state} |" not in text
	assert codes.grouped(paper.kode) in text and frappe.utils.get_url("/verifikasi") in text
	file = frappe.get_doc("File", {"attached_to_doctype": ARCHIVE, "attached_to_name": paper.name})
	assert (
		file.is_private and file.file_url == paper.berkas and not file.get_full_path().startswith("./public")
	)


def test_a_print_of_today_carries_the_code_only_where_it_says_the_same(run: LocalRun, site: None) -> None:
	unit = run.office.units[0]
	same = papers_of(disposisi=run.disposisi, langkah=5, unit_kerja=unit)[0]
	other = papers_of(disposisi=run.disposisi, langkah=6, unit_kerja=unit)[0]
	for paper, expected in ((same, codes.grouped(same.kode)), (other, "")):
		shown = prints.printed_paper(paper.print_format, frappe.get_doc(paper.jenis_dokumen, paper.dokumen))
		assert shown["verifikasi"]["kode"] == expected


def broken(*_args) -> dict:
	raise RuntimeError("tinta habis")


def test_failure_to_note_never_stops_the_step_and_is_made_up_for(
	office, monkeypatch: pytest.MonkeyPatch
) -> None:
	order = LocalRun(office)
	monkeypatch.setattr(register, "_note", broken)
	order.order()
	frappe.db.commit()
	assert not papers_of(disposisi=order.disposisi)
	assert unnoted_papers.note_unnoted() == 0 and not papers_of(disposisi=order.disposisi), "still broken"
	monkeypatch.undo()
	order.pass_on()
	frappe.db.commit()
	frappe.db.delete("Error Log")  # as Log Settings do in time, and whoever may at once
	assert unnoted_papers.note_unnoted() == 1 and unnoted_papers.note_unnoted() == 0
	first, second = sorted(papers_of(disposisi=order.disposisi), key=lambda paper: paper.langkah)
	line = frappe.get_doc("Catatan Tahapan", {"dokumen": order.disposisi, "langkah": 1})
	assert (first.langkah, first.oleh, first.pada) == (1, line.pelaku, line.t2_selesai)
	assert second.langkah == 2 and first.isi and render.keep_paper(first.name)


def test_what_an_older_release_had_in_the_error_log_is_made_up_for(office, monkeypatch) -> None:
	order = LocalRun(office)
	monkeypatch.setattr(register, "step_done", lambda *_args: None)
	order.order()
	monkeypatch.undo()
	line = frappe.db.get_value("Catatan Tahapan", {"dokumen": order.disposisi, "langkah": 1})
	for _twice in range(2):
		frappe.log_error(register.FAILED, reference_doctype="Catatan Tahapan", reference_name=line)
	frappe.log_error(register.FAILED, reference_doctype="Catatan Tahapan", reference_name="tidak ada")
	frappe.db.commit()
	assert unnoted_papers.note_unnoted() == 0
	for _twice in range(2):
		missed_papers.execute()
	told = {"aksi": seal.MISSED, "kecamatan": office.root, "isi": ["like", f"%{line}%"]}
	assert frappe.db.count("Catatan Tahapan", told) == 1
	assert unnoted_papers.note_unnoted() == 1


def test_a_paper_that_was_missed_is_not_noted_over_its_successor(office, monkeypatch) -> None:
	"""The order was sent back and given again before anybody could note the first paper."""
	order = LocalRun(office)
	monkeypatch.setattr(register, "_note", broken)
	order.order()
	monkeypatch.undo()
	order.act("sekcam", DISPOSISI, order.disposisi, "Kembalikan", "Sebutkan periodenya.")
	frappe.db.commit()
	assert unnoted_papers.note_unnoted() == 0, "the step is open again"
	order.act("camat", DISPOSISI, order.disposisi, "Perintahkan")
	frappe.db.commit()
	assert unnoted_papers.note_unnoted() == 0
	assert [paper.versi_kertas for paper in papers_of(disposisi=order.disposisi)] == [1]


def test_a_queue_that_cannot_be_reached_loses_no_paper(office, monkeypatch: pytest.MonkeyPatch) -> None:
	def gone(*_args, **_more) -> None:
		raise ConnectionError("antrean mati")

	monkeypatch.setattr(frappe, "enqueue", gone)
	order = LocalRun(office)
	order.order()
	assert papers_of(disposisi=order.disposisi)[0].name in render.waiting_papers()
	with signed_in(order.user("pek")):
		assert api.siapkan(order.disposisi) == {"menunggu": 1, "latar": ""}


@pytest.mark.full
def test_what_failed_to_render_is_tried_again_by_the_scheduler(
	office, monkeypatch: pytest.MonkeyPatch
) -> None:
	order = LocalRun(office)
	monkeypatch.setitem(catalogue.BUILDERS, "Lembar Disposisi", broken)
	with nothing_queued():  # or a worker, whose builder is whole, renders it first
		order.order()
		frappe.db.commit()
	paper = papers_of(disposisi=order.disposisi)[0]
	monkeypatch.setattr(render, "waiting_papers", lambda _order=None: [paper.name] if _due(paper) else [])
	assert (paper.langkah, paper.isi) == (1, None)
	assert render.catch_up() == 0 and not frappe.local.message_log
	paper.reload()
	assert (paper.status, paper.percobaan, paper.galat) == (render.WAITING, 1, "tinta habis")
	assert frappe.db.exists("Error Log", {"method": ["like", f"%{paper.name}%"]})
	assert render.catch_up() == 0 and frappe.db.get_value(ARCHIVE, paper.name, "percobaan") == 1, "not due"
	frappe.db.set_value(ARCHIVE, paper.name, "dicoba_pada", "2001-01-01")
	monkeypatch.setitem(catalogue.BUILDERS, "Lembar Disposisi", BUILDER)
	assert render.catch_up() == 1
	paper.reload()
	assert paper.status == render.KEPT and paper.sidik_isi and not paper.galat
	assert "LEMBAR DISPOSISI" in text_of(files.kept_bytes(paper))


BUILDER = catalogue.BUILDERS["Lembar Disposisi"]


def _due(paper) -> bool:
	"""As render.waiting_papers would have it, without other tests' papers."""
	row = frappe.db.get_value(ARCHIVE, paper.name, ["status", "percobaan", "dicoba_pada"], as_dict=True)
	return row.status == render.WAITING and render._is_due(row)


def test_what_somebody_waits_for_is_rendered_by_a_job_that_says_how_far_it_is(office, monkeypatch) -> None:
	"""Not by the request, which says how many wait; one after the other is tried, whatever becomes of it."""
	order, jobs, tried, told = LocalRun(office), [], [], []
	order.order()
	order.pass_on()
	monkeypatch.setattr(frappe, "enqueue", lambda method, **values: jobs.append((method, values)))
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	monkeypatch.setattr(render, "try_to_keep", lambda name: tried.append(name) or len(tried) > 1)
	monkeypatch.setattr(frappe, "publish_progress", lambda percent, **place: told.append((percent, place)))
	with signed_in(order.user("pek")):
		answer = api.siapkan(order.disposisi)
		[(method, values)] = jobs
		assert answer == {"menunggu": 2, "latar": values["job"]} and not tried
		own = {key: values[key] for key in ("disposisi", "dokumen", "job")}
		method(**own)
		assert process_api.keadaan(answer["latar"])["keadaan"] == base_jobs.DONE
	assert tried == [paper.name for paper in papers_of(disposisi=order.disposisi)]
	assert [(percent, place["docname"]) for percent, place in told] == [
		(50, order.disposisi),
		(100, order.disposisi),
	]


def test_a_file_that_is_not_what_was_kept_is_not_given_out(two_kept) -> None:
	paper = papers_of(disposisi=two_kept.disposisi)[0]
	path = frappe.get_doc("File", {"attached_to_name": paper.name}).get_full_path()
	with open(path, "ab") as file:
		file.write(b"%")
	with pytest.raises(files.ArchiveDamaged, match="hilang atau berubah"):
		files.kept_bytes(paper)


@pytest.mark.full
@pytest.mark.parametrize("act", ["insert", "save", "delete", "rename", "db row", "file", "claim"])
def test_nobody_changes_the_archive(two_kept, act: str) -> None:
	"""Not the Administrator either."""
	paper = papers_of(disposisi=two_kept.disposisi)[0]
	file = frappe.get_doc("File", {"attached_to_name": paper.name})
	new_file = {"doctype": "File", "file_name": "lain.pdf", "content": b"%PDF", "is_private": 1}
	acts = {
		"insert": lambda: [frappe.copy_doc(paper).insert()],
		"save": lambda: [paper.update({"judul": "Lain"}), paper.save()],
		"delete": lambda: [frappe.delete_doc(ARCHIVE, paper.name, force=True)],
		"rename": lambda: [frappe.rename_doc(ARCHIVE, paper.name, "lain", force=True)],
		"db row": lambda: [file.update({"is_private": 0}), file.save()],
		"file": lambda: [frappe.delete_doc("File", file.name, force=True)],
		"claim": lambda: [
			frappe.get_doc(
				{**new_file, "attached_to_doctype": ARCHIVE, "attached_to_name": paper.name}
			).insert()
		],
	}
	with pytest.raises((MoveRefused, frappe.ValidationError)):
		acts[act]()
	assert files.kept_bytes(frappe.get_doc(ARCHIVE, paper.name))


@pytest.fixture(scope="module")
def kept(env, _shared_office) -> SopRun:
	"""An order that the Sekcam sent back once and the Camat gave again, its papers kept; over HTTP, committed."""
	from tests.support.record import new_run

	made = new_run(env, _shared_office)
	made.order()
	made.person("sekcam").act(DISPOSISI, made.disposisi, "Kembalikan", "Sebutkan periodenya.")
	made.person("camat").act(DISPOSISI, made.disposisi, "Perintahkan")
	made.pass_on()
	assert made.person("pek").prepare(made.disposisi) == 0
	return made


def listed(made: SopRun, key: str = "pek") -> list[dict]:
	return made.person(key).read(f"{API}.daftar", doctype=DISPOSISI, name=made.disposisi)


@pytest.mark.full
def test_the_qr_code_of_a_kept_paper_leads_to_its_page(kept: SopRun, site: None, tmp_path: Path) -> None:
	"""Read from the picture of the page, as a telephone would."""
	for paper in listed(kept):
		content = kept.person("pek").download(f"{API}.cetak_ulang", name=paper["name"])
		(tmp_path / "a.pdf").write_bytes(content)
		subprocess.run(
			["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", "a.pdf", "p"], cwd=tmp_path, check=True
		)
		with Image.open(next(tmp_path.glob("p*.png"))) as picture:
			codes_read = [code.text for code in zxingcpp.read_barcodes(picture)]
		code = codes.read(paper["kode"])
		assert codes_read == [f"{frappe.utils.get_url('/verifikasi')}/{code}"]


def test_later_papers_replace_none(kept: SopRun, site: None) -> None:
	first, second, passed_on = listed(kept)
	assert [(p["langkah"], p["versi_kertas"]) for p in (first, second, passed_on)] == [(1, 1), (1, 2), (2, 1)]
	assert [p["tanda"] for p in (first, second, passed_on)] == ["DIGANTI OLEH VERSI 2", "", ""]
	assert {p["status"] for p in (first, second, passed_on)} == {render.KEPT}
	assert frappe.db.get_value(ARCHIVE, first["name"], "diganti_oleh") == second["name"]


def test_cetak_ulang_gives_the_very_file_years_later(kept: SopRun, env, site: None) -> None:
	"""The Camat is another, the letterhead has changed, ten years have gone by: the bytes are the same."""
	paper = listed(kept)[0]
	before = kept.person("pek").download(f"{API}.cetak_ulang", name=paper["name"])
	assert hashlib.sha256(before).hexdigest() == frappe.db.get_value(ARCHIVE, paper["name"], "sidik_berkas")
	assert paper["kode"] in text_of(before)
	old = frappe.db.get_value("Unit Kerja", kept.office.root, "kop_nama")
	person = kept.office.pegawai["camat"]
	name = frappe.db.get_value("Pegawai", person, "nama_lengkap")
	html = frappe.db.get_value("Print Format", "Lembar Disposisi", "html")
	config = json.loads(env.site_config.read_text())
	try:
		frappe.db.set_value("Unit Kerja", kept.office.root, "kop_nama", "KECAMATAN BARU")
		frappe.db.set_value("Pegawai", person, "nama_lengkap", "Camat Baru")
		frappe.db.set_value("Print Format", "Lembar Disposisi", "html", "<p>Bentuk baru</p>")
		frappe.db.commit()
		env.site_config.write_text(json.dumps({**config, "kinerja_jam_simulasi": "2031-01-02 08:00:00"}))
		again = raw(kept.person("sekcam"), "GET", f"/api/method/{API}.cetak_ulang?name={paper['name']}")
		assert again.content == before
		assert "DIGANTI OLEH VERSI 2" in again.headers["Content-Disposition"].replace("_", " ").replace(
			"%20", " "
		)
	finally:
		env.site_config.write_text(json.dumps(config, indent=1))
		frappe.db.set_value("Unit Kerja", kept.office.root, "kop_nama", old)
		frappe.db.set_value("Pegawai", person, "nama_lengkap", name)
		frappe.db.set_value("Print Format", "Lembar Disposisi", "html", html)
		frappe.db.commit()


def test_archive_is_read_like_the_document_it_prints(run: LocalRun, web: SopRun, site: None) -> None:
	"""Papers of the order by everybody in the office, a unit's papers by the unit and from above."""
	first, second = run.office.units[:2]
	seen = web.person(f"ku:{second}").list(
		ARCHIVE, {"disposisi": run.disposisi}, ["name", "unit_kerja", "jenis_dokumen"]
	)
	assert {row["unit_kerja"] for row in seen if row["jenis_dokumen"] in (FORMAT, REKAP)} == {second}
	assert [row for row in seen if row["jenis_dokumen"] == DISPOSISI]
	foreign = papers_of(disposisi=run.disposisi, langkah=5, unit_kerja=first)[0].name
	for path in (f"/api/resource/{ARCHIVE}/{foreign}", f"/api/method/{API}.cetak_ulang?name={foreign}"):
		assert raw(web.person(f"ku:{second}"), "GET", path).status_code == 403
		assert raw(web.person("sekcam"), "GET", path).status_code != 403
	for verb in ("PUT", "DELETE"):
		path = f"/api/resource/{ARCHIVE}/{foreign}"
		answer = raw(web.person("sekcam"), verb, path, json={"judul": "Lain"})
		assert answer.status_code in (403, 417), answer.text


def ask(env, kode: str) -> requests.Response:
	return requests.get(env.url + VERIFY, params={"kode": kode}, headers={"Host": env.site}, timeout=30)


@pytest.fixture
def fresh_count(site: None):
	"""The callers of the public page are counted by address; tests share one."""
	forget_callers()
	yield
	forget_callers()


def forget_callers() -> None:
	"""Release 15 puts the site's name before the key."""
	key, cache = f"rl:{VERIFY.rpartition('/')[2]}:127.0.0.1", frappe.cache()
	cache.delete(key, cache.make_key(key))


def test_the_public_page_says_genuine_replaced_or_unknown(kept: SopRun, env, fresh_count) -> None:
	first, second, _passed_on = listed(kept)
	answers = [
		ask(env, kode).json()["message"] for kode in (first["kode"], second["kode"], codes.new_code(), "x")
	]
	assert [a["status"] for a in answers] == ["diganti", "asli", "tidak dikenal", "tidak dikenal"]
	assert (answers[0]["diganti_oleh"], answers[0]["versi"], answers[1]["diganti_oleh"]) == (2, 1, 0)
	assert answers[1]["sidik"] == frappe.db.get_value(ARCHIVE, second["name"], "sidik_berkas")
	assert answers[1]["nomor"] == kept.disposisi and answers[1]["judul"] == "Lembar Disposisi"
	assert answers[2] == {"status": "tidak dikenal"}
	known = json.dumps(answers)
	for account in kept.office.people.values():
		name = frappe.db.get_value("User", account, "full_name")
		assert name not in known and account not in known


@pytest.mark.full
def test_guessing_is_slow(kept: SopRun, env, fresh_count) -> None:
	from kinerja_kecamatan.archive.verify import LOOKUPS

	statuses = [ask(env, codes.new_code()).status_code for _ in range(LOOKUPS + 3)]
	# The 2023 snapshot answers 417, later releases 429.
	assert statuses[:LOOKUPS] == [200] * LOOKUPS and set(statuses[LOOKUPS:]) <= {417, 429}


def test_the_public_page_opens_without_login_and_needs_nothing_from_elsewhere(env) -> None:
	for path in ("/verifikasi", f"/verifikasi/{codes.new_code()}"):
		page = requests.get(env.url + path, headers={"Host": env.site}, timeout=30)
		assert page.status_code == 200
		assert "Verifikasi Kertas Kinerja" in page.text and not re.search(r"https?://", page.text)


def test_the_archive_itself_is_closed_to_guests(kept: SopRun, env) -> None:
	name = listed(kept)[0]["name"]
	for path in (
		f"/api/resource/{ARCHIVE}",
		f"/api/resource/{ARCHIVE}/{name}",
		f"/api/method/{API}.cetak_ulang?name={name}",
	):
		assert requests.get(env.url + path, headers={"Host": env.site}, timeout=30).status_code == 403


def test_noting_a_paper_takes_few_queries(run: LocalRun, site: None, monkeypatch: pytest.MonkeyPatch) -> None:
	"""What noting costs the person who presses the button; measured on an idle machine 15 to 20 ms a paper."""
	paper = papers_of(disposisi=run.disposisi, langkah=5)[0]
	step = frappe._dict(nomor=5, kegiatan=paper.kegiatan, kertas=(FORMAT,))
	move = frappe._dict(kegiatan=paper.kegiatan, step=step, actor="Administrator", moment=paper.pada)
	register._note((FORMAT, paper.dokumen), FORMAT, move, move.step)
	asked, sql = [], frappe.db.sql
	monkeypatch.setattr(
		frappe.db, "sql", lambda *args, **kwargs: asked.append(args[0]) or sql(*args, **kwargs)
	)
	register._note((FORMAT, paper.dokumen), FORMAT, move, step)
	assert len(asked) <= 24, len(asked)


def test_every_paper_of_a_step_is_settled_with_it(run: LocalRun, site: None, monkeypatch) -> None:
	"""However many they are: a worker that comes late prints what stood there at the step."""
	paper = papers_of(disposisi=run.disposisi, langkah=5)[0]
	monkeypatch.setattr(targets, "printed_documents", lambda doc, nama: [(FORMAT, paper.dokumen)] * 45)
	monkeypatch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)
	step = frappe._dict(nomor=3, kegiatan="Penyampaian Format", kertas=(FORMAT,))
	move = frappe._dict(kegiatan="Penyampaian Format", step=step, actor="Administrator", moment=paper.pada)
	register.step_done(frappe.get_doc(DISPOSISI, run.disposisi), move, "")
	noted = papers_of(dokumen=paper.dokumen, langkah=3)
	assert len(noted) >= 45 and all(row.isi for row in noted)


def members(made: SopRun, key: str) -> list[str]:
	content = made.person(key).download(f"{API}.berkas_zip", disposisi=made.disposisi)
	with zipfile.ZipFile(io.BytesIO(content)) as archive:
		assert archive.testzip() is None
		return archive.namelist()


def test_the_whole_file_as_one_pdf_and_as_a_zip(kept: SopRun, site: None) -> None:
	"""The list of contents and the newest of every paper, replaced ones left out."""
	pdf = PdfReader(io.BytesIO(kept.person("pek").download(f"{API}.berkas", disposisi=kept.disposisi)))
	titles = [entry.title for entry in pdf.outline]
	assert titles[0] == "Daftar Isi Berkas" and [title.split(",")[0] for title in titles[1:]] == [
		"1. Lembar Disposisi",
		"2. Lembar Disposisi",
	]
	_first, second, passed_on = listed(kept)
	assert len(pdf.pages) == 1 + sum(
		frappe.db.get_value(ARCHIVE, p["name"], "halaman") for p in (second, passed_on)
	)
	assert second["kode"] in pdf.pages[1].extract_text()
	names = members(kept, "pek")
	assert names[0] == "00 Daftar Isi.pdf"
	assert f"01 Perintah/Lembar Disposisi - {kept.disposisi} - versi 2.pdf" in names
	assert f"02 Penerusan Perintah/Lembar Disposisi - {kept.disposisi}.pdf" in names


@pytest.fixture(scope="module")
def _two_kept(_connected: None, _shared_office) -> LocalRun:
	"""An order after two steps whose papers are kept, committed."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with nothing_queued():
		order = LocalRun(_shared_office.in_new_year())
		order.order()
		order.pass_on()
		for paper in papers_of(disposisi=order.disposisi):
			assert render.keep_paper(paper.name)
		frappe.db.commit()
	return order


@pytest.fixture
def two_kept(_two_kept, site: None) -> Iterator[LocalRun]:
	"""What a test does to its rows is rolled back, and what it does to their files undone."""
	kept = {}
	for paper in papers_of(disposisi=_two_kept.disposisi):
		path = Path(frappe.get_doc("File", {"attached_to_name": paper.name}).get_full_path())
		kept[path] = path.read_bytes()
	yield _two_kept
	for path, content in kept.items():
		path.write_bytes(content)


OTHER_HARM = ("gone", "file row gone", "row rewritten")


@pytest.mark.parametrize(
	"harm", ["changed", *(pytest.param(harm, marks=pytest.mark.full) for harm in OTHER_HARM)]
)
def test_one_damaged_paper_does_not_block_the_berkas(two_kept, harm) -> None:
	"""The list of contents says what is missing; the rest is there."""
	order = two_kept
	first = papers_of(disposisi=order.disposisi, langkah=1)[0]
	file = frappe.get_doc("File", {"attached_to_name": first.name})
	harms = {
		"changed": lambda: Path(file.get_full_path()).write_bytes(b"%PDF-1.4 lain"),
		"gone": lambda: Path(file.get_full_path()).unlink(),
		"file row gone": lambda: frappe.db.delete("File", {"name": file.name}),
		"row rewritten": lambda: frappe.db.set_value(ARCHIVE, first.name, "sidik_berkas", "0" * 64),
	}
	harms[harm]()
	doc = frappe.get_doc(DISPOSISI, order.disposisi)
	with signed_in(order.user("pek")):
		pdf = PdfReader(io.BytesIO(bundle.as_pdf(doc)))
		with zipfile.ZipFile(io.BytesIO(bundle.as_zip(doc))) as archive:
			names = archive.namelist()
			listed = text_of(archive.read("00 Daftar Isi.pdf"))
	assert [entry.title.split(",")[0] for entry in pdf.outline] == [
		"Daftar Isi Berkas",
		"2. Lembar Disposisi",
	]
	for text in (" ".join(pdf.pages[0].extract_text().split()), listed):
		assert (
			"rusak / hilang" in text and "1 kertas bertanda rusak / hilang tidak ada dalam berkas ini" in text
		)
	assert f"02 Penerusan Perintah/Lembar Disposisi - {doc.name}.pdf" in names
	assert not [name for name in names if name.startswith("01 ")]
	assert not frappe.local.message_log


@pytest.mark.full
def test_the_zip_of_a_finished_order_holds_papers_workbooks_and_evidence(office) -> None:
	"""And the sheet numbers of its Daftar Isi are those of the one PDF."""
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	form, person = run.formats(unit)[0], run.user(f"jp:{unit}")
	evidence = {"file_name": "register A1.txt", "content": b"register", "is_private": 1}
	with signed_in(person):
		frappe.get_doc(
			{"doctype": "File", **evidence, "attached_to_doctype": FORMAT, "attached_to_name": form}
		).insert()
	for each in office.units:
		run.unit_through(each)
	run.finalize()
	for name in render.waiting_papers(run.disposisi):
		assert render.keep_paper(name)
	order = frappe.get_doc(DISPOSISI, run.disposisi)
	with signed_in(run.user("pek")):
		with zipfile.ZipFile(io.BytesIO(bundle.as_zip(order))) as archive:
			names = archive.namelist()
			assert archive.read(f"Bukti/{form}/register A1.txt") == b"register"
			books = [name for name in names if name.startswith("Buku Kerja/")]
			assert len(books) == len(office.units) + 1
			for book in books:
				assert "Rekap" in load_workbook(io.BytesIO(archive.read(book)), read_only=True).sheetnames
			folders = {name.partition("/")[0][:2] for name in names if name.endswith(".pdf") and "/" in name}
			assert folders == {f"{step:02d}" for step in range(1, 10)}
		pdf = PdfReader(io.BytesIO(bundle.as_pdf(order)))
		listed = BeautifulSoup(page.html(order, bundle.CONTENTS), "html5lib").select(".kertas tr")
	rows = [row.find_all("td") for row in listed]
	said = [cells[-1].get_text(strip=True) for cells in rows if len(cells) == len(contents.COLUMNS)]
	before = _page_of(pdf, 1)
	assert said == [str(1 + _page_of(pdf, number) - before) for number in range(1, len(pdf.outline))]


def _page_of(pdf: PdfReader, number: int) -> int:
	return pdf.get_destination_page_number(pdf.outline[number])


def test_the_file_of_a_unit_holds_no_other_units_papers(run: LocalRun, web: SopRun, site: None) -> None:
	first, second = run.office.units[:2]
	with signed_in(run.office.people[f"ku:{second}"]):
		rows = contents.listed_papers(run.disposisi)
		folders = [name for name, _content in bundle._entries(frappe.get_doc(DISPOSISI, run.disposisi))]
	units = {row.unit_kerja for row in rows}
	assert second in units and first not in units
	books = [name for name in folders if name.startswith("Buku Kerja/")]
	assert len(books) == 1 and first not in "".join(folders)


@pytest.mark.full
def test_evidence_of_the_meeting_is_in_the_zip(office) -> None:
	order = LocalRun(office)
	order.order()
	order.pass_on()
	order.send_forms()
	order.record_meeting()
	meeting = frappe.db.get_value(RAPAT, {"disposisi": order.disposisi})
	photo = {"file_name": "foto rapat.txt", "content": b"foto", "is_private": 1}
	with signed_in(order.user("pek")):
		frappe.get_doc(
			{"doctype": "File", **photo, "attached_to_doctype": RAPAT, "attached_to_name": meeting}
		).insert()
		found = dict(bundle._entries(frappe.get_doc(DISPOSISI, order.disposisi)))
		file = frappe.get_doc("File", {"attached_to_name": meeting})
		Path(file.get_full_path()).unlink()
		left = dict(bundle._entries(frappe.get_doc(DISPOSISI, order.disposisi)))
	assert [content for path, content in found.items() if path.startswith(f"Bukti/{meeting}/")] == [b"foto"]
	assert not [path for path in left if path.startswith("Bukti/")]
	cover = text_of(left[bundle.COVER])
	assert f"Bukti {file.file_name}" in cover and "tidak ada lagi di penyimpanan" in cover


def test_names_in_the_zip_are_safe_and_one_each() -> None:
	taken: set[str] = set()
	assert plain_file_name("../../etc/passwd") == "-..-etc-passwd" and plain_file_name(' <a>:"b" ') == "-a-b-"
	assert [free_path("Bukti/a.pdf", taken) for _ in range(3)] == [
		"Bukti/a.pdf",
		"Bukti/a (2).pdf",
		"Bukti/a (3).pdf",
	]


def test_the_sop_names_only_papers_that_can_be_printed(site: None) -> None:
	sop = frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name")[0])
	sop.langkah[4].kertas = "Format Data Kinerja\nKertas Khayalan"
	with pytest.raises(frappe.ValidationError, match=r"langkah 5 .* Kertas Khayalan"):
		sop.save()


def test_an_older_installation_gets_the_papers_of_its_steps(site: None) -> None:
	from kinerja_kecamatan.patches import papers_of_steps

	sop = frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name")[0])
	wanted = [row.kertas for row in sop.langkah]
	frappe.db.sql("update `tabLangkah SOP` set kertas = null where parent = %s", sop.name)
	frappe.db.set_value("Langkah SOP", sop.langkah[0].name, "kegiatan", "Kegiatan Lain")
	papers_of_steps.execute()
	sop.reload()
	assert [row.kertas for row in sop.langkah] == [None, *wanted[1:]]
	frappe.db.set_value("Langkah SOP", sop.langkah[1].name, "kertas", "")
	papers_of_steps.execute()
	sop.reload()
	assert sop.langkah[1].kertas == "", "an admin has decided about these"
