"""Agreements from before a program said what it is paid from: several rows of one program told their sources apart under Keterangan.

Where every one of them names a source that everybody knows, it becomes the row's Sumber Dana; anything else stays. What has been
typed on recaps that are still open is taken up by program and budget when they are computed again.
"""

from itertools import groupby

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN, PROGRAM_ANGGARAN
from kinerja_kecamatan.rules.budget import program_of

SHORT = "apbd apbn bk blud dak dau dbh dbhcht did pad silpa"
LONG = "bantuan keuangan,dana alokasi khusus,dana alokasi umum,dana bagi hasil,pendapatan asli daerah"
KNOWN = frozenset((*SHORT.split(), *LONG.split(",")))


def execute() -> None:
	rows = frappe.get_all(
		PROGRAM_ANGGARAN,
		filters={"parenttype": PERJANJIAN, "sumber_dana": ["is", "not set"]},
		fields=["name", "parent", "kode_program", "program", "keterangan"],
	)
	rows.sort(key=_of)
	for _key, same in groupby(rows, key=_of):
		those = list(same)
		sources = {program_of("", "", row.keterangan).sumber_dana for row in those}
		if len(those) > 1 and len(sources) == len(those) and sources <= KNOWN:
			for row in those:
				values = {"sumber_dana": row.keterangan.strip(), "keterangan": None}
				frappe.db.set_value(PROGRAM_ANGGARAN, row.name, values, update_modified=False)


def _of(row) -> tuple:
	return row.parent, program_of(row.kode_program, row.program, None)
