frappe.listview_settings["Catatan Tahapan"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["hasil", "pelaksanaan", "standar", "dicatat_kemudian"],
	get_indicator(doc) {
		const colors = { Selesai: "green", Dikembalikan: "orange", Pintas: "red" };
		return [__(doc.hasil), colors[doc.hasil] || "gray", `hasil,=,${doc.hasil}`];
	},
	onload(listview) {
		listview.page.add_inner_button(__("Periksa Keutuhan"), async () => {
			const method = "kinerja_kecamatan.integrity.api.keutuhan";
			const { message: chains } = await frappe.call({ method, type: "GET" });
			const lines = chains.map((row) => `<p>${frappe.utils.escape_html(row.kalimat)}</p>`);
			frappe.msgprint({
				title: __("Keutuhan Catatan Tahapan"),
				message: lines.join("") || __("Belum ada catatan yang dapat Anda periksa."),
				indicator: chains.some((row) => row.putus) ? "red" : "green",
			});
		});
	},
};
