"""The recap's arithmetic by Server Script and by the app's own rules: the same, cell by cell; seeded once; never silent."""

import re
from decimal import Decimal
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, ScriptFailed
from kinerja_kecamatan.figures import engine, scripts
from kinerja_kecamatan.setup import api
from kinerja_kecamatan.setup import scripts as seeds
from tests.oracle.indicators import QUARTERS
from tests.site.test_recap_oracle import SETS, build, check_all
from tests.support.local_run import refused

METHODS = (engine.SOURCES, engine.TIME, engine.MEAN)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "server-scripts.md"
ROW = {"sumber": "A", "status": "Terisi", "nilai": Decimal(4), "lengkap": True}
GROUP = {"indikator": "Uji", "kode": "U-1", "cara": "Jumlah", "faktor": Decimal(1), "baris": [ROW]}


@pytest.fixture
def switch(monkeypatch):
	"""Turn the bench's server scripts on or off for this test, the way this release of Frappe asks for it."""

	def turn(on: bool) -> None:
		if hasattr(scripts.safe_exec, "is_safe_exec_enabled"):
			monkeypatch.setattr(scripts.safe_exec, "is_safe_exec_enabled", lambda: on)
		else:
			monkeypatch.setitem(frappe.conf, "server_script_enabled", on)

	return turn


@pytest.fixture
def on(switch, site):
	switch(True)
	yield
	frappe.db.rollback()
	frappe.cache().delete_value("server_script_map")


def script(method: str):
	return frappe.get_doc("Server Script", seeds.standing_script(method))


def change(method: str, text: str) -> None:
	doc = script(method)
	doc.script = text
	doc.save()


def test_shipped_scripts_stand_ready_and_nothing_depends_on_them(site, switch):
	for method in METHODS:
		doc = script(method)
		assert (doc.script_type, doc.disabled, doc.allow_guest) == ("API", 0, 0)
	switch(False)
	assert [scripts.at_work(method) for method in METHODS] == [None] * 3
	assert engine.over_sources([GROUP])[0]["nilai"] == 4
	assert {row["bekerja"] for row in api.keadaan_skrip()} == {False}
	assert all("tidak diaktifkan" in row["sebab"] for row in api.keadaan_skrip())


@pytest.mark.full
def test_both_ways_give_the_same_cells(office, switch, on, monkeypatch):
	ran = []
	monkeypatch.setattr(
		scripts, "run", lambda name, *rest, run=scripts.run: ran.append(name) or run(name, *rest)
	)
	by_script = build(office, SETS)
	assert check_all(by_script) and set(ran) == {seeds.standing_script(method) for method in METHODS}
	frappe.db.rollback()
	switch(False)
	ran.clear()
	by_rules = build(office.in_new_year(), SETS)
	assert not ran
	cells = 0
	for quarter in QUARTERS:
		for unit in (*by_rules["year"].units, None):
			cells += same(by_script[(quarter, unit)], by_rules[(quarter, unit)])
	assert cells > SETS * len(QUARTERS) * 3 * 40


def same(first, second) -> int:
	"""Every column of every row, and the totals; years and names of documents differ by design."""
	skip = {"name", "parent", "sd_terakhir"}
	fields = [df.fieldname for df in frappe.get_meta("Baris Rekap").fields if df.fieldname not in skip]
	rows = list(zip(first.baris, second.baris, strict=True))
	for one, other in rows:
		assert {f: one.get(f) for f in fields} == {f: other.get(f) for f in fields}
	for total in ("rata_capaian", "predikat", "rata_capaian_sd", "predikat_sd"):
		assert first.get(total) == second.get(total)
	return len(rows) * len(fields)


def test_a_disabled_script_leaves_the_work_to_the_app(on):
	assert scripts.at_work(engine.MEAN) == seeds.standing_script(engine.MEAN)
	doc = script(engine.MEAN)
	doc.disabled = 1
	doc.save()
	assert scripts.at_work(engine.MEAN) is None and scripts.at_work(engine.TIME)
	told = {row["metode"]: row for row in api.keadaan_skrip()}
	assert not told[engine.MEAN]["bekerja"] and "dinonaktifkan" in told[engine.MEAN]["sebab"]
	assert told[engine.TIME]["bekerja"]


def test_an_admins_own_script_for_the_method_is_the_one_at_work(on):
	frappe.delete_doc("Server Script", seeds.standing_script(engine.MEAN))
	own = {
		"doctype": "Server Script",
		"name": "Rata-rata Kami",
		"script_type": "API",
		"api_method": engine.MEAN,
	}
	frappe.get_doc({**own, "script": "hasil = [50 for satu in kelompok]"}).insert()
	assert scripts.at_work(engine.MEAN) == "Rata-rata Kami"
	seeds.sync()
	assert frappe.db.count("Server Script", {"api_method": engine.MEAN}) == 1, "no second one beside it"
	assert engine.mean_capaian(
		[{"baris": [{"capaian": Decimal(80), "bobot": None}], "semua_berbobot": False}]
	) == [50]


@pytest.mark.parametrize(
	("text", "said"),
	[
		("hasil = []\nfor satu in kelompok:\n\thasil.append(satu['tidak ada'])", r"baris 3.*tidak ada"),
		("hasil = 1 / 0", r"baris 1.*ZeroDivisionError"),
		("hasil = []", "harus memuat 1 isi"),
		("x = 1", "harus memuat 1 isi"),
		("hasil = [{'nilai': 4}]", "U-1: isinya harus"),
		("hasil = [dict(kelompok[0]['baris'][0], asal=[], belum=[], status='Beres')]", "Beres tidak dikenal"),
		("hasil = [dict(kelompok[0]['baris'][0], asal=[], belum=[], nilai='4')]", "harus angka atau None"),
		("hasil = [dict(kelompok[0]['baris'][0], asal=[], belum=[], nilai=None)]", "nilai harus ada"),
		("hasil = [dict(kelompok[0]['baris'][0], asal=['Hantu'], belum=[])]", "nama sumbernya"),
		(
			"hasil = [dict(kelompok[0]['baris'][0], asal=[], belum=[], nilai=float('nan'))]",
			"harus angka atau None",
		),
	],
)
def test_a_broken_script_stops_with_its_name_and_line(on, text, said):
	change(engine.SOURCES, _without_source(text))
	message = refused(ScriptFailed, engine.over_sources, [GROUP])
	assert "Server Script Kinerja: Agregasi Sumber" in message and re.search(said, message), message
	assert not frappe.flags.in_safe_exec, "later writes of the request are not refused"


def _without_source(text: str) -> str:
	"""A row without its source's name has the keys of a result, but for the two that the text adds."""
	row = "{k: v for k, v in kelompok[0]['baris'][0].items() if k != 'sumber'}"
	return text.replace("kelompok[0]['baris'][0]", row) if "dict(kelompok" in text else text


def test_a_script_may_refuse_with_its_own_sentence(on):
	change(engine.SOURCES, "frappe.throw('Bidang ini menunggu data desa.')")
	assert "menunggu data desa" in refused(frappe.ValidationError, engine.over_sources, [GROUP])


def test_rows_that_contradict_themselves_never_reach_a_script(on):
	bad = {**GROUP, "baris": [{**ROW, "status": "Nihil"}]}
	assert "U-1" in refused(KinerjaError, engine.over_sources, [bad])


def test_two_values_are_refused_by_the_script_as_by_the_rules(on, switch):
	rows = [ROW, {**ROW, "sumber": "B", "nilai": Decimal(5)}]
	group = {**GROUP, "cara": "Nilai Tunggal", "baris": rows}
	by_script = refused(frappe.ValidationError, engine.over_sources, [group])
	switch(False)
	assert by_script == refused(KinerjaError, engine.over_sources, [group])


def test_the_example_of_the_documentation_works(on):
	text = DOCS.read_text()
	lines = re.search(r"```python\n(.*?)```", text, flags=re.S)[1]
	change(
		engine.MEAN,
		script(engine.MEAN).script.replace("\thasil.append(rata)", f"{lines}\thasil.append(rata)"),
	)
	weak = {
		"baris": [{"capaian": Decimal(40), "bobot": None}, {"capaian": Decimal(120), "bobot": None}],
		"semua_berbobot": False,
	}
	strong = {
		**weak,
		"baris": [{"capaian": Decimal(70), "bobot": None}, {"capaian": Decimal(120), "bobot": None}],
	}
	assert engine.mean_capaian([weak, strong, {"baris": [], "semua_berbobot": False}]) == [60, 95, None]
	assert {row["metode"]: row["diubah"] for row in api.keadaan_skrip()}[engine.MEAN]


def test_an_admins_text_and_switch_outlive_migrates(on):
	change(engine.MEAN, "hasil = [None for satu in kelompok]")
	doc = script(engine.TIME)
	doc.disabled = 1
	doc.save()
	seeds.sync()
	seeds.sync()
	assert script(engine.MEAN).script == "hasil = [None for satu in kelompok]"
	assert script(engine.TIME).disabled == 1


def test_a_release_updates_only_what_is_untouched(on, monkeypatch):
	shipped = [{**seed, "script": seed["script"] + "\n# rilis baru"} for seed in seeds.shipped()]
	change(engine.MEAN, "hasil = []")
	doc = script(engine.TIME)
	doc.disabled = 1
	doc.save()
	monkeypatch.setattr(seeds, "shipped", lambda: shipped)
	seeds.sync()
	assert script(engine.SOURCES).script.endswith("# rilis baru")
	assert script(engine.TIME).script.endswith("# rilis baru") and script(engine.TIME).disabled == 1
	assert script(engine.MEAN).script == "hasil = []"


def test_a_deleted_script_stays_deleted_until_it_is_brought_back(on):
	frappe.delete_doc("Server Script", seeds.standing_script(engine.MEAN))
	seeds.sync()
	assert seeds.standing_script(engine.MEAN) is None
	assert engine.mean_capaian(
		[{"baris": [{"capaian": Decimal(80), "bobot": None}], "semua_berbobot": False}]
	) == [80]
	assert api.kembalikan_skrip(engine.MEAN) == seeds.standing_script(engine.MEAN)


def test_the_shipped_text_is_brought_back_only_by_who_may_write_scripts(on, office):
	change(engine.MEAN, "hasil = []")
	frappe.set_user(office.people["pek"])
	with pytest.raises(frappe.PermissionError):
		api.kembalikan_skrip(engine.MEAN)
	frappe.set_user("Administrator")
	api.kembalikan_skrip(engine.MEAN)
	assert not {row["metode"]: row["diubah"] for row in api.keadaan_skrip()}[engine.MEAN]
