const SIGNED_BY_TWO = "kinerja_kecamatan.second_person.api";

function decide(frm, method, values) {
	return frappe
		.call({ method: `${SIGNED_BY_TWO}.${method}`, type: "POST", args: { name: frm.doc.name, ...values }, freeze: true })
		.then(() => frm.reload_doc());
}

frappe.ui.form.on("Usulan Perubahan", {
	refresh(frm) {
		const may = frm.doc.__onload || {};
		const colors = { Menunggu: "orange", Disetujui: "green", Ditolak: "red", Gugur: "gray" };
		frm.page.set_indicator(__(frm.doc.status), colors[frm.doc.status]);
		frm.set_intro(""); // a form may be drawn twice
		if (frm.doc.status !== "Menunggu") return;
		const names = (may.menunggu || []).map(frappe.utils.escape_html).join(", ");
		frm.set_intro(
			may.memutus
				? __("Menunggu persetujuan Anda. Baca isinya, lalu setujui atau tolak.")
				: __("Menunggu persetujuan: {0}", [names || __("administrator situs")]),
			"orange"
		);
		if (may.memutus) {
			frm.page.set_primary_action(__("Setujui"), () => decide(frm, "setujui"));
			frm.add_custom_button(__("Tolak"), () =>
				frappe.prompt(
					{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
					(values) => decide(frm, "tolak", values),
					__("Tolak usulan ini"),
					__("Tolak")
				)
			);
		}
		if (may.menarik) frm.add_custom_button(__("Tarik Usulan"), () => decide(frm, "tarik"));
	},
});
