"""How capaian is judged on this site: cap, formula of negative indicators, scale of predikat (Pengaturan Kinerja)."""

from dataclasses import dataclass

import frappe

from kinerja_kecamatan.base.doctypes import PENGATURAN, SKALA
from kinerja_kecamatan.rules.capaian import BATAS_CAPAIAN, DUA_T_KURANG_R
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.policy import Policy
from kinerja_kecamatan.rules.predikat import SKALA_BAWAAN, Tingkat


@dataclass(frozen=True)
class SitePolicy(Policy):
	"""The rules' settings, and what this office asks for beside the figures."""

	wajib_kendala: bool = True


def current_policy() -> SitePolicy:
	"""The policy in force now."""
	settings = frappe.get_cached_doc(PENGATURAN)
	return SitePolicy(
		batas=None if settings.tanpa_batas else to_decimal(settings.batas_capaian or BATAS_CAPAIAN),
		rumus_negatif=settings.rumus_negatif or DUA_T_KURANG_R,
		skala=scale(settings.skala_predikat),
		wajib_kendala=bool(settings.wajib_kendala),
	)


def policy_of(row, policy: SitePolicy) -> SitePolicy:
	"""The policy for a row of a Format or Rekap, or an Indikator: with the formula and the cap that its indicator has chosen."""
	return policy.for_indicator(row.get("rumus_negatif"), row.get("batas_capaian"))


def scale(name: str | None) -> tuple[Tingkat, ...]:
	"""A Skala Predikat as the rules want it, highest first; the default of the regulation when none is set."""
	if not name:
		return SKALA_BAWAAN
	rows = frappe.get_cached_doc(SKALA, name).rentang
	bands = [Tingkat(to_decimal(row.batas_bawah or 0), row.predikat, row.singkatan or "") for row in rows]
	return tuple(sorted(bands, key=lambda band: band.batas_bawah, reverse=True))
