"""What floors below `process` must know of an activity; what the app does at one stands in its file under process/steps/.

An activity that an admin has named is not in here and needs nothing: it is logged, timed and printed like the others.
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.workflow import GERAK


@dataclass(frozen=True)
class Facts:
	"""Of one activity."""

	covers_all_units: bool = False
	"""Its standard is for all units together: judged by the union of their intervals. Otherwise a step that is done unit by
	unit is judged by its slowest unit."""
	hands_out_formats: bool = False
	"""On the order, and done only where the order has its Formats."""
	is_meeting: bool = False
	"""A Rapat Kinerja is held: its times are the step's, and who completes the step records it."""
	may_be_on_paper: bool = False
	"""May have been given on paper: entering it at the desk says nothing about its minutes."""
	shows_levels: bool = False
	"""Its papers show an evaluator that each level has looked at the figures."""
	fields: tuple[str, ...] = ()
	"""Fields that are this step's word: written while it is next, and by nobody before or after."""


FACTS = {
	steps.PERINTAH: Facts(may_be_on_paper=True),
	steps.PENYAMPAIAN: Facts(hands_out_formats=True),
	steps.RAPAT: Facts(hands_out_formats=True, is_meeting=True),
	steps.REKAP_UNIT: Facts(shows_levels=True),
	steps.VALIDASI: Facts(covers_all_units=True, shows_levels=True, fields=("validasi", "catatan_validasi")),
	steps.PENCERMATAN: Facts(
		covers_all_units=True, shows_levels=True, fields=("koreksi", "catatan_pencermatan")
	),
}


def facts_of(kegiatan: str) -> Facts:
	return FACTS.get(kegiatan, _NONE)


def activity_of_fields() -> dict[str, str]:
	"""The activity that each bound field belongs to."""
	return {field: kegiatan for kegiatan, facts in FACTS.items() for field in facts.fields}


def tell_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: the names that the app's own work hangs on, for the form of an SOP."""
	bootinfo.kinerja_kegiatan = list(steps.KEGIATAN)


def tell_own(names: list[str]) -> None:
	"""Say to who has just saved an SOP what its names mean for the app; nothing where they are the shipped ones."""
	own = [escape_html(name) for name in names if name not in steps.KEGIATAN]
	missing = [name for name in steps.KEGIATAN if name not in names]
	told = []
	if own:
		told.append(_("Kegiatan sendiri, yang dicatat, diukur dan dicetak saja: {0}.").format(", ".join(own)))
	if missing:
		told.append(
			_(
				"Kegiatan bawaan yang tidak ada pada SOP ini, sehingga bagian aplikasi di sana tidak berjalan: {0}."
			).format(", ".join(missing))
		)
	if told:
		frappe.msgprint("<br>".join(told), title=_("Kegiatan pada SOP"))


def problem_of(name: str) -> str | None:
	"""Why an activity cannot be called that, as a sentence."""
	meant = next((known for known in (*steps.KEGIATAN, *GERAK) if _folded(known) == _folded(name)), None)
	if meant in GERAK:
		return _("{0} adalah jenis gerak mundur; beri kegiatan itu nama lain.").format(meant)
	if meant and meant != name:
		return _("Tulis kegiatan bawaan persis seperti namanya: {0}.").format(meant)
	return None


def _folded(name: str) -> str:
	return "".join(name.split()).casefold()


_NONE = Facts()
