# Menggabungkan angka beberapa sumber (Pelaksana atau unit) pada satu periode, untuk semua indikator sekaligus.
#
# Masuk : kelompok = [{"indikator", "kode", "cara", "faktor", "baris": [baris]}]
#         baris    = {"sumber", "status", "nilai", "pembilang", "penyebut", "lengkap"}; angkanya Decimal atau None
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

	if cara == "Jumlah" and bernilai:
		nilai = sum([b["nilai"] for b in bernilai])

	if cara == "Rata-rata" and bernilai:
		# Tiap sumber dihitung satu kali.
		pembilang = sum([b["nilai"] for b in bernilai])
		penyebut = len(bernilai)
		nilai = pembilang / penyebut

	if cara == "Rasio" and bernilai:
		# Persentase dihitung ulang dari jumlah pembilang dan jumlah penyebut, tidak dirata-ratakan.
		pembilang = sum([b["pembilang"] for b in bernilai])
		penyebut = sum([b["penyebut"] for b in bernilai])
		if penyebut:
			nilai = pembilang * satu["faktor"] / penyebut

	if cara == "Nilai Tunggal" and bernilai:
		ditunggu = bernilai
		nilai = bernilai[0]["nilai"]
		if len(set([b["nilai"] for b in bernilai])) > 1:
			frappe.throw(
				satu["kode"]
				+ ": Indikator “"
				+ satu["indikator"]
				+ "” hanya boleh mempunyai satu nilai, tetapi diisi berbeda oleh "
				+ ", ".join([b["sumber"] for b in bernilai])
				+ ". Sepakati satu sumber, lalu kosongkan atau samakan isian yang lain."
			)
		pembilang = bernilai[0]["pembilang"]
		penyebut = bernilai[0]["penyebut"]

	# Kosong bukan nol: tanpa angka, statusnya mengatakan mengapa.
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
