"""How the cells of a recap's row came about, a sentence each."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.figures import not_reported
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.formats.rows import agreements_of
from kinerja_kecamatan.recaps.aggregate import THIS_PERIOD, THIS_YEAR
from kinerja_kecamatan.recaps.unit_copies import UnitRecap
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import NEGATIF
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import print_number, print_percent
from kinerja_kecamatan.rules.operator_type import Said
from kinerja_kecamatan.rules.predikat import find_predikat
from kinerja_kecamatan.rules.rilis import is_information, who_and_when
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS, STATUS_BERNILAI
from kinerja_kecamatan.rules.target_texts import target_from_columns
from kinerja_kecamatan.rules.targets import annual_progress


def calculations_of(row, sources: list[dict], units: list[UnitRecap], is_year: bool) -> list[dict]:
	"""[{"judul", "uraian"}] of the cells that there are; what was not measured has none.

	:param units: the unit recaps behind a kecamatan's row, as the sources of this period name them; none for a unit's
	:param is_year: a whole year's figure comes from its periods alone
	"""
	cells = (
		(
			row.target_teks or row.target_sd_teks or row.target_tahunan_teks,
			_("Target"),
			_target(row, sources),
		),
		*_of_period(row, sources),
		*_of_year(row, sources, units, is_year),
	)
	return [{"judul": title, "uraian": text} for there, title, text in cells if there]


def _of_period(row, sources: list[dict]) -> tuple:
	"""(whether there is one, title, sentence) of each cell of this period."""
	return (
		(row.tidak_disampaikan, _("Realisasi periode ini"), not_reported.TEKS),
		(row.status == MENUNGGU_RILIS, _("Realisasi periode ini"), _waiting(row)),
		(
			row.status in STATUS_BERNILAI,
			_("Realisasi periode ini ({0})").format(row.agregasi_sumber),
			_marked(row, "", _joined(row, row.agregasi_sumber, sources, row.realisasi_teks)),
		),
		(
			is_information(row),
			_("Capaian periode ini"),
			_("tidak dinilai; periode ini tanpa target, angkanya informasi"),
		),
		(
			row.dihitung,
			_("Capaian periode ini"),
			_ratio(row, row.realisasi_teks, row.target_teks, row.capaian_teks, ("nilai", "target")),
		),
		(
			not row.dihitung and row.capaian_teks,
			_("Capaian periode ini"),
			_("tidak dinilai: {0}").format(row.capaian_teks),
		),
		(row.predikat, _("Predikat periode ini"), _band(row.capaian, row.capaian_teks, row.predikat)),
	)


def _of_year(row, sources: list[dict], units: list[UnitRecap], is_year: bool) -> tuple:
	"""The same of the year so far, and of what it is held against."""
	last = f"{row.lalu_teks} ({row.lalu_arah or '-'}, {row.lalu_selisih_teks or '-'})"
	return (
		(
			row.sd_status in STATUS_BERNILAI,
			_("Realisasi s.d. periode ini ({0})").format(row.agregasi_waktu),
			_marked(
				row,
				"sd_",
				_of_units(row, sources, units, is_year) if units else _of_periods(row, sources, row, is_year),
			),
		),
		(
			row.sd_dihitung,
			_("Capaian s.d. periode ini terhadap target s.d. periode ini"),
			_ratio(row, row.sd_teks, row.target_sd_teks, row.sd_capaian_teks, ("sd_nilai", "target_sd")),
		),
		(
			not row.sd_dihitung and row.sd_capaian_teks,
			_("Capaian s.d. periode ini terhadap target s.d. periode ini"),
			_("tidak dinilai: {0}").format(row.sd_capaian_teks),
		),
		(
			row.sd_predikat,
			_("Predikat s.d. periode ini"),
			_band(row.sd_capaian, row.sd_capaian_teks, row.sd_predikat),
		),
		(
			row.kemajuan_tahun_teks,
			_("Kemajuan terhadap target tahunan (tidak dinilai)"),
			f"{row.sd_teks} / {row.target_tahunan_teks} = {row.kemajuan_tahun_teks}",
		),
		(row.lalu_teks, _("Periode yang sama tahun lalu"), last),
		(
			row.kemajuan_teks,
			_("Terhadap target akhir Renstra {0}").format(row.renstra_tahun or ""),
			_progress(row),
		),
	)


def _progress(row) -> str:
	"""Of the Renstra's target: a part of it while the year is under way, by the formula of a capaian when it closes."""
	columns = ("sd_nilai", "renstra_target")
	target = target_from_columns(row.renstra_target, row.get("renstra_target_lebar"))
	if row.sifat == NEGATIF and print_percent(annual_progress(row.sd_nilai, target)) == row.kemajuan_teks:
		return f"{row.sd_teks} / {row.renstra_teks} = {row.kemajuan_teks}"
	return _ratio(row, row.sd_teks, row.renstra_teks, row.kemajuan_teks, columns)


def _waiting(row) -> str:
	said = who_and_when(row.sumber_rilis, row.perkiraan_rilis)
	return _("menunggu rilis ({0})").format(said) if said else _("menunggu rilis")


def _marked(row, prefix: str, text: str) -> str:
	"""A sum with what its marks mean."""
	if row.get(f"{prefix}belum_utuh"):
		return _("{0}; belum utuh karena ada bagiannya yang menunggu rilis, jadi belum dinilai").format(text)
	if row.get(f"{prefix}sementara"):
		return _("{0}; angka sementara").format(text)
	return text


def _target(row, sources: list[dict]) -> str:
	"""The targets, and which Perjanjian Kinerja the Formats took them from."""
	parts = [
		_("{0} pada periode ini").format(row.target_teks) if row.target_teks else "",
		_("{0} s.d. periode ini ({1})").format(row.target_sd_teks, row.agregasi_waktu)
		if row.target_sd_teks
		else "",
		_("{0} setahun").format(row.target_tahunan_teks) if row.target_tahunan_teks else "",
	]
	every = [*sources, *(one for source in sources for one in source.get("sumber") or ())]
	forms = {one["dokumen"] for one in every if one["jenis_dokumen"] == FORMAT}
	names = frappe.get_all(FORMAT, filters={"name": ["in", sorted(forms) or [""]]}, pluck="perjanjian")
	agreements = sorted({name for text in names for name in agreements_of(text)})
	text = ", ".join(part for part in parts if part)
	if row.get("target_asal"):
		text = _("{0} ({1})").format(text, row.target_asal)
	return _("{0}; menurut {1}").format(text, ", ".join(agreements)) if agreements else text


def _band(value: float, text: str, word: str) -> str:
	"""A capaian and the lower bound that it reaches; without the bound where the scale has changed since."""
	band = find_predikat(to_decimal(value), policies.current_policy().skala)
	if band.predikat != word:
		return f"{text}: {word}"
	return _("{0} mencapai batas bawah {1} untuk {2}").format(text, print_percent(band.batas_bawah), word)


def _of_units(row, sources: list[dict], units: list[UnitRecap], is_year: bool) -> str:
	"""The kecamatan's year so far: of one unit the unit's own sum, of several each unit's year beside the others'."""
	now = [source for source in sources if source["untuk"] == THIS_PERIOD]
	if len(now) == 1:
		own = next(iter(units[0].rows("baris", row.indikator)), row)
		return _of_periods(row, now[0].get("sumber") or [], None if units[0].unreported else own, is_year)
	parts = []
	for source, unit in zip(now, units, strict=True):
		own = next(iter(unit.rows("baris", row.indikator)), frappe._dict())
		said = own.sd_teks if own.sd_status in STATUS_BERNILAI else own.sd_status
		if operators.is_pair(row.agregasi_waktu) and own.sd_penyebut:
			said = f"{print_number(own.sd_pembilang)} / {print_number(own.sd_penyebut)}"
		parts.append(f"{source['nama_pelaksana']}: {not_reported.TEKS if unit.unreported else said}")
	return f"{'; '.join(parts)} = {row.sd_teks}"


def _of_periods(row, sources: list[dict], now, is_year: bool) -> str:
	"""The earlier periods and this one (`now`, where it was reported); a whole year is its periods."""
	used = [s for s in sources if s["untuk"] == THIS_YEAR and s["status"] in STATUS_BERNILAI]
	if not is_year and now and now.status in STATUS_BERNILAI:
		used.append(
			{
				"nilai_teks": now.realisasi_teks,
				"pembilang_teks": print_number(now.nilai_pembilang),
				"penyebut_teks": print_number(now.nilai_penyebut),
			}
		)
	return _calculation(row.agregasi_waktu, used, row.sd_teks)


def _joined(row, way: str, sources: list[dict], result: str) -> str:
	"""How this period's figure came about from its sources."""
	used = [s for s in sources if s["untuk"] == THIS_PERIOD and s["status"] in STATUS_BERNILAI]
	# A kecamatan's sources have been corrected themselves.
	if row.dikoreksi and all(source["jenis_dokumen"] == FORMAT for source in used):
		return _("{0} (setelah koreksi)").format(result)
	return _calculation(way, used, result)


def _calculation(way: str, used: list[dict], result: str) -> str:
	"""`8 + 12 = 20`, `(1 + 9) / (1 + 18) = 52,63`, or the figure alone where there is nothing to add up."""
	said = [Said(one["nilai_teks"], one["pembilang_teks"], one["penyebut_teks"]) for one in used]
	return operators.operator(way).explain(said, result)


def _ratio(row, value: str, target: str, capaian: str, columns: tuple[str, str]) -> str:
	"""A figure against its target; of words also what they count as, and of a range that it is one."""
	if row.get(f"{columns[1]}_lebar"):
		return _("realisasi {0}, rentang target {1} (di dalamnya 100 %) = {2}").format(value, target, capaian)
	if row.get("skala_nilai"):
		figures = (print_number(to_decimal(row.get(column))) for column in columns)
		return _("{0} / {1} = {2} (dihitung dari nilai {3} / {4})").format(value, target, capaian, *figures)
	if (row.get(columns[1]) or 0) < 0:
		return _(
			"realisasi {0}, target di bawah nol {1}: 100 % {2} selisihnya terhadap besar target = {3}"
		).format(value, target, "-" if row.sifat == NEGATIF else "+", capaian)
	if row.sifat == NEGATIF:
		return _("realisasi {0}, target {1} (makin rendah makin baik) = {2}").format(value, target, capaian)
	return f"{value} / {target} = {capaian}"
