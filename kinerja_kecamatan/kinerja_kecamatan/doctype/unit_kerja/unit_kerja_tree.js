frappe.treeview_settings["Unit Kerja"] = {
	title: __("Susunan Unit Kerja"),
	breadcrumb: "Kinerja Kecamatan",
	get_tree_root: false,
	root_label: __("Unit Kerja"),
	show_expand_all: true,
	fields: [
		{ fieldtype: "Data", fieldname: "kode", label: __("Kode"), reqd: 1 },
		{ fieldtype: "Data", fieldname: "nama_unit", label: __("Nama Unit"), reqd: 1 },
		{
			fieldtype: "Select",
			fieldname: "jenis",
			label: __("Jenis"),
			options: ["Kecamatan", "Sekretariat", "Subbagian", "Seksi", "Kelurahan"],
			reqd: 1,
		},
		{ fieldtype: "Data", fieldname: "sebutan_kepala", label: __("Sebutan Kepala Unit") },
		{ fieldtype: "Check", fieldname: "melapor", label: __("Melapor") },
		{ fieldtype: "Check", fieldname: "is_group", label: __("Punya Bawahan") },
	],
	ignore_fields: ["parent_unit_kerja"],
	onload(treeview) {
		// One site can hold several kecamatan: the tree starts above them.
		treeview.root_value = "";
		treeview.make_tree();
	},
};
