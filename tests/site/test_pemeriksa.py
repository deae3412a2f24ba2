"""A Pemeriksa reads, and writes nothing by any method of the app's own either."""

from collections.abc import Iterator

import frappe
import pytest

from tests.support.http import raw
from tests.support.isolation import own_methods
from tests.support.isolation.offices import own_copy
from tests.support.office import add_person
from tests.support.record import new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.workers import wait_until_idle

pytestmark = pytest.mark.full

ARCHIVE = "Arsip Kertas"
SIAPKAN = "kinerja_kecamatan.archive.api.siapkan"
COUNTED = (
	*(
		DISPOSISI,
		FORMAT,
		REKAP,
		"Rapat Kinerja",
		ARCHIVE,
		"Catatan Tahapan",
		"Dispensasi Kinerja",
		"Tag Link",
	),
	*("Periode Kinerja", "Register Nomor Surat"),
	*("Salinan Rekap", "Usulan Perubahan", "ToDo", "Workflow", "Server Script", "Kanban Board"),
)
# Workers hang these on the papers of other sets meanwhile.
HANGING = {"File": "attached_to_name", "Comment": "reference_name"}


@pytest.fixture
def inspected(env, _shared_office) -> Iterator[SopRun]:
	"""A set at step 3, with a paper that no worker has got to."""
	run = new_run(env, own_copy(_shared_office))
	frappe.set_user("Administrator")
	add_person(run.office, "pemeriksa", "Auditor", run.office.root, [("Pemeriksa", "Kecamatan")])
	frappe.db.commit()
	run.order()
	run.pass_on()
	assert run.person("pek").prepare(run.disposisi) == 0
	wait_until_idle()  # a worker that renders the same papers, or others', changes what is counted
	paper = frappe.get_all(ARCHIVE, {"disposisi": run.disposisi, "dokumen": run.disposisi}, pluck="name")[0]
	frappe.db.set_value(ARCHIVE, paper, {"status": "Menunggu", "berkas": None}, update_modified=False)
	frappe.db.delete("File", {"attached_to_name": paper})
	frappe.db.commit()
	yield run


def counted(run: SopRun, form: str) -> dict[str, int]:
	frappe.db.rollback()
	names = [run.disposisi, form]
	names += frappe.get_all(ARCHIVE, {"disposisi": run.disposisi}, pluck="name")
	hanging = {
		doctype: frappe.db.count(doctype, {field: ["in", names]}) for doctype, field in HANGING.items()
	}
	own = {
		f"own {doctype}": frappe.db.count(doctype, {"owner": run.office.people["pemeriksa"]})
		for doctype in HANGING
	}
	return {**hanging, **own, **{doctype: frappe.db.count(doctype) for doctype in COUNTED}}


def test_no_method_of_the_app_writes_for_a_pemeriksa(inspected):
	run, unit = inspected, inspected.office.units[0]
	form = run.formats(unit)[0]
	paper = frappe.get_all(ARCHIVE, {"disposisi": run.disposisi, "status": "Menunggu"}, pluck="name")[0]
	person = run.person("pemeriksa")
	row = person.get(FORMAT, form)["baris"][0]
	known = {
		"disposisi": run.disposisi,
		"kecamatan": run.office.root,
		"tahun": run.office.tahun + 50,  # of which there are no periods yet
		"unit": unit,
		"pelaksana": run.office.pegawai[f"jp:{unit}"],
		**dict.fromkeys(("format", "format_data"), form),
		"baris": row["name"],
		"nilai": {"realisasi": "7"},
		"sebelum": {"realisasi": row["realisasi"]},
		"document_type": FORMAT,
	}
	targets = {
		(DISPOSISI, run.disposisi): "Batalkan",
		(FORMAT, form): "Sampaikan Format",
		(ARCHIVE, paper): "x",
	}
	tried = set()
	for target, action in targets.items():
		before, count = whole(*target), counted(run, form)
		for path, verb, address, content in own_methods.ways(*target, action=action, **known):
			raw(person, verb, address, **content)
			assert counted(run, form) == count, path
			assert whole(*target) == before, path
			tried.add(path)
	assert {SIAPKAN, "kinerja_kecamatan.process.api.tindak"} < tried
	assert len(tried) > 30
	# The paper that was waiting is rendered for who works there, after the same request.
	assert run.person("pemeriksa").call(SIAPKAN, disposisi=run.disposisi) == {"menunggu": 1, "latar": ""}
	assert run.person("pek").prepare(run.disposisi) == 0
