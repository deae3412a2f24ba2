frappe.query_reports["Capaian Kecamatan"] = {
	filters: [
		{
			fieldname: "tahun",
			label: __("Tahun"),
			fieldtype: "Int",
			default: new Date(frappe.datetime.now_date()).getFullYear(),
			reqd: 1,
		},
		{
			fieldname: "jenis",
			label: __("Jenis Rekap"),
			fieldtype: "Select",
			options: ["Menurut Kecamatan", "Triwulan", "Semester", "Bulanan", "Tahunan"],
			default: "Menurut Kecamatan",
			reqd: 1,
		},
	],
};
