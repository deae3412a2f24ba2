frappe.ui.form.on("SOP", {
	refresh(frm) {
		// The app's own activities are offered; an admin may type any other name.
		const { grid } = frm.fields_dict.langkah;
		grid.update_docfield_property("kegiatan", "ignore_validation", 1);
		grid.update_docfield_property("kegiatan", "options", frappe.boot.kinerja_kegiatan);
	},
});
