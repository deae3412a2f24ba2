frappe.listview_settings["Rekap Kinerja"] = {
	hide_name_filter: true,
};
