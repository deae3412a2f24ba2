"""Templates as an office gets them: the Format's own head, the site's policy, paper and signature."""

import frappe
from frappe import _
from frappe.utils.password import get_encryption_key

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PENGATURAN
from kinerja_kecamatan.base.stored_words import USUAL_PAPER
from kinerja_kecamatan.excel import stamp, template
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers.indonesia import hari_tanggal


def signing_key() -> bytes:
	"""What this site signs its templates with; kept with its backups, so that files outlive a restore."""
	return get_encryption_key().encode()


def template_of(doc) -> bytes:
	"""The template of a Format as it stands now."""
	mark = stamp.stamp_of(doc, frappe.generate_hash(length=16), clock.now().isoformat())
	paper = frappe.get_cached_doc(PENGATURAN).ukuran_kertas or USUAL_PAPER
	return template.build(doc, _head(doc), policies.current_policy(), mark, signing_key(), paper)


def file_name(doc) -> str:
	"""Says for whom it is, in a form that every file system takes."""
	return f"{doc.name}.xlsx"


def _head(doc) -> list[str]:
	filler = doc.nama_pelaksana or _("semua Jabatan Pelaksana unit ini")
	due = hari_tanggal(doc.batas_pengumpulan) or "-"
	return [
		_("FORMAT DATA KINERJA"),
		f"{unit_name(doc.unit_kerja, doc.periode)}, {period_name(doc.periode)}",
		_("{0}; diisi oleh {1}; batas pengumpulan {2}").format(doc.name, filler, due),
		_("Isi sel kuning, simpan, lalu unggah pada Format di aplikasi. Penjelasannya pada lembar Petunjuk."),
	]
