"""The sheet that explains the template."""

from collections.abc import Sequence

from kinerja_kecamatan.excel.sheets import SheetWriter

TITLE = "CARA MENGISI TEMPLAT DATA KINERJA"
POINTS = (
	"Isilah hanya sel kuning pada lembar Isian. Sel abu-abu terkunci: isinya dari Perjanjian Kinerja atau dihitung sendiri.",
	"Tulis angka seperti biasa: 1.234,5 atau 93,75. Titik untuk ribuan, koma untuk desimal.",
	"Indikator dengan Skala Nilai diisi katanya (misalnya BB, WTP, Ada) atau skornya; katanya disebut saat selnya dipilih.",
	"Kosong bukan nol. Bila realisasinya memang nol, tulis 0 atau pilih Nihil, lalu beri keterangan.",
	"Bila tidak ada yang diukur (0 dari 0), pilih Tidak Ada Objek pada kolom Bila Tanpa Angka.",
	"Angka dari luar (nilai SAKIP, IKM, IDM) yang belum terbit: pilih Menunggu Rilis pada kolom Bila Tanpa Angka, atau tulis menunggu rilis di tempat angkanya; isi juga Sumber Rilis dan Perkiraan Rilis.",
	"Angka yang sudah ada tetapi belum resmi ditulis dengan tanda * di belakangnya, misalnya 82,5*. Hapus tandanya bila sudah resmi.",
	"Indikator tanpa target pada periode ini boleh diisi; angkanya disimpan sebagai informasi dan tidak dinilai.",
	"Indikator berpembilang dan berpenyebut: isi keduanya; realisasinya dihitung sendiri.",
	"Capaian dan predikat pada lembar ini hanya untuk dilihat. Yang berlaku adalah hitungan aplikasi sesudah diunggah.",
	"Capaian “di rekap unit”: indikator itu diisi bersama. Tulis bagian Anda saja; targetnya milik seluruh unit.",
	"Target yang belum tercapai perlu kendala; setiap kendala perlu tindak lanjut. Sel jingga berarti masih ada yang perlu dilengkapi.",
	"Bukti tidak dapat dikirim lewat Excel; lampirkan pada Format di aplikasi. Begitu pula Laporan Nihil dan catatan.",
	"Menempel dari berkas lain: pakai Tempel Nilai (Paste Values). Sel yang berisi rumus ditolak.",
	"Jangan menambah, menghapus, memindah atau menggabung baris. Aplikasi mengenali barisnya dan menolak bila susunannya berubah.",
	"Selesai mengisi: simpan sebagai .xlsx, buka Format di aplikasi, tekan Unggah Excel. Aplikasi menunjukkan dulu apa yang berubah.",
	"Berkas ini hanya untuk satu Format. Bila Format-nya sudah diubah di aplikasi sesudah templat diunduh, unduhlah templat baru.",
)


def write(sheet: SheetWriter, derived: Sequence[str] = ()) -> None:
	"""Fill the sheet in; it is for reading only.

	:param derived: lines on targets that nobody has typed
	"""
	style = sheet.book.style
	sheet.sheet.protection.sheet = True
	sheet.row([TITLE], style("judul"))
	sheet.blank()
	said = [*POINTS, *(f"Target turunan {line}." for line in derived)]
	for number, point in enumerate(said, start=1):
		sheet.row([number, point], style("naskah"))
