"""A PDF of whatever page reads no file of this machine and asks no address, by every way that makes one."""

import ast
import sys
from pathlib import Path
from types import SimpleNamespace

import frappe
import pytest
import requests

import kinerja_kecamatan
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.output import css, options, page, printing, wraps
from kinerja_kecamatan.output.install import install
from tests.support.environment import Environment
from tests.support.hostile_pages import ALLOWING, ANSWERED, APART, OPTIONS, SECRET, Trap, whole
from tests.support.http import raw
from tests.support.office import PASSWORD
from tests.support.papers import raw as written
from tests.support.pdf_ways import WAYS, read, stored

QUICK = ("report_to_pdf",)
# Both engines in make test-full, in make test the one that has headers and footers.
ENGINES = (pytest.param("as found", marks=pytest.mark.full), "patched Qt")


def closed(trapped: Trap, pdf: bytes, printed: str = "Terbaca") -> None:
	said = read(pdf)
	assert printed in said
	secrets = (SECRET, ANSWERED, frappe.conf.db_password, str(frappe.conf.encryption_key))
	assert not [secret for secret in secrets if secret in said]
	assert not trapped.asked


ALL_WAYS = [
	pytest.param(way, engine, marks=() if way in QUICK and engine == "patched Qt" else pytest.mark.full)
	for way in WAYS
	for engine in ("as found", "patched Qt")
	if not (way == "weasyprint" and engine == "patched Qt")
]


@pytest.mark.parametrize(("way", "engine"), ALL_WAYS, indirect=["engine"])
def test_no_way_to_a_pdf_reads_a_file_or_asks_an_address(trapped: Trap, engine: str, way: str) -> None:
	html = trapped.everything()
	pdf = WAYS[way](html, stored(html, trapped.few()) if way not in QUICK else "")
	closed(trapped, pdf)
	assert Path(trapped.files[0]).read_text() == SECRET, "Frappe deletes what stands under header-html"


@pytest.mark.full
@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_every_reference_to_every_address(trapped: Trap, engine: str) -> None:
	closed(trapped, WAYS["a mail's PDF"](trapped.everything(trapped.addresses), ""))


@pytest.mark.full
@pytest.mark.parametrize("engine", ENGINES, indirect=True)
@pytest.mark.parametrize("kind", [*APART, *OPTIONS])
def test_each_that_needs_a_page_of_its_own(trapped: Trap, engine: str, kind: str) -> None:
	closed(trapped, WAYS["a mail's PDF"](trapped.pages()[kind], ""))


@pytest.mark.parametrize("kind", ["link", *(pytest.param(kind, marks=pytest.mark.full) for kind in APART)])
def test_weasyprint_by_itself(trapped: Trap, kind: str) -> None:
	weasyprint = pytest.importorskip("weasyprint")
	closed(trapped, weasyprint.HTML(string=trapped.pages()[kind], base_url=trapped.url).write_pdf())


@pytest.mark.full
def test_every_reference_to_every_address_in_weasyprint(trapped: Trap) -> None:
	weasyprint = pytest.importorskip("weasyprint")
	html = trapped.everything(trapped.addresses)
	closed(trapped, weasyprint.HTML(string=html, base_url=trapped.url).write_pdf())


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_what_the_engines_do_when_frappe_alone_feeds_them(
	trapped: Trap, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
	"""The trap is a trap: without the wraps it is read and asked."""
	monkeypatch.setattr(wraps, "applies", lambda: False)
	opened = f'<object data="file://{trapped.files[0]}" type="text/plain" width="600"></object>'
	said = read(
		WAYS["report_to_pdf"](whole(opened + f'<iframe src="{trapped.url}/x"></iframe>', ALLOWING), "")
	)
	assert SECRET in said and ANSWERED in said and trapped.asked


def test_nothing_of_a_page_is_left_that_refers_to_anything(trapped: Trap) -> None:
	"""What an engine is given, without an engine."""
	for kind, html in trapped.pages().items():
		cleaned = page.clean(html)
		for attribute in (
			"src",
			"srcset",
			"href",
			"data",
			"poster",
			"background",
			"codebase",
			"content",
			"action",
		):
			for value in _values(cleaned, attribute):
				assert value.startswith(("data:image/", "#")), (kind, value)
		assert not css._LEFT_OVER.search(cleaned), kind
		assert "pdfkit" not in cleaned and "<script" not in cleaned, kind


def _values(html: str, attribute: str) -> list[str]:
	from bs4 import BeautifulSoup

	found = BeautifulSoup(html, "html5lib").find_all(attrs={attribute: True})
	return [str(tag[attribute]) for tag in found if tag.name != "a"]  # a link on paper is followed by nobody


@pytest.mark.parametrize(
	"frame",
	[
		'<object data="file://{file}" type="text/plain" width="600"></object>',
		'<img src="{url}/x">',
		'<img src="{name}/x">',
	],
)
@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_the_engine_itself_is_shut_in(
	trapped: Trap, engine: str, frame: str, monkeypatch: pytest.MonkeyPatch
) -> None:
	"""If a page ever got through as it is: no file, no address, neither of this machine."""
	monkeypatch.setattr(page, "clean", lambda html: html)
	name = trapped.url.replace("127.0.0.1", "localhost")
	frame = frame.format(file=trapped.files[0], url=trapped.url, name=name)
	try:
		said = read(WAYS["a mail's PDF"](whole(frame, ALLOWING), ""))
	except OSError:
		said = ""  # wkhtmltopdf gives no page at all when a frame is refused
	assert SECRET not in said and not trapped.asked


def test_an_engine_is_told_geometry_and_nothing_else() -> None:
	told = options.allowed(
		{
			"margin-top": "15mm",
			"--MARGIN-LEFT": 10,
			"page-size": "A4",
			"orientation": "Landscape",
			"background": None,
			"allow": "/",
			"--enable-local-file-access": "",
			"header-html": "/etc/hosts",
			"cookie-jar": "/tmp/x",
			"post-file": ["a", "b"],
			"page-width": "",
			"page-height": "--allow",
			"header-spacing": "5 --allow /",
			"header-left": "--allow",
			"zoom": True,
		}
	)
	assert told == {
		"margin-top": "15mm",
		"margin-left": "10",
		"page-size": "A4",
		"orientation": "Landscape",
		"background": "",
	}


def test_a_caller_of_frappe_names_no_file(trapped: Trap) -> None:
	from frappe.utils import pdf

	html = "<style>.print-format { margin-top: 7mm; }</style><p>x</p>"
	_html, told = pdf.prepare_options(
		html, {"header-html": trapped.files[0], "password": "kunci", "dpi": "96"}
	)
	assert "header-html" not in told and told["password"] == "kunci" and told["dpi"] == "96"
	assert told["margin-top"].startswith("7")


def test_chromium_of_later_releases_is_given_a_clean_page(
	trapped: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
	"""Neither the snapshot nor 15.55.1 has the function; one stands in, called as those that have it do."""
	from frappe.utils import pdf

	given = []

	def get_chrome_pdf(print_format, html, options, output, pdf_generator=None):
		given.append(html)
		return b"%PDF"

	monkeypatch.setattr(pdf, "get_chrome_pdf", get_chrome_pdf, raising=False)
	install()
	html = trapped.everything()
	asked = {"print_format": "x", "html": html, "options": {}, "output": None, "pdf_generator": "chrome"}
	assert frappe.call("frappe.utils.pdf.get_chrome_pdf", **asked) == b"%PDF"
	assert given == [page.clean(html)] and given[0] != html
	assert not [word for word in ("<script", "<iframe", "pdfkit", SECRET) if word in given[0]]


def test_other_sources_than_text_are_refused(trapped: Trap) -> None:
	import pdfkit

	from kinerja_kecamatan.exceptions import KinerjaError

	for make, source in ((pdfkit.from_url, trapped.url), (pdfkit.from_file, trapped.files[0])):
		with pytest.raises(KinerjaError):
			make(source)
	assert not trapped.asked


def test_frappes_reader_of_margins_fetches_no_style_sheet(trapped: Trap) -> None:
	"""Release 15 parses the page's CSS with cssutils, which fetches imports."""
	import cssutils

	cssutils.parseString(
		f'@import "{trapped.url}/x.css"; @import url(file://{trapped.files[0]}); p {{ color: red }}'
	)
	assert not trapped.asked


@pytest.mark.full
def test_a_paper_for_a_printer_goes_to_no_file_that_a_client_names(
	trapped: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	sent: list[str] = []
	connection = SimpleNamespace(printFile=lambda printer, path, *rest: sent.append(path))
	ignored = dict.fromkeys(("setServer", "setPort"), lambda value: None)
	cups = SimpleNamespace(Connection=lambda: connection, IPPError=OSError, **ignored)
	monkeypatch.setitem(sys.modules, "cups", cups)
	printer = {"doctype": "Network Printer Settings", "name": "Uji", "server_ip": "127.0.0.1", "port": 631}
	written({**printer, "printer_name": "uji"})
	task = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert().name
	named = tmp_path / "x.pdf"
	printing.print_by_server("ToDo", task, "Uji", file_path=str(named))
	assert not named.exists() and sent[0] != str(named)
	Path(sent[0]).unlink()


# ---- over HTTP, as somebody


@pytest.fixture(scope="module")
def clerk(env: Environment, _shared_office) -> Person:
	return Person(env.url, env.site, _shared_office.people["pek"], PASSWORD, "pek")


def test_a_report_of_anybodys_html_reads_nothing(clerk: Person, trapped: Trap) -> None:
	html = trapped.everything()
	answer = raw(clerk, "POST", "/api/method/frappe.utils.print_format.report_to_pdf", data={"html": html})
	assert answer.status_code == 200 and answer.content[:5] == b"%PDF-"
	closed(trapped, answer.content)


def test_a_method_called_by_another_reads_nothing_either(clerk: Person, trapped: Trap) -> None:
	"""Ways around the address (map_docs, get_all_nodes) come to the same engines."""
	told = {
		"tree_method": "frappe.utils.print_format.report_to_pdf",
		"doctype": "Unit Kerja",
		"label": "x",
		"parent": "x",
	}
	answer = raw(
		clerk,
		"POST",
		"/api/method/frappe.desk.treeview.get_all_nodes",
		data={**told, "html": trapped.everything()},
	)
	if answer.content[:5] == b"%PDF-":
		closed(trapped, answer.content)
	assert not trapped.asked


def test_a_report_is_printed_by_who_works_in_the_desk(clerk: Person, env: Environment, site: None) -> None:
	form = {"html": whole(""), "orientation": "Portrait"}
	path = "/api/method/frappe.utils.print_format.report_to_pdf"
	guest = requests.post(env.url + path, data=form, headers={"Host": env.site}, timeout=60)
	assert guest.status_code in (401, 403)
	assert raw(clerk, "POST", path, data=form).status_code == 200
	frappe.db.set_value("User", clerk.user, "user_type", "Website User")
	frappe.db.commit()
	frappe.clear_cache(user=clerk.user)
	try:
		assert raw(clerk, "POST", path, data=form).status_code == 403
	finally:
		frappe.db.set_value("User", clerk.user, "user_type", "System User")
		frappe.db.commit()
		frappe.clear_cache(user=clerk.user)


# ---- the kind itself


def test_no_other_door_leads_to_an_engine() -> None:
	"""Whoever in the installed Frappe, or in the app, imports an engine or calls one as a program."""
	known = {
		"frappe/utils/pdf.py",
		"frappe/utils/weasyprint.py",
		"kinerja_kecamatan/output/engines.py",
	}
	engine_words = {
		"pdfkit",
		"weasyprint",
		"wkhtmltopdf",
		"imgkit",
		"pyppeteer",
		"playwright",
		"xhtml2pdf",
		"chromium",
	}
	found = set()
	for module in (frappe, kinerja_kecamatan):
		root = Path(module.__file__).parent
		for path in root.rglob("*.py"):
			if "tests" in path.parts or path.name.startswith("test_") or "node_modules" in path.parts:
				continue
			if _enters(path, engine_words):
				found.add(f"{root.name}/{path.relative_to(root)}")
	assert found <= known | {f for f in found if f.startswith("frappe/utils/pdf_generator/")}, found - known
	assert {"frappe/utils/pdf.py", "frappe/utils/weasyprint.py"} <= found


def _enters(path: Path, words: set[str]) -> bool:
	text = path.read_text(errors="ignore")
	if not any(word in text for word in words):
		return False
	for node in ast.walk(ast.parse(text)):
		names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
		names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
		if any(name.split(".")[0] in words for name in names):
			return True
		if isinstance(node, ast.Call) and "subprocess" in ast.unparse(node.func):
			if any(word in ast.unparse(node) for word in words):
				return True
	return False


def test_a_site_without_the_app_keeps_frappes_own(trapped: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
	import pdfkit

	asked = '<meta name="pdfkit-title" content="x"><p>y</p>'
	assert "--title" not in pdfkit.PDFKit(asked, "string").command()
	monkeypatch.setattr(frappe, "get_installed_apps", lambda *args, **kwargs: ["frappe"])
	kit = pdfkit.PDFKit(asked, "string")
	assert "--title" in kit.command() and kit.source.source == asked
