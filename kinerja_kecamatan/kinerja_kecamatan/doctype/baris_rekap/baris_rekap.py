import frappe

from kinerja_kecamatan.recaps.computed_tables import ComputedRow
from kinerja_kecamatan.base.doctypes import RECAP_ROW

# What the database groups by and adds up (recaps/interim.py, recaps/offices.py): read from the index, without the rows' texts.
FIGURES = ("parent", "parenttype", "indikator", "status", "nilai", "nilai_pembilang", "nilai_penyebut")


class BarisRekap(ComputedRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agregasi_sumber: DF.Data | None
		agregasi_waktu: DF.Data | None
		batas_capaian: DF.Data | None
		belum_utuh: DF.Check
		bobot: DF.Float
		capaian: DF.Float
		capaian_dibatasi: DF.Float
		capaian_teks: DF.Data | None
		desimal: DF.Int
		dihitung: DF.Check
		dikoreksi: DF.Check
		diukur: DF.Check
		indikator: DF.Link
		kemajuan: DF.Float
		kemajuan_tahun: DF.Float
		kemajuan_tahun_teks: DF.Data | None
		kemajuan_teks: DF.Data | None
		kendala: DF.LongText | None
		keterangan: DF.LongText | None
		kode: DF.Data | None
		lalu_arah: DF.Data | None
		lalu_capaian_teks: DF.Data | None
		lalu_nilai: DF.Float
		lalu_pembilang: DF.Float
		lalu_penyebut: DF.Float
		lalu_selisih_teks: DF.Data | None
		lalu_status: DF.Data | None
		lalu_teks: DF.Data | None
		lengkap: DF.Check
		nama_indikator: DF.SmallText | None
		nilai: DF.Float
		nilai_pembilang: DF.Float
		nilai_penyebut: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		perkiraan_rilis: DF.Date | None
		predikat: DF.Data | None
		realisasi_teks: DF.Data | None
		renstra_tahun: DF.Int
		renstra_target: DF.Float
		renstra_teks: DF.Data | None
		rumus_negatif: DF.Data | None
		sasaran: DF.SmallText | None
		satuan: DF.Data | None
		sd_belum: DF.Data | None
		sd_belum_utuh: DF.Check
		sd_capaian: DF.Float
		sd_capaian_dibatasi: DF.Float
		sd_capaian_teks: DF.Data | None
		sd_dihitung: DF.Check
		sd_lengkap: DF.Check
		sd_nilai: DF.Float
		sd_pembilang: DF.Float
		sd_penyebut: DF.Float
		sd_predikat: DF.Data | None
		sd_sementara: DF.Check
		sd_status: DF.Data | None
		sd_teks: DF.Data | None
		sd_terakhir: DF.Data | None
		sementara: DF.Check
		sifat: DF.Data | None
		skala_nilai: DF.Data | None
		status: DF.Literal[
			"Belum Diisi", "Terisi", "Nihil", "Tidak Ada Objek", "Menunggu Rilis", "Tidak Diukur"
		]
		sumber_rilis: DF.LongText | None
		target: DF.Float
		target_asal: DF.Data | None
		target_lebar: DF.Float
		target_sd: DF.Float
		target_sd_lebar: DF.Float
		target_sd_teks: DF.Data | None
		target_tahunan: DF.Float
		target_tahunan_lebar: DF.Float
		target_tahunan_teks: DF.Data | None
		target_teks: DF.Data | None
		tidak_disampaikan: DF.Check
		tindak_lanjut: DF.LongText | None
		tingkat: DF.Data | None
		unit_kerja: DF.Link | None
	# end: auto-generated types


def on_doctype_update() -> None:
	frappe.db.add_index(RECAP_ROW, list(FIGURES), "figures")
