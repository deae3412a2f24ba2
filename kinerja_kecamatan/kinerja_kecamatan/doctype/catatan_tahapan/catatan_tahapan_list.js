frappe.listview_settings["Catatan Tahapan"] = {
	hide_name_column: true,
	hide_name_filter: true,
	add_fields: ["hasil", "pelaksanaan", "standar", "dicatat_kemudian"],
	get_indicator(doc) {
		if (doc.hasil !== "Selesai") return [__(doc.hasil), doc.hasil === "Dikembalikan" ? "orange" : "gray", `hasil,=,${doc.hasil}`];
		return [__("Selesai"), "green", "hasil,=,Selesai"];
	},
};
