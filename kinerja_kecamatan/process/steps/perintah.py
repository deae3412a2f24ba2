"""Perintah: the Camat's order."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.process.steps import forwarding
from kinerja_kecamatan.sop import steps

PERINTAH = Activity(
	steps.PERINTAH,
	DISPOSISI,
	hint=lambda: _("Periksa isi perintahnya."),
	settles=(
		*("tanggal", "hal", "sifat", "asal", "isi_perintah"),
		*("surat_dari", "nomor_surat", "tanggal_surat", "diterima_tanggal", "disposisi_utama"),
	),
)


@PERINTAH.precondition
def scan_is_there(doc, move) -> None:
	"""An order on paper is proven by its scan: a file of this very Disposisi, not just an address."""
	if not doc.scan_perintah:
		return
	attached = {"file_url": doc.scan_perintah, "attached_to_doctype": DISPOSISI, "attached_to_name": doc.name}
	files = frappe.get_all("File", filters=attached, pluck="name")
	if not any(frappe.get_doc("File", name).exists_on_disk() for name in files):
		frappe.throw(
			_("Unggah {0} pada {1}; berkas yang disebut tidak terlampir di sini.").format(
				_(doc.meta.get_label("scan_perintah")), doc.name
			),
			PreconditionMissing,
			title=_("Pindaian belum ada"),
		)


PERINTAH.preparation(forwarding.forward_to_next)
