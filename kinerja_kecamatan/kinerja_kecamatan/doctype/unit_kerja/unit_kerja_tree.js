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
		{ fieldtype: "Date", fieldname: "berlaku_mulai", label: __("Berlaku Mulai") },
		{ fieldtype: "Check", fieldname: "is_group", label: __("Punya Bawahan") },
	],
	get_label({ title, label }) {
		const escape = frappe.utils.escape_html;
		if (!title || title === label) return escape(__(label));
		return `${escape(title)} <span class="text-muted">(${escape(label)})</span>`;
	},
	ignore_fields: ["parent_unit_kerja"],
	menu_items: [
		{
			label: __("Periksa Susunan"),
			condition: "frappe.model.can_write('Unit Kerja')",
			async action() {
				const { message: problems } = await frappe.call({
					method: "kinerja_kecamatan.access.api.periksa_susunan",
					type: "GET",
				});
				const rows = (problems || []).map((row) =>
					[row.unit, row.masalah].map((text) => frappe.utils.escape_html(text)).join(": ")
				);
				frappe.msgprint({
					title: __("Periksa Susunan"),
					indicator: rows.length ? "orange" : "green",
					message: rows.length
						? `${rows.join("<br>")}<br><br>${__(
								"Hak mengikuti Unit Induk. Kolom lft-rgt dihitung ulang oleh System Manager dengan Rebuild Tree pada menu ini."
						  )}`
						: __("Susunan unit cocok dengan Unit Induknya."),
				});
			},
		},
	],
	onload(treeview) {
		// One site can hold several kecamatan: the tree starts above them.
		treeview.root_value = "";
		treeview.make_tree();
	},
};
