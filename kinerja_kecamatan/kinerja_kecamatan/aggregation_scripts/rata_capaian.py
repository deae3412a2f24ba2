# Rata-rata capaian unit, kecamatan, atau satu tingkat indikator.
#
# Masuk : kelompok = [{"baris": [{"capaian", "bobot"}], "semua_berbobot"}]; capaian dalam persen, sudah dibatasi, hanya
#         yang dapat dihitung. semua_berbobot: bobot dipakai hanya bila setiap baris mempunyai bobot (rekap kecamatan).
# Keluar: hasil    = [rata-rata dalam persen, atau None bila tidak ada yang dihitung], urutannya sama
# Aturannya: docs/server-scripts.md

hasil = []
for satu in kelompok:
	baris = satu["baris"]
	berbobot = [b for b in baris if b["bobot"]]
	if not berbobot or (satu["semua_berbobot"] and len(berbobot) < len(baris)):
		rata = sum([b["capaian"] for b in baris]) / len(baris) if baris else None
	else:
		rata = sum([b["capaian"] * b["bobot"] for b in berbobot]) / sum([b["bobot"] for b in berbobot])
	hasil.append(rata)
