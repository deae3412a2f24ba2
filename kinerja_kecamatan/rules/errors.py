"""Every error that the rules raise. Messages are Indonesian sentences that say what to do."""


class Sentence(str):
	"""A part of a message that is itself for translators."""

	__slots__ = ()


class RuleError(ValueError):
	"""Base of all errors of the rules: a sentence for translators with {0}, {1} … and what stands there, which may be another of
	these errors. `str` gives it in Indonesian, `base.sentences.sentence_of` in the language of who reads it."""

	def __init__(self, sentence: str = "", *values: object) -> None:
		self.sentence, self.values = sentence, values
		super().__init__(sentence.format(*values) if values else sentence)


class AngkaTidakSah(RuleError):
	"""What was typed or passed is no number that the app can keep."""


class RasioTidakSah(RuleError):
	"""Pembilang and penyebut do not make a ratio."""


class CapaianTidakSah(RuleError):
	"""Sifat, rumus or batas of a capaian is unknown or impossible."""


class SkalaTidakSah(RuleError):
	"""A Skala Predikat or a Skala Nilai has gaps, overlaps or doubtful names."""


class SatuanTidakSah(RuleError):
	"""A Satuan is written like another one, or is of words without a scale of them."""


class TargetTidakSah(RuleError):
	"""What was typed is no target of this indicator: neither figure, range, bound nor word of its scale."""


class KalenderTidakSah(RuleError):
	"""Working hours contradict themselves, or there is no working time at all."""


class AgregasiTidakSah(RuleError):
	"""Rows cannot be aggregated the way the indicator asks for."""


class PeriodeTidakSah(RuleError):
	"""A period code cannot be read."""


class AnggaranTidakSah(RuleError):
	"""A budget and what was spent of it contradict each other."""


class MasaBerlakuTidakSah(RuleError):
	"""Days from and until when units count contradict each other."""


class TargetGanjil(RuleError):
	"""What is odd about a target of a Perjanjian Kinerja; told beside saving it, never raised."""


class PolaNomorTidakSah(RuleError):
	"""A pattern of Nomor Surat cannot be written, or what it is written with is missing."""


class TargetTurunan(RuleError):
	"""What a period's target was derived from; told beside the target, never raised."""
