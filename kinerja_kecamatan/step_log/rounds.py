"""The steps of one Disposisi that were sent back and done again, round by round, as their minutes add up."""

from functools import partial

import frappe

from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.base.stored_words import DIKEMBALIKAN, LAINNYA, PINTAS
from kinerja_kecamatan.office.calendar import calendar_of
from kinerja_kecamatan.rules.rounds import Attempt, Round, rounds_of_step
from kinerja_kecamatan.rules.working_time import working_minutes_merged
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.activities import facts_of

FIELDS = (
	*(
		"kegiatan",
		"dokumen",
		"unit_kerja",
		"putaran",
		"langkah",
		"hasil",
		"nama_pelaku",
		"t1_mulai",
		"t2_selesai",
	),
	*("pelaksanaan", "dicatat_kemudian"),
)


def rounds_of(doc, versi: int = 1) -> list[tuple[steps.Step | None, list[Round]]]:
	"""Of a Disposisi that the caller may read, by step: only those that were done again or sent back; last and without a step
	what was sent back between two steps, as a unit's head does."""
	rows = frappe.get_all(
		LOG,
		filters={"disposisi": doc.name, "versi": versi, "hasil": ["!=", LAINNYA]},
		fields=list(FIELDS),
		order_by="t2_selesai, creation",
	)
	union = partial(working_minutes_merged, kalender=calendar_of(doc.kecamatan))
	found = []
	for step in steps.steps_of(doc.sop):
		mine = [_attempt(row) for row in rows if row.kegiatan == step.kegiatan]
		together = union if facts_of(step.kegiatan).covers_all_units else None
		if rounds := rounds_of_step(mine, together):
			found.append((step, rounds))
	between = [_attempt(row) for row in rows if not row.langkah and row.hasil == DIKEMBALIKAN]
	found.append((None, [Round(one.putaran, (one,), one.menit, False) for one in between]))
	return found


def _attempt(row) -> Attempt:
	return Attempt(
		dokumen=row.dokumen,
		unit=row.unit_kerja,
		putaran=row.putaran or 1,
		mulai=row.t1_mulai,
		selesai=row.t2_selesai,
		menit=row.pelaksanaan or 0,
		kembali=row.hasil == DIKEMBALIKAN,
		diukur=not row.dicatat_kemudian and row.hasil != PINTAS,
		oleh=row.nama_pelaku or "",
	)
