frappe.ui.form.on("Arsip Kertas", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.disable_save();
		if (frm.doc.diganti_oleh) {
			frm.set_intro(__("Kertas ini DIGANTI oleh versi yang lebih baru; berkasnya sendiri tetap seperti semula."), "orange");
		}
		if (frm.doc.status !== "Tersimpan") return;
		frm.add_custom_button(__("Cetak Ulang"), () =>
			window.open(`/api/method/kinerja_kecamatan.archive.api.cetak_ulang?${$.param({ name: frm.doc.name })}`)
		);
	},
});
