"""What hooks.py says about the guard: hook values. One guard over the three transaction DocTypes, and what stands beside them."""

before_job = ["kinerja_kecamatan.guard.put_off.install"]  # and before every request
GUARDED = {
	"before_insert": "kinerja_kecamatan.process.guard_events.before_insert",
	**dict.fromkeys(
		("before_validate", "before_cancel", "before_update_after_submit"),
		"kinerja_kecamatan.process.guard_events.before_change",
	),
	**dict.fromkeys(
		("on_update", "on_cancel", "on_update_after_submit"),
		"kinerja_kecamatan.process.guard_events.after_change",
	),
	"on_trash": "kinerja_kecamatan.process.guard_events.on_trash",
	"before_rename": "kinerja_kecamatan.process.guard_events.before_rename",
	"before_discard": "kinerja_kecamatan.process.guard_events.before_discard",
}
FLOW = ("Disposisi", "Format Data Kinerja", "Rekap Kinerja")
# fmt: off
ROWS = ("Penerusan Disposisi", "Baris Data Kinerja", "Baris Rekap", "Sumber Rekap", "Koreksi Rekap", "Nilai Rekap",
	"Temuan Rekap", "Serapan Anggaran", "Kehadiran Rapat", "Peran Penugasan")
ONCE = ("Catatan Tahapan", "Rantai Catatan", "Salinan Rekap", "Arsip Kertas", "Dispensasi Kinerja", "Usulan Perubahan")
# fmt: on
GUARDING = {
	**dict.fromkeys(FLOW, GUARDED),
	**dict.fromkeys(
		ROWS,
		dict.fromkeys(
			("before_insert", "before_validate", "on_trash", "before_rename"),
			"kinerja_kecamatan.guard.rows.refuse",
		),
	),
	"Rapat Kinerja": {
		"before_validate": "kinerja_kecamatan.guard.rows.keep_own",
		"before_rename": "kinerja_kecamatan.process.guard_events.before_rename",
	},
	**{name: {"before_validate": "kinerja_kecamatan.guard.written_once.before_validate"} for name in ONCE},
	"Scheduled Job Type": {"validate": "kinerja_kecamatan.guard.put_off.check_scheduled"},
}
