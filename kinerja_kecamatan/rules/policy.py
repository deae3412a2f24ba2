"""How a figure is judged: cap, formula of negative indicators, scale of predikat. All three are the office's settings; an indicator
may have a cap and a formula of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from .capaian import BATAS_CAPAIAN, DUA_T_KURANG_R, Capaian, Target, compute_capaian
from .decimals import Bilangan
from .numbers import print_percent
from .predikat import SKALA_BAWAAN, Tingkat, find_predikat

TANPA_BATAS = "Tanpa Batas"


@dataclass(frozen=True)
class Policy:
	"""The settings that the rules take; `batas` in percent (None: no cap), `skala` as check_scale accepts it."""

	batas: Decimal | None = BATAS_CAPAIAN
	rumus_negatif: str = DUA_T_KURANG_R
	skala: tuple[Tingkat, ...] = SKALA_BAWAAN

	def for_indicator(self, rumus_negatif: str | None, batas: str | None) -> Self:
		"""The same with what an indicator has chosen for itself; empty choices leave the office's."""
		if not (rumus_negatif or batas):
			return self
		own = self.batas if not batas else None if batas == TANPA_BATAS else Decimal(batas)
		return replace(self, rumus_negatif=rumus_negatif or self.rumus_negatif, batas=own)

	def capaian(
		self, nilai: Bilangan | None, target: Target | None, sifat: str, status: str | None
	) -> Capaian:
		"""compute_capaian under these settings."""
		return compute_capaian(nilai, target, sifat, self.rumus_negatif, status=status, batas=self.batas)

	def predikat(self, capaian: Bilangan | None) -> str:
		"""The word that a capaian (percent) earns; "" where there is none."""
		tingkat = find_predikat(capaian, self.skala)
		return tingkat.predikat if tingkat else ""


def basis_of_mean(
	dihitung: int,
	banyak: int,
	apa: str,
	batas: Iterable[Decimal | None],
	*,
	menunggu: int = 0,
	sementara: int = 0,
) -> str:
	"""What a mean rests on: `2 dari 4 IKU; 1 menunggu rilis; 1 angka sementara; capaian dibatasi 120 %`.

	:param apa: what is counted, `IKU` or `indikator`
	:param batas: the caps (percent, None for none) of those that were counted
	:param menunggu: how many are not counted because others have not published them
	:param sementara: how many of those that were counted are provisional
	"""
	caps = set(batas)
	parts = [f"{dihitung if caps else 0} dari {banyak} {apa}"]
	parts += [f"{menunggu} menunggu rilis"] if menunggu else []
	parts += [f"{sementara} angka sementara"] if sementara else []
	if not caps:
		return "; ".join(parts)
	if len(caps) > 1:
		said = "capaian dibatasi menurut indikatornya"
	else:
		(cap,) = caps
		said = "capaian tidak dibatasi" if cap is None else f"capaian dibatasi {print_percent(cap)}"
	return "; ".join([*parts, said])
