"""Mean capaian of a unit or of the kecamatan, simple or weighted by bobot."""

from collections.abc import Iterable
from decimal import Decimal

from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import AgregasiTidakSah
from .numbers import print_number

_NOL, SERATUS = Decimal(0), Decimal(100)


def mean(nilai: Iterable[Bilangan | None]) -> Decimal | None:
	"""Simple mean of what is there (capaian in percent, capped); None if nothing is."""
	return weighted_mean((satu, None) for satu in nilai)


def weighted_mean(pasangan: Iterable[tuple[Bilangan | None, Bilangan | None]]) -> Decimal | None:
	"""sum(bobot x nilai) / sum(bobot) over the pairs (nilai, bobot) that have a nilai.

	If no pair at all carries a bobot (None or 0), the simple mean. None if nothing is measurable, or if what
	is has no bobot. Error: AgregasiTidakSah for a negative bobot.
	"""
	semua = [(to_decimal(nilai), to_decimal(bobot) or _NOL) for nilai, bobot in pasangan]
	if any(bobot < 0 for _, bobot in semua):
		raise AgregasiTidakSah(
			"Bobot indikator tidak boleh kurang dari 0. Periksa bobot di Perjanjian Kinerja."
		)
	tanpa_bobot = not any(bobot for _, bobot in semua)
	with exact_arithmetic():
		terukur = [
			(nilai, Decimal(1) if tanpa_bobot else bobot) for nilai, bobot in semua if nilai is not None
		]
		jumlah_bobot = sum((bobot for _, bobot in terukur), _NOL)
		if not jumlah_bobot:
			return None
		return sum((nilai * bobot for nilai, bobot in terukur), _NOL) / jumlah_bobot


def warning_about_weights(bobot: Iterable[Bilangan | None]) -> str | None:
	"""What is odd about a unit's bobot, as a sentence: optional, but then all indicators have one and they come to 100. None where there is nothing to say."""
	semua = [to_decimal(satu) or _NOL for satu in bobot]
	tanpa, jumlah = sum(not satu for satu in semua), sum(semua, _NOL)
	if tanpa == len(semua) or (not tanpa and jumlah == SERATUS):
		return None
	kalimat = [f"Jumlah bobot {print_number(jumlah)}{'' if jumlah == SERATUS else ', seharusnya 100'}."]
	if tanpa:
		kalimat.append(
			f"{tanpa} dari {len(semua)} indikator tidak berbobot sehingga tidak ikut dalam rata-rata capaian unit."
		)
	return " ".join(kalimat)
