"""A year of many kecamatan beside one another, from their final recaps: for a kabupaten, or for one office's own years."""

import frappe
from frappe.query_builder.functions import Count, Max

from kinerja_kecamatan.access.scope import scope_of
from kinerja_kecamatan.base.doctypes import REKAP, SOP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.figures import engine, scripts
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.office.periods import one_kind
from kinerja_kecamatan.recaps import offices_by_row, offices_grouped
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field


def year_of_offices(periode: list[str] | str) -> list[dict]:
	"""See `recaps.api.tahunan`."""
	frappe.has_permission(REKAP, "read", throw=True)
	return year_rows(frappe.parse_json(periode) if isinstance(periode, str) else periode, _readable())


def _readable() -> list[str] | None:
	"""The kecamatan whose recap the caller may read; None for all of them."""
	scope = scope_of(frappe.session.user)
	return None if scope.everything else sorted(scope.kecamatan)


@frappe.read_only()
def year_rows(periods: list[str], offices: list[str] | None = None) -> list[dict]:
	"""As `recaps.api.tahunan`, over the named kecamatan (None: all), from the site's replica where it has one."""
	policy, states = policies.current_policy(), done_states()
	if not periods or offices == []:
		return []
	one_kind(periods)
	by_row = any(scripts.at_work(method) for method in (engine.TIME, engine.MEAN))
	way = offices_by_row if by_row else offices_grouped
	found, final = way.mean_of_offices(periods, states, offices, policy), _final(periods, states, offices)
	for row in found:
		mean = to_decimal(row.rata_capaian)
		row.periode, row.banyak_periode = final[row.kecamatan]
		row.rata_capaian = None if mean is None else rounded(mean)
		row.predikat = policy.predikat(mean) if _is_unbroken(row.periode, row.banyak_periode) else ""
	return found


def _final(periods: list[str], states: list[str], offices: list[str] | None) -> dict[str, tuple[str, int]]:
	"""By kecamatan the last period of which the recap is final, and how many there are."""
	recap = frappe.qb.DocType(REKAP)
	query = (
		frappe.qb.from_(recap)
		.select(recap.kecamatan, Max(recap.periode), Count(recap.periode).distinct())
		.where((recap.jenis == OFFICE_RECAP) & recap.periode.isin(periods))
		.where(recap[state_field(REKAP)].isin(states))
		.groupby(recap.kecamatan)
	)
	if offices is not None:
		query = query.where(recap.kecamatan.isin(offices))
	return {office: (last, number) for office, last, number in query.run()}


def _is_unbroken(last: str, number: int) -> bool:
	"""Whether every period up to the last one is final: the target so far asks for all of them."""
	return number == Periode.dari_kode(last).ke


def done_states() -> list[str]:
	"""States in which a kecamatan's recap is final, under any SOP of the site."""
	found = set()
	for sop in frappe.get_all(SOP, pluck="name"):
		step = next((s for s in steps.steps_of(sop) if s.kegiatan == steps.REKAP_KECAMATAN), None)
		if step and step.status:
			found |= {
				s
				for s in step_state.states_onward(step.dokumen, step.status)
				if step.status not in step_state.states_onward(step.dokumen, s)
			}
			found.add(step.status)
	return sorted(found) or [""]
