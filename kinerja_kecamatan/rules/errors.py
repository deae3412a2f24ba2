"""Every error that the rules raise. Messages are Indonesian sentences that say what to do."""


class RuleError(ValueError):
	"""Base of all errors of the rules; catch this one to show `str(error)` to the user."""


class AngkaTidakSah(RuleError):
	"""What was typed or passed is no number that the app can keep."""


class RasioTidakSah(RuleError):
	"""Pembilang and penyebut do not make a ratio."""


class CapaianTidakSah(RuleError):
	"""Sifat, rumus or batas of a capaian is unknown or impossible."""


class SkalaTidakSah(RuleError):
	"""A Skala Predikat has gaps, overlaps or doubtful names."""


class KalenderTidakSah(RuleError):
	"""Working hours contradict themselves, or there is no working time at all."""


class AgregasiTidakSah(RuleError):
	"""Rows cannot be aggregated the way the indicator asks for."""


class PeriodeTidakSah(RuleError):
	"""A period code cannot be read."""


class AnggaranTidakSah(RuleError):
	"""A budget and what was spent of it contradict each other."""
