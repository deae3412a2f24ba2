frappe.ui.form.on("Rekap Kinerja", {
	refresh(frm) {
		if (frm.is_new()) return;
		show_status(frm);
		close_fields(frm);
		offer_verdicts(frm);
		kinerja_kecamatan.tanya_asal(frm);
		// Findings and programs come from the figures and the agreement; only reasons and rupiah are typed.
		for (const table of ["temuan", "anggaran", "validasi"]) {
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
		if (frm.doc.jenis !== "Kecamatan") return [verdicts(frm), findings(frm)].filter(Boolean).join(" ");
		const units = __("Unit yang masuk: {0} dari {1}.", [frm.doc.unit_masuk, frm.doc.unit_total]);
		return [units, findings(frm)].filter(Boolean).join(" ");
	},
});

// Notes and corrections belong to one step each; what no longer applies may be taken out before validating.
function close_fields(frm) {
	const closed = frm.doc.__onload?.kolom_tertutup || [];
	for (const field of ["catatan_validasi", "catatan_pencermatan", "validasi"]) {
		frm.set_df_property(field, "read_only", closed.includes(field) ? 1 : 0);
	}
	const shut = closed.includes("koreksi");
	frm.set_df_property("koreksi", "cannot_add_rows", shut ? 1 : 0);
	frm.set_df_property("koreksi", "read_only", shut && !(frm.doc.koreksi || []).some((row) => row.usang) ? 1 : 0);
}

// The word on each figure is the validator's: several rows at once by his own click, never by themselves.
function offer_verdicts(frm) {
	const grid = frm.fields_dict.validasi.grid;
	const closed = (frm.doc.__onload?.kolom_tertutup || []).includes("validasi");
	const buttons = [
		[__("Semua yang berbukti: Sesuai"), () => judge_with_evidence(frm)],
		[__("Putuskan baris terpilih"), () => judge_selected(frm, grid.get_selected_children())],
	];
	for (const [label, act] of buttons) grid.add_custom_button(label, act).toggleClass("hidden", closed);
}

function judge_with_evidence(frm) {
	const rows = (frm.doc.validasi || []).filter((row) => row.ada_bukti && !row.putusan);
	if (!rows.length) return frappe.msgprint(__("Tidak ada baris berbukti yang belum diputuskan."));
	judge(frm, rows, { putusan: "Sesuai" });
}

function judge_selected(frm, rows) {
	if (!rows.length) return frappe.msgprint(__("Pilih dulu baris yang diputuskan."));
	const fields = ["putusan", "alasan"].map((name) => {
		const { fieldname, fieldtype, label, options, description } = frappe.meta.get_docfield("Validasi Rekap", name);
		return { fieldname, fieldtype, label: __(label), options, description: __(description), reqd: name === "putusan" };
	});
	frappe.prompt(fields, (values) => judge(frm, rows, values), __("Putusan untuk {0} baris", [rows.length]), __("Putuskan"));
}

function judge(frm, rows, values) {
	for (const row of rows) Object.assign(row, values);
	frm.dirty();
	frm.refresh_field("validasi");
}

function verdicts(frm) {
	const rows = frm.doc.validasi || [];
	const given = rows.filter((row) => row.putusan).length;
	if (!rows.length || (frm.doc.__onload?.kolom_tertutup || []).includes("validasi")) return "";
	return __("Putusan: {0} dari {1} indikator.", [given, rows.length]);
}

function findings(frm) {
	const rows = frm.doc.temuan || [];
	const errors = rows.filter((row) => row.tingkat === "Galat").length;
	const open = rows.filter((row) => row.tingkat === "Peringatan" && !(row.alasan || "").trim()).length;
	if (!errors && !open) return "";
	return __("Temuan: {0} galat, {1} peringatan menunggu alasan.", [errors, open]);
}

function why_not_judged({ status, diukur, belum_utuh, tidak_disampaikan }) {
	if (tidak_disampaikan) return "Data tidak disampaikan";
	if (belum_utuh) return "Sebagian menunggu rilis";
	return !diukur && ["Terisi", "Nihil"].includes(status) ? "Informasi" : status;
}

// A row without a predikat says why in its place.
function show_status(frm) {
	for (const row of frm.doc.baris || []) {
		const { name } = row;
		const why = why_not_judged(row);
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
