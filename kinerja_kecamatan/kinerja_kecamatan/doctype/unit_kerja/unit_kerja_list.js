frappe.listview_settings["Unit Kerja"] = {
	add_fields: ["berlaku_mulai", "berlaku_sampai", "melapor"],
	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.berlaku_sampai && doc.berlaku_sampai < today) {
			return [__("Sudah berakhir"), "gray", `berlaku_sampai,<,${today}`];
		}
		if (doc.berlaku_mulai && doc.berlaku_mulai > today) {
			return [__("Belum berlaku"), "orange", `berlaku_mulai,>,${today}`];
		}
		return doc.melapor ? [__("Melapor"), "green", "melapor,=,1"] : [__("Tidak melapor"), "blue", "melapor,=,0"];
	},
};
