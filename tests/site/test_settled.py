"""What a step has settled is closed: the order's words once the Camat has given it, what is asked for once the Sekcam has passed it on."""

import frappe
import pytest

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.process import step_registry
from tests.support.local_run import LocalRun, refused
from tests.support.office import Office
from tests.support.sop_run import DISPOSISI

# What else a person would write into each.
OTHER = {
	"tanggal": "2020-01-02",
	"sifat": "Rahasia",
	"asal": "Surat",
	"tanggal_surat": "2020-01-02",
	"diterima_tanggal": "2020-01-02",
}
LATER = {
	**dict.fromkeys(("tanggal", "tanggal_surat", "diterima_tanggal"), "2020-01-03"),
	**{"sifat": "Biasa", "asal": "Perintah Langsung"},
}
ORDERED = (
	*("tanggal", "hal", "sifat", "asal", "isi_perintah"),
	*("surat_dari", "nomor_surat", "tanggal_surat", "diterima_tanggal"),
)
ASKED = ("data_yang_diperlukan", "dokumen_rujukan")


@pytest.mark.parametrize("field", ORDERED)
def test_the_order_is_in_the_words_of_who_gave_it(office: Office, field: str) -> None:
	run = LocalRun(office)
	run.draft()
	run.update("pek", DISPOSISI, run.disposisi, **{field: OTHER.get(field, "Sebelum diperintahkan")})
	run.act("camat", DISPOSISI, run.disposisi, "Perintahkan")
	change = {field: LATER.get(field, "Ditulis kemudian")}
	label = frappe.get_meta(DISPOSISI).get_label(field)
	said = refused(MoveRefused, run.update, "sekcam", DISPOSISI, run.disposisi, **change)
	assert label in said and "sudah ditetapkan dengan Perintah" in said
	run.update("sekcam", DISPOSISI, run.disposisi, nomor_agenda="12")


def test_the_order_opens_again_when_it_goes_back(office: Office) -> None:
	run = LocalRun(office)
	run.order()
	run.act("sekcam", DISPOSISI, run.disposisi, "Kembalikan", "Hal keliru")
	run.update("pek", DISPOSISI, run.disposisi, hal="Hal yang benar")
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "hal") == "Hal yang benar"


@pytest.mark.parametrize("field", ASKED)
def test_what_is_asked_for_is_in_the_words_of_who_passed_it_on(office: Office, field: str) -> None:
	run = LocalRun(office)
	run.order()
	run.pass_on()
	said = refused(MoveRefused, run.update, "pek", DISPOSISI, run.disposisi, **{field: "Ditulis kemudian"})
	assert "sudah ditetapkan dengan Penerusan Perintah" in said
	run.update("pek", DISPOSISI, run.disposisi, batas_pengumpulan="2099-05-01")


def test_the_form_is_told_what_is_closed(office: Office) -> None:
	run = LocalRun(office)
	run.draft()
	assert run.open("pek", DISPOSISI, run.disposisi)["tertutup"] == []
	run.act("camat", DISPOSISI, run.disposisi, "Perintahkan")
	assert {*ORDERED} <= {*run.open("sekcam", DISPOSISI, run.disposisi)["tertutup"]}
	run.pass_on()
	assert {*ORDERED, *ASKED} <= {*run.open("pek", DISPOSISI, run.disposisi)["tertutup"]}


def test_what_is_closed_is_a_field_that_people_write(site) -> None:
	"""A name that the DocType does not have would close nothing."""
	for activity in step_registry.activities_of(DISPOSISI):
		for field in activity.settles:
			df = frappe.get_meta(DISPOSISI).get_field(field)
			assert df and not df.read_only and not df.set_only_once, field
