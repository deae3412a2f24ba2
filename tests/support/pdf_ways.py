"""Every way of the installed Frappe, and of the app, that makes a PDF out of HTML, in the test's own process."""

import io
import json
import subprocess
from collections.abc import Callable

import frappe
from pypdf import PdfReader

from kinerja_kecamatan.output import printing
from kinerja_kecamatan.papers import page

FORMAT, BUILDER, LETTER_HEAD = "Uji Masukan PDF", "Uji Masukan PDF Tersusun", "Uji Masukan PDF"


def stored(html: str, few: str) -> str:
	"""A task on which somebody has left the page, print formats and a letter head with a part of it; the task's name."""
	raw = "{% raw %}" + few + "{% endraw %}"
	task = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
	frappe.db.set_value("ToDo", task.name, "description", html)
	common = {"doctype": "Print Format", "doc_type": "ToDo", "standard": "No"}
	frappe.get_doc(
		{
			**common,
			"name": FORMAT,
			"custom_format": 1,
			"print_format_type": "Jinja",
			"html": "{{ doc.description }}" + raw,
		}
	).insert()
	field = {"fieldname": "x", "fieldtype": "HTML", "label": "x", "html": "{{ doc.description }}"}
	layout = {
		"header": raw,
		"footer": raw,
		"sections": [{"label": "", "columns": [{"label": "", "fields": [field]}]}],
	}
	builder = {**common, "name": BUILDER, "print_format_builder_beta": 1, "format_data": json.dumps(layout)}
	frappe.get_doc(builder).insert()
	frappe.get_doc(
		{
			"doctype": "Letter Head",
			"letter_head_name": LETTER_HEAD,
			"source": "HTML",
			"content": raw,
			"footer": raw,
		}
	).insert()
	return task.name


def _answered(call: Callable, *args, **kwargs) -> bytes:
	frappe.local.response = frappe._dict(docs=[])
	call(*args, **kwargs)
	return frappe.local.response.filecontent


def _of_mail(html: str, task: str) -> bytes:
	from frappe.email.email_body import EMail

	mail, kept = EMail.__new__(EMail), []
	mail.add_attachment = lambda name, content, *rest: kept.append(content)
	mail.add_pdf_attachment("x.pdf", html)
	return kept[0]


def _attached(html: str, task: str) -> bytes:
	return frappe.attach_print("ToDo", task, print_format=FORMAT)["fcontent"]


def _attached_html(html: str, task: str) -> bytes:
	return frappe.attach_print("ToDo", task, html=html)["fcontent"]


def _download(html: str, task: str) -> bytes:
	from frappe.utils import print_format

	return _answered(print_format.download_pdf, "ToDo", task, FORMAT)


def _download_standard(html: str, task: str) -> bytes:
	from frappe.utils import print_format

	return _answered(print_format.download_pdf, "ToDo", task, "Standard", letterhead=LETTER_HEAD)


def _download_many(html: str, task: str) -> bytes:
	"""With options from the client."""
	from frappe.utils import print_format

	secret = frappe.get_site_path("private", "files", "rahasia.txt")
	hostile = {
		"enable-local-file-access": "",
		"--allow": "/",
		"header-html": secret,
		"cookie-jar": secret,
		"post-file": ["a", secret],
	}
	return _answered(
		print_format.download_multi_pdf, "ToDo", json.dumps([task]), FORMAT, options=json.dumps(hostile)
	)


def _download_later(html: str, task: str) -> bytes:
	"""What download_multi_pdf_async has a job do."""
	from frappe.utils import print_format

	if not hasattr(print_format, "download_multi_pdf_async"):
		return _download_many(html, task)
	before = set(frappe.get_all("File", pluck="name"))
	print_format._download_multi_pdf("ToDo", json.dumps([task]), FORMAT, task_id="uji")
	made = set(frappe.get_all("File", pluck="name")) - before
	return frappe.get_doc("File", made.pop()).get_content()


def _weasyprint(html: str, task: str) -> bytes:
	from frappe.utils import weasyprint

	return _answered(weasyprint.download_pdf, "ToDo", task, BUILDER, LETTER_HEAD)


WAYS: dict[str, Callable[[str, str], bytes]] = {
	"report_to_pdf": lambda html, task: _answered(printing.report_to_pdf, html),
	"report_to_pdf, orientation": lambda html, task: _answered(printing.report_to_pdf, html, "--allow"),
	"get_print": lambda html, task: frappe.get_print("ToDo", task, FORMAT, as_pdf=True),
	"download_pdf": _download,
	"download_pdf, letter head": _download_standard,
	"download_multi_pdf": _download_many,
	"download_multi_pdf_async": _download_later,
	"attach_print": _attached,
	"attach_print of html": _attached_html,
	"a mail's PDF": _of_mail,
	"the app's papers": lambda html, task: page.pdf(html),
	"weasyprint": _weasyprint,
}


def read(pdf: bytes) -> str:
	"""All that a PDF says, in any of its parts."""
	reader = PdfReader(io.BytesIO(pdf))
	shown = subprocess.run(
		["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
	).stdout.decode()
	attached = b"".join(part for parts in reader.attachments.values() for part in parts)
	said = [page.extract_text() for page in reader.pages]
	return "\n".join([shown, *said, attached.decode(errors="replace"), pdf.decode("latin-1")])
