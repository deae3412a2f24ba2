"""Every error that the rules raise. Messages are Indonesian sentences that say what to do."""


class GalatAturan(ValueError):
	"""Base of all errors of the rules; catch this one to show `str(error)` to the user."""


class AngkaTidakSah(GalatAturan):
	"""What was typed or passed is no number that the app can keep."""


class RasioTidakSah(GalatAturan):
	"""Pembilang and penyebut do not make a ratio."""


class CapaianTidakSah(GalatAturan):
	"""Sifat, rumus or batas of a capaian is unknown or impossible."""


class SkalaTidakSah(GalatAturan):
	"""A Skala Predikat has gaps, overlaps or doubtful names."""


class KalenderTidakSah(GalatAturan):
	"""Working hours contradict themselves, or there is no working time at all."""


class AgregasiTidakSah(GalatAturan):
	"""Rows cannot be aggregated the way the indicator asks for."""


class PeriodeTidakSah(GalatAturan):
	"""A period code cannot be read."""


class AnggaranTidakSah(GalatAturan):
	"""A budget and what was spent of it contradict each other."""
