frappe.listview_settings["Usulan Perubahan"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colors = { Menunggu: "orange", Disetujui: "green", Ditolak: "red", Gugur: "gray" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},
};
