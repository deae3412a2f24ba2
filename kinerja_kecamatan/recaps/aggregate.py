"""From source rows to a recap's rows: this period's figures, with the notes and the trace of where they come from."""

from collections.abc import Iterable

from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.columns import set_result
from kinerja_kecamatan.figures.groups import by_indicator, group_of
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.rilis import publishers_of, starred
from kinerja_kecamatan.rules.status import BELUM_DIISI, STATUS_BERNILAI

COPIED = (
	"indikator",
	"kode",
	"nama_indikator",
	"sasaran",
	"tingkat",
	"satuan",
	"sifat",
	"agregasi_waktu",
	"agregasi_sumber",
	"desimal",
	"skala_nilai",
	"bobot",
	"rumus_negatif",
	"batas_capaian",
	"diukur",
	"target",
	"target_sd",
	"target_tahunan",
	"target_lebar",
	"target_sd_lebar",
	"target_tahunan_lebar",
	"target_teks",
	"target_sd_teks",
	"target_tahunan_teks",
	"target_asal",
)
NOTES = ("kendala", "tindak_lanjut", "keterangan")
THIS_PERIOD, THIS_YEAR, LAST_YEAR = "Periode Ini", "Tahun Berjalan", "Tahun Lalu"


def fill_rows(doc, sources: Iterable, policy) -> None:
	"""Set a Rekap's `baris` and the sources of this period in `sumber`.

	Sources are dicts with the columns of Baris Data Kinerja, `lengkap`, `sumber_nama`, `unit_kerja`, `jenis_dokumen`,
	`dokumen` and `baris_sumber`; their order is kept.
	"""
	groups = list(by_indicator(sources).values())
	doc.set("baris", [])
	doc.set("sumber", [])
	results = engine.over_sources([group_of(rows) for rows in groups])
	for rows, result in zip(groups, results, strict=True):
		row = _append_row(doc, rows)
		with engine.naming_indicator(row.kode or row.indikator):
			set_result(
				row, result, policy, [one.realisasi_teks for one in rows if one.status in STATUS_BERNILAI]
			)
		unreported = any(source.get("tidak_disampaikan") for source in rows)
		row.tidak_disampaikan = int(unreported and row.status == BELUM_DIISI)
		for source in rows:
			doc.append("sumber", trace_row(source, THIS_PERIOD, doc.periode))


def _append_row(doc, rows: list):
	row = doc.append("baris", {field: rows[0].get(field) for field in COPIED})
	units = {source.unit_kerja for source in rows}
	row.unit_kerja = units.pop() if len(units) == 1 else None
	row.dikoreksi = int(any(source.get("dikoreksi") for source in rows))
	for field in NOTES:
		row.set(field, _join(rows, field))
	row.update(publishers_of(rows))
	return row


def _join(rows: list, field: str) -> str:
	"""The notes of all sources; named when there are several."""
	notes = [(row.sumber_nama, (row.get(field) or "").strip()) for row in rows]
	notes = [(name, text) for name, text in notes if text]
	if len(notes) == 1:
		return notes[0][1]
	return "\n".join(f"{name}: {text}" for name, text in notes)


def trace_row(source, purpose: str, period: str) -> dict:
	"""A Sumber Rekap row: which document's row, what stood in it, and its evidence."""
	filled = source.status in STATUS_BERNILAI
	return {
		"indikator": source.indikator,
		"untuk": purpose,
		"periode": period,
		"unit_kerja": source.unit_kerja,
		"jenis_dokumen": source.jenis_dokumen,
		"dokumen": source.dokumen,
		"baris_sumber": source.baris_sumber,
		"status": source.status,
		"nilai_teks": starred(source.realisasi_teks, filled and source.get("sementara")),
		"pembilang_teks": print_number(source.nilai_pembilang) if filled and source.nilai_penyebut else "",
		"penyebut_teks": print_number(source.nilai_penyebut) if filled and source.nilai_penyebut else "",
		"nama_pelaksana": source.sumber_nama,
		"bukti": source.get("bukti") or source.get("tautan_bukti"),
	}
