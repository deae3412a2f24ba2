"""`make demo`: the nine steps over HTTP, then the papers and figures into a folder.

Run as `python -m kinerja_kecamatan.demo.run --url http://127.0.0.1:8000 --site demo.localhost --sites-path ... --out out`
against a site on which demo.masters.load has run. Talks to the site over HTTP alone; only the declared clock is written to
the site's configuration.
"""

import argparse
import io
import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

from kinerja_kecamatan.base.doctypes import DISPOSISI, PERJANJIAN, REKAP, SOP, UNIT_KERJA
from kinerja_kecamatan.demo.client import DemoError, Person
from kinerja_kecamatan.demo.journey import Journey, Round
from kinerja_kecamatan.demo.masters_data import PASSWORD, read
from kinerja_kecamatan.demo.simulated_clock import SimulatedClock
from kinerja_kecamatan.rules.numbers import print_percent
from kinerja_kecamatan.rules.working_time import default_calendar, ramadan_hours

KECAMATAN = "PACE"
# Four quarters of one year and the year itself; the first is told step by step.
ROUNDS = (
	Round(
		"2021-TW1",
		"Triwulan I Tahun 2021",
		datetime(2021, 4, 1, 7, 45),
		"2021-04-09",
		"Tindak lanjuti indikator yang belum mencapai target pada triwulan II.",
		told=True,
	),
	Round(
		"2021-TW2",
		"Triwulan II Tahun 2021",
		datetime(2021, 7, 1, 7, 45),
		"2021-07-09",
		"Kejar musyawarah yang tertunda.",
	),
	Round(
		"2021-TW3",
		"Triwulan III Tahun 2021",
		datetime(2021, 10, 1, 7, 45),
		"2021-10-11",
		"Patroli gabungan dilanjutkan.",
	),
	Round(
		"2021-TW4",
		"Triwulan IV Tahun 2021",
		datetime(2022, 1, 3, 7, 45),
		"2022-01-11",
		"Siapkan bahan laporan kinerja.",
	),
	Round(
		"2021", "Tahun 2021", datetime(2022, 1, 24, 7, 45), "2022-02-01", "Jadikan bahan LKjIP Tahun 2021."
	),
)


def main() -> int:
	args = arguments()
	data = read()
	out = Path(args.out)
	out.mkdir(parents=True, exist_ok=True)
	clock = SimulatedClock(
		Path(args.sites_path) / args.site / "site_config.json", ROUNDS[0].mulai, calendar_of(data)
	)
	try:
		people, units = log_in(args, data), units_of(data)
		first = ROUNDS[0]
		print(
			f"SOP Pengumpulan Data Kinerja, {first.periode}, jam simulasi mulai {first.mulai:%d-%m-%Y %H.%M}",
			flush=True,
		)
		journeys = [run_round(one, people, units, clock, data) for one in ROUNDS]
		write_out(journeys[0], out)
		write_annual(journeys[-1], out)
	except DemoError as error:
		print(f"Demo berhenti: {error}", file=sys.stderr)
		return 1
	finally:
		clock.stop()
	print_logins(args, data)
	return 0


def run_round(
	one: Round, people: dict[str, Person], units: dict, clock: SimulatedClock, data: dict
) -> Journey:
	"""One period from the order to the Camat's note."""
	clock.set(max(one.mulai, clock.now))
	journey = Journey(
		people=people,
		units=units,
		clock=clock,
		data=data,
		round=one,
		kecamatan=KECAMATAN,
		say=lambda line: print(line, flush=True),
	)
	journey.run()
	if one.told:
		closing(journey)
		print("\nPeriode berikutnya:", flush=True)
	final = people["sekcam"].get(REKAP, journey.final)
	print(
		f"  {one.nama:<24} rata-rata IKU {print_percent(final['rata_capaian']):>8}, s.d. {print_percent(final['rata_capaian_sd']):>8}"
		f"{' (' + final['predikat_sd'] + ')' if final['predikat_sd'] else ''}, serapan {print_percent(final['serapan'])},"
		f" {final['kategori_efisiensi'] or '-'}",
		flush=True,
	)
	return journey


def arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--url", required=True)
	parser.add_argument("--site", required=True)
	parser.add_argument("--sites-path", required=True)
	parser.add_argument("--out", default="out")
	return parser.parse_args()


def calendar_of(data: dict):
	start, end = (date.fromisoformat(day) for day in data["ramadan"])
	return default_calendar(
		[date.fromisoformat(day) for day, _note in data["libur"]], ramadan_hours(start, end)
	)


def units_of(data: dict) -> dict[str, dict]:
	return {
		unit["kode"] if not unit["induk"] else f"{KECAMATAN}-{unit['kode']}": unit for unit in data["unit"]
	}


def log_in(args: argparse.Namespace, data: dict) -> dict[str, Person]:
	"""Sessions by place: camat, sekcam, pek, and per unit its head (ku:) and its Jabatan Pelaksana (jp:)."""
	people: dict[str, Person] = {}
	for row in data["pegawai"]:
		person = Person(args.url, args.site, row["user"], PASSWORD, row["jabatan"])
		unit = KECAMATAN if row["unit"] == KECAMATAN else f"{KECAMATAN}-{row['unit']}"
		for role, _reach in row["peran"]:
			key = {"Camat": "camat", "Sekcam": "sekcam", "Kasubag PEK": "pek"}.get(role)
			key = key or {"Kepala Unit": f"ku:{unit}", "Jabatan Pelaksana": f"jp:{unit}"}.get(
				role, row["user"]
			)
			people[key] = person
	return people


def closing(journey: Journey) -> None:
	"""The nine steps together, as the office is judged."""
	summary = journey.people["sekcam"].read(
		"kinerja_kecamatan.step_log.api.ringkasan", disposisi=journey.disposisi
	)
	print("\nTerhadap mutu baku (simulasi):")
	for row in summary["langkah"]:
		print(
			f"  {row['nomor']}  {row['kegiatan']:<24}{row['pelaksanaan']:>5} / {row['standar']:>3} menit  {row['nilai']}"
		)
	print(
		f"  Jumlah {summary['pelaksanaan']} / {summary['standar']} menit; siklus {summary['siklus']} menit kerja dari draf sampai final."
	)


def write_out(journey: Journey, out: Path) -> None:
	"""The complete file of the Disposisi: its papers by step, recaps as xlsx and evidence, as one PDF and as a zip."""
	reader = journey.people["sekcam"]
	while reader.prepare(journey.disposisi):
		print("  kertas sedang disimpan ...", flush=True)
	whole = reader.download("kinerja_kecamatan.archive.api.berkas", disposisi=journey.disposisi)
	(out / f"Berkas {journey.disposisi}.pdf").write_bytes(whole)
	packed = reader.download("kinerja_kecamatan.archive.api.berkas_zip", disposisi=journey.disposisi)
	(out / f"Berkas {journey.disposisi}.zip").write_bytes(packed)
	with zipfile.ZipFile(io.BytesIO(packed)) as archive:
		archive.extractall(out)
		count = sum(name.endswith(".pdf") for name in archive.namelist())
	masters = write_masters(journey, out)
	(out / "demo.json").write_text(json.dumps(journey.log, indent=1, ensure_ascii=False) + "\n")
	print(
		f"\n{count + masters} dokumen PDF, rekap xlsx, berkas lengkap (pdf, zip) dan demo.json ada di {out}/"
	)


def write_masters(journey: Journey, out: Path) -> int:
	"""What the file rests on: the SOP, the Kamus Indikator, the Perjanjian Kinerja of each unit."""
	reader = journey.people["sekcam"]
	folder = out / "Dokumen Dasar"
	folder.mkdir(exist_ok=True)
	papers = [
		(SOP, reader.get(DISPOSISI, journey.disposisi)["sop"], "SOP"),
		(UNIT_KERJA, KECAMATAN, "Kamus Indikator"),
	]
	agreements = reader.list(PERJANJIAN, {"kecamatan": KECAMATAN}, ["name"])
	papers += [(PERJANJIAN, row["name"], "Perjanjian Kinerja") for row in agreements]
	for doctype, name, layout in papers:
		pdf = reader.download(
			"frappe.utils.print_format.download_pdf",
			doctype=doctype,
			name=name,
			format=layout,
			no_letterhead=1,
		)
		(folder / f"{layout} {name}.pdf").write_bytes(pdf)
	return len(papers)


def write_annual(journey: Journey, out: Path) -> None:
	"""The year's recap, computed from its four quarters, and what it is for: the material for the LKjIP, the evidence."""
	reader = journey.people["sekcam"]
	pdf = reader.download(
		"frappe.utils.print_format.download_pdf",
		doctype=REKAP,
		name=journey.final,
		format="Rekap Data Kinerja Kecamatan",
		no_letterhead=1,
	)
	(out / "Rekap Tahunan Kecamatan.pdf").write_bytes(pdf)
	files = {
		"Rekap Tahunan Kecamatan.xlsx": ("excel.api.unduh_rekap", {}),
		"Bahan LKjIP.docx": ("reporting.api.bahan_lkjip", {"bentuk": "docx"}),
		"Bahan LKjIP.xlsx": ("reporting.api.bahan_lkjip", {"bentuk": "xlsx"}),
		"Bukti Dukung SAKIP.zip": ("reporting.api.bukti_dukung", {}),
	}
	for title, (method, values) in files.items():
		(out / title).write_bytes(
			reader.download(f"kinerja_kecamatan.{method}", name=journey.final, **values)
		)


def print_logins(args: argparse.Namespace, data: dict) -> None:
	print(f"\nAkun peraga (sandi {PASSWORD}):")
	for row in data["pegawai"]:
		print(f"  {row['user']:<32} {row['jabatan']}")


if __name__ == "__main__":
	sys.exit(main())
