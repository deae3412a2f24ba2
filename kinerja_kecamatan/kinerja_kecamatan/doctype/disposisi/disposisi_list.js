frappe.listview_settings["Disposisi"] = {
	hide_name_filter: true,
};
