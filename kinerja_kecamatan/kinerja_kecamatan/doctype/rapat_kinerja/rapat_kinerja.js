frappe.ui.form.on("Rapat Kinerja", {
	setup(frm) {
		frm.set_query("unit_kerja", "kehadiran", () => ({ filters: { kecamatan: frm.doc.kecamatan } }));
	},

	onload(frm) {
		// The desk fills every Time with the present one; a meeting that is being planned has not ended, and invites to its own beginning.
		if (frm.is_new()) frm.set_value({ waktu_selesai: null, waktu_undangan: null });
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Simpan dulu; daftar unit pada tabel Kehadiran lalu terisi sendiri."), "blue");
			return;
		}
		const open = frm.doc.kehadiran.filter((row) => !row.kehadiran);
		if (open.length && frm.perm[0].write) {
			frm.add_custom_button(__("Tandai Semua Hadir"), () => mark_present(frm, open));
		}
		frm.add_custom_button(__("Buka Disposisi"), () => frappe.set_route("Form", "Disposisi", frm.doc.disposisi));
	},
});

function mark_present(frm, rows) {
	for (const row of rows) {
		frappe.model.set_value(row.doctype, row.name, "kehadiran", "Hadir");
	}
}
