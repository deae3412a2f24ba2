frappe.ui.form.on("Indikator Kinerja", {
	async refresh(frm) {
		frm.satuan_dikenal ??= await frappe.db.get_list("Satuan", {
			fields: ["nama", "sinonim", "desimal", "skala_nilai"],
			limit: 0,
		});
		offer(frm);
	},

	satuan(frm) {
		const unit = found(frm);
		if (!unit) return;
		frm.set_value("satuan", unit.nama);
		if (frm.is_new()) frm.set_value("desimal", unit.desimal);
		if (!frm.doc.skala_nilai) frm.set_value("skala_nilai", unit.skala_nilai);
	},
});

// The names of the units under the field, as one types; a spelling of a unit is taken for it.
function offer(frm) {
	const input = frm.fields_dict.satuan.$input;
	if (!input || input.attr("list")) return;
	const list = document.createElement("datalist");
	list.id = `satuan-${frm.docname}`;
	for (const unit of frm.satuan_dikenal) {
		const option = document.createElement("option");
		option.value = unit.nama;
		option.textContent = (unit.sinonim || "").split("\n").join(", ");
		list.append(option);
	}
	input.after(list).attr("list", list.id);
}

function found(frm) {
	const key = (text) => text.trim().toLowerCase().replace(/\s+/g, " ");
	const typed = key(frm.doc.satuan || "");
	return (frm.satuan_dikenal || []).find((unit) =>
		[unit.nama, ...(unit.sinonim || "").split("\n")].some((text) => key(text) === typed)
	);
}
