"""What is an answer and what only points to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.findings import GALAT, Isian, findings_of_entry
from kinerja_kecamatan.rules.references import only_refers

POINTING = (
	"Sebagaimana kendala pada triwulan yang bersangkutan",
	"sebagaimana kendala pada Triwulan II dan III.",
	"Sama dengan triwulan sebelumnya",
	"SAMA SEPERTI TW 2",
	"idem",
	"s.d.a.",
	"Lihat kendala triwulan I s.d. IV 2021",
	"Sesuai laporan triwulan yang telah disampaikan",
	"Terlampir",
	"Mengacu tindak lanjut 2021-TW3",
	"Sebagaimana tersebut di atas",
	"Telah diuraikan pada laporan triwulan",
	"Tercantum pada rekap triwulan",
	"Sudah dijelaskan pada TW II",
	"Termuat dalam dokumen lampiran",
	"Tertuang pada Format triwulan III",
	"Telah disampaikan pada laporan triwulan",
	"Sudah dilaporkan dalam rekapitulasi triwulan I s.d. IV",
	"Disebutkan pada kolom keterangan",
	"Tindak lanjut sudah ditulis pada catatan triwulan sebelumnya",
)
ANSWERS = (
	"",
	"Tidak ada kendala",
	"Hujan deras sehingga patroli ditunda",
	"Sebagaimana triwulan II, tiga desa belum menyampaikan laporan",
	"Sama dengan TW2: jaringan internet sering putus",
	"Sesuai jadwal Inspektorat, pemeriksaan baru selesai Desember",
	"Kendala pada triwulan I",
	"Data pada triwulan IV belum dirilis BPS",
	"Panen raya",
	"Laporan sudah disampaikan",
	"Kendala tersebut masih ada",
	"Laporan triwulan disampaikan setiap bulan",
	"Dijelaskan kepada warga pada rapat desa",
	"Telah disampaikan kepada Bupati",
	"Hambatannya tertuang pada surat Camat: anggaran digeser",
)


@pytest.mark.parametrize("text", POINTING)
def test_what_only_points_elsewhere(text: str) -> None:
	assert only_refers(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_what_says_something_of_its_own(text: str) -> None:
	assert not only_refers(text)


@given(
	st.sampled_from([text for text in POINTING if text.split()]),
	st.sampled_from(["banjir", "Pandemi", "BPS"]),
)
def test_a_word_of_its_own_makes_it_an_answer(text: str, word: str) -> None:
	assert not only_refers(f"{text} {word}")


@pytest.mark.parametrize("field", ["kendala", "tindak_lanjut"])
def test_pointing_is_refused_at_the_row_with_what_to_write(field: str) -> None:
	said = {"kendala": "Banjir", "tindak_lanjut": "Dijadwalkan ulang", field: POINTING[0]}
	(found,) = [one for one in findings_of_entry(Isian(status="Terisi", **said)) if one.jenis == "rujukan"]
	assert found.tingkat == GALAT and "hanya merujuk ke tempat lain; tulis" in found.uraian
	said[field] = ANSWERS[3]
	assert not [one for one in findings_of_entry(Isian(status="Terisi", **said)) if one.jenis == "rujukan"]
