// Pintas Administrator, for who administers the site: in the menu of the three forms, with a state and a reason.

frappe.provide("kinerja_kecamatan");

(() => {
	if (kinerja_kecamatan.pintas) return; // read once for each of the three

	kinerja_kecamatan.pintas = async function (frm) {
		const { doctype, name } = frm.doc;
		const method = "kinerja_kecamatan.process.api";
		const answer = await frappe.call({ method: `${method}.pilihan_pintas`, type: "GET", args: { doctype, name } });
		const dialog = new frappe.ui.Dialog({
			title: __("Pintas Administrator"),
			fields: [
				{
					fieldtype: "HTML",
					options: `<p class="text-muted small">${__(
						"Melewati peran, syarat dan urutan alur. Setiap langkah yang dilewati tercatat atas nama Anda pada Catatan Tahapan."
					)}</p>`,
				},
				{ fieldname: "status", fieldtype: "Select", label: __("Status tujuan"), options: answer.message, reqd: 1 },
				{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
			],
			primary_action_label: __("Pintas"),
			async primary_action(values) {
				await frappe.xcall(`${method}.pintas`, { doctype, name, ...values });
				dialog.hide();
				await frm.reload_doc();
			},
		});
		dialog.show();
	};

	for (const doctype of ["Disposisi", "Format Data Kinerja", "Rekap Kinerja"]) {
		frappe.ui.form.on(doctype, {
			refresh(frm) {
				if (frm.is_new() || !frappe.user.has_role("System Manager")) return;
				frm.page.add_menu_item(__("Pintas Administrator"), () => kinerja_kecamatan.pintas(frm));
			},
		});
	}
})();
