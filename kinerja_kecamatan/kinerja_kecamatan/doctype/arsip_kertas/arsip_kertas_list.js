frappe.listview_settings["Arsip Kertas"] = {
	add_fields: ["diganti_oleh", "status"],
	get_indicator(doc) {
		if (doc.diganti_oleh) return [__("Diganti"), "orange", "diganti_oleh,is,set"];
		if (doc.status === "Tersimpan") return [__("Tersimpan"), "green", "status,=,Tersimpan"];
		return [__("Menunggu"), "gray", "status,=,Menunggu"];
	},
};
