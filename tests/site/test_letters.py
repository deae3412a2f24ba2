"""Nota Dinas, Undangan, Daftar Hadir and Notulen as an office writes them: order, words, who is named, what hangs behind."""

import base64
import io
import re
from collections.abc import Iterator

import frappe
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from kinerja_kecamatan.archive import prints, register
from kinerja_kecamatan.exceptions import EmblemUnreadable
from kinerja_kecamatan.papers import catalogue, letters, photos
from kinerja_kecamatan.papers.sheets import FOOT, sheet
from kinerja_kecamatan.sop import steps
from tests.site.test_letter_numbers import number_by
from tests.support.local_run import LocalRun, at
from tests.support.office import add_person
from tests.support.papers import html_of, pdf_of, table_of, words_of
from tests.support.sop_run import DISPOSISI, RAPAT

NOTE, INVITATION = "Nota Dinas Permintaan Data Kinerja", "Undangan Rapat"
ATTENDANCE, MINUTES = "Daftar Hadir Rapat", "Notulen Rapat"
# What the app calls things, and no letter does.
APPS = ("Putaran", "Status", "DISP-", "RPT-", "Kode verifikasi")


@pytest.fixture
def run(office) -> LocalRun:
	number_by(office.root)
	at("2021-04-01 08:00")
	run = LocalRun(office)
	run.order()
	run.pass_on()
	return run


def meeting(run: LocalRun, **values):
	planned = {"tanggal": "2021-04-05", "waktu_mulai": "10:00", "tempat": "Aula", **values}
	return run.insert("pek", RAPAT, disposisi=run.disposisi, **planned)


def order_of(run: LocalRun):
	return frappe.get_doc(DISPOSISI, run.disposisi)


def body_of(doc, name: str) -> str:
	"""The words of a paper without its foot."""
	soup = BeautifulSoup(html_of(doc, name), "html.parser").find(class_="kertas")
	for foot in soup.find_all(class_="kaki"):
		foot.decompose()
	return re.sub(r"\s+", " ", soup.get_text(" "))


def in_order(text: str, *parts: str) -> None:
	places = [text.index(part) for part in parts]
	assert places == sorted(places), parts


def test_the_note_has_its_head_in_order_and_asks_nobody_by_command(run):
	run.send_forms()
	text = body_of(order_of(run), NOTE)
	in_order(text, "NOTA DINAS", "Yth.", "Dari", "Tembusan", "Tanggal", "Nomor", "Sifat", "Lampiran", "Hal")
	in_order(
		text, "Hal : Permintaan Data Kinerja", "Menindaklanjuti", "mohon", "terima kasih", "KASUBAG PEK,"
	)
	assert "Nomor : 000.8.6.3/001/411.513/2021" in text and "Tanggal : 1 April 2021" in text
	for command in ("dilaksanakan", "Perintah", "perintah", "agar segera", "wajib"):
		assert command not in text
	assert not [word for word in APPS if word in text]
	assert "Yth. : Kasi 1 Dari : Kasubag PEK" in text, "nobody writes to oneself"
	assert "Lampiran : 1 berkas Format Data Kinerja" in text, "what goes to whom it is written to"


def test_the_note_is_from_whoever_sends_it_acting_or_not(run):
	"""Also the next day, and when somebody else holds the office by then."""
	office = run.office
	frappe.db.set_value("Penugasan", office.penugasan["pek"], "berlaku_sampai", "2021-03-31")
	roles = [("Kasubag PEK", "Kecamatan"), ("Kepala Unit", "Unit")]
	acting = {"jenis": "Plt.", "berlaku_mulai": "2021-04-01", "berlaku_sampai": "2021-04-02"}
	office.people["pek"] = add_person(office, "plt", "Kasubag PEK", office.recap_unit, roles, **acting)
	run.send_forms()
	at("2021-04-06 08:00")
	text = body_of(order_of(run), NOTE)
	assert "Dari : Plt. Kasubag PEK" in text and "Plt. KASUBAG PEK, Uji plt" in text


def test_before_it_is_sent_there_is_room_for_number_and_day(office):
	run = LocalRun(office)
	run.order()
	text = body_of(order_of(run), NOTE)
	assert f"Nomor : {letters.BLANK}" in text and f"Tanggal : {letters.BLANK}" in text


def test_the_invitation_is_a_letter(run):
	text = body_of(meeting(run), INVITATION)
	in_order(
		text,
		"KECAMATAN",
		"Nomor",
		"Uji, 1 April 2021",
		"Sifat",
		"Lampiran",
		"Hal",
		"Undangan",
		"Yth.",
		"di -",
	)
	in_order(
		text, "mengundang", "Senin, 5 April 2021", "pukul 10.00 s.d. selesai", "Aula (Tatap Muka)", "Demikian"
	)
	assert "Nomor : 005/001/411.513/IV/2021" in text and "Lampiran : –" in text
	for unit in run.office.units:
		head = "Kasubag PEK" if unit == run.office.recap_unit else "Kasi 1"
		assert head in text and f"Uji jp:{unit} (Pelaksana {unit}" in text
	assert not [word for word in APPS if word in text]


def test_the_invitation_keeps_the_time_that_it_asked_for(run):
	planned = meeting(run)
	moved = run.update("pek", RAPAT, planned.name, tanggal="2021-04-06", waktu_mulai="13:00")
	assert (str(moved.hari_undangan), "13:00" in str(moved.waktu_undangan)) == ("2021-04-06", True), (
		"still a plan"
	)
	apart = run.update("pek", RAPAT, planned.name, waktu_undangan="12:30")
	assert str(apart.waktu_mulai).startswith("13:00"), "what is written apart stays apart"
	run.update("pek", RAPAT, planned.name, waktu_mulai="14:00")
	at("2021-04-06 15:00")
	run.update("pek", RAPAT, planned.name, waktu_mulai="14:20", waktu_selesai="15:00", tempat="Pendapa")
	doc = frappe.get_doc(RAPAT, planned.name)
	text = body_of(doc, INVITATION)
	assert "pukul 12.30 s.d. selesai" in text and "Selasa, 6 April 2021" in text and "Aula" in text
	held = body_of(doc, MINUTES)
	assert "pukul 14.20 s.d. 15.00" in held and "Pendapa" in held


def test_many_are_invited_by_a_list_behind_the_letter(run):
	planned = meeting(run)
	doc = frappe.get_doc(RAPAT, planned.name)
	doc.set("kehadiran", [])
	for n in range(letters.MOST_RECEIVERS + 1):
		doc.append(
			"kehadiran", {"unit_kerja": run.office.units[0], "nama_pegawai": f"Orang {n}", "jabatan": "Staf"}
		)
	paper = catalogue.paper_content(INVITATION, doc)
	first, second = paper["lembar"]
	assert [block["nama"] for block in first][-1] == "tanda_tangan"
	assert [block["nama"] for block in second] == ["diundang", "tanda_tangan"]
	names = [row[1] for row in table_of(paper, "diundang")]
	assert len(names) == letters.MOST_RECEIVERS + 1 and "Orang 8 (Staf" in names[-1]
	(call,) = [block for block in first if block["nama"] == "kepada"]
	assert "Daftar terlampir" in str(call["baris"])


def test_everybody_invited_is_on_the_attendance_sheet_whether_they_came_or_not(run):
	planned = meeting(run)
	marks = ("Hadir", "Izin", "Tidak Hadir", "")
	rows = [{**row.as_dict(), "kehadiran": marks[n % 4]} for n, row in enumerate(planned.kehadiran)]
	doc = run.update("pek", RAPAT, planned.name, kehadiran=rows)
	table = table_of(catalogue.paper_content(ATTENDANCE, doc), "hadir")
	assert [row[1] for row in table[: len(rows)]] == [row["nama_pegawai"] for row in rows]
	signed = [row[4] for row in table]
	assert signed[:4] == ["1.", "2. (Izin)", "3. (Tidak Hadir)", "4."]
	raw_cells = [row["sel"][4]["teks"] for row in paper_rows(doc)]
	assert [text.startswith("\u2003") for text in raw_cells[:4]] == [False, True, False, True], "zigzag"
	assert not [word for word in APPS if word in body_of(doc, ATTENDANCE)]


def paper_rows(doc) -> list:
	paper = catalogue.paper_content(ATTENDANCE, doc)
	return [
		row
		for page in paper["lembar"]
		for block in page
		if block["nama"] == "hadir"
		for row in block["baris"]
	]


def test_the_minutes_say_who_led_on_what_ground_and_who_does_what_until_when(run):
	planned = meeting(run)
	doc = run.update(
		"pek",
		RAPAT,
		planned.name,
		pimpinan=run.office.pegawai["camat"],
		notulis=run.office.pegawai["pek"],
		acara_rapat=[{"acara": "Sumber data", "pembahasan": "Register unit."}, {"acara": "Bukti"}],
		daftar_keputusan=[
			{"keputusan": "Bukti diunggah.", "penanggung_jawab": "Kasi 1", "batas_waktu": "2021-04-09"}
		],
		keputusan="Rapat berikutnya Juli.",
	)
	text = body_of(doc, MINUTES)
	assert "Dasar : Undangan Nomor 005/001/411.513/IV/2021 tanggal 1 April 2021" in text
	assert "Pimpinan Rapat : Uji camat" in text and "Notulis : Uji pek" in text
	in_order(
		text,
		"Sumber data Register unit.",
		"Bukti",
		"Bukti diunggah. Kasi 1 9 April 2021",
		"Rapat berikutnya Juli.",
	)
	in_order(text, "Pimpinan rapat,", "Lampiran Notulen: Daftar Hadir")
	assert not [word for word in APPS if word in text]


def test_a_decision_in_the_table_is_a_decision(run):
	run.send_forms()
	planned = meeting(run, tanggal="2021-04-01", waktu_mulai="08:30", waktu_selesai="09:00")
	rows = [{**row.as_dict(), "kehadiran": "Hadir"} for row in planned.kehadiran]
	run.update("pek", RAPAT, planned.name, kehadiran=rows, daftar_keputusan=[{"keputusan": "Sepakat."}])
	run.act("pek", DISPOSISI, run.disposisi, "Tetapkan Hasil Rapat")


def picture(size: tuple[int, int] = (1600, 1200), kind: str = "JPEG", **how) -> bytes:
	out = io.BytesIO()
	Image.effect_noise(size, 40).convert("RGB").save(out, kind, **how)
	return out.getvalue()


def attach(doc, name: str, content: bytes):
	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": name,
			"content": content,
			"is_private": 1,
			"attached_to_doctype": RAPAT,
			"attached_to_name": doc.name,
		}
	).insert()


def test_pictures_that_hang_on_the_meeting_are_behind_its_minutes(run):
	doc = meeting(run)
	turned = Image.Exif()
	turned[0x0112] = 6
	photo = attach(doc, "Pembukaan rapat.jpg", picture(exif=turned.tobytes()))
	attach(doc, "Daftar hadir.png", picture((300, 500), "PNG"))
	attach(doc, "catatan.txt", b"bukan gambar")
	paper = catalogue.paper_content(MINUTES, doc)
	rows = paper[photos.KEY]
	assert [[one["keterangan"] for one in row] for row in rows.values()] == [
		["Pembukaan rapat", "Daftar hadir"]
	]
	assert len(prints.as_json(paper)) < 40_000, "what is kept of the paper names its pictures"
	page = html_of(doc, MINUTES)
	shown = [img["src"] for img in BeautifulSoup(page, "html5lib").select(".foto img")]
	assert len(shown) == 2 and all(src.startswith("data:image/jpeg;base64,") for src in shown)
	assert all(len(src) < 400_000 for src in shown)
	for bytes_ in (photos.file_kinds.bytes_of(photo), base64.b64decode(shown[0].partition(",")[2])):
		width, height = Image.open(io.BytesIO(bytes_)).size
		assert width < height, "a phone's picture stands as it was taken"
	texts, _sizes = pdf_of(page)
	assert "Pembukaan rapat" in texts[-1] and len(texts) == page.count('class="lembar"')


# A picture all the same, with something in it that says how it was held and cannot be read.
BAD_EXIF = b"Exif\0\0garbage!garbage"


def odd_pictures() -> Iterator[tuple[str, bytes]]:
	"""Every kind of pixels that a PNG or a JPEG holds, upright and with a crafted EXIF."""
	for kind, modes in (("PNG", ("1", "L", "LA", "I", "P", "RGB", "RGBA")), ("JPEG", ("L", "RGB", "CMYK"))):
		for mode in modes:
			for exif in (None, BAD_EXIF):
				out = io.BytesIO()
				Image.new(mode, (600, 400)).save(out, kind, **({"exif": exif} if exif else {}))
				yield f"{mode}{' exif' if exif else ''}.{kind.lower()}", out.getvalue()


def test_no_picture_stops_the_minutes(run):
	doc = meeting(run)
	for name, content in odd_pictures():
		frappe.db.savepoint("without_picture")
		attach(doc, name, content)
		paper = catalogue.paper_content(MINUTES, doc)
		((shown,),) = photos.with_photos(paper)[photos.KEY].values()
		assert shown["gambar"].startswith("data:image/jpeg;base64,"), name
		frappe.db.rollback(save_point="without_picture")


def test_a_picture_of_which_nothing_can_be_made_is_left_out(run, monkeypatch):
	"""Whatever a later one makes of its reader; a paper that noted it is kept without it."""
	doc = meeting(run)
	attach(doc, "foto.png", picture((40, 31), "PNG"))
	paper = catalogue.paper_content(MINUTES, doc)
	frappe.cache().delete_keys("kinerja_foto")
	monkeypatch.setattr(Image.Image, "thumbnail", lambda *_args: 1 / 0)
	assert [*photos.with_photos(paper)[photos.KEY].values()] == [[]]
	assert not catalogue.paper_content(MINUTES, doc)[photos.KEY]
	frappe.cache().delete_keys("kinerja_foto")


def test_a_picture_that_is_another_by_now_stops_the_kept_paper(run):
	doc = meeting(run)
	photo = attach(doc, "foto.png", picture((40, 30), "PNG"))
	(noted,) = [one for row in catalogue.paper_content(MINUTES, doc)[photos.KEY].values() for one in row]
	assert photos._inline(noted).startswith("data:image/jpeg")
	with open(photo.get_full_path(), "wb") as file:
		file.write(picture((41, 30), "PNG"))
	with pytest.raises(EmblemUnreadable):
		photos._inline(noted)


def test_more_pictures_than_the_paper_takes_are_left_out(run):
	doc = meeting(run)
	for n in range(photos.MOST + 2):
		attach(doc, f"foto {n}.png", picture((20 + n, 10), "PNG"))
	blocks, shown = photos.rows_of(doc)
	assert len(blocks) == photos.MOST / photos.A_ROW
	assert sum(len(row) for row in shown[photos.KEY].values()) == photos.MOST


def test_the_apps_own_words_stand_in_the_foot_of_every_page(run):
	run.send_forms()
	order = order_of(run)
	for name in ("Lembar Disposisi", NOTE, "Tanda Terima Format", "Kartu Kendali Pelaksanaan SOP"):
		page = html_of(order, name)
		soup = BeautifulSoup(page, "html5lib")
		sheets, feet = soup.select(".lembar"), soup.select(".lembar > .kaki")
		assert len(sheets) == len(feet)
		for number, foot in enumerate(feet, start=1):
			words = foot.get_text(" ")
			assert order.name in words and f"Halaman {number} dari {len(sheets)}" in words
			assert foot.find_all("div")[1].get_text().isupper(), "the paper's name has a line of its own"
			assert order.workflow_state in words and "Putaran 1" in words
		assert not soup.select(".kop .qr img")
		body = body_of(order, name)
		assert "Putaran" not in body.replace("Putaran Pelaksanaan", "") or name.startswith("Kartu")


def test_a_kept_papers_code_is_in_the_foot_too(run):
	run.send_forms()
	order = order_of(run)
	step = steps.step_for(order, steps.PENYAMPAIAN)
	assert NOTE in step.kertas
	page = html_of(order, NOTE)
	foot = BeautifulSoup(page, "html5lib").select_one(".kaki")
	assert foot.img["src"].startswith("data:image/png") and "Kode verifikasi" in foot.get_text()
	assert register.papers_of(order, step)


def test_a_paper_noted_by_an_earlier_release_prints_as_it_was_made(run):
	"""Its rows were broken over pages for a strip on top and a code in the head; there is no foot to print into."""
	order = order_of(run)
	old = dict(catalogue.paper_content("Lembar Disposisi", order))
	del old["kaki"]
	old["fakta"] = [
		{"kiri": {"label": "Periode", "isi": "TW I"}, "kanan": {"label": "Nomor", "isi": order.name}},
		{"kiri": {"label": "", "isi": ""}, "kanan": {"label": "Halaman", "isi": ""}},
	]
	row = frappe._dict(
		print_format="Lembar Disposisi",
		jenis_dokumen=DISPOSISI,
		dokumen=order.name,
		isi=prints.as_json(old),
		kode="ABCDEFGHJKLMNPQR",
	)
	with prints.showing_kept_paper(row):
		page = html_of(order, "Lembar Disposisi")
	soup = BeautifulSoup(page, "html5lib")
	assert not soup.select(".kaki") and soup.select_one(".kop .qr img")
	text = re.sub(r"\s+", " ", soup.find(class_="kertas").get_text(" "))
	assert f"Nomor : {order.name}" in text and "Halaman : 1 dari" in text and "Kode verifikasi" in text


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("size", ["F4", "A4"])
def test_the_foot_has_its_room_on_every_sheet(size: str, landscape: bool):
	page = sheet(size, landscape)
	height = (page.tinggi - page.atas - page.bawah) * 96 / 25.4
	assert page.height + FOOT < page.whole < height - 15


def test_a_letter_reads_the_same_from_its_pdf(run):
	text = " ".join(pdf_of(html_of(meeting(run), INVITATION))[0])
	assert "005/001/411.513/IV/2021" in text and "Halaman 1 dari 1" in text
	assert words_of(meeting(run), INVITATION)
