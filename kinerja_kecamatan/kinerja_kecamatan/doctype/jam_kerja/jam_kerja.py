from kinerja_kecamatan.access.rows import RowOfParent
from kinerja_kecamatan.base.empty_times import EmptyTimes


class JamKerja(EmptyTimes, RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		berlaku_mulai: DF.Date | None
		berlaku_sampai: DF.Date | None
		hari: DF.Literal["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
		istirahat_mulai: DF.Time | None
		istirahat_selesai: DF.Time | None
		mulai: DF.Time
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		selesai: DF.Time
	# end: auto-generated types
	pass
