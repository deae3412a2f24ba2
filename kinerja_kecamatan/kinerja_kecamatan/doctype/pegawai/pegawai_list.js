frappe.listview_settings["Pegawai"] = {
	hide_name_column: true,
	filters: [["aktif", "=", 1]],
};
