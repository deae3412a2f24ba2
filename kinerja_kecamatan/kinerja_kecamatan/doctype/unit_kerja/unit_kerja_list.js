frappe.listview_settings["Unit Kerja"] = {
	add_fields: ["tanggal_tutup", "melapor"],
	filters: [["tanggal_tutup", "is", "not set"]],
	get_indicator(doc) {
		if (doc.tanggal_tutup) return [__("Ditutup"), "gray", "tanggal_tutup,is,set"];
		return doc.melapor ? [__("Melapor"), "green", "melapor,=,1"] : [__("Tidak melapor"), "blue", "melapor,=,0"];
	},
};
