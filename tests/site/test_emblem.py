"""The office's emblem on papers: noted as which picture it is, printed as that very picture, and waited for by the archive."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import frappe
import pytest
from PIL import Image

from kinerja_kecamatan.access import file_kinds
from kinerja_kecamatan.archive import codes, print_globals, prints, render, seal
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.papers import letterhead, page
from tests.support.local_run import LocalRun, refused
from tests.support.sop_run import DISPOSISI

ARCHIVE, PAPER = doctypes.ARCHIVE, "Lembar Disposisi"


def picture(colour: str, kind: str = "PNG", size: tuple[int, int] = (300, 400)) -> bytes:
	out = io.BytesIO()
	Image.new("RGB", size, colour).save(out, kind)
	return out.getvalue()


def upload(content: bytes):
	name = f"lambang-{frappe.generate_hash(length=8)}.png"
	return frappe.get_doc(
		{"doctype": "File", "file_name": name, "content": content, "is_private": 0}
	).insert()


def give(office, file) -> None:
	frappe.db.set_value("Unit Kerja", office.root, "lambang", file and file.file_url)
	frappe.clear_document_cache("Unit Kerja", office.root)


@pytest.fixture(autouse=True)
def uncached(monkeypatch) -> None:
	"""What is not committed here a worker does not see, and would put the unit without its emblem into the cache again."""
	monkeypatch.setattr(frappe, "get_cached_doc", frappe.get_doc)


@pytest.fixture
def emblem(office):
	"""A green one, which the office has."""
	file = upload(picture("green"))
	give(office, file)
	yield file
	give(office, None)


@pytest.fixture
def keep(monkeypatch) -> Callable[[object], bool]:
	"""Try to keep a paper as a worker does, within the test's transaction."""

	def attempt(paper) -> bool:
		frappe.db.savepoint("before_try")
		with monkeypatch.context() as here:
			here.setattr(frappe.db, "commit", lambda: None)
			here.setattr(frappe.db, "rollback", lambda **_: frappe.db.sql("rollback to savepoint before_try"))
			kept = render.try_to_keep(paper.name)
		paper.reload()
		return kept

	return attempt


def ordered(office):
	"""An order, and its paper as it was noted."""
	run = LocalRun(office)
	run.order()
	return frappe.get_doc(ARCHIVE, {"disposisi": run.disposisi, "print_format": PAPER})


def html_of(paper) -> str:
	with prints.showing_kept_paper(paper):
		return page.html(frappe.get_doc(DISPOSISI, paper.dokumen), PAPER)


def inline(content: bytes) -> str:
	return letterhead._encoded(content).replace("=", "&#61;")


def test_a_paper_keeps_which_picture_it_was_and_is_printed_with_it(office, emblem, keep) -> None:
	paper = ordered(office)
	noted = json.loads(paper.isi)["kop"]["lambang"]
	sidik = hashlib.sha256(picture("green")).hexdigest()
	assert noted == {"unit": office.root, "berkas": emblem.name, "sidik": sidik}
	assert "base64" not in paper.isi and inline(picture("green")) in html_of(paper)
	today = prints.printed_paper(PAPER, frappe.get_doc(DISPOSISI, paper.dokumen))
	assert today["verifikasi"]["kode"] == codes.grouped(paper.kode)
	assert today["kop"]["lambang"] == print_globals.kertas_kop(office.root)["lambang"] != ""
	assert keep(paper)


@pytest.mark.full
def test_what_cannot_be_read_is_waited_for_and_then_read(office, emblem, keep) -> None:
	"""Where the step is done; where a screen is printed it is left out."""
	path = Path(emblem.get_full_path())
	path.rename(path.with_suffix(".away"))
	try:
		paper = ordered(office)
		assert paper.isi is None, "not noted without"
		shown = prints.printed_paper(PAPER, frappe.get_doc(DISPOSISI, paper.dokumen))
		assert shown["kop"]["lambang"] == "" and shown["kop"]["nama"] and not frappe.local.message_log
		assert not keep(paper) and (paper.status, paper.percobaan) == (render.WAITING, 1)
		assert paper.galat.startswith(f"Lambang pada Unit Kerja {office.root} tidak terbaca")
		assert "Unggah lagi lambangnya, atau kosongkan isian Lambang" in paper.galat
	finally:
		path.with_suffix(".away").rename(path)
	assert keep(paper) and json.loads(paper.isi)["kop"]["lambang"]["berkas"] == emblem.name
	assert not paper.galat and not seal.problem_of_paper(paper)


@pytest.mark.full
def test_without_the_emblem_it_is_kept_once_the_field_is_empty(office, emblem, keep) -> None:
	path = Path(emblem.get_full_path())
	path.unlink()
	paper = ordered(office)
	assert not keep(paper)
	give(office, None)
	assert keep(paper) and json.loads(paper.isi)["kop"]["lambang"] == ""


@pytest.mark.full
def test_an_emblem_replaced_meanwhile_is_printed_as_it_was(office, emblem, keep) -> None:
	paper = ordered(office)
	give(office, upload(picture("red")))
	html = html_of(paper)
	assert inline(picture("green")) in html and inline(picture("red")) not in html
	frappe.db.delete("File", {"name": emblem.name})
	with pytest.raises(frappe.ValidationError, match="Unggah lagi gambar yang sama"):
		html_of(paper)
	assert not keep(paper) and paper.galat.startswith("Lambang yang tercatat saat langkah ini selesai")
	give(office, upload(picture("green")))
	assert inline(picture("green")) in html_of(paper)
	assert keep(paper)


@pytest.mark.full
def test_a_paper_of_an_earlier_release_is_printed_and_verified_as_it_is(
	office, emblem, keep, monkeypatch
) -> None:
	"""It has the picture in it, and its fingerprint is of that."""
	with monkeypatch.context() as before:
		before.setattr(letterhead, "_emblem", lambda _root: letterhead._encoded(picture("green")))
		paper = ordered(office)
	assert "data:image/png;base64," in paper.isi
	today = prints.printed_paper(PAPER, frappe.get_doc(DISPOSISI, paper.dokumen))
	assert today["verifikasi"]["kode"] == codes.grouped(paper.kode), "a print of today says the same"
	give(office, None)
	frappe.db.delete("File", {"name": emblem.name})
	assert inline(picture("green")) in html_of(paper)
	sidik = paper.sidik_isi
	assert keep(paper) and paper.sidik_isi == sidik and seal.is_vouched_for(paper)


def test_what_is_no_picture_is_no_emblem(office, keep) -> None:
	"""From before it was refused; nothing that could be read again later."""
	file = upload(b"\x89PNG bukan gambar")
	give(office, file)
	paper = ordered(office)
	assert json.loads(paper.isi)["kop"]["lambang"] == "" and keep(paper)
	give(office, None)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_is_whole(site, kind) -> None:
	whole = picture("green", kind)
	assert file_kinds.picture_in(whole).size == (300, 400)
	assert (
		file_kinds.picture_in(whole[: len(whole) // 2]) is None and file_kinds.picture_in(whole[:-24]) is None
	)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I", "P", "RGB", "RGBA"])
def test_every_kind_of_picture_is_an_emblem(site, mode) -> None:
	for exif in ({}, {"exif": b"Exif\0\0garbage!garbage"}):
		out = io.BytesIO()
		Image.new(mode, (300, 400)).save(out, "PNG", **exif)
		assert letterhead._encoded(out.getvalue()).startswith("data:image/png;base64,")


CUT_OFF = picture("green", "JPEG", (600, 600))[:-900]
HUGE = picture("green", size=(6000, 6000))


@pytest.mark.parametrize("content", [CUT_OFF, HUGE, b"GIF89a"], ids=["cut off", "huge", "head alone"])
def test_a_unit_takes_no_emblem_that_cannot_be_printed(office, content) -> None:
	unit = frappe.get_doc("Unit Kerja", office.root)
	unit.lambang = upload(content).file_url
	assert "PNG, JPEG atau GIF yang utuh" in refused(MoveRefused, unit.save)
