"""A recap's rows as a table: figures as numbers, capaian as the formula an auditor can follow, its mean below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from openpyxl.utils import get_column_letter

from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.excel import formulas
from kinerja_kecamatan.excel.recap_sheets.below import Below
from kinerja_kecamatan.excel.sheets import INTEGER, TEXT, Formula, SheetWriter, number_format, said_format
from kinerja_kecamatan.figures import not_reported
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.figures.policy import SitePolicy, policy_of
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.rules.capaian import Rentang, compute_capaian
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import shown_decimals
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.rules.rilis import (
	ARTI_TANDA,
	BELUM_UTUH,
	INFORMASI,
	TANDA,
	is_information,
	is_starred,
	told_release,
)
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from kinerja_kecamatan.rules.target_texts import decimals_of, is_plain, target_from_columns
from kinerja_kecamatan.rules.targets import annual_progress

# Key, head, width in characters.
COLUMNS = (
	("nomor", "No.", 5),
	("tingkat", "Tingkat", 10),
	("kode", "Kode", 13),
	("sasaran", "Sasaran", 30),
	("nama_indikator", "Indikator", 40),
	("unit_kerja", "Unit", 24),
	("satuan", "Satuan", 11),
	("sifat", "Sifat", 9),
	("bobot", "Bobot", 8),
	("target", "Target", 12),
	("nilai", "Realisasi", 12),
	("capaian", "Capaian (%)", 11),
	("dibatasi", "Capaian Dibatasi (%)", 11),
	("predikat", "Predikat", 15),
	("status", "Status", 14),
	("target_sd", "Target s.d. Periode Ini", 12),
	("sd_nilai", "Realisasi s.d. Periode Ini", 12),
	("sd_capaian", "Capaian s.d. (%)", 11),
	("sd_dibatasi", "Capaian s.d. Dibatasi (%)", 11),
	("sd_predikat", "Predikat s.d.", 15),
	("target_tahunan", "Target Tahunan", 12),
	("kemajuan_tahun", "Kemajuan Tahunan (%)", 12),
	("lalu_nilai", "Realisasi Periode Sama Tahun Lalu", 14),
	("renstra_target", "Target Akhir Renstra", 12),
	("kemajuan", "Kemajuan Renstra (%)", 12),
	("kendala", "Kendala", 34),
	("tindak_lanjut", "Tindak Lanjut", 34),
	("keterangan", "Keterangan", 28),
	("pembilang", "Pembilang", 12),
	("penyebut", "Penyebut", 12),
	("rilis", "Rilis", 24),
)
LETTER = {key: get_column_letter(number) for number, (key, _head, _width) in enumerate(COLUMNS, start=1)}
WIDTHS = [width for _key, _head, width in COLUMNS]
HEAD_ROW = 5
FIRST_ROW = HEAD_ROW + 1
TEXTS = (
	"tingkat",
	"kode",
	"sasaran",
	"nama_indikator",
	"satuan",
	"sifat",
	"predikat",
	"sd_predikat",
	"status",
	"kendala",
	"tindak_lanjut",
	"keterangan",
)
# A formula stands only where it gives the figure on record, to the cent; settings may have changed since.
CENT = Decimal("0.005")


@dataclass(frozen=True)
class Written:
	"""Where a table stands: its sheet's title, its last row, and the row of its means."""

	title: str
	last: int
	means: int

	def span(self, key: str) -> str:
		"""A column's cells as other sheets refer to them."""
		return f"'{self.title}'!${LETTER[key]}${FIRST_ROW}:${LETTER[key]}${self.last}"

	def cell(self, key: str, row: int) -> str:
		return f"'{self.title}'!${LETTER[key]}${row}"


def write(
	sheet: SheetWriter,
	title: str,
	heading: Sequence[str],
	doc,
	policy: SitePolicy,
	below: Below | None = None,
) -> Written:
	"""Fill a sheet with the rows of a Rekap (unit or kecamatan); `below` are the cells that a kecamatan's figures come from."""
	page, style = sheet.sheet, sheet.book.style
	page.freeze_panes = f"{LETTER['satuan']}{FIRST_ROW}"
	page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
	# Too wide to be read on one page; the indicator stands on both.
	page.page_setup.fitToWidth, page.print_title_cols = 2, f"A:{LETTER['nama_indikator']}"
	head(sheet, heading)
	sheet.row([label for _key, label, _width in COLUMNS], style("kepala"), height=42)
	rows = _Rows(sheet, policy, below)
	for number, row in enumerate(doc.baris, start=1):
		rows.write(number, row)
	last = max(sheet.count, FIRST_ROW)
	while sheet.count < last:
		sheet.blank()
	found = Written(title, last, last + 1)
	_means(sheet, found, doc)
	if any(row.get("sementara") or row.get("sd_sementara") for row in doc.baris):
		sheet.row([f"{TANDA} {ARTI_TANDA}"], sheet.book.style("baris"))
	return found


def head(sheet: SheetWriter, lines: Sequence[str]) -> None:
	"""Title and further lines above a table, down to the row before HEAD_ROW."""
	for number in range(HEAD_ROW - 1):
		text = lines[number] if number < len(lines) else None
		sheet.row([text], sheet.book.style("judul" if number == 0 else "baris"))


def _means(sheet: SheetWriter, found: Written, doc) -> None:
	"""The mean of the capped capaian, this period's and the year's so far, as the office is judged by it."""
	level = IKU if doc.jenis == OFFICE_RECAP else None
	label = "Rata-rata capaian IKU" if level else "Rata-rata capaian"
	cells = {
		"nama_indikator": f"{label} ({doc.rata_capaian_teks})" if doc.get("rata_capaian_teks") else label,
		"predikat": doc.get("predikat"),
		"sd_predikat": doc.get("predikat_sd"),
		"dibatasi": mean(found, "dibatasi", doc, level),
		"sd_dibatasi": mean(found, "sd_dibatasi", doc, level, "sd_"),
	}
	look = {key: sheet.book.style("jumlah", number_format(2)) for key in ("dibatasi", "sd_dibatasi")}
	plain = sheet.book.style("kelompok")
	sheet.row([cells.get(key) for key, *_ in COLUMNS], [look.get(key, plain) for key, *_ in COLUMNS])


def mean(found: Written, key: str, doc, level: str | None, prefix: str = "") -> Formula:
	"""Mean over the rows of a level (None: all) whose capaian was calculated: by bobot as rules.recap_rows.rata_capaian weighs."""
	rows = [row for row in doc.baris if row.get(f"{prefix}dihitung") and level in (None, row.tingkat)]
	values, weights, levels = found.span(key), found.span("bobot"), found.span("tingkat")
	every = doc.jenis == OFFICE_RECAP
	weighed = bool(rows) and (all if every else any)(row.bobot for row in rows)
	if not rows:
		return Formula('=""')
	if not weighed:
		return Formula(f'=AVERAGEIFS({values},{levels},"{level}")' if level else f"=AVERAGE({values})")
	chosen = f'({levels}="{level}")*' if level else ""
	return Formula(
		f"=SUMPRODUCT({chosen}{weights}*{values})/SUMPRODUCT({chosen}ISNUMBER({values})*{weights})"
	)


class _Rows:
	def __init__(self, sheet: SheetWriter, policy: SitePolicy, below: Below | None):
		self.sheet, self.policy, self.below = sheet, policy, below
		self.style = sheet.book.style
		self.percent = self.style("angka", number_format(2))
		self.unit = lru_cache(unit_name)

	def write(self, number: int, row) -> None:
		place = HEAD_ROW + number
		text = self.style("teks", TEXT)
		cells = {key: (row.get(key), text) for key in TEXTS}
		if row.get("tidak_disampaikan"):
			cells["status"] = (not_reported.TEKS, text)
		if is_information(row):
			cells["predikat"] = (INFORMASI, text)
		cells["rilis"] = (told_release(row), text)
		cells["nomor"] = (number, self.style("angka", INTEGER))
		cells["unit_kerja"] = (self.unit(row.unit_kerja), text)
		cells["bobot"] = (row.bobot or None, self.style("angka"))
		cells |= self._period(place, row) | self._year(place, row)
		pairs = [cells.get(key) or (None, text) for key, *_ in COLUMNS]
		values, styles = zip(*pairs, strict=True)
		self.sheet.row(values, styles, self.sheet.height(values))

	def _period(self, place: int, row) -> dict[str, tuple]:
		filled = row.status in STATUS_BERNILAI
		pair = filled and is_ratio(row)
		value, look = self._number(
			row.nilai if filled else None, row, row.get("realisasi_teks"), row.get("sementara")
		)
		followed = self.below.formula(row) if filled and self.below else None
		return {
			"target": self._target(row, "target", row.diukur),
			"nilai": (followed or value, look),
			"pembilang": self._number(row.nilai_pembilang if pair else None, row),
			"penyebut": self._number(row.nilai_penyebut if pair else None, row),
			**self._judged(place, row, ("nilai", "target", "capaian", "dibatasi"), row.dihitung),
		}

	def _year(self, place: int, row) -> dict[str, tuple]:
		filled = row.get("sd_status") in STATUS_BERNILAI
		compared = row.get("lalu_status") in STATUS_BERNILAI
		aimed = bool(row.get("renstra_teks"))
		cells = {
			**{
				key: self._target(row, key, row.get(f"{key}_teks")) for key in ("target_sd", "target_tahunan")
			},
			"sd_nilai": self._number(
				row.sd_nilai if filled else None, row, row.get("sd_teks"), row.get("sd_sementara")
			),
			"lalu_nilai": self._number(
				row.lalu_nilai if compared else None,
				row,
				row.get("lalu_teks"),
				is_starred(row.get("lalu_teks")),
			),
			"renstra_target": self._said(row.renstra_target, row, row.renstra_teks) if aimed else None,
		}
		names = ("sd_nilai", "target_sd", "sd_capaian", "sd_dibatasi")
		cells |= self._judged(place, row, names, row.get("sd_dihitung"))
		if row.get("kemajuan_teks"):
			names = ("sd_nilai", "renstra_target", "kemajuan")
			cells["kemajuan"] = self._part(place, row, names) or self._capaian(place, row, names)
		if row.get("kemajuan_tahun_teks"):
			names = ("sd_nilai", "target_tahunan", "kemajuan_tahun")
			stored = (to_decimal(row.get("kemajuan_tahun")), self.percent)
			cells["kemajuan_tahun"] = self._part(place, row, names) or stored
		return cells

	def _part(self, place: int, row, names: tuple[str, str, str]) -> tuple | None:
		"""Part of a target, whatever the sifat; None where the stored figure is something else."""
		value, stored = (to_decimal(row.get(name)) for name in names[::2])
		target = target_from_columns(row.get(names[1]), row.get(f"{names[1]}_lebar"))
		now = annual_progress(value, target)
		if now is None or isinstance(target, Rentang) or abs(now - stored) > CENT:
			return None
		return (Formula(f"={LETTER[names[0]]}{place}/{LETTER[names[1]]}{place}*100"), self.percent)

	def _judged(self, place: int, row, names: tuple[str, str, str, str], counted) -> dict[str, tuple]:
		"""Capaian and capped capaian where they were calculated."""
		if not counted:
			so_far = names[2] == "sd_capaian"
			said = row.get("sd_capaian_teks" if so_far else "capaian_teks")
			if not so_far and row.get("belum_utuh"):
				said = BELUM_UTUH
			return {names[2]: (said, self.style("teks", TEXT))} if said else {}
		cell = f"{LETTER[names[2]]}{place}"
		cap = policy_of(row, self.policy).batas
		capped = Formula(f"=MAX({cell},0)" if cap is None else f"=MIN(MAX({cell},0),{cap:f})")
		return {names[2]: self._capaian(place, row, names[:3]), names[3]: (capped, self.percent)}

	def _capaian(self, place: int, row, names: tuple[str, str, str]) -> tuple:
		value, stored = (to_decimal(row.get(name)) for name in names[::2])
		target = target_from_columns(row.get(names[1]), row.get(f"{names[1]}_lebar"))
		rules = policy_of(row, self.policy).rumus_negatif
		now = compute_capaian(value, target, row.sifat, rules).mentah
		if now is None or abs(now - stored) > CENT:
			return (stored, self.percent)
		cells = (f"{LETTER[name]}{place}" for name in names[:2])
		return (formulas.capaian(*cells, row.sifat, rules, target) or stored, self.percent)

	def _target(self, row, key: str, there) -> tuple:
		"""A target, shown as it is written: the cell of a range holds its lower end."""
		return self._said(row.get(key), row, row.get(f"{key}_teks")) if there else (None, self.style("angka"))

	def _said(self, column, row, text: str | None) -> tuple:
		if not text:
			return self._number(column, row)
		if is_plain(text):
			return (to_decimal(column), self.style("angka", number_format(decimals_of(text))))
		return (to_decimal(column), self.style("angka", said_format(text)))

	def _number(self, column, row, said: str | None = None, sementara: object = None) -> tuple:
		"""With the decimals that it was judged by, as on paper, provisional ones with their mark; on a Skala Nilai as it is said."""
		if said and column is not None and row.get("skala_nilai"):
			return self._said(column, row, said)
		value = to_decimal(column)
		places = 0 if value is None else shown_decimals(value, row.desimal or 0)
		return (value, self.style("angka", number_format(places, TANDA if sementara else "")))
