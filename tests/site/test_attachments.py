"""Attach fields name files of the office; file names and kinds are such that no page runs them."""

import io

import frappe
import pytest
from PIL import Image

from kinerja_kecamatan.access import attachments, file_kinds
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from tests.support.hostile import SHAPES, doctypes
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT

SCRIPT = "<script>alert(1)</script>"
NO_FILES = (
	*(shape.format(n=1) for shape in SHAPES.values()),
	"javascript:alert(1)",
	"data:text/html,<b>",
	"https://drive.contoh.test/a",
	"/private/files/tidak-ada.pdf",
	"/private/files/../../site_config.json",
	"/private/files/%2e%2e/%2e%2e/site_config.json",
	"bukti.pdf,data:application/pdf;base64,QQ==",
)


@pytest.fixture(scope="module")
def _run(_connected: None, _shared_office) -> LocalRun:
	"""Open Formats, committed; what the tests do to them is rolled back."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe, "enqueue", lambda *args, **kwargs: None)  # nobody reads their papers
		run = LocalRun(_shared_office.in_new_year()).up_to_meeting()
		frappe.db.commit()
	return run


@pytest.fixture
def run(_run, site: None) -> LocalRun:
	return _run


def file_of(user: str, content: bytes | str = b"", name: str = "", **values):
	"""An upload of a person's, hanging on nothing unless said."""
	with signed_in(user):
		values = {"is_private": 1, "content": content or frappe.generate_hash(length=20), **values}
		name = name or f"berkas-{frappe.generate_hash(length=8)}.txt"
		return frappe.get_doc({"doctype": "File", "file_name": name, **values}).insert()


def form_of(run: LocalRun, **values):
	"""The first unit's open Format with its first row as given, not saved."""
	form = run.format_of(run.office.units[0])
	form.baris[0].update(values)
	return form


def save(run: LocalRun, form):
	with signed_in(run.user(f"jp:{run.office.units[0]}")):
		return form.save()


def hanging(doc, address: str) -> list:
	filters = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "file_url": address}
	return frappe.get_all("File", filters=filters, fields=["name", "is_private"])


def test_every_attach_field_is_found_by_its_meta(site):
	found = {column for doctype in doctypes() for column in attachments.attach_columns(doctype)}
	assert found >= {
		("Disposisi", "scan_perintah"),
		("Baris Data Kinerja", "bukti"),
		("Unit Kerja", "lambang"),
		("Arsip Kertas", "berkas"),
	}


@pytest.mark.parametrize("value", NO_FILES)
def test_what_is_no_file_of_the_writers_is_refused(run, value):
	said = refused(MoveRefused, save, run, form_of(run, bukti=value))
	assert "Bukti baris 1" in said and "<" not in said.replace("<b>", "").replace("</b>", "")
	with signed_in(run.user("pek")):
		order = frappe.get_doc(
			{"doctype": DISPOSISI, "kecamatan": run.office.root, "periode": f"{run.office.tahun}-TW2"}
		)
		order.update({"tanggal": "2021-04-01", "hal": "x", "isi_perintah": "x", "scan_perintah": value})
		refused(MoveRefused, order.insert)
	unit = frappe.get_doc("Unit Kerja", run.office.root)
	unit.lambang = value
	refused(MoveRefused, unit.save)


def test_somebody_elses_private_file_is_refused(run):
	other = file_of(run.user("camat"))
	assert "tidak ada, atau milik" in refused(MoveRefused, save, run, form_of(run, bukti=other.file_url))


def test_a_public_file_is_taken_in_as_a_private_one(run):
	mine = file_of(run.user(f"jp:{run.office.units[0]}"), is_private=0)
	theirs = file_of(run.user("camat"), is_private=0)
	for file, stays in ((mine, False), (theirs, True)):
		assert file.file_url.startswith("/files/")
		form = save(run, form_of(run, bukti=file.file_url))
		kept = form.baris[0].bukti
		assert kept.startswith("/private/files/")
		assert [row.is_private for row in hanging(form, kept)] == [1]
		assert bool(frappe.db.exists("File", file.name)) is stays
	form.reload()
	# Named already: it may stand in another row too, and is not copied again.
	form.baris[1].bukti = kept
	save(run, form)
	assert len(hanging(form, kept)) == 1


def test_an_own_private_upload_is_hung_on_the_document(run):
	file = file_of(run.user(f"jp:{run.office.units[0]}"))
	form = save(run, form_of(run, bukti=file.file_url))
	assert form.baris[0].bukti == file.file_url
	assert [row.name for row in hanging(form, file.file_url)] == [file.name]


def test_an_emblem_is_a_picture_and_may_stay_public(run):
	picture = io.BytesIO()
	Image.new("RGB", (8, 8)).save(picture, "PNG")
	unit = frappe.get_doc("Unit Kerja", run.office.root)
	emblem = file_of(
		"Administrator", picture.getvalue(), f"{frappe.generate_hash(length=6)}.png", is_private=0
	)
	unit.lambang = emblem.file_url
	unit.save()
	assert unit.lambang == emblem.file_url and hanging(unit, emblem.file_url)
	unit.lambang = file_of("Administrator", "bukan gambar", "palsu.png", is_private=0).file_url
	assert "PNG, JPEG atau GIF" in refused(MoveRefused, unit.save)


NAMES = (
	("Laporan Kinerja TW 1 (final), rev. 2.pdf", "Laporan Kinerja TW 1 (final), rev. 2.pdf"),
	("Rapat Jum'at & Sabtu.pdf", "Rapat Jum\u2019at & Sabtu.pdf"),
	("Capaian 50% s.d. Juni - Kec. Pace.xlsx", "Capaian 50% s.d. Juni - Kec. Pace.xlsx"),
	('x" onerror="alert(1).pdf', "x\u201d onerror=\u201dalert(1).pdf"),
	("<img src=x onerror=alert(1)>.pdf", "\u2039img src=x onerror=alert(1)\u203a.pdf"),
	("%3Cimg src=x%3E.pdf", "\u2039img src=x\u203a.pdf"),
	("a\\b\x00\u202efdp.pdf", "a-bfdp.pdf"),
)


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_file_names_keep_what_offices_use(run, given, kept):
	user = run.user(f"jp:{run.office.units[0]}")
	form = run.format_of(run.office.units[0])
	file = file_of(user, name=given, attached_to_doctype=FORMAT, attached_to_name=form.name)
	stem, ending = kept.rsplit(".", 1)
	assert file.file_name.startswith(stem) and file.file_name.endswith(ending)
	assert file_kinds.is_plain(file.file_url) and file.exists_on_disk()
	with signed_in(user):
		file.file_name = given
		file.save()
	assert file_kinds.is_plain(file.file_name)


ACTIVE = (
	*("a.html", "a.HTM", "a.xhtml", "a.svg", "a.xml", "a.xsl", "a.js", "a.mjs", "a.mht", "a.swf", "a.wasm"),
	*("a.pdf.html", "a.html.pdf", "a.svg.", "a.Shtml", "a.xht", "a.svgz"),
)
HIDDEN = (
	*(
		SCRIPT,
		f"  \n{SCRIPT}",
		f"\ufeff{SCRIPT}",
		"<!-- x --><html>",
		"<?xml version='1.0'?><x/>",
		"<SVG onload=x>",
	),
	*(
		f"nama,nilai\n{SCRIPT}".encode(),
		SCRIPT.encode("utf-16"),
		SCRIPT.encode("utf-16-le"),
		b"CWS\x0b",
		b"\0asm\1\0",
	),
	"From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
)
HARMLESS = (
	b"%PDF-1.4 <script>",
	b"PK\x03\x04 x",
	"R < T dan 5 > 3",
	"nama,nilai\nA,<5",
	b"\x89PNG\r\n",
	"a <bersama> b",
)


def test_kinds_of_contents():
	assert [content for content in HIDDEN if not file_kinds.is_active_content(content)] == []
	assert [content for content in HARMLESS if file_kinds.is_active_content(content)] == []
	assert [name for name in ACTIVE if not file_kinds.is_active_name(name)] == []
	assert not any(file_kinds.is_active_name(name) for name, _kept in NAMES)


@pytest.mark.parametrize("name", [*ACTIVE[:3], "bukti.pdf.svg"])
def test_what_a_browser_runs_is_no_evidence_by_its_name(run, name):
	user = run.user(f"jp:{run.office.units[0]}")
	place = {"attached_to_doctype": FORMAT, "attached_to_name": run.formats(run.office.units[0])[0]}
	assert "halaman web atau skrip" in refused(MoveRefused, file_of, user, "x", name, **place)
	plain = file_of(user, "x y z", **place)
	plain.file_name = name
	with signed_in(user):
		refused(MoveRefused, plain.save)
	loose = file_of(user, frappe.generate_hash(), f"{frappe.generate_hash(length=6)}-{name}")
	assert "halaman web" in refused(MoveRefused, save, run, form_of(run, bukti=loose.file_url))
	with signed_in(user):
		loose.update(place)
		refused(MoveRefused, loose.save)


def test_what_a_browser_runs_is_no_evidence_by_its_content(run):
	user = run.user(f"jp:{run.office.units[0]}")
	place = {"attached_to_doctype": FORMAT, "attached_to_name": run.formats(run.office.units[0])[0]}
	refused(MoveRefused, file_of, user, SCRIPT, "bukti.pdf", **place)
	loose = file_of(user, SCRIPT + frappe.generate_hash(), "bukti.pdf")
	refused(MoveRefused, save, run, form_of(run, bukti=loose.file_url))
	link = {"content": None, "file_url": "https://contoh.test/x.pdf", **place}
	assert "tautan" in refused(MoveRefused, file_of, user, **link)


LINKS = (
	"https://drive.contoh.go.id/drive/folders/1AbC_d-E?usp=sharing&x=1#a",
	"https://10.1.2.3:8443/bukti/tw1",
	"https://contoh.test",
)
NO_LINKS = (
	*(
		"http://contoh.test/a",
		"javascript:alert(1)",
		"https://a@contoh.test/",
		'https://contoh.test/"onclick=x',
	),
	*(
		"https://contoh.test/<x>",
		"https://contoh.test/a b",
		"//contoh.test",
		"contoh.test",
	),
	*(
		"https://contoh.test\\@lain.test/",
		"data:text/html,x",
		"https://contoh.test/'x",
		f"https://contoh.test/{'a' * 1000}",
	),
)


def test_links_stand_in_a_field_of_their_own(run):
	for value in LINKS:
		assert save(run, form_of(run, tautan_bukti=f" {value} ")).baris[0].tautan_bukti == value
	for value in NO_LINKS:
		with pytest.raises((KinerjaError, frappe.ValidationError)):
			save(run, form_of(run, tautan_bukti=value))
		frappe.clear_messages()
	# What nobody sees of a pasted address is not kept.
	assert (
		save(run, form_of(run, tautan_bukti="https://contoh.test/\u202ea\u200b")).baris[0].tautan_bukti
		== "https://contoh.test/a"
	)
