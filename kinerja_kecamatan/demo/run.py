"""`make demo`: the nine steps over HTTP, then the papers and figures into a folder.

Run as `python -m kinerja_kecamatan.demo.run --url http://127.0.0.1:8000 --site demo.localhost --sites-path ... --out out`
against a site on which demo.masters.load has run. Talks to the site over HTTP alone; only the declared clock is written to
the site's configuration.
"""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path

from kinerja_kecamatan.demo.client import DemoError, Person
from kinerja_kecamatan.demo.journey import DISPOSISI, FORMAT, REKAP, Journey
from kinerja_kecamatan.demo.masters_data import PASSWORD, read
from kinerja_kecamatan.demo.simulated_clock import SimulatedClock
from kinerja_kecamatan.rules.waktu_kerja import jam_ramadan, kalender_bawaan

START = datetime(2021, 4, 1, 7, 45)
PERIODE = "2021-TW1"
KECAMATAN = "PACE"


def main() -> int:
	args = arguments()
	data = read()
	out = Path(args.out)
	out.mkdir(parents=True, exist_ok=True)
	clock = SimulatedClock(
		Path(args.sites_path) / args.site / "site_config.json", START, calendar_of(data)
	)
	try:
		journey = Journey(
			people=log_in(args, data),
			units=units_of(data),
			clock=clock,
			data=data,
			periode=PERIODE,
			kecamatan=KECAMATAN,
			say=lambda line: print(line, flush=True),
		)
		print(f"SOP Pengumpulan Data Kinerja, {PERIODE}, jam simulasi mulai {START:%d-%m-%Y %H.%M}", flush=True)
		journey.run()
		closing(journey)
		write_out(journey, out)
	except DemoError as error:
		print(f"Demo berhenti: {error}", file=sys.stderr)
		return 1
	finally:
		clock.stop()
	print_logins(args, data)
	return 0


def arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--url", required=True)
	parser.add_argument("--site", required=True)
	parser.add_argument("--sites-path", required=True)
	parser.add_argument("--out", default="out")
	return parser.parse_args()


def calendar_of(data: dict):
	start, end = (date.fromisoformat(day) for day in data["ramadan"])
	return kalender_bawaan([date.fromisoformat(day) for day, _note in data["libur"]], jam_ramadan(start, end))


def units_of(data: dict) -> dict[str, dict]:
	return {unit["kode"] if not unit["induk"] else f"{KECAMATAN}-{unit['kode']}": unit for unit in data["unit"]}


def log_in(args: argparse.Namespace, data: dict) -> dict[str, Person]:
	"""Sessions by place: camat, sekcam, pek, and per unit its head (ku:) and its Jabatan Pelaksana (jp:)."""
	people: dict[str, Person] = {}
	for row in data["pegawai"]:
		person = Person(args.url, args.site, row["user"], PASSWORD, row["jabatan"])
		unit = KECAMATAN if row["unit"] == KECAMATAN else f"{KECAMATAN}-{row['unit']}"
		for role, _reach in row["peran"]:
			key = {"Camat": "camat", "Sekcam": "sekcam", "Kasubag PEK": "pek"}.get(role)
			key = key or {"Kepala Unit": f"ku:{unit}", "Jabatan Pelaksana": f"jp:{unit}"}.get(role, row["user"])
			people[key] = person
	return people


def closing(journey: Journey) -> None:
	"""The nine steps together, as the office is judged."""
	summary = journey.people["sekcam"].read("kinerja_kecamatan.stages.summary.ringkasan", disposisi=journey.disposisi)
	print("\nTerhadap mutu baku (simulasi):")
	for row in summary["langkah"]:
		print(f"  {row['nomor']}  {row['kegiatan']:<24}{row['pelaksanaan']:>5} / {row['standar']:>3} menit  {row['nilai']}")
	print(
		f"  Jumlah {summary['pelaksanaan']} / {summary['standar']} menit; siklus {summary['siklus']} menit kerja dari draf sampai final."
	)


def write_out(journey: Journey, out: Path) -> None:
	"""PDF of each paper, the recap as xlsx, the list of steps as demo.json."""
	reader = journey.people["sekcam"]
	papers = [("1 Lembar Disposisi", DISPOSISI, journey.disposisi, "Lembar Disposisi")]
	papers += [(f"5 Format {unit}", FORMAT, name, "Format Data Kinerja") for unit, name in journey.formats.items()]
	papers += [(f"6 Rekap {unit}", REKAP, name, "Rekap Data Kinerja Unit") for unit, name in journey.recaps.items()]
	papers += [("9 Rekap Kecamatan", REKAP, journey.final, "Rekap Data Kinerja Kecamatan")]
	for title, doctype, name, layout in papers:
		pdf = reader.download(
			"frappe.utils.print_format.download_pdf", doctype=doctype, name=name, format=layout, no_letterhead=1
		)
		(out / f"{title}.pdf").write_bytes(pdf)
	book = reader.download("kinerja_kecamatan.excel.recap.unduh", name=journey.final)
	(out / "9 Rekap Kecamatan.xlsx").write_bytes(book)
	(out / "demo.json").write_text(json.dumps(journey.log, indent=1, ensure_ascii=False) + "\n")
	print(f"\n{len(papers)} dokumen PDF, rekap xlsx dan demo.json ada di {out}/")


def print_logins(args: argparse.Namespace, data: dict) -> None:
	print(f"\nAkun peraga (sandi {PASSWORD}):")
	for row in data["pegawai"]:
		print(f"  {row['user']:<32} {row['jabatan']}")


if __name__ == "__main__":
	sys.exit(main())
