frappe.ui.form.on("Rekap Kinerja", {
	refresh(frm) {
		if (frm.is_new()) return;
		show_status(frm);
		close_fields(frm);
		kinerja_kecamatan.tanya_asal(frm);
		// Findings and programs come from the figures and the agreement; only reasons and rupiah are typed.
		for (const table of ["temuan", "anggaran"]) {
			frm.set_df_property(table, "cannot_add_rows", 1);
			frm.set_df_property(table, "cannot_delete_rows", 1);
		}
		const paper = frm.doc.jenis === "Kecamatan" ? "Rekap Data Kinerja Kecamatan" : "Rekap Data Kinerja Unit";
		// The format that Frappe's own print view opens with.
		frappe.get_meta(frm.doctype).default_print_format = paper;
		frm.add_custom_button(__("PDF"), () => kinerja_kecamatan.cetak(frm, paper), __("Unduh"));
		frm.add_custom_button(__("Excel"), () => download_workbook(frm), __("Unduh"));
		if (frm.doc.jenis === "Kecamatan") offer_report(frm);
	},

	kinerja_keadaan(frm) {
		if (frm.doc.jenis !== "Kecamatan") return findings(frm);
		const units = __("Unit yang masuk: {0} dari {1}.", [frm.doc.unit_masuk, frm.doc.unit_total]);
		return [units, findings(frm)].filter(Boolean).join(" ");
	},
});

// Notes and corrections belong to one step each; what no longer applies may be taken out before validating.
function close_fields(frm) {
	const closed = frm.doc.__onload?.kolom_tertutup || [];
	for (const field of ["catatan_validasi", "catatan_pencermatan"]) {
		frm.set_df_property(field, "read_only", closed.includes(field) ? 1 : 0);
	}
	const shut = closed.includes("koreksi");
	frm.set_df_property("koreksi", "cannot_add_rows", shut ? 1 : 0);
	frm.set_df_property("koreksi", "read_only", shut && !(frm.doc.koreksi || []).some((row) => row.usang) ? 1 : 0);
}

function findings(frm) {
	const rows = frm.doc.temuan || [];
	const errors = rows.filter((row) => row.tingkat === "Galat").length;
	const open = rows.filter((row) => row.tingkat === "Peringatan" && !(row.alasan || "").trim()).length;
	if (!errors && !open) return "";
	return __("Temuan: {0} galat, {1} peringatan menunggu alasan.", [errors, open]);
}

// A row without a predikat says why in its place.
function show_status(frm) {
	for (const { name, status, tidak_disampaikan } of frm.doc.baris || []) {
		const why = tidak_disampaikan ? "Data tidak disampaikan" : status;
		const field = frappe.meta.get_docfield("Baris Rekap", "predikat", name);
		field.formatter = (value) =>
			value ? frappe.utils.escape_html(value) : `<span class="text-muted">${__(why || "")}</span>`;
	}
	frm.refresh_field("baris");
}

// The server gives these from a final recap only, and says so.
function offer_report(frm) {
	const api = "/api/method/kinerja_kecamatan.reporting.api.";
	const fetch_file = (method, values = {}) => window.open(`${api}${method}?${$.param({ name: frm.doc.name, ...values })}`);
	frm.add_custom_button(__("Bahan LKjIP (Word)"), () => fetch_file("bahan_lkjip", { bentuk: "docx" }), __("Unduh"));
	frm.add_custom_button(__("Bahan LKjIP (Excel)"), () => fetch_file("bahan_lkjip", { bentuk: "xlsx" }), __("Unduh"));
	frm.add_custom_button(__("Bukti Dukung SAKIP"), () => fetch_file("bukti_dukung"), __("Unduh"));
}

function download_workbook(frm) {
	window.open(`/api/method/kinerja_kecamatan.excel.api.unduh_rekap?${$.param({ name: frm.doc.name })}`);
}
