"""The public page in a real browser: a code on paper, a PDF dropped on it that never leaves the machine."""

import base64
from collections.abc import Callable
from urllib.parse import urlsplit

import frappe
import pytest
from playwright.sync_api import Browser, Page

from kinerja_kecamatan.archive import seal
from tests.browser.desk import PICTURES
from tests.site.test_archive import forget_callers
from tests.support.environment import Environment
from tests.support.sop_run import DISPOSISI, SopRun

API = "kinerja_kecamatan.archive.api"


@pytest.fixture
def visitor(browser: Browser, env: Environment, site: None) -> Page:
	"""Somebody without an account; every request but GET would be a file sent away."""
	forget_callers()
	context = browser.new_context()
	page = context.new_page()
	sent, complaints = [], []
	page.on("request", lambda request: request.method != "GET" and sent.append(request.url))
	page.on("pageerror", lambda error: complaints.append(str(error)))
	yield page
	context.close()
	assert not sent and not complaints


def address(env: Environment, path: str) -> str:
	return f"http://{env.site}:{urlsplit(env.url).port}{path}"


@pytest.fixture
def paper(sop: SopRun) -> dict:
	"""A kept Lembar Disposisi: its row of the list, and the file."""
	sop.order()
	pek = sop.person("pek")
	pek.prepare(sop.disposisi)
	row = pek.read(f"{API}.daftar", doctype=DISPOSISI, name=sop.disposisi)[0]
	return {**row, "pdf": pek.download(f"{API}.cetak_ulang", name=row["name"]), "run": sop}


# What a browser does when a file is let go over the element that it is given.
DROP = """(element, [name, base64]) => {
	const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
	const dataTransfer = new DataTransfer();
	dataTransfer.items.add(new File([bytes], name, { type: "application/pdf" }));
	const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
	element.dispatchEvent(drop);
	return drop.defaultPrevented;
}"""


@pytest.mark.parametrize("where", ["#taruh", pytest.param("body", marks=pytest.mark.full)])
def test_a_pdf_dropped_on_the_page_is_compared_in_the_browser(
	visitor: Page, env: Environment, paper: dict, where: str
) -> None:
	"""Beside the field too, where a browser would open the file instead."""
	visitor.goto(address(env, f"/verifikasi/{paper['kode']}"))
	visitor.locator("#putusan.baik").wait_for()
	for content, name, verdict in ((b"%PDF lain", "lain.pdf", "buruk"), (paper["pdf"], "kertas.pdf", "baik")):
		dropped = [name, base64.b64encode(content).decode()]
		assert visitor.locator(where).evaluate(DROP, dropped), "the browser would open it"
		visitor.locator(f"#sama.{verdict}").wait_for()
	PICTURES.mkdir(parents=True, exist_ok=True)
	visitor.screenshot(path=PICTURES / f"verifikasi-{where.strip('#')}.png", full_page=True)


@pytest.mark.full
def test_a_demonstrations_paper_is_no_paper_of_the_office(
	visitor: Page, env: Environment, paper: dict
) -> None:
	frappe.db.set_value("Arsip Kertas", paper["name"], "simulasi", 1)
	seal.note_kept(frappe.get_doc("Arsip Kertas", paper["name"]))  # the chain says so as well
	frappe.db.commit()
	visitor.goto(address(env, f"/verifikasi/{paper['kode']}"))
	visitor.locator("#putusan.ganti").wait_for()
	assert visitor.locator("#putusan").inner_text().startswith("PERAGAAN:")


def test_a_pdf_chosen_on_the_page_is_compared_in_the_browser(
	visitor: Page, env: Environment, paper: dict
) -> None:
	visitor.goto(address(env, f"/verifikasi/{paper['kode'].replace('-', '').lower()}"))
	visitor.locator("#putusan.baik").wait_for()
	assert visitor.locator("#putusan").inner_text().startswith("ASLI:")
	assert paper["run"].disposisi in visitor.locator("#rincian").inner_text()
	chooser = visitor.locator("#berkas")
	chooser.set_input_files({"name": "kertas.pdf", "mimeType": "application/pdf", "buffer": paper["pdf"]})
	visitor.locator("#sama.baik").wait_for()
	altered = paper["pdf"].replace(b"/Type", b"/Tipe", 1)
	chooser.set_input_files({"name": "lain.pdf", "mimeType": "application/pdf", "buffer": altered})
	visitor.locator("#sama.buruk").wait_for()
	assert "BERBEDA: lain.pdf" in visitor.locator("#sama").inner_text()


@pytest.mark.full
def test_replaced_and_unknown_are_said(visitor: Page, env: Environment, paper: dict) -> None:
	run = paper["run"]
	run.person("sekcam").act(DISPOSISI, run.disposisi, "Kembalikan", "Sebutkan periodenya.")
	run.person("camat").act(DISPOSISI, run.disposisi, "Perintahkan")
	visitor.goto(address(env, "/verifikasi"))
	visitor.fill("#kode", paper["kode"])
	visitor.click("button")
	visitor.locator("#putusan.ganti").wait_for()
	assert visitor.locator("#putusan").inner_text() == "ASLI, TETAPI DIGANTI OLEH VERSI 2."
	visitor.fill("#kode", "BUKAN-KODE")
	visitor.click("button")
	visitor.locator("#putusan.buruk").wait_for()
	assert "TIDAK DIKENAL" in visitor.locator("#putusan").inner_text()
	assert not visitor.locator("#banding").is_visible()


@pytest.mark.full
def test_without_https_the_page_says_how_to_compare(visitor: Page, env: Environment, paper: dict) -> None:
	visitor.add_init_script("Object.defineProperty(window, 'crypto', { value: {} })")
	visitor.goto(address(env, f"/verifikasi/{paper['kode']}"))
	visitor.locator("#putusan.baik").wait_for()
	assert "certutil" in visitor.locator("#cara").inner_text() and not visitor.locator("#taruh").is_visible()


def choose(desk, label: str) -> None:
	desk.page.locator(".inner-group-button", has_text="Arsip").first.click()
	desk.page.locator(".dropdown-item", has_text=label).first.click()


@pytest.mark.full
def test_the_forms_offer_the_archive(at_desk, paper: dict) -> None:
	run = paper["run"]
	desk = at_desk(run.office.people["pek"], at=f"disposisi/{run.disposisi}")
	desk.open(DISPOSISI, run.disposisi)
	choose(desk, "Kertas Arsip")
	desk.dialog.locator("code", has_text=paper["kode"]).wait_for()
	desk.picture("kertas-arsip")
	with desk.page.expect_download() as started:
		desk.dialog.locator("[data-arsip]").first.click()
	assert named(started) == f"Lembar Disposisi {run.disposisi} v1.pdf"
	assert started.value.path().read_bytes().startswith(b"%PDF")


@pytest.mark.full
def test_waiting_papers_are_rendered_and_the_whole_file_comes(at_desk, paper: dict) -> None:
	"""It takes longer than a browser lets a window be opened after a click; a file comes all the same."""
	run = paper["run"]
	desk = at_desk(run.office.people["pek"], at=f"disposisi/{run.disposisi}")
	desk.open(DISPOSISI, run.disposisi)
	job = {"menunggu": 3, "latar": f"kinerja|{DISPOSISI}|{run.disposisi}|Siapkan Berkas"}
	answers = iter([("berjalan", 0), ("berjalan", 60), ("selesai", 100)])

	def slowly(route) -> None:
		desk.page.wait_for_timeout(2500)
		assert route.request.method == "POST"
		desk.page.locator("#freeze", has_text="Menyiapkan berkas").wait_for()
		route.fulfill(json={"message": job})

	def stands(route) -> None:
		state, percent = next(answers)
		route.fulfill(json={"message": {"keadaan": state, "persen": percent, "pesan": ""}})

	desk.page.route("**/kinerja_kecamatan.archive.api.siapkan", slowly)
	desk.page.route("**/kinerja_kecamatan.process.api.keadaan**", stands)
	with desk.page.expect_download() as started:
		choose(desk, "Cetak Berkas")
	assert named(started) == f"Berkas {run.disposisi}.pdf"
	assert started.value.path().read_bytes().startswith(b"%PDF") and not list(answers)
	desk.settled()
	assert not desk.dialog.count()


def _answering(message) -> Callable:
	"""Playwright hands a handler of two parameters the request as the second."""
	return lambda route: route.fulfill(json={"message": message})


@pytest.mark.full
def test_what_still_waits_is_said(at_desk, paper: dict) -> None:
	run = paper["run"]
	desk = at_desk(run.office.people["pek"], at=f"disposisi/{run.disposisi}")
	desk.open(DISPOSISI, run.disposisi)
	latar = f"kinerja|{DISPOSISI}|{run.disposisi}|Siapkan Berkas"
	told = {"siapkan": {"menunggu": 4, "latar": latar}, "keadaan": {"keadaan": "selesai", "persen": 100}}
	told["daftar"] = [{"status": status} for status in ("Menunggu", "Menunggu", "Tersimpan")]
	for method, message in told.items():
		desk.page.route(f"**/kinerja_kecamatan.*.{method}**", _answering(message))
	with desk.page.expect_download():
		choose(desk, "Unduh Berkas")
	assert "2 kertas belum siap" in desk.dialog.inner_text()
	desk.picture("berkas-belum-lengkap")


def named(started) -> str:
	"""The file's name; the snapshot of 2023 puts underscores for spaces."""
	return started.value.suggested_filename.replace("_", " ")
