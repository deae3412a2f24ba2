"""What a final recap was: signers and every number and name, kept whole beside it."""

import hashlib
import json

import frappe

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import clock, jobs
from kinerja_kecamatan.base.doctypes import COPY, REKAP
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.guard import written_once


def keep_copies(rekap) -> list[dict]:
	"""A Salinan Rekap of the kecamatan's recap and of each unit's, for this version; immutable. What the chain keeps of them."""
	kept = []
	names = frappe.get_all(REKAP, filters={"disposisi": rekap.disposisi, "jenis": UNIT_RECAP}, pluck="name")
	for number, name in enumerate([rekap.name, *names], start=1):
		kept += _keep_one(name, rekap.versi)
		jobs.tell_progress(number, len(names) + 1, REKAP, rekap.name)
	return kept


def _keep_one(name: str, version: int) -> list[dict]:
	if frappe.db.exists(COPY, {"rekap": name, "versi": version}):
		return []
	doc = frappe.get_doc(REKAP, name)
	content = json.dumps(
		doc.as_dict(no_default_fields=False), default=str, ensure_ascii=False, sort_keys=True
	)
	values = {
		"rekap": name,
		"versi": version,
		"kecamatan": doc.kecamatan,
		"unit_kerja": doc.unit_kerja,
		"periode": doc.periode,
		"sidik": hashlib.sha256(content.encode()).hexdigest(),
	}
	with acting.acting_as_system():
		copy = written_once.insert_once(
			frappe.get_doc({"doctype": COPY, **values, "dibuat": clock.now(), "isi": content})
		)
	return [{"name": copy.name, **values}]
