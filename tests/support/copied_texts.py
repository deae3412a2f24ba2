"""Every text that the app itself writes into a column: from which columns it comes, or how long what it makes can be.

`COPIED` names the sources of a column, each a column of ours or of Frappe's, with what the app puts before or behind it; `CUT` the labels that
are cut, with an ellipsis; `MADE` what the app composes of figures, words of its own and codes, with the most letters that this can have.
tests/test_copied_texts.py holds their lengths against each other, and sees that no column is missing here.
"""

from dataclasses import dataclass

# Columns of Frappe's own, in letters.
FRAPPES = {
	"name": 140,
	"User.first_name": 140,
	"User.last_name": 140,
	"Role.name": 140,
	"Workflow Action Master.name": 140,
	"Workflow State.name": 140,
	"Print Format.name": 140,
	"User.name": 140,
	# What a request's plain text can have at most, in bytes (guard/border.py).
	"request": 60_000,
}


@dataclass(frozen=True)
class Joined:
	"""Texts that stand behind each other in one column, with `more` letters of the app's between them."""

	parts: tuple[str, ...]
	more: int = 0


def person_of_account() -> Joined:
	"""frappe.utils.get_fullname."""
	return Joined(("User.first_name", "User.last_name"), 1)


ACCOUNT = person_of_account()
# Plh., Plt., Pj., a.n. with a blank before an office.
TITLE = Joined(("Penugasan.jabatan",), 5)
NAME = "Pegawai.nama_lengkap"
ROW, RECAP_ROW, TARGET, INDICATOR = (
	"Baris Data Kinerja",
	"Baris Rekap",
	"Target Kinerja",
	"Indikator Kinerja",
)
Source = str | Joined

COPIED: dict[str, tuple[Source, ...]] = {
	# What a unit was called before.
	"Nama Unit.nama_unit": ("Unit Kerja.nama_unit",),
	"Nama Unit.sebutan_kepala": ("Unit Kerja.sebutan_kepala",),
	NAME: (Joined(("Pegawai.gelar_depan", "Pegawai.nama", "Pegawai.gelar_belakang"), 3),),
	# Forms, from the Perjanjian Kinerja.
	f"{TARGET}.nama_indikator": (f"{INDICATOR}.nama_indikator",),
	f"{TARGET}.satuan": (f"{INDICATOR}.satuan",),
	f"{TARGET}.nama_sasaran": ("Sasaran Kinerja.nama_sasaran",),
	f"{ROW}.sasaran": ("Sasaran Kinerja.nama_sasaran",),
	f"{ROW}.skala_nilai": ("Skala Nilai.nama_skala",),
	f"{ROW}.sumber_rilis": (f"{INDICATOR}.sumber_luar",),
	**{
		f"{ROW}.{field}": (f"{INDICATOR}.{field}",)
		for field in (
			*("kode", "nama_indikator", "tingkat", "satuan", "sifat", "agregasi_waktu", "agregasi_sumber"),
			*("rumus_negatif", "batas_capaian", "sebutan_pembilang", "sebutan_penyebut"),
		)
	},
	f"{ROW}.catatan_perbaikan": ("request",),
	**{
		f"{doctype}.predikat": ("Rentang Predikat.predikat",)
		for doctype in (ROW, RECAP_ROW, "Nilai Rekap", "Rekap Kinerja")
	},
	**{
		place: ("Rentang Predikat.predikat",)
		for place in (f"{RECAP_ROW}.sd_predikat", "Nilai Rekap.predikat_sd", "Rekap Kinerja.predikat_sd")
	},
	"Format Data Kinerja.nama_pelaksana": (NAME,),
	"Format Data Kinerja.kelompok": ("name",),
	"Pelaksana Indikator.nama_pegawai": (NAME,),
	# Recaps, from forms and from other recaps.
	**{
		f"{RECAP_ROW}.{field}": (f"{ROW}.{field}",)
		for field in (
			*("kode", "nama_indikator", "sasaran", "tingkat", "satuan", "sifat", "agregasi_waktu"),
			*("agregasi_sumber", "rumus_negatif", "batas_capaian", "skala_nilai"),
			*("target_teks", "target_sd_teks", "target_tahunan_teks", "target_asal", "status"),
		)
	},
	"Nilai Rekap.tingkat": (f"{RECAP_ROW}.tingkat",),
	"Sumber Rekap.baris_sumber": ("name",),
	"Sumber Rekap.status": (f"{ROW}.status", f"{RECAP_ROW}.status", f"{RECAP_ROW}.sd_status"),
	"Sumber Rekap.nilai_teks": (f"{ROW}.realisasi", f"{RECAP_ROW}.realisasi_teks", f"{RECAP_ROW}.sd_teks"),
	"Sumber Rekap.nama_pelaksana": (NAME, "Unit Kerja.nama_unit", "Nama Unit.nama_unit"),
	"Sumber Rekap.bukti": (f"{ROW}.bukti", f"{ROW}.tautan_bukti"),
	"Temuan Rekap.sumber": (NAME, "Unit Kerja.nama_unit", "Nama Unit.nama_unit"),
	"Temuan Rekap.oleh": (ACCOUNT,),
	"Temuan Rekap.alasan": ("Koreksi Rekap.alasan", f"{ROW}.penjelasan_temuan"),
	**{f"Validasi Rekap.{field}": (f"{RECAP_ROW}.{field}",) for field in ("kode", "nama_indikator")},
	"Validasi Rekap.angka_teks": (f"{RECAP_ROW}.realisasi_teks",),
	"Validasi Rekap.oleh": (ACCOUNT,),
	"Koreksi Rekap.oleh": (ACCOUNT,),
	"Koreksi Rekap.sebelum": (f"{RECAP_ROW}.realisasi_teks",),
	"Serapan Anggaran.kode_program": ("Program Anggaran.kode_program",),
	"Serapan Anggaran.program": ("Program Anggaran.program",),
	"Serapan Anggaran.sumber_dana": ("Program Anggaran.sumber_dana",),
	"Serapan Anggaran.sasaran": ("Sasaran Kinerja.nama_sasaran",),
	"Program Anggaran.kode_program": ("Program Kegiatan.kode",),
	"Program Anggaran.program": ("Program Kegiatan.nama",),
	"Rencana Aksi.kode": ("Program Kegiatan.kode", "Program Anggaran.kode_program"),
	"Rencana Aksi.kegiatan": ("Program Kegiatan.nama", "Program Anggaran.program"),
	"Rencana Aksi.satuan": ("Program Kegiatan.satuan",),
	"Rekap Kinerja.alasan_tidak_melapor": ("request",),
	**{
		f"{doctype}.alasan_terakhir": ("request",)
		for doctype in ("Disposisi", "Format Data Kinerja", "Rekap Kinerja")
	},
	# Orders and meetings.
	"Penerusan Disposisi.dari": ("Penugasan.jabatan", ACCOUNT),
	"Penerusan Disposisi.kepada": (
		"Penugasan.jabatan",
		"Unit Kerja.sebutan_kepala",
		"Unit Kerja.nama_unit",
	),
	"Penerusan Disposisi.instruksi": ("Disposisi.isi_perintah", "Disposisi.data_yang_diperlukan"),
	"Kehadiran Rapat.nama_pegawai": (NAME,),
	"Kehadiran Rapat.jabatan": ("Penugasan.jabatan", "Unit Kerja.sebutan_kepala"),
	"Dispensasi Kinerja.nama_pemberi": (NAME, ACCOUNT),
	"Dispensasi Kinerja.jabatan_pemberi": (TITLE,),
	"Dispensasi Kinerja.alasan": ("request",),
	# The log: the name, a title and a day stand before the reason of a Dispensasi.
	"Catatan Tahapan.nama_pelaku": (NAME, ACCOUNT),
	"Catatan Tahapan.jabatan": (TITLE,),
	"Catatan Tahapan.pangkat": ("Pegawai.pangkat",),
	"Catatan Tahapan.nip": ("Pegawai.nip",),
	"Catatan Tahapan.peran": ("Role.name",),
	"Catatan Tahapan.kegiatan": ("Langkah SOP.kegiatan", "Workflow Action Master.name"),
	"Catatan Tahapan.aksi": ("Workflow Action Master.name",),
	"Catatan Tahapan.dari_status": ("Workflow State.name", "User.name"),
	"Catatan Tahapan.ke_status": ("Workflow State.name", "User.name"),
	"Catatan Tahapan.kelengkapan": ("Langkah SOP.kelengkapan",),
	"Catatan Tahapan.output": ("Langkah SOP.output",),
	"Catatan Tahapan.alasan": (
		Joined(("request", "name"), 60),
		Joined(("Usulan Perubahan.ringkasan", "Usulan Perubahan.alasan", "Usulan Perubahan.catatan"), 1000),
	),
	# Who signs: a change of it, and what is kept.
	"Usulan Perubahan.nama_pengusul": (ACCOUNT,),
	"Usulan Perubahan.nama_pemutus": (ACCOUNT,),
	"Usulan Perubahan.alasan": (
		"Pegawai.alasan_perubahan",
		"Penugasan.alasan_perubahan",
		Joined(("Penugasan.nomor_sk",), 3),
	),
	"Usulan Perubahan.catatan": ("request",),
	"Arsip Kertas.nama_oleh": (ACCOUNT,),
	"Register Nomor Surat.nomor": (
		"Disposisi.nomor_nota_dinas",
		"Rapat Kinerja.nomor_undangan",
		"Rapat Kinerja.nomor_notulen",
		"Perjanjian Kinerja.nomor",
	),
	"Register Nomor Surat.nama_oleh": (ACCOUNT,),
	"Arsip Kertas.print_format": ("Print Format.name",),
	"Arsip Kertas.kegiatan": ("Langkah SOP.kegiatan", "Workflow Action Master.name"),
	"Shipped Seed.nama_dokumen": ("name",),
	"Shipped Seed.kunci": ("name",),
}

# Notes of all sources in one column, however many they are: only a long text holds them.
GATHERED = {
	f"{ROW}.kendala_triwulan",
	f"{RECAP_ROW}.kendala",
	f"{RECAP_ROW}.tindak_lanjut",
	f"{RECAP_ROW}.keterangan",
	f"{RECAP_ROW}.sumber_rilis",
	"Format Data Kinerja.rilis_terbuka",
	"Validasi Rekap.bukti",
	"Arsip Kertas.isi",
	"Salinan Rekap.isi",
	"Catatan Tahapan.isi",
	"Usulan Perubahan.semula",
	"Usulan Perubahan.menjadi",
}

CUT = {"Arsip Kertas.judul", "Usulan Perubahan.perihal", "Register Nomor Surat.hal"}

# Figures as they are printed, choices, periods, fingerprints.
# Targets as they are written, and figures with the word of their scale.
WRITTEN = 120
FIGURE, WORD, SHA, CODE = 60, 60, 64, 40
MADE: dict[str, int] = {
	**{
		f"{ROW}.{field}": WRITTEN
		for field in ("target_teks", "target_sd_teks", "target_tahunan_teks", "target_asal")
	},
	f"{ROW}.capaian_teks": FIGURE,
	**{
		f"{RECAP_ROW}.{field}": WRITTEN
		for field in ("realisasi_teks", "sd_teks", "lalu_teks", "renstra_teks")
	},
	**{
		f"{RECAP_ROW}.{field}": FIGURE
		for field in (
			*("capaian_teks", "kemajuan_tahun_teks"),
			*("lalu_capaian_teks", "lalu_selisih_teks", "kemajuan_teks"),
		)
	},
	# `belum lengkap:` and the names of a year's months; their codes.
	f"{RECAP_ROW}.sd_capaian_teks": WRITTEN,
	f"{RECAP_ROW}.sd_belum": WRITTEN,
	**{f"{RECAP_ROW}.{field}": WORD for field in ("sd_status", "sd_terakhir", "lalu_arah", "lalu_status")},
	"Sumber Rekap.pembilang_teks": FIGURE,
	"Sumber Rekap.penyebut_teks": FIGURE,
	"Serapan Anggaran.serapan_teks": FIGURE,
	"Temuan Rekap.jenis": WORD,
	# Code and source of a row, and a sentence with its figures; a sentence for each of a dozen findings.
	"Temuan Rekap.uraian": 2000,
	f"{ROW}.temuan": 24_000,
	"Rekap Kinerja.rata_capaian_teks": 120,
	"Rekap Kinerja.rata_capaian_sd_teks": 120,
	"Rekap Kinerja.efisiensi_teks": FIGURE,
	"Rekap Kinerja.kategori_efisiensi": WORD,
	# A sentence a unit, of some hundred.
	"Rekap Kinerja.perlu_diperbarui": 60_000,
	"Rekap Kinerja.temuan_validasi": 60_000,
	# A name of an agreement a unit.
	"Format Data Kinerja.perjanjian": 60_000,
	# Names of documents, which hold codes of units (rules/unit_codes.py): see test_keys_have_room.
	"Disposisi.kunci": 140,
	"Format Data Kinerja.kunci": 140,
	"Rekap Kinerja.kunci": 140,
	"Format Data Kinerja.unggahan": 16 + 2 + SHA + CODE,
	"Periode Kinerja.nama_periode": WORD,
	"Arsip Kertas.kode": CODE,
	# A line for each field of a change, before and after, of at most two names each.
	"Usulan Perubahan.ringkasan": 30_000,
	"Arsip Kertas.galat": 2000,
	# A code of a unit, a year and what a number says; a sentence with one number or name of a document.
	"Register Nomor Surat.kunci": 26 + 6 + 140,
	"Register Nomor Surat.keterangan": 400,
	**{
		place: SHA
		for place in (
			*(
				"Arsip Kertas.sidik_berkas",
				"Arsip Kertas.sidik_isi",
				"Salinan Rekap.sidik",
				"Shipped Seed.sidik",
			),
			*(
				"Catatan Tahapan.sidik",
				"Catatan Tahapan.segel",
				"Rantai Catatan.sidik",
				"Rantai Catatan.segel",
			),
		)
	},
}
