"""What is wrong with an uploaded workbook, in sentences that say where and what to do."""

from dataclasses import dataclass


class WorkbookRefused(ValueError):
	"""The whole file is refused; nothing of it was looked at further."""


@dataclass(frozen=True)
class Problem:
	"""One thing to put right; `lembar` and `sel` are empty where it is about the whole file."""

	pesan: str
	sel: str = ""
	lembar: str = ""


@dataclass(frozen=True)
class Change:
	"""One cell that the upload would change: what stands in the app, what stands in the file."""

	sel: str
	lembar: str
	indikator: str
	kolom: str
	semula: str
	menjadi: str
