from frappe import _


def get_data() -> dict:
	"""What hangs on a Disposisi, for the links on its form."""
	return {
		"fieldname": "disposisi",
		"transactions": [
			{"label": _("Data"), "items": ["Format Data Kinerja", "Rekap Kinerja"]},
			{
				"label": _("Pelaksanaan"),
				"items": ["Rapat Kinerja", "Catatan Tahapan", "Dispensasi Kinerja", "Arsip Kertas"],
			},
		],
	}
