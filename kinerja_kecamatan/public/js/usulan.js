// Pegawai, Penugasan, Unit Kerja, Perjanjian Kinerja: says that a change waits for its second person, and leads there.
for (const doctype of ["Pegawai", "Penugasan", "Unit Kerja", "Perjanjian Kinerja"]) {
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			const usulan = !frm.is_new() && frm.doc.__onload && frm.doc.__onload.usulan;
			frm.set_intro(""); // a form may be drawn twice
			if (usulan) {
				const link = `<a href="/app/usulan-perubahan/${encodeURIComponent(usulan)}">${frappe.utils.escape_html(usulan)}</a>`;
				frm.set_intro(__("Perubahan menunggu persetujuan orang kedua: {0}", [link]), "orange");
			} else if (frm.doc.persetujuan === "Ditolak") {
				frm.set_intro(__("Penugasan ini ditolak dan tidak berlaku."), "red");
			}
		},
	});
}
