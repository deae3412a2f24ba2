from kinerja_kecamatan.access.rows import RowOfParent


class BarisDataKinerja(RowOfParent):
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
		bukti: DF.Attach | None
		bukti_wajib: DF.Check
		capaian: DF.Float
		capaian_teks: DF.Data | None
		catatan_perbaikan: DF.SmallText | None
		dari_triwulan: DF.Check
		desimal: DF.Int
		dihitung: DF.Check
		diukur: DF.Check
		indikator: DF.Link
		kendala: DF.SmallText | None
		kendala_triwulan: DF.LongText | None
		keterangan: DF.SmallText | None
		kode: DF.Data | None
		lengkap: DF.Check
		nama_indikator: DF.SmallText | None
		nilai: DF.Float
		nilai_pembilang: DF.Float
		nilai_penyebut: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pembilang: DF.Data | None
		penjelasan_temuan: DF.SmallText | None
		penyebut: DF.Data | None
		perkiraan_rilis: DF.Date | None
		predikat: DF.Data | None
		realisasi: DF.Data | None
		rumus_negatif: DF.Data | None
		sasaran: DF.SmallText | None
		satuan: DF.Data | None
		sebagian: DF.Check
		sebutan_pembilang: DF.Data | None
		sebutan_penyebut: DF.Data | None
		sementara: DF.Check
		sifat: DF.Data | None
		skala_nilai: DF.Data | None
		status: DF.Literal[
			"Belum Diisi", "Terisi", "Nihil", "Tidak Ada Objek", "Menunggu Rilis", "Tidak Diukur"
		]
		sumber_rilis: DF.SmallText | None
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
		tautan_bukti: DF.Data | None
		temuan: DF.SmallText | None
		tindak_lanjut: DF.SmallText | None
		tingkat: DF.Data | None
		urutan_target: DF.Int
	# end: auto-generated types
	pass
