// Two people at one form: who saves second sees what the first one changed, keeps the own cells on the screen, and has them
// put back after the newest has been loaded. The server sends both with its refusal (guard/conflict.py). The same for a
// decision on a document that has changed since it was read.

(() => {
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
	const shown = (value) => (value ? escape(value) : `<span class="text-muted">${__("(kosong)")}</span>`);

	frappe.request.on_error("EditConflict", (answer) => {
		const told = answer.bentrok;
		const frm = window.cur_frm;
		if (told && frm && frm.doctype === told.doctype && frm.doc.name === told.dokumen) return ask(frm, told);
		frappe.msgprint(JSON.parse(answer._server_messages || "[]"));
	});

	function place(cell) {
		if (!cell.tabel) return escape(cell.label);
		return `${__("Baris {0}", [cell.nomor])} ${escape(cell.kode)}${cell.kolom ? `, ${escape(cell.label)}` : ""}`;
	}

	// Nothing leaves the screen before the person says so.
	function ask(frm, told) {
		frappe.hide_msgprint();
		const mine = told.isian.length > 0;
		const choice = {
			fieldname: "isian",
			fieldtype: "MultiCheck",
			label: __("Isian Anda yang dipasang kembali"),
			options: told.isian.map((cell, n) => ({ value: String(n), label: own(cell), checked: !cell.bentrok })),
			columns: 1,
		};
		const dialog = new frappe.ui.Dialog({
			title: __("Sudah diubah orang lain"),
			size: "large",
			fields: [{ fieldtype: "HTML", fieldname: "perubahan" }, ...(mine ? [choice] : [])],
			primary_action_label: mine ? __("Muat yang terbaru dan pasang isian saya") : __("Muat yang terbaru"),
			async primary_action({ isian }) {
				dialog.disable_primary_action();
				const chosen = [].concat(isian || []).map((n) => told.isian[n]);
				await frm.reload_doc();
				await settled();
				for (const cell of chosen) await put_back(frm, cell);
				frm.refresh_fields();
				dialog.hide();
				if (!mine) return;
				const message = __("{0} isian Anda dipasang kembali. Periksa, lalu simpan.", [chosen.length]);
				frappe.show_alert({ message, indicator: chosen.length ? "blue" : "orange" });
			},
			secondary_action_label: mine ? __("Kembali ke isian saya") : __("Tutup"),
			secondary_action: () => dialog.hide(),
		});
		// Not by the field's options: Frappe runs those as a template, and with them what somebody typed.
		dialog.fields_dict.perubahan.$wrapper.html(changes_table(told.perubahan, mine));
		dialog.$wrapper.addClass("kinerja-bentrok");
		dialog.show();
	}

	function changes_table(changes, mine) {
		const rows = changes.map(
			(change) =>
				`<tr><td>${place(change)}</td><td>${shown(change.sebelum)}</td><td><b>${shown(change.sesudah)}</b></td>
				<td>${escape(change.nama)}, ${frappe.datetime.str_to_user(change.pada)}</td></tr>`
		);
		const head = [__("Yang berubah"), __("Dari"), __("Menjadi"), __("Oleh")].map((text) => `<th>${text}</th>`).join("");
		const changed = __("Dokumen ini berubah sejak Anda membukanya.");
		const kept = mine ? __("Isian Anda belum disimpan dan masih ada pada layar.") : "";
		return `<p>${changed} ${kept}</p>
			<table class="table table-bordered"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
	}

	function own(cell) {
		if (!cell.kolom) return `${place(cell)}: ${escape(Object.values(cell.nilai).join(", "))}`;
		const text = `${place(cell)}: <b>${shown(cell.nilai)}</b>`;
		return cell.bentrok ? `${text} <span class="text-danger">${__("kini {0}", [shown(cell.kini)])}</span>` : text;
	}

	// Once a form is loaded Frappe asks for its workflow's actions and puts them where Save stands; what is put back before that
	// would be left without a button to save it.
	async function settled() {
		await new Promise((resolve) => setTimeout(resolve, 200));
		await frappe.after_ajax();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}

	async function put_back(frm, cell) {
		if (!cell.tabel) return frm.set_value(cell.kolom, cell.nilai);
		if (!cell.kolom) return frm.add_child(cell.tabel, cell.nilai);
		const row = frm.doc[cell.tabel].find((each) => each.name === cell.baris);
		if (row) await frappe.model.set_value(row.doctype, row.name, cell.kolom, cell.nilai);
	}
})();
