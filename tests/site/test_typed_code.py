"""What an admin types into the desk, Jinja, Server Scripts or the console, reads and prints; it writes no log, no paper and no
step, whatever flags it sets and whoever's session it runs in."""

import contextlib
import json
import secrets

import frappe
import pytest
from frappe.core.doctype.user.user import User
from frappe.utils.jinja import get_jenv
from frappe.utils.safe_exec import safe_exec
from jinja2.sandbox import SecurityError

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import written_once
from kinerja_kecamatan.guard.hooks import ONCE
from kinerja_kecamatan.step_log import log
from tests.site.test_scripts import on, switch  # noqa: F401
from tests.support.http import raw
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import PASSWORD, add_site_admin
from tests.support.sop_run import DISPOSISI
from tests.support.whole_log import assert_told
from tests.support.workers import nothing_queued

LOG, HEAD = doctypes.LOG, doctypes.CHAIN_HEAD
FLAGS = "{'kinerja_log': 1, 'ignore_permissions': 1, 'ignore_validate': 1, 'ignore_links': 1, 'ignore_mandatory': 1}"


@pytest.fixture(scope="module")
def _ordered(_connected: None, _shared_office) -> LocalRun:
	"""An order that the Camat has given, committed; what the tests do to it is rolled back."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with nothing_queued():
		run = LocalRun(_shared_office.in_new_year())
		run.order()
		frappe.db.commit()
	return run


@pytest.fixture
def order(_ordered, site: None) -> LocalRun:
	return _ordered


def records(run: LocalRun) -> dict[str, dict]:
	"""One of each DocType that is written once, as a forger would fill it in."""
	place = {"kecamatan": run.office.root, "unit_kerja": run.office.root, "periode": run.periode}
	document = {"jenis_dokumen": DISPOSISI, "dokumen": run.disposisi, "disposisi": run.disposisi}
	return {
		LOG: {**place, **document, "aksi": "palsu", "hasil": "Selesai", "ke_status": "Selesai"},
		HEAD: {"kecamatan": run.office.units[0], "jumlah": 9},
		ARCHIVE: {**place, **document, "print_format": "palsu", "kode": "palsu"},
		"Salinan Rekap": {**place, "rekap": "palsu", "versi": 9, "isi": "{}"},
		"Dispensasi Kinerja": {
			**place,
			"disposisi": run.disposisi,
			"alasan": "palsu",
			"berlaku_sampai": "2099-01-01",
		},
		"Usulan Perubahan": {"kecamatan": run.office.root, "status": "Disetujui", "perihal": "palsu"},
		"Register Nomor Surat": {
			"kecamatan": run.office.root,
			"tahun": 2021,
			"nomor": "palsu",
			"kunci": "palsu",
		},
	}


KINDS = (
	LOG,
	HEAD,
	ARCHIVE,
	"Salinan Rekap",
	"Dispensasi Kinerja",
	"Usulan Perubahan",
	"Register Nomor Surat",
)


def counts() -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in KINDS}


def in_template(text: str, **known) -> str:
	return get_jenv().from_string(text).render(known)


def test_every_record_that_is_written_once_is_among_these(site):
	"""By its class, and by the hooks."""
	assert set(KINDS) == set(ONCE)
	for doctype in frappe.get_all("DocType", {"module": "Kinerja Kecamatan", "istable": 0}, pluck="name"):
		is_one = issubclass(frappe.get_doc({"doctype": doctype}).__class__, written_once.WrittenOnce)
		assert is_one == (doctype in KINDS), doctype


@pytest.mark.parametrize("doctype", KINDS)
@pytest.mark.parametrize(
	"way",
	[
		"db_insert()",
		pytest.param("insert(ignore_permissions=True)", marks=pytest.mark.full),
		pytest.param("save(ignore_permissions=True)", marks=pytest.mark.full),
	],
)
def test_nothing_of_these_is_written_from_a_template_or_a_script(order, on, doctype, way):  # noqa: F811
	values = {
		"doctype": doctype,
		"name": "palsu" if way.startswith("db") else None,
		**records(order)[doctype],
	}
	before = counts()
	template = (
		"{% set d = frappe.get_doc(values) %}{% set x = d.set('__islocal', 1) %}"
		f"{{% set x = d.flags.update({FLAGS}) %}}{{{{ d.{way} }}}}"
	)
	script = f"d = frappe.get_doc({values!r})\nd.set('__islocal', 1)\nd.flags.update({FLAGS})\nd.{way}"
	for attempt in (
		lambda: in_template(template, values=values),
		lambda: safe_exec(script),
		lambda: _as_system(in_template, template, values=values),
		lambda: _as_system(safe_exec, script),
	):
		with pytest.raises(MoveRefused):
			attempt()
		assert counts() == before


def _as_system(action, *args, **kwargs):
	"""Where the app acts for somebody: a paper is rendered, a notification goes out."""
	with acting.acting_as_system():
		assert acting.active()
		return action(*args, **kwargs)


def test_a_flag_moves_nothing_and_an_event_that_is_called_tells_nothing(order, on, monkeypatch):  # noqa: F811
	# Frappe's own part of it goes through every table, for seconds.
	monkeypatch.setattr(User, "after_rename", lambda *args: None)
	camat, pek = order.user("camat"), order.user("pek")
	before, known = counts(), {"order": order.disposisi, "camat": camat, "pek": pek}
	move = (
		"_dict(by_system=0, override=0, kegiatan='', alasan='palsu', actor=camat, putaran=1, step=None,"
		" event='', transition=_dict(state='Draf', next_state='Selesai', action='palsu', allowed='Camat', gerak=''))"
	)
	script = [
		f"d = frappe.get_doc('Disposisi', order)\nd.flags.kinerja_move = {move}\nd.run_method('on_update')",
		"frappe.get_doc('User', camat).run_method('after_rename', camat, pek, False)",
		"frappe.get_doc('User', camat).run_method('after_rename', camat, 'baru@uji.test', False)",
		"frappe.get_doc('User', camat).run_method('after_rename', camat, 'baru@uji.test', True)",
	]
	template = [
		f"{{% set d = frappe.get_doc('Disposisi', order) %}}{{% set x = d.flags.update({{'kinerja_move': {move}}}) %}}"
		"{{ d.run_method('on_update') }}",
		*("{{ " + line + " }}" for line in script[1:]),
	]
	for run, texts in (
		(lambda text: in_template(text, **known), template),
		(lambda text: safe_exec(text, known), script),
	):
		for text in texts:
			frappe.db.savepoint("sebelum")
			with contextlib.suppress(frappe.ValidationError, MoveRefused):  # core's own word, or ours
				run(text)
			assert counts() == before, text
			frappe.db.rollback(save_point="sebelum")
	# Nor where it is called from outside of any: who still has the name has not been renamed.
	with pytest.raises(MoveRefused):
		frappe.get_doc("User", camat).run_method("after_rename", camat, "baru@uji.test", False)
	assert counts() == before


@pytest.mark.parametrize("run_in", ["template", "script"])
def test_nobody_signs_by_looking_at_a_print(order, on, run_in):  # noqa: F811
	"""The Sekcam prints what somebody has written a move into."""
	order.update(
		"sekcam", DISPOSISI, order.disposisi, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Semua"
	)
	name, before = order.disposisi, counts()
	with signed_in(order.user("sekcam")), pytest.raises(MoveRefused):
		if run_in == "template":
			in_template(
				"{% set d = frappe.get_doc('Disposisi', n) %}{% set x = d.set('workflow_state', 'Diteruskan') %}{{ d.save() }}",
				n=name,
			)
		else:
			safe_exec(f"d = frappe.get_doc('Disposisi', {name!r})\nd.workflow_state = 'Diteruskan'\nd.save()")
	assert counts() == before


PEOPLE_FLAGS = "{'kinerja_disetujui': 'x', 'ignore_validate': 1, 'ignore_permissions': 1}"


@pytest.mark.parametrize(
	"flags", [pytest.param("{}", marks=pytest.mark.full), PEOPLE_FLAGS], ids=["plain", "flags"]
)
def test_who_signs_is_not_changed_from_a_template_or_a_script(order, on, flags):  # noqa: F811
	office = order.office
	person, other = office.pegawai["camat"], order.user("pek")
	known = {"n": person, "u": other, "flags": flags}
	frappe.db.set_value("Pegawai", office.pegawai["pek"], "user", None)
	before, lines = frappe.db.get_value("Pegawai", person, "user"), counts()
	script = f"p = frappe.get_doc('Pegawai', n)\np.flags.update({flags})\np.set('user', u)\np.save()"
	template = (
		f"{{% set p = frappe.get_doc('Pegawai', n) %}}{{% set x = p.flags.update({flags}) %}}"
		"{% set x = p.set('user', u) %}{{ p.save() }}"
	)
	for attempt in (lambda: in_template(template, **known), lambda: safe_exec(script, known)):
		frappe.db.savepoint("tried")
		with pytest.raises(MoveRefused):
			attempt()
		frappe.db.rollback(save_point="tried")
		assert frappe.db.get_value("Pegawai", person, "user") == before and counts() == lines
	doc = frappe.get_doc("Pegawai", person)
	doc.flags.update({"ignore_validate": True})
	doc.user = other
	with pytest.raises(MoveRefused, match="tanpa pemeriksaan"):
		doc.save()


def test_what_runs_while_the_app_acts_has_no_powers_of_its_own(order, on):  # noqa: F811
	"""The guard lets the app itself write in any state; not the print format that it renders meanwhile."""
	name = order.disposisi
	for text, run in (
		(
			"{% set d = frappe.get_doc('Disposisi', n) %}{% set x = d.set('hal', 'palsu') %}{{ d.save() }}",
			in_template,
		),
		("d = frappe.get_doc('Disposisi', n)\nd.hal = 'palsu'\nd.save(ignore_permissions=True)", safe_exec),
	):
		with pytest.raises(frappe.PermissionError):
			_as_system(
				lambda text, run: run(text, n=name) if run is in_template else run(text, {"n": name}),
				text,
				run,
			)
	assert frappe.db.get_value(DISPOSISI, name, "hal") != "palsu"


@pytest.mark.parametrize(
	"text",
	[
		"{{ frappe.qb.terms.inspect.sys.modules }}",
		"{{ frappe.qb.terms.re.enum.sys }}",
		"{{ (frappe.qb.terms|attr('inspect')).sys }}",
		"{{ frappe.qb.terms['inspect'].sys }}",
	],
)
def test_templates_do_not_reach_python(site, text):
	with pytest.raises((SecurityError, frappe.ValidationError, Exception)) as told:
		print(in_template(text))
	assert not isinstance(told.value, AssertionError)
	assert in_template("{{ frappe.qb.terms.Term.__name__ or 1 }}{{ frappe.utils.cint('4') }}").endswith("4")


def test_scripts_on_the_log_itself_change_no_line(order, on):  # noqa: F811
	"""On the DocType's own events they are given the very document that is being written."""
	for doctype, text in (
		(
			LOG,
			"doc.pelaku = 'Administrator'\ndoc.nama_pelaku = 'Palsu'\ndoc.alasan = 'palsu'\ndoc.ke_status = 'Palsu'",
		),
		(ARCHIVE, "doc.kode = 'PALSU'\ndoc.sidik_isi = 'palsu'\ndoc.isi = '{}'"),
	):
		for event in ("Before Insert", "Before Save"):
			frappe.get_doc(
				{
					"doctype": "Server Script",
					"name": f"palsu {doctype} {event}",
					"script_type": "DocType Event",
					"reference_doctype": doctype,
					"doctype_event": event,
					"script": text,
				}
			).insert()
	frappe.cache().delete_value("server_script_map")
	other = LocalRun(order.office, f"{order.office.tahun}-TW2")
	other.order()
	line = frappe.get_doc(LOG, {"dokumen": other.disposisi, "langkah": 1})
	assert (line.pelaku, line.ke_status) == (other.user("camat"), "Diperintahkan")
	assert "Palsu" not in line.nama_pelaku and not line.alasan
	assert frappe.db.count(ARCHIVE, {"disposisi": other.disposisi}) == 1
	assert not frappe.db.exists(ARCHIVE, {"kode": "PALSU"})
	assert_told(order.office.root, order.disposisi, other.disposisi)


def test_what_people_type_is_still_sanitized_on_its_way_into_the_log(order):
	order.act("sekcam", DISPOSISI, order.disposisi, "Kembalikan", "Perjelas <img src=x onerror=alert(1)>")
	line = frappe.get_doc(LOG, {"dokumen": order.disposisi, "aksi": "Kembalikan"})
	assert line.alasan.startswith("Perjelas") and "onerror" not in line.alasan
	assert_told(order.office.root, order.disposisi)


def test_one_right_is_for_one_write(order):
	"""A record that was written is not written again by whoever still holds it."""
	line = log.write_line({"kecamatan": order.office.root, "unit_kerja": order.office.root, "aksi": "Uji"})
	again = frappe.get_doc(LOG, line)
	again.name = "palsu"
	with pytest.raises(MoveRefused):
		again.db_insert()
	assert not written_once._under_way


# Over HTTP: an administrator without a shell, and the places where one may type code.

VALUES = (
	"{'doctype': 'Catatan Tahapan', 'kecamatan': %r, 'unit_kerja': %r, 'aksi': 'palsu', 'hasil': 'Selesai'}"
)
TEMPLATES = {
	"insert": "{%% set d = frappe.get_doc(%s) %%}{%% set x = d.flags.update({'kinerja_log': 1}) %%}"
	"{{ d.insert(ignore_permissions=True).name }}{{ frappe.db.commit() }}",
	"db_insert": "{%% set d = frappe.get_doc(%s) %%}{%% set x = d.set('name', 'palsu') %%}"
	"{{ d.db_insert() }}{{ frappe.db.commit() }}",
}
SCRIPTS = {
	"insert": "d = frappe.get_doc(%s)\nd.flags.kinerja_log = 1\nd.insert(ignore_permissions=True)\nfrappe.db.commit()",
	"db_insert": "d = frappe.get_doc(%s)\nd.name = 'palsu'\nd.db_insert()\nfrappe.db.commit()",
}


@pytest.fixture
def admin(sop, env) -> Person:
	account = add_site_admin(sop.office)
	frappe.db.commit()
	return Person(env.url, env.site, account, PASSWORD, "situs")


def by_print_format(admin: Person, template: str, _script: str, order: str):
	name = admin.insert(
		"Print Format",
		name=f"Uji {secrets.token_hex(4)}",
		doc_type=DISPOSISI,
		standard="No",
		custom_format=1,
		print_format_type="Jinja",
		html=template,
	)["name"]
	yield raw(admin, "GET", "/printview", params={"doctype": DISPOSISI, "name": order, "format": name})
	if "{{ 6 * 7 }}" not in template:  # a PDF is not read here
		path = "/api/method/frappe.utils.print_format.download_pdf"
		yield raw(admin, "GET", path, params={"doctype": DISPOSISI, "name": order, "format": name})
	admin.session.delete(f"{admin.url}/api/resource/Print Format/{name}")


def by_letter_head(admin: Person, template: str, _script: str, order: str):
	name = admin.insert(
		"Letter Head", letter_head_name=f"Uji {secrets.token_hex(4)}", source="HTML", content=template
	)
	yield raw(
		admin, "GET", "/printview", params={"doctype": DISPOSISI, "name": order, "letterhead": name["name"]}
	)


def by_mail(admin: Person, template: str, _script: str, _order: str):
	name = admin.insert(
		"Email Template", name=f"Uji {secrets.token_hex(4)}", subject="Uji", response=template
	)["name"]
	path = "/api/method/frappe.email.doctype.email_template.email_template.get_email_template"
	yield raw(admin, "POST", path, json={"template_name": name, "doc": json.dumps({"doctype": "ToDo"})})


def by_notification(admin: Person, template: str, _script: str, _order: str):
	name = admin.insert(
		"Notification",
		name=f"Uji {secrets.token_hex(4)}",
		subject="Uji",
		message=template,
		document_type="ToDo",
		event="New",
		channel="System Notification",
		recipients=[{"receiver_by_role": "System Manager"}],
	)["name"]
	yield raw(admin, "POST", "/api/resource/ToDo", json={"description": "uji"})
	admin.session.delete(f"{admin.url}/api/resource/Notification/{name}")


def by_server_script(admin: Person, _template: str, script: str, _order: str):
	method = f"uji_{secrets.token_hex(4)}"
	made = {"name": method, "script_type": "API", "api_method": method, "script": script}
	yield raw(admin, "POST", "/api/resource/Server Script", json=made)
	yield raw(admin, "GET", f"/api/method/{method}")


def by_console(admin: Person, _template: str, script: str, _order: str):
	doc = {"doctype": "System Console", "type": "Python", "console": script, "commit": 1}
	path = "/api/method/frappe.desk.doctype.system_console.system_console.execute_code"
	yield raw(admin, "POST", path, json={"doc": json.dumps(doc)})


DOORS = (by_print_format, by_console)
MORE_DOORS = (by_letter_head, by_mail, by_notification, by_server_script)


@pytest.mark.parametrize(
	"door",
	[*DOORS, *(pytest.param(door, marks=pytest.mark.full) for door in MORE_DOORS)],
	ids=lambda door: door.__name__,
)
def test_no_line_comes_in_by_any_door_of_the_desk(sop, admin, door):
	sop.order()
	values = VALUES % (sop.office.root, sop.office.root)
	if door not in (by_server_script, by_console, by_notification):
		shown = "".join(answer.text for answer in door(admin, "uji {{ 6 * 7 }} uji", "", sop.disposisi))
		assert "uji 42 uji" in shown, "the door is closed to templates as such"
	for how in TEMPLATES:
		answers = list(door(admin, TEMPLATES[how] % values, SCRIPTS[how] % values, sop.disposisi))
		assert answers
	frappe.db.rollback()
	assert not frappe.db.exists(LOG, {"aksi": "palsu"})
	assert_told(sop.office.root, sop.disposisi)


def test_what_a_template_writes_by_query_is_found(sop, admin):
	"""That it can is Frappe's; that it shows is ours."""
	sop.order()
	assert_told(sop.office.root, sop.disposisi)
	frappe.db.rollback()  # what was read is let go of
	text = "{{ frappe.db.set_value('Catatan Tahapan', {'dokumen': '%s'}, 'nama_pelaku', 'Palsu') }}{{ frappe.db.commit() }}"
	answers = list(by_print_format(admin, text % sop.disposisi, "", sop.disposisi))
	assert answers[0].ok, answers[0].text
	frappe.db.rollback()
	line = frappe.get_doc(LOG, {"dokumen": sop.disposisi})
	assert line.nama_pelaku == "Palsu"
	kept = json.loads(line.isi)["nama_pelaku"]
	with pytest.raises(AssertionError, match="kini Palsu"):
		assert_told(sop.office.root, sop.disposisi)
	frappe.db.set_value(LOG, line.name, "nama_pelaku", kept)
	frappe.db.commit()
