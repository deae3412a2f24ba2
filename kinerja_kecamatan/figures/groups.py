"""Rows of one indicator, gathered for the engine."""

from collections.abc import Callable, Iterable

from kinerja_kecamatan.figures.columns import as_rule, stored_period
from kinerja_kecamatan.office.measures import factor_of


def by_indicator(sources: Iterable) -> dict[str, list]:
	"""Source rows by indicator, both in their order."""
	groups: dict[str, list] = {}
	for source in sources:
		groups.setdefault(source.indikator, []).append(source)
	return groups


def group_of(rows: list, figure: Callable = stored_period, way: str | None = None) -> dict:
	"""An indicator's rows as the engine wants them; `figure` reads one of a row's figures as the rules' result."""
	first = rows[0]
	return {
		"indikator": first.nama_indikator or first.indikator,
		"kode": first.kode or first.indikator,
		"cara": way or first.agregasi_sumber,
		"faktor": factor_of(first.satuan),
		"baris": [
			as_rule(figure(row, row.get("sumber_nama") or ""), row.get("sumber_nama") or "") for row in rows
		],
	}
