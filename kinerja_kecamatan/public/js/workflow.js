// Frappe's own Workflow form, with a word on what hangs on the three workflows of the SOP.
frappe.ui.form.on("Workflow", {
	refresh(frm) {
		if (!["Disposisi", "Format Data Kinerja", "Rekap Kinerja"].includes(frm.doc.document_type)) return;
		frm.set_intro(
			__(
				"Alur ini berlaku untuk semua kecamatan pada situs ini. Perubahan Anda tetap ada sesudah pembaruan aplikasi; alur bawaan dapat dikembalikan dari {0}.",
				[`<a href="/app/pengaturan-kinerja">${__("Pengaturan Kinerja")}</a>`]
			),
			"blue"
		);
	},
});
