"""Whitelisted methods of the archive, for the desk and for REST clients."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from redis.exceptions import RedisError

from kinerja_kecamatan.access import participation
from kinerja_kecamatan.archive import bundle, codes, files, prints, render, verify
from kinerja_kecamatan.archive.verify import LOOKUPS, PER_SECONDS
from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPOSISI
from kinerja_kecamatan.exceptions import PreconditionMissing


@frappe.whitelist(methods=["GET"])
def daftar(doctype: str, name: str) -> list[dict]:
	"""The archived papers of a document (of a Disposisi: of everything that hangs on it) that the person may read.

	:return: by step and then by age {"name", "judul", "langkah", "kegiatan", "versi_kertas", "pada", "nama_oleh",
	        "status", "kode" (grouped), "tanda" ("" or "DIGANTI OLEH VERSI n")}
	"""
	frappe.get_doc(doctype, name).check_permission("read")
	field = "disposisi" if doctype == DISPOSISI else "dokumen"
	rows = frappe.get_list(
		ARCHIVE,
		filters={field: name},
		fields=[
			*("name", "judul", "langkah", "kegiatan", "versi_kertas", "pada", "nama_oleh", "status", "kode"),
			*("dokumen", "print_format", "diganti_oleh"),
		],
		order_by="langkah, creation",
		limit_page_length=0,
	)
	for row in rows:
		row.update({"kode": codes.grouped(row.kode), "tanda": _replaced_by(row)})
	return rows


@frappe.whitelist(methods=["GET"])
def cetak_ulang(name: str) -> None:
	"""The archived file of a paper, the very bytes that were kept when its step was done; its name says what has replaced it."""
	row = frappe.get_doc(ARCHIVE, name)
	row.check_permission("print")
	if row.status != render.KEPT:
		frappe.throw(
			_("Berkas {0} belum disimpan; cobalah lagi beberapa menit lagi.").format(row.judul),
			PreconditionMissing,
			title=_("Belum disimpan"),
		)
	replaced = _replaced_by(row)
	mark = f" ({replaced})" if replaced else ""
	_give(f"{row.print_format} {row.dokumen} v{row.versi_kertas}{mark}.pdf", files.kept_bytes(row), "pdf")


@frappe.whitelist(methods=["POST"])
def siapkan(disposisi: str) -> dict:
	"""Let a worker render at once what none has got to yet of the papers of an order's file (those of a year's periods included) that the
	person may read; nothing for who only looks on, as a Pemeriksa: those wait for the scheduler.

	The answer comes before the work is done: `process.api.keadaan` says how far it is, `daftar` what is kept then.

	:return: {"menunggu": papers that are not kept yet, "latar": the job's name, "" where there is nothing to do}
	"""
	order = frappe.get_doc(DISPOSISI, disposisi)
	order.check_permission("read")
	waiting = bundle.waiting_in_sight(order)
	latar = ""
	if waiting and participation.works_on(order, frappe.session.user):
		values = {"disposisi": order.name, "dokumen": waiting}
		try:
			latar = jobs.queue_job(render.prepare, order, render.JOB, **values)
		except RedisError:  # what is kept can be had all the same
			frappe.log_error(title=f"Kertas {order.name} menunggu penjadwal: antrean tidak terjangkau")
	return {"menunggu": len(waiting), "latar": latar}


@frappe.whitelist(methods=["GET"])
def berkas(disposisi: str) -> None:
	"""Cetak Berkas: what the person may read of a Disposisi's file as one PDF with its Daftar Isi."""
	doc = _order(disposisi)
	_give(f"Berkas {doc.name}.pdf", bundle.as_pdf(doc), "pdf")


@frappe.whitelist(methods=["GET"])
def berkas_zip(disposisi: str) -> None:
	"""The same as a zip: a PDF a paper, the recaps as xlsx, the evidence; its Daftar Isi says what is missing. The file of a
	year holds its periods' files too."""
	doc = _order(disposisi)
	_give(f"Berkas {doc.name}.zip", bundle.as_zip(doc), "binary")


def _order(name: str):
	doc = frappe.get_doc(DISPOSISI, name)
	doc.check_permission("print")
	return doc


def _give(name: str, content: bytes, kind: str) -> None:
	frappe.local.response.update({"filename": name, "filecontent": content, "type": kind})


def _replaced_by(row) -> str:
	if not row.diganti_oleh:
		return ""
	return _("DIGANTI OLEH VERSI {0}").format(prints.version_in_force(row))


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=LOOKUPS, seconds=PER_SECONDS)
def periksa(kode: str) -> dict:
	"""What the office says of a code: {"status", and for a known one "judul", "nomor", "unit", "kecamatan", "periode",
	"langkah", "tanggal", "versi", "diganti_oleh" (0 or the version now in force), "sidik" ("" while the file is made),
	"simulasi" (made under a demonstration's clock)}. No person is named. Of a paper whose archive no longer says what the
	log's chain says of it there is only {"status": "tidak cocok"}.
	"""
	return verify.verdict_on(kode)
