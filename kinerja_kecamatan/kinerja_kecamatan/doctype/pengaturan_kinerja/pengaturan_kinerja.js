frappe.ui.form.on("Pengaturan Kinerja", {
	refresh(frm) {
		show_workflows(frm);
	},
});

// How each shipped workflow stands on this site, with the button that brings the shipped one back.
async function show_workflows(frm) {
	const field = frm.get_field("keadaan_alur");
	const rows = await frappe.xcall("kinerja_kecamatan.seeding.workflows.status");
	const may_restore = frappe.model.can_write("Workflow");
	field.$wrapper.html(workflows_table(rows, may_restore));
	field.$wrapper.find("button[data-doctype]").on("click", (event) => {
		restore(frm, event.currentTarget.dataset.doctype);
	});
}

function workflows_table(rows, may_restore) {
	const escape = frappe.utils.escape_html;
	const body = rows.map((row) => {
		const name = row.active ? escape(row.active) : __("Tidak ada alur aktif");
		const link = may_restore && row.active ? frappe.utils.get_form_link("Workflow", row.active, true, name) : name;
		const pill = row.changed
			? `<span class="indicator-pill orange">${__("Diubah")}</span>`
			: `<span class="indicator-pill green">${__("Bawaan")}</span>`;
		const button =
			may_restore && row.changed
				? `<button type="button" class="btn btn-default btn-xs" data-doctype="${escape(row.document_type)}">
					${__("Kembalikan Alur Bawaan")}</button>`
				: "";
		return `<tr><td>${escape(__(row.document_type))}</td><td>${link}</td><td>${pill}</td><td>${button}</td></tr>`;
	});
	return `<div class="table-responsive"><table class="table table-sm">
		<thead><tr><th>${__("Dokumen")}</th><th>${__("Alur aktif")}</th><th>${__("Keadaan")}</th><th></th></tr></thead>
		<tbody>${body.join("")}</tbody>
	</table></div>
	<p class="text-muted small">${__("Satu set alur berlaku untuk semua kecamatan pada situs ini.")}</p>`;
}

function restore(frm, document_type) {
	const question = __("Kembalikan alur {0} ke bentuk bawaan? Perubahan yang pernah dibuat padanya hilang.", [
		frappe.utils.escape_html(__(document_type)).bold(),
	]);
	frappe.confirm(question, async () => {
		await frappe.call({
			method: "kinerja_kecamatan.seeding.workflows.restore_shipped",
			args: { document_type },
			freeze: true,
		});
		frappe.show_alert({ message: __("Alur bawaan aktif kembali."), indicator: "green" });
		show_workflows(frm);
	});
}
