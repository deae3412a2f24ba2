"""The public page /verifikasi: whether a paper is genuine, replaced, doubtful or unknown, and no more than that."""

import frappe

from kinerja_kecamatan.archive import codes, prints, seal
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers.indonesia import tanggal_panjang

GENUINE, REPLACED, UNKNOWN = "asli", "diganti", "tidak dikenal"
# The office has such a code, but its log does not vouch for what the archive says of it now.
DOUBTFUL = "tidak cocok"
# Of one address: enough for an office behind one, hopeless for guessing 128 bits.
LOOKUPS, PER_SECONDS = 60, 3600


def verdict_on(kode: str) -> dict:
	"""See `archive.api.periksa`."""
	code = codes.read(kode)
	row = code and frappe.db.get_value(
		ARCHIVE,
		{"kode": code},
		["name", "catatan", *seal.IDENTITY, *seal.FILE],
		as_dict=True,
	)
	if not row:
		return {"status": UNKNOWN}
	if not seal.is_vouched_for(row):
		return {"status": DOUBTFUL}
	# Not from diganti_oleh, a column that the chain says nothing of.
	newest = frappe.qb.max(ARCHIVE, "versi_kertas", {field: row[field] for field in prints.SAME_PAPER})
	replaced = newest > row.versi_kertas
	return {
		"status": REPLACED if replaced else GENUINE,
		"judul": row.print_format,
		"nomor": row.dokumen,
		"unit": unit_name(row.unit_kerja, row.periode),
		"kecamatan": unit_name(row.kecamatan, row.periode),
		"periode": period_name(row.periode),
		"langkah": row.langkah,
		"tanggal": tanggal_panjang(row.pada),
		"versi": row.versi_kertas,
		"diganti_oleh": newest if replaced else 0,
		"sidik": row.sidik_berkas or "",
		"simulasi": bool(row.simulasi),
	}
