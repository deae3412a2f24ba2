frappe.listview_settings["Penugasan"] = {
	add_fields: ["berlaku_mulai", "berlaku_sampai"],
	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.berlaku_mulai > today) return [__("Belum berlaku"), "blue", `berlaku_mulai,>,${today}`];
		if (doc.berlaku_sampai && doc.berlaku_sampai < today) {
			return [__("Berakhir"), "gray", `berlaku_sampai,<,${today}`];
		}
		return [__("Berlaku"), "green", `berlaku_mulai,<=,${today}`];
	},
};
