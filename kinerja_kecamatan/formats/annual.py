"""A year's Format: its figures come from the periods that the year was collected in (quarters, semesters, months), nobody types them
again. The columns are called after the quarters, which came first.

What was never measured in any of them (a yearly survey) is typed as in any other period.
"""

from collections.abc import Sequence

from frappe import _

from kinerja_kecamatan.figures import engine, history
from kinerja_kecamatan.figures.columns import MARKS, stored_period
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.figures.judging import row_text
from kinerja_kecamatan.office.names import period_name
from kinerja_kecamatan.office.periods import part_word, parts_of
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.decimals import rounded
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.recap_rows import rows_of_time
from kinerja_kecamatan.rules.rilis import publishers_of
from kinerja_kecamatan.rules.status import (
	BELUM_DIISI,
	MENUNGGU_RILIS,
	NIHIL,
	STATUS_BERNILAI,
	TIDAK_ADA_OBJEK,
)

# As the list of the periods' words says them.
KENDALA, TINDAK_LANJUT = "Kendala", "Tindak lanjut"
FIGURES = (
	*("status", "realisasi", "pembilang", "penyebut", "lengkap", *MARKS),
	*("sumber_rilis", "perkiraan_rilis", "kendala_triwulan"),
)
# What a row says whose periods have no figure.
EMPTY = {
	**dict.fromkeys(("realisasi", "pembilang", "penyebut"), ""),
	**dict.fromkeys(("dari_triwulan", *MARKS), 0),
	"lengkap": 1,
}


def fill_from_periods(
	rows: list, kecamatan: str, periode: str, disposisi: str | None = None, *, units: Sequence[str]
) -> None:
	"""Put the periods' figures into a year's rows (dicts or child documents), marking each that has one; rows of other
	periods are left as they are.

	:param units: whose each row is. A period in which that unit has not reported is missing, whoever else has; ValueError for
	        a row without one, of which any unit's figures would be taken.
	"""
	parts = parts_of(kecamatan, periode)
	whose = list(zip(rows, units, strict=True))
	measured = [(row, unit) for row, unit in whose if row.get("diukur")] if parts else []
	if not measured:
		return
	if nobodys := [row.get("indikator") for row, unit in measured if not unit]:
		raise ValueError(f"rows of no unit: {nobodys}")
	past = history.history_of(kecamatan, parts, [row.get("indikator") for row, _unit in measured], disposisi)
	known = [(row, unit) for row, unit in measured if past.periods.get(row.get("indikator"))]
	results = engine.over_time([_group(row, parts, past, unit) for row, unit in known])
	word = part_word(kecamatan, periode)
	for (row, unit), result in zip(known, results, strict=True):
		then = [one for period in parts for one in past.rows_of(row.get("indikator"), period, unit)]
		if result["status"] in (*STATUS_BERNILAI, TIDAK_ADA_OBJEK):
			row.update(_cells(row, result, word, [one.realisasi_teks for one in then]))
			row.update(_publishers(then))
		elif result["status"] == MENUNGGU_RILIS and (
			row.get("status") == BELUM_DIISI or row.get("dari_triwulan")
		):
			# Nobody has it yet; who gets it first may type it here.
			row.update({**EMPTY, "status": MENUNGGU_RILIS, **_publishers(then)})


def _publishers(then: list) -> dict:
	"""What the periods say of it; where they say nothing, what stands in the row (its indicator's hint) stays."""
	return {field: said for field, said in publishers_of(then).items() if said}


def fill_notes(rows: list, kecamatan: str, periode: str, *, units: Sequence[str]) -> None:
	"""Put beside a year's rows what its periods said: `kendala_triwulan`, the material for the year's own kendala and tindak
	lanjut, which a person writes. Rows of other periods are left as they are."""
	parts = parts_of(kecamatan, periode)
	if not parts or not rows:
		return
	notes = history.notes_of(kecamatan, parts, [row.get("indikator") for row in rows])
	for row, unit in zip(rows, units, strict=True):
		said = [(period, notes.get((row.get("indikator"), period), [])) for period in parts]
		row.update({"kendala_triwulan": "\n\n".join(filter(None, (_said(*one, unit) for one in said)))})


def _said(period: str, notes: list, unit: str) -> str:
	"""The unit's own words of a period; another's where the indicator has moved to it since."""
	mine = [one for one in notes if one.unit_kerja == unit] or notes
	texts = [
		f"{label}: {text}"
		for one in mine
		for label, text in (
			(KENDALA, (one.kendala or "").strip()),
			(TINDAK_LANJUT, (one.tindak_lanjut or "").strip()),
		)
		if text
	]
	return "\n".join([period_name(period), *texts]) if texts else ""


def fill_format(doc) -> None:
	"""The same of a Format: the figures of its rows that come from the year's periods, the notes of all."""
	rows = [row for row in doc.baris if row.dari_triwulan or row.status == MENUNGGU_RILIS]
	fill_from_periods(rows, doc.kecamatan, doc.periode, doc.disposisi, units=[doc.unit_kerja] * len(rows))
	fill_notes(doc.baris, doc.kecamatan, doc.periode, units=[doc.unit_kerja] * len(doc.baris))


def refresh_from_periods(doc) -> bool:
	"""Take a year's Format to what its periods say now; whether anything has changed. Not saved."""
	rows = list(doc.baris)
	before = [[row.get(field) for field in FIGURES] for row in rows]
	fill_format(doc)
	return before != [[row.get(field) for field in FIGURES] for row in rows]


def _group(row, parts: list[str], past: history.History, unit: str) -> dict:
	indicator = row.get("indikator")
	first = next(found[0] for period in parts if (found := past.rows_of(indicator, period, unit)))
	group = group_of([first], stored_period, row.get("agregasi_waktu"))
	return {
		**group,
		"baris": rows_of_time([(period, past.result(indicator, period, unit)) for period in parts]),
	}


def _cells(row, result, word: str, said: list[str | None]) -> dict:
	time, source = row.get("agregasi_waktu"), row.get("agregasi_sumber")
	if operators.loses_pair(time, source):
		# The mean of the periods' ratios is a plain figure: it has no pembilang and penyebut of its own.
		source = time
	pair = operators.is_pair(time, source)
	cells = {"agregasi_sumber": source, "dari_triwulan": 1, "status": result["status"]}
	cells |= {mark: int(bool(result.get(mark))) for mark in MARKS}
	cells["lengkap"] = int(result["lengkap"])
	if pair:
		cells |= {field: print_number(result[field]) for field in ("pembilang", "penyebut")}
	elif result["nilai"] is not None:
		exact = print_number(rounded(result["nilai"]))
		cells |= {"realisasi": row_text(row, result["nilai"], said) if row.get("skala_nilai") else exact}
	if result["status"] == NIHIL and not row.get("keterangan"):
		cells["keterangan"] = _("Nihil menurut angka {0}").format(word)
	return cells
