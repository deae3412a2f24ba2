frappe.ui.form.on("Unit Kerja", {
	setup(frm) {
		frm.set_query("unit_penerus", () => ({
			filters: { kecamatan: frm.doc.kecamatan, name: ["!=", frm.doc.name] },
		}));
	},
});

frappe.ui.form.on("Jam Kerja", {
	jam_kerja_add(frm, cdt, cdn) {
		// The desk fills every Time with the present one; what is left empty here means no break.
		for (const field of ["mulai", "istirahat_mulai", "istirahat_selesai", "selesai"]) {
			frappe.model.set_value(cdt, cdn, field, null);
		}
	},
});
