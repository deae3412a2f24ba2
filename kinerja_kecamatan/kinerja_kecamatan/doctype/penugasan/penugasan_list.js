frappe.listview_settings["Penugasan"] = {
	add_fields: ["berlaku_mulai", "berlaku_sampai", "persetujuan"],
	get_indicator(doc) {
		if (doc.persetujuan === "Menunggu Persetujuan") {
			return [__("Menunggu Persetujuan"), "orange", "persetujuan,=,Menunggu Persetujuan"];
		}
		if (doc.persetujuan === "Ditolak") return [__("Ditolak"), "red", "persetujuan,=,Ditolak"];
		const today = frappe.datetime.get_today();
		if (doc.berlaku_mulai > today) return [__("Belum berlaku"), "blue", `berlaku_mulai,>,${today}`];
		if (doc.berlaku_sampai && doc.berlaku_sampai < today) {
			return [__("Berakhir"), "gray", `berlaku_sampai,<,${today}`];
		}
		return [__("Berlaku"), "green", `berlaku_mulai,<=,${today}`];
	},
};
