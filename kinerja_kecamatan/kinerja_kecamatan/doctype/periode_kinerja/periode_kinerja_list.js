frappe.listview_settings["Periode Kinerja"] = {
	onload(list) {
		if (!frappe.model.can_create("Periode Kinerja")) return;
		list.page.add_inner_button(__("Buat Periode Setahun"), () => make_periods(list));
	},
};

// All periods of a year, of the kind that the office collects in.
async function make_periods(list) {
	const roots = await frappe.db.get_list("Unit Kerja", {
		filters: { parent_unit_kerja: ["is", "not set"] },
		limit: 2,
	});
	const dialog = new frappe.ui.Dialog({
		title: __("Buat Periode Setahun"),
		fields: [
			{
				fieldname: "tahun", fieldtype: "Int", label: __("Tahun"), reqd: 1,
				default: new Date(frappe.datetime.now_date()).getFullYear(),
			},
			{
				fieldname: "kecamatan", fieldtype: "Link", label: __("Kecamatan"), options: "Unit Kerja", reqd: 1,
				default: roots.length === 1 ? roots[0].name : "",
				get_query: () => ({ filters: { parent_unit_kerja: ["is", "not set"] } }),
				description: __("Jenis periodenya menurut Jenis Periode pada Unit Kerja ini."),
			},
		],
		primary_action_label: __("Buat"),
		primary_action({ kecamatan, tahun }) {
			frappe
				.call({
					method: "kinerja_kecamatan.office.api.buat_periode",
					type: "POST",
					args: { kecamatan, tahun },
					freeze: true,
				})
				.then(({ message }) => {
					dialog.hide();
					list.refresh();
					const made = message.dibuat.map(frappe.utils.escape_html).join(", ");
					frappe.show_alert({
						message: made ? __("Dibuat: {0}", [made]) : __("Semua periode tahun itu sudah ada."),
						indicator: made ? "green" : "blue",
					});
				});
		},
	});
	dialog.show();
}
