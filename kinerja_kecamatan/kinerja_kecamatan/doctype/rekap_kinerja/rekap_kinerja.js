frappe.ui.form.on("Rekap Kinerja", {
	setup() {
		// A row without a capaian says why in its place.
		frappe.meta.docfield_map["Baris Rekap"].predikat.formatter = (value, df, options, row) =>
			value ? frappe.utils.escape_html(value) : `<span class="text-muted">${__(row?.status || "")}</span>`;
	},

	refresh(frm) {
		if (frm.is_new()) return;
		const paper = frm.doc.jenis === "Kecamatan" ? "Rekap Data Kinerja Kecamatan" : "Rekap Data Kinerja Unit";
		// The format that Frappe's own print view opens with.
		frappe.get_meta(frm.doctype).default_print_format = paper;
		frm.add_custom_button(__("PDF"), () => kinerja_kecamatan.cetak(frm, paper), __("Unduh"));
		frm.add_custom_button(__("Excel"), () => download_workbook(frm), __("Unduh"));
	},

	kinerja_keadaan(frm) {
		if (frm.doc.jenis !== "Kecamatan") return "";
		return __("Unit yang masuk: {0} dari {1}.", [frm.doc.unit_masuk, frm.doc.unit_total]);
	},
});

function download_workbook(frm) {
	window.open(`/api/method/kinerja_kecamatan.excel.recap.unduh?${$.param({ name: frm.doc.name })}`);
}
