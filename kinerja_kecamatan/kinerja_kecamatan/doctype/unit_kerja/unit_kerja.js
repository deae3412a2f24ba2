frappe.ui.form.on("Unit Kerja", {
	setup(frm) {
		frm.set_query("unit_penerus", () => ({
			filters: { kecamatan: frm.doc.kecamatan, name: ["!=", frm.doc.name] },
		}));
	},
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Cetak Kamus Indikator"), () => print_dictionary(frm));
	},
});

// The Kamus of a year: what its Perjanjian Kinerja hold (papers/dictionary.py).
function print_dictionary(frm) {
	const field = { fieldname: "tahun", fieldtype: "Int", label: __("Tahun"), reqd: 1, default: new Date().getFullYear() };
	frappe.prompt(
		field,
		({ tahun }) => {
			const asked = $.param({
				doctype: frm.doctype, name: frm.doc.name, format: "Kamus Indikator", no_letterhead: 1, tahun,
			});
			window.open(`/api/method/frappe.utils.print_format.download_pdf?${asked}`);
		},
		__("Cetak Kamus Indikator"),
		__("Cetak"),
	);
}

frappe.ui.form.on("Jam Kerja", {
	jam_kerja_add(frm, cdt, cdn) {
		// The desk fills every Time with the present one; what is left empty here means no break.
		for (const field of ["mulai", "istirahat_mulai", "istirahat_selesai", "selesai"]) {
			frappe.model.set_value(cdt, cdn, field, null);
		}
	},
});
