"""A unit that was set Tidak Melapor: its indicators stand in the recaps, without figures.

What its Formats hold was never handed in, so nothing of it is read; what was asked of the unit is missing, not nought.
"""

from kinerja_kecamatan.rules.status import BELUM_DIISI, TIDAK_DIUKUR

TEKS = "Data tidak disampaikan"
# Whatever a row that is read from the database says of its period.
NOTHING = {
	**dict.fromkeys(
		("nilai", "nilai_pembilang", "nilai_penyebut", "dikoreksi", "sementara", "belum_utuh"), 0
	),
	**dict.fromkeys(
		("realisasi_teks", "capaian_teks", "kendala", "tindak_lanjut", "keterangan", "sumber_rilis"), ""
	),
	"perkiraan_rilis": None,
}


def blank_row(row) -> None:
	"""Take out of a row of such a unit's recap what was typed for it. Where the period has no target, nothing is missing."""
	asked = bool(row.diukur)
	row.update({column: empty for column, empty in NOTHING.items() if column in row})
	row.status = BELUM_DIISI if asked else TIDAK_DIUKUR
	row.lengkap, row.tidak_disampaikan = int(not asked), int(asked)
