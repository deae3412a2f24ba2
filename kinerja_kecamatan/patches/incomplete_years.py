"""Recaps from before a year so far that lacks a period was left unjudged.

What is open loses capaian and predikat of such rows, and its means are worked out without them; which periods are missing is said
from the next time on that the recap is computed. A final recap keeps its figures.
"""

import frappe

from kinerja_kecamatan.base.doctypes import RECAP_ROW, REKAP
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.patches.targets_so_far import final_orders, judge_anew


def execute() -> None:
	policy = policies.current_policy()
	judged = {"parenttype": REKAP, "sd_lengkap": 0, "sd_dihitung": 1}
	names = frappe.get_all(RECAP_ROW, filters=judged, pluck="parent", distinct=True)
	running = {"name": ["in", sorted(names) or [""]], "disposisi": ["not in", sorted(final_orders()) or [""]]}
	for name in frappe.get_all(REKAP, filters=running, pluck="name"):
		judge_anew(frappe.get_doc(REKAP, name), policy)
