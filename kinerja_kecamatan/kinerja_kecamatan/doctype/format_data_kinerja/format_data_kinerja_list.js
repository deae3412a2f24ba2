frappe.listview_settings["Format Data Kinerja"] = {
	hide_name_filter: true,
};
