"""Names of files in a zip: safe, short enough, each once, and with the ending they came with."""

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.archive.file_names import ending_of, free_path, plain_file_name

ENDINGS = (".pdf", ".xlsx", ".JPEG", ".docx", ".tar.gz", ".p7s")


@pytest.mark.parametrize(
	("name", "kept"),
	[
		("register A1.xlsx", "register A1.xlsx"),
		("../../etc/passwd", "-..-etc-passwd"),
		("laporan: TW I/2021.PDF", "laporan- TW I-2021.PDF"),
		("bukti.pdf. ", "bukti.pdf"),
		(".pdf", "tanpa nama.pdf"),
		("", "tanpa nama"),
		("con.txt", "_con.txt"),
		("gambar\u202egpj.exe", "gambargpj.exe"),
		("a\tb.png", "a-b.png"),
		("Surat no. 12 tahun 2021", "Surat no. 12 tahun 2021"),
		("arsip.tar.gz", "arsip.tar.gz"),
	],
)
def test_odd_names(name: str, kept: str) -> None:
	assert plain_file_name(name) == kept


def test_a_name_without_ending_takes_that_of_its_file() -> None:
	assert plain_file_name("Foto rapat", ending_of("/private/files/a1b2c3.jpg")) == "Foto rapat.jpg"
	assert plain_file_name("Foto rapat.png", ".jpg") == "Foto rapat.png"


@given(st.text(max_size=400), st.sampled_from(ENDINGS))
def test_however_long_and_odd_the_ending_stays(stem: str, ending: str) -> None:
	name = plain_file_name(stem + ending)
	assert name.endswith(ending)
	assert len(name) <= 121 and len(name.encode()) <= 201
	assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name) and name == name.strip(" ")
	assert not name.startswith(".") and os.path.basename(name) == name


@given(st.text(max_size=300))
def test_any_text_gives_a_name(text: str) -> None:
	name = plain_file_name(text)
	assert name and name not in (".", "..") and len(name.encode()) <= 201


@given(st.lists(st.sampled_from(["B/a.pdf", "B/A.pdf", "B/a (2).pdf", "B/b.tar.gz"]), max_size=12))
def test_each_path_once_on_systems_that_know_no_case(paths: list[str]) -> None:
	taken: set[str] = set()
	found = [free_path(path, taken) for path in paths]
	assert len({path.casefold() for path in found}) == len(paths)
	assert all(one.endswith(os.path.splitext(path)[1]) for one, path in zip(found, paths, strict=True))
