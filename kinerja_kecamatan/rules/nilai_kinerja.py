"""Mean capaian of a unit or of the kecamatan, simple or weighted by bobot (domain.md 2 "Bobot")."""

from collections.abc import Iterable
from decimal import Decimal

from .angka import cetak_angka
from .desimal import Bilangan, hitungan, ke_desimal
from .galat import AgregasiTidakSah

_NOL, SERATUS = Decimal(0), Decimal(100)


def rata_rata(nilai: Iterable[Bilangan | None]) -> Decimal | None:
	"""Simple mean of what is there (capaian in percent, capped); None if nothing is."""
	return rata_rata_berbobot((satu, None) for satu in nilai)


def rata_rata_berbobot(pasangan: Iterable[tuple[Bilangan | None, Bilangan | None]]) -> Decimal | None:
	"""sum(bobot x nilai) / sum(bobot) over the pairs (nilai, bobot) that have a nilai (domain.md 2 "Bobot").

	If no pair at all carries a bobot (None or 0), the simple mean. None if nothing is measurable, or if what
	is has no bobot. Error: AgregasiTidakSah for a negative bobot.
	"""
	semua = [(ke_desimal(nilai), ke_desimal(bobot) or _NOL) for nilai, bobot in pasangan]
	if any(bobot < 0 for _, bobot in semua):
		raise AgregasiTidakSah(
			"Bobot indikator tidak boleh kurang dari 0. Periksa bobot di Perjanjian Kinerja."
		)
	tanpa_bobot = not any(bobot for _, bobot in semua)
	with hitungan():
		terukur = [
			(nilai, Decimal(1) if tanpa_bobot else bobot) for nilai, bobot in semua if nilai is not None
		]
		jumlah_bobot = sum((bobot for _, bobot in terukur), _NOL)
		if not jumlah_bobot:
			return None
		return sum((nilai * bobot for nilai, bobot in terukur), _NOL) / jumlah_bobot


def peringatan_bobot(bobot: Iterable[Bilangan | None]) -> str | None:
	"""What is odd about a unit's bobot, as a sentence: optional, but then all indicators have one and they come to 100 (domain.md
	2 "Bobot"). None where there is nothing to say.
	"""
	semua = [ke_desimal(satu) or _NOL for satu in bobot]
	tanpa, jumlah = sum(not satu for satu in semua), sum(semua, _NOL)
	if tanpa == len(semua) or (not tanpa and jumlah == SERATUS):
		return None
	kalimat = [f"Jumlah bobot {cetak_angka(jumlah)}{'' if jumlah == SERATUS else ', seharusnya 100'}."]
	if tanpa:
		kalimat.append(
			f"{tanpa} dari {len(semua)} indikator tidak berbobot sehingga tidak ikut dalam rata-rata capaian unit."
		)
	return " ".join(kalimat)
