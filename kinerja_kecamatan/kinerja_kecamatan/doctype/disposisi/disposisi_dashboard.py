from frappe import _
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPENSASI, FORMAT, LOG, RAPAT, REKAP


def get_data() -> dict:
	"""What hangs on a Disposisi, for the links on its form."""
	return {
		"fieldname": "disposisi",
		"transactions": [
			{"label": _("Data"), "items": [FORMAT, REKAP]},
			{
				"label": _("Pelaksanaan"),
				"items": [RAPAT, LOG, DISPENSASI, ARCHIVE],
			},
		],
	}
