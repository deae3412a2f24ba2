"""How a figure is judged: cap, formula of negative indicators, scale of predikat. All three are the office's settings."""

from dataclasses import dataclass
from decimal import Decimal

from .capaian import BATAS_CAPAIAN, DUA_T_KURANG_R, Capaian, compute_capaian
from .decimals import Bilangan
from .predikat import SKALA_BAWAAN, Tingkat, find_predikat


@dataclass(frozen=True)
class Policy:
	"""The settings that the rules take; `batas` in percent, `skala` as check_scale accepts it."""

	batas: Decimal | None = BATAS_CAPAIAN
	rumus_negatif: str = DUA_T_KURANG_R
	skala: tuple[Tingkat, ...] = SKALA_BAWAAN

	def capaian(
		self, nilai: Bilangan | None, target: Bilangan | None, sifat: str, status: str | None
	) -> Capaian:
		"""compute_capaian under these settings."""
		return compute_capaian(nilai, target, sifat, self.rumus_negatif, status=status, batas=self.batas)

	def predikat(self, capaian: Bilangan | None) -> str:
		"""The word that a capaian (percent) earns; "" where there is none."""
		tingkat = find_predikat(capaian, self.skala)
		return tingkat.predikat if tingkat else ""
