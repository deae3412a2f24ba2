# Menggabungkan angka satu indikator dari beberapa periode menjadi angka tahun berjalan, untuk semua indikator sekaligus.
#
# Masuk : kelompok = [{"indikator", "kode", "cara", "faktor", "baris": [baris]}], barisnya dari periode terlama
#         baris    = {"sumber" (kode periode), "status", "nilai", "pembilang", "penyebut", "lengkap"}
# Keluar: hasil    = satu untuk tiap kelompok, urutannya sama:
#         {"status", "nilai", "pembilang", "penyebut", "lengkap", "asal", "belum"}
# Aturannya: docs/server-scripts.md

hasil = []
for satu in kelompok:
	cara = satu["cara"]
	bernilai = [b for b in satu["baris"] if b["status"] in ("Terisi", "Nihil")]
	ditunggu = satu["baris"]
	nilai = None
	pembilang = None
	penyebut = None

	# [cara waktu]

	semua = set([b["status"] for b in satu["baris"]])
	status = "Tidak Ada Objek"
	if nilai is not None:
		status = "Nihil" if all([b["status"] == "Nihil" for b in bernilai]) else "Terisi"
	elif not semua or "Belum Diisi" in semua:
		status = "Belum Diisi"
	elif semua == set(["Tidak Diukur"]):
		status = "Tidak Diukur"

	belum = [b["sumber"] for b in ditunggu if b["status"] == "Belum Diisi" or not b["lengkap"]]
	hasil.append(
		{
			"status": status,
			"nilai": nilai,
			"pembilang": pembilang,
			"penyebut": penyebut,
			"lengkap": bool(satu["baris"]) and not belum,
			"asal": [b["sumber"] for b in bernilai],
			"belum": belum,
		}
	)
