"""What a site of an earlier release holds when this one comes: an office's work, done, open and to come.

Runs with that release's code: this file is put among its tests (tests/site/test_migration.py), so only what was there
then is at hand. Nothing is left for a worker to do, as the bench's workers run today's code.
"""

import os

import frappe
from frappe.utils import background_jobs

from kinerja_kecamatan.archive import render
from tests.support import workflows as flows
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import FIGURES, make_office
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

ROLE = "Sekretaris Lama"
TAGS = "R < T, 5 <6 dan <img src=x onerror=alert(1)> <b>tebal</b>"
LINK = "https://drive.contoh.test/bukti/1"


class NoQueue:
	def enqueue_call(self, *args, **kwargs) -> None:
		pass


def fill() -> dict:
	"""An order that is done (and opened again), one in the middle, an admin's own role; their names."""
	background_jobs.get_queue = lambda *args, **kwargs: NoQueue()
	frappe.set_user("Administrator")
	office = make_office().in_new_year()
	agreements = agree_as_was_allowed(office)
	done, open_ = LocalRun(office), LocalRun(office, f"{office.tahun}-TW2")
	finish(done)
	frappe.db.commit()
	for paper in render.waiting(done.disposisi):
		assert render.try_to_keep(paper), frappe.db.get_value("Arsip Kertas", paper, "galat")
	open_.up_to_meeting()
	files = type_what_was_allowed(open_)
	hang_on(open_)
	other_masters(office)
	role_of_an_admin(office)
	units = measure_as_was_typed(office)
	frappe.get_doc({"doctype": "Periode Kinerja", "kode": f"{office.tahun}-03"}).insert()
	frappe.db.commit()
	return {
		"office": vars(office),
		"done": done.disposisi,
		"open": open_.disposisi,
		"periode": open_.periode,
		"files": files,
		"units": units,
		**agreements,
	}


def agree_as_was_allowed(office) -> dict[str, str]:
	"""Two sources of one program told apart by a remark; and a second Murni of the unit, a draft."""
	agreement = frappe.get_doc("Perjanjian Kinerja", {"unit_kerja": office.units[0], "tahun": office.tahun})
	for source, budget in (("DAU", 1500000), ("PAD", 250000.5)):
		agreement.append("program", {"program": "Pelayanan", "anggaran": budget, "keterangan": source})
	agreement.save()
	twin = frappe.copy_doc(agreement)
	twin.status = "Draf"
	return {"agreement": agreement.name, "twin": twin.insert().name}


def measure_as_was_typed(office) -> dict[str, str]:
	"""Indicators whose unit is another spelling of percent, and one that nobody else has; their names by unit."""
	like, made = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][3]), {}
	for number, satuan in enumerate(("persen", "Persentase", "Bidang Tanah")):
		doc = frappe.copy_doc(like)
		doc.update({"kode": f"LAMA-{number}", "satuan": satuan})
		made[satuan] = doc.insert().name
	return made


def finish(run: LocalRun) -> None:
	"""All nine steps and one version more, with evidence."""
	run.up_to_meeting()
	for unit in run.office.units:
		file = uploaded(run, f"jp:{unit}", "bukti.txt", hanging=(FORMAT, run.formats(unit)[0]))
		figures = {"A1": {"realisasi": "9", "bukti": file, "kendala": TAGS, "tindak_lanjut": TAGS}}
		run.unit_through(unit, {**FIGURES, **figures})
	run.finalize()
	run.act("camat", REKAP, run.recap().name, "Ketahui")
	unit = run.office.units[0]
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", "Salah jumlah.", unit=[unit])
	run.fill(unit)
	run.recap_unit(unit)
	run.validate(unit)
	run.read_closely(unit)
	run.finalize()


def uploaded(run: LocalRun, key: str, name: str, private: int = 1, hanging: tuple = ()) -> str:
	place = dict(zip(("attached_to_doctype", "attached_to_name"), hanging, strict=False))
	content = frappe.generate_hash(length=30)
	file = run.insert(key, "File", file_name=name, is_private=private, content=content, **place)
	return file.file_url


def type_what_was_allowed(run: LocalRun) -> dict[str, str]:
	"""Markup in texts, addresses and scripts in Attach fields, names of files that a page takes for markup."""
	unit, other = run.office.units
	key = f"jp:{unit}"
	form = run.formats(unit)[0]
	files = {
		"own": uploaded(run, key, "milik sendiri.txt"),
		"public": uploaded(run, key, "publik.txt", private=0),
		"hanging": uploaded(run, key, "x\" onerror='alert(1)'.txt", hanging=(FORMAT, form)),
	}
	with signed_in(run.user(key)):
		doc = frappe.get_doc(FORMAT, form)
		values = (files["own"], files["public"], LINK, "javascript:alert(1)")
		for row, bukti in zip(doc.baris, values, strict=True):
			row.update({"bukti": bukti, "kendala": TAGS, "tindak_lanjut": '["<img src=x onerror=alert(1)>"]'})
		doc.catatan = TAGS
		doc.save()
	doc = run.format_of(other)
	with signed_in(run.user(f"jp:{other}")):
		doc.baris[0].bukti = files["hanging"]
		doc.save()
	frappe.db.set_value(DISPOSISI, run.disposisi, "isi_perintah", TAGS, update_modified=False)
	frappe.db.set_value(RAPAT, {"disposisi": run.disposisi}, "keputusan", TAGS, update_modified=False)
	return files


def hang_on(run: LocalRun) -> None:
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	doc.add_comment("Comment", '["<img src=x onerror=alert(1)>"]')
	doc.add_comment("Comment", "<p>Segera.</p>")
	doc.add_tag("penting")
	frappe.get_doc(
		{
			"doctype": "Kanban Board",
			"kanban_board_name": f"Papan {run.office.root}",
			"reference_doctype": DISPOSISI,
			"field_name": "workflow_state",
			"columns": [{"column_name": "Draf", "order": frappe.as_json([run.disposisi])}],
		}
	).insert()


def other_masters(office) -> None:
	"""Codes and links that are refused today; a unit closed from a day on."""
	root = frappe.get_doc("Unit Kerja", office.root)
	unit = frappe.copy_doc(frappe.get_doc("Unit Kerja", office.units[0]))
	unit.update(
		{"kode": "SI Lama/1", "nama_unit": "Seksi <i>Lama</i>", "melapor": 0, "parent_unit_kerja": root.name}
	)
	unit.tanggal_tutup = "2020-07-01"
	unit.insert()


def role_of_an_admin(office) -> None:
	"""The Sekcam's work under a role of the admin's own, by Frappe's own Workflow form."""
	frappe.get_doc({"doctype": "Role", "role_name": ROLE, "desk_access": 1}).insert()
	for doctype in (DISPOSISI, REKAP):
		flow = flows.active(doctype)
		assert flows.swap_role(flow, "Sekcam", ROLE)
		flow.save()
	post = frappe.get_doc("Penugasan", office.penugasan["sekcam"])
	post.set("peran", [{"peran": ROLE, "lingkup": "Kecamatan"}])
	post.save()


def everything() -> dict:
	"""All rows of the app and of what hangs on them, every column, and the bytes of private and public files."""
	ours = frappe.get_all("DocType", {"module": "Kinerja Kecamatan"}, ["name", "issingle"])
	beside = [
		"File",
		"Comment",
		"ToDo",
		"Tag Link",
		"Kanban Board",
		"Kanban Board Column",
		"Patch Log",
		"User",
	]
	beside += ["Workflow", "Workflow Document State", "Workflow Transition", "Custom DocPerm", "Version"]
	tables = [row.name for row in ours if not row.issingle] + beside
	return {
		"rows": {
			table: {row.name: dict(row) for row in frappe.get_all(table, fields=["*"], limit=0)}
			for table in tables
		},
		"roles": sorted(frappe.get_all("Has Role", fields=["parent", "role"], as_list=True)),
		"settings": frappe.db.get_singles_dict("Pengaturan Kinerja"),
		"files": sorted(
			os.path.join(folder, name)
			for kind in ("public", "private")
			for folder, _folders, names in os.walk(frappe.get_site_path(kind, "files"))
			for name in names
		),
	}
