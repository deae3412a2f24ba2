frappe.ui.form.on("Jam Kerja", {
	jam_kerja_add(frm, cdt, cdn) {
		// The desk fills every Time with the present one; what is left empty here means no break.
		for (const field of ["mulai", "istirahat_mulai", "istirahat_selesai", "selesai"]) {
			frappe.model.set_value(cdt, cdn, field, null);
		}
	},
});
