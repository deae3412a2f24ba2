"""What hooks.py says about the guard: hook values. One guard over the three transaction DocTypes, and what stands beside them."""

from kinerja_kecamatan.base.doctypes import (
	ACARA_RAPAT,
	ARCHIVE,
	CHAIN_HEAD,
	COPY,
	DISPENSASI,
	FORMAT_ROW,
	GUARDED_DOCTYPES,
	HARI_LIBUR,
	JAM_KERJA,
	KATA_NILAI,
	KEHADIRAN_RAPAT,
	KEPUTUSAN_RAPAT,
	KOREKSI_REKAP,
	LANGKAH_SOP,
	LOG,
	NAMA_UNIT,
	NILAI_REKAP,
	PELAKSANA_INDIKATOR,
	PENERUSAN_DISPOSISI,
	PERAN_PENUGASAN,
	PERJANJIAN,
	POLA_NOMOR,
	PROGRAM_ANGGARAN,
	RAPAT,
	RECAP_ROW,
	RECAP_SOURCE,
	REGISTER_NOMOR,
	RENCANA_AKSI,
	RENTANG_PREDIKAT,
	SERAPAN_ANGGARAN,
	TARGET,
	TEMUAN_REKAP,
	USULAN,
	VALIDASI_REKAP,
)

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
FLOW = GUARDED_DOCTYPES
OWN_ROWS = dict.fromkeys(
	("before_validate", "before_cancel", "before_update_after_submit"),
	"kinerja_kecamatan.guard.rows.keep_own",
)
# fmt: off
ROWS = (PENERUSAN_DISPOSISI, FORMAT_ROW, RECAP_ROW, RECAP_SOURCE, KOREKSI_REKAP, NILAI_REKAP,
	TEMUAN_REKAP, VALIDASI_REKAP, SERAPAN_ANGGARAN, KEHADIRAN_RAPAT, ACARA_RAPAT, KEPUTUSAN_RAPAT, PERAN_PENUGASAN,
	TARGET, PROGRAM_ANGGARAN, RENCANA_AKSI, NAMA_UNIT, JAM_KERJA, HARI_LIBUR, LANGKAH_SOP, PELAKSANA_INDIKATOR,
	KATA_NILAI, RENTANG_PREDIKAT, POLA_NOMOR)
ONCE = (LOG, CHAIN_HEAD, COPY, ARCHIVE, DISPENSASI, USULAN, REGISTER_NOMOR)
# fmt: on
GUARDING = {
	**dict.fromkeys(FLOW, GUARDED),
	**dict.fromkeys(
		ROWS,
		dict.fromkeys(
			("before_insert", "before_validate", "on_trash", "before_rename"),
			"kinerja_kecamatan.guard.rows.refuse_row",
		),
	),
	RAPAT: {
		"before_validate": "kinerja_kecamatan.guard.rows.refuse_unread",
		"before_rename": "kinerja_kecamatan.process.guard_events.before_rename",
	},
	PERJANJIAN: {
		**dict.fromkeys(
			("before_validate", "before_cancel", "before_update_after_submit"),
			"kinerja_kecamatan.guard.closed.before_change",
		),
		"on_trash": "kinerja_kecamatan.guard.closed.on_trash",
		"before_rename": "kinerja_kecamatan.guard.closed.before_rename",
	},
	**{name: {"before_validate": "kinerja_kecamatan.guard.written_once.before_validate"} for name in ONCE},
	"Scheduled Job Type": {"validate": "kinerja_kecamatan.guard.put_off.check_scheduled"},
}
