frappe.ui.form.on("Pengaturan Kinerja", {
	refresh(frm) {
		show_workflows(frm);
		show_scripts(frm);
	},
});

// How each shipped workflow stands on this site, with the button that brings the shipped one back.
async function show_workflows(frm) {
	const field = frm.get_field("keadaan_alur");
	const { message: rows } = await frappe.call({
		method: "kinerja_kecamatan.setup.api.keadaan_alur",
		type: "GET",
	});
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
			method: "kinerja_kecamatan.setup.api.kembalikan_alur",
			args: { document_type },
			freeze: true,
		});
		frappe.show_alert({ message: __("Alur bawaan aktif kembali."), indicator: "green" });
		show_workflows(frm);
	});
}

// What does the arithmetic of the recaps here: a Server Script or the app's own function, and why.
async function show_scripts(frm) {
	const { message: rows } = await frappe.call({ method: "kinerja_kecamatan.setup.api.keadaan_skrip", type: "GET" });
	const wrapper = frm.get_field("keadaan_skrip").$wrapper;
	const may_restore = frappe.model.can_write("Server Script");
	wrapper.html(scripts_table(rows, may_restore));
	wrapper.find("button[data-metode]").on("click", async (event) => {
		await frappe.call({
			method: "kinerja_kecamatan.setup.api.kembalikan_skrip",
			args: { metode: event.currentTarget.dataset.metode },
			freeze: true,
		});
		frappe.show_alert({ message: __("Skrip bawaan kembali."), indicator: "green" });
		show_scripts(frm);
	});
}

function scripts_table(rows, may_restore) {
	const escape = frappe.utils.escape_html;
	const body = rows.map((row) => {
		const name = row.skrip ? escape(row.skrip) : "-";
		const link = may_restore && row.skrip ? frappe.utils.get_form_link("Server Script", row.skrip, true, name) : name;
		const pill = row.bekerja
			? `<span class="indicator-pill blue">${__("Server Script")}</span>`
			: `<span class="indicator-pill gray">${__("Fungsi aplikasi")}</span>`;
		const changed = row.diubah ? ` <span class="indicator-pill orange">${__("Diubah")}</span>` : "";
		const button =
			may_restore && (row.diubah || !row.skrip)
				? `<button type="button" class="btn btn-default btn-xs" data-metode="${escape(row.metode)}">
					${__("Kembalikan Skrip Bawaan")}</button>`
				: "";
		return `<tr><td>${escape(row.judul)}</td><td>${pill}${changed}</td><td>${escape(row.sebab)}</td><td>${link}</td><td>${button}</td></tr>`;
	});
	return `<div class="table-responsive"><table class="table table-sm">
		<thead><tr><th>${__("Bagian")}</th><th>${__("Dikerjakan oleh")}</th><th>${__("Sebab")}</th><th>${__("Skrip")}</th><th></th></tr></thead>
		<tbody>${body.join("")}</tbody>
	</table></div>`;
}
