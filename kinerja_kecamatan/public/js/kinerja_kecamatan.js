// What the forms of Disposisi, Format Data Kinerja and Rekap Kinerja share: the server says which actions a person
// really has here and what each needs; an action goes to the server with its alasan, in one call.

frappe.provide("kinerja_kecamatan");

(() => {
	const DOCTYPES = ["Disposisi", "Format Data Kinerja", "Rekap Kinerja"];
	const NOTHING = { tindakan: [], keputusan: [], sunting: false, tertutup: [], menunggu: [] };
	const answers = new Map();

	const key_of = (doc) => `${doc.doctype}/${doc.name}`;
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	// Ask the server anew; the answer is kept for Frappe's own question about transitions, which follows.
	function open_document(doc) {
		const answer = frappe
			.xcall("kinerja_kecamatan.process.api.buka", { doctype: doc.doctype, name: doc.name })
			.catch(() => NOTHING);
		answers.set(key_of(doc), answer);
		return answer;
	}

	const offer_of = (doc) => answers.get(key_of(doc)) || open_document(doc);

	// Frappe offers every action that one of the person's roles has anywhere; here only those for this document.
	const get_transitions = frappe.workflow.get_transitions;
	frappe.workflow.get_transitions = function (doc) {
		const rows = get_transitions.call(this, doc);
		if (!DOCTYPES.includes(doc.doctype)) return rows;
		return Promise.all([rows, offer_of(doc)]).then(([transitions, offer]) =>
			transitions.filter((row) => offer.tindakan.some((move) => move.action === row.action))
		);
	};

	async function refresh(frm) {
		frm.kinerja = NOTHING;
		if (frm.is_new()) return;
		const name = frm.doc.name;
		const offer = await open_document(frm.doc);
		if (frm.doc.name !== name) return;
		if (is_stale(frm, offer)) return frm.reload_doc();
		frm.kinerja = { ...offer, answered: true };
		if (!offer.sunting && !frm.read_only) {
			// Frappe goes by the role alone; over this document the person does not hold it.
			frm.set_read_only();
			frm.refresh_fields();
			frm.disable_save();
		}
		close_settled(frm, offer.tertutup);
		show_guidance(frm);
		for (const decision of offer.keputusan || []) {
			frm.add_custom_button(decision.label, () => decide(frm, decision));
		}
	}

	// What a step has settled is shown as it is; the form is used for other documents as well, where it may be open.
	function close_settled(frm, fields) {
		for (const field of new Set([...(frm.kinerja_tertutup || []), ...fields])) {
			frm.set_df_property(field, "read_only", fields.includes(field) ? 1 : 0);
		}
		frm.kinerja_tertutup = fields;
	}

	// Frappe takes the label of a choice as HTML.
	const labelled = (options) =>
		Array.isArray(options) ? options.map(({ value, label }) => ({ value, label: escape(label) })) : options;

	// What a person settles beside the moves (who fills in, Dispensasi, Tidak Melapor): the server says what it asks for.
	function decide(frm, decision) {
		const dialog = new frappe.ui.Dialog({
			title: decision.label,
			fields: decision.isian.map((field) => ({ ...field, options: labelled(field.options) })),
			primary_action_label: decision.label,
			async primary_action(values) {
				dialog.disable_primary_action();
				try {
					await frappe.call({ method: decision.metode, args: { ...decision.argumen, ...values }, freeze: true });
				} catch {
					return dialog.enable_primary_action(); // Frappe has shown the refusal; what was typed stays
				}
				dialog.hide();
				answers.delete(key_of(frm.doc));
				await frm.reload_doc();
				frappe.show_alert({ message: __("{0}: {1}", [decision.label, frm.doc.name]), indicator: "green" });
			},
		});
		dialog.show();
	}

	// The document has moved on since this form was loaded: read it once more, and only once.
	function is_stale(frm, offer) {
		if (!offer.modified || offer.modified === frm.doc.modified || frm.is_dirty()) return false;
		if (frm.kinerja_modified === offer.modified) return false;
		frm.kinerja_modified = offer.modified;
		return true;
	}

	// One message above the form: why it came back, what is expected now, who is waited for.
	function show_guidance(frm) {
		const parts = [];
		const returned = frm.doc.alasan_terakhir;
		if (returned) parts.push(`<b>${__("Alasan")}:</b> ${escape(returned).replace(/\n/g, "<br>")}`);
		const outdated = frm.doc.perlu_diperbarui;
		if (outdated) parts.push(`<b>${__("Perlu Diperbarui")}:</b> ${escape(outdated).replace(/\n/g, "<br>")}`);
		parts.push(...expected(frm).filter(Boolean));
		frm.set_intro("");
		if (!parts.length) return;
		const mine = frm.kinerja.tindakan.some((move) => move.maju);
		const html = parts.map((part) => `<div>${part}</div>`).join("");
		frm.set_intro(html, returned || outdated ? "orange" : mine ? "blue" : "yellow");
		if (frappe.is_mobile()) add_buttons(frm);
	}

	function expected(frm) {
		const { tindakan, menunggu } = frm.kinerja;
		const forward = tindakan.filter((move) => move.maju);
		if (!forward.length) {
			const who = menunggu.map((row) => `<b>${escape(row.peran)}</b> (${escape(__(row.action))})`);
			return [who.length ? __("Menunggu {0}.", [who.join(__(" atau "))]) : ""];
		}
		const at = forward.find((move) => move.petunjuk);
		const bold = (moves) => moves.map((move) => `<b>${escape(__(move.action))}</b>`).join(", ");
		const others = tindakan.filter((move) => !move.maju);
		return [
			at ? escape(at.petunjuk) : "",
			frm.events.kinerja_keadaan ? frm.events.kinerja_keadaan(frm) : "",
			__("Lanjutkan dengan tombol {0}: {1}.", [__("Actions"), bold(forward)]) +
				(others.length ? ` ${__("Pilihan lain: {0}.", [bold(others)])}` : ""),
		];
	}

	// On a phone Frappe's Actions button is an arrow without a word: the same moves as plain buttons.
	function add_buttons(frm) {
		const row = $('<div class="kinerja-tindakan" style="margin-top: 8px"></div>');
		for (const move of frm.kinerja.tindakan) {
			const kind = move.maju ? "btn-primary" : "btn-default";
			$(`<button type="button" class="btn btn-sm ${kind}" style="margin-right: 8px"></button>`)
				.text(__(move.action))
				.on("click", () => kinerja_kecamatan.tindak(frm, move.action))
				.appendTo(row);
		}
		frm.layout.message.append(row);
	}

	// Frappe is about to apply the action by itself, with the page frozen. Ours asks first and reports the outcome; a
	// promise that never settles keeps Frappe's own call from following.
	function before_workflow_action(frm) {
		const action = frm.selected_workflow_action;
		frm.selected_workflow_action = null;
		frappe.dom.unfreeze();
		kinerja_kecamatan.tindak(frm, action);
		return new Promise(() => {});
	}

	kinerja_kecamatan.tindak = async function (frm, action) {
		try {
			if (frm.is_dirty()) await frm.save();
		} catch {
			return; // Frappe has shown why it could not be saved
		}
		const offer = await offer_of(frm.doc);
		const move = offer.tindakan.find((row) => row.action === action);
		if (move && (move.alasan || move.pilihan || move.konfirmasi)) ask(frm, move);
		else send(frm, action, {});
	};

	// The reason, and for some moves what they are limited to. What was typed stays until the server agrees.
	function ask(frm, move) {
		const dialog = new frappe.ui.Dialog({
			title: __(move.action),
			fields: questions(move),
			primary_action_label: __(move.action),
			async primary_action(values) {
				// Frappe takes an empty box for an answer.
				if (move.konfirmasi && !values.konfirmasi) {
					return frappe.msgprint({ message: __("Centang pernyataan di bawah daftarnya lebih dulu."), indicator: "orange" });
				}
				dialog.disable_primary_action();
				const chosen = move.pilihan && [].concat(values.pilihan || []);
				const rincian = {
					...(chosen?.length && { [move.pilihan.kunci]: chosen }),
					...notes_of(move, values),
					...confirmed_of(move),
				};
				if (await send(frm, move.action, { alasan: values.alasan, rincian })) dialog.hide();
				else dialog.enable_primary_action();
			},
		});
		dialog.show();
	}

	// {catatan: {indikator: text}} of the rows that were filled in; two on one indicator stand under each other.
	function notes_of(move, values) {
		const notes = {};
		for (const { indikator, catatan } of values.catatan || []) {
			const row = move.catatan.find(({ label }) => kinerja_kecamatan.teks(label) === indikator);
			if (row && catatan) notes[row.value] = [notes[row.value], catatan].filter(Boolean).join("\n");
		}
		return Object.keys(notes).length ? { catatan: notes } : {};
	}

	// {kunci: values} of the list that was shown, with the box ticked; without it the dialog does not get here.
	const confirmed_of = ({ konfirmasi }) =>
		konfirmasi ? { [konfirmasi.kunci]: konfirmasi.baris.map((row) => row.value) } : {};

	// What drops out, with its reasons, and the statement that it was looked at.
	function confirmation({ judul, keterangan, pernyataan, baris }) {
		const items = baris.map((row) => `<li>${escape(row.label)}</li>`).join("");
		const text = `<p class="text-muted small">${escape(keterangan)}</p>`;
		return [
			{
				fieldtype: "HTML",
				options: `<p><b>${escape(judul)}</b></p><ul class="kinerja-konfirmasi">${items}</ul>${text}`,
			},
			{ fieldname: "konfirmasi", fieldtype: "Check", label: escape(pernyataan) },
		];
	}

	function questions(move) {
		const fields = move.konfirmasi ? confirmation(move.konfirmasi) : [];
		if (move.alasan) {
			fields.push({
				fieldname: "alasan",
				fieldtype: "Small Text",
				label: __("Alasan"),
				description: __("Dibaca oleh penerimanya dan tersimpan pada catatan tahapan."),
				reqd: 1,
			});
		}
		if (move.pilihan) {
			fields.push({
				fieldname: "pilihan",
				fieldtype: "MultiCheck",
				label: move.pilihan.label,
				options: move.pilihan.baris.map((row) => ({ value: row.value, label: escape(row.label) })),
				columns: 1,
			});
			fields.push({ fieldtype: "HTML", options: `<p class="text-muted small">${escape(move.pilihan.keterangan)}</p>` });
		}
		if (move.catatan?.length) {
			fields.push({
				fieldname: "catatan",
				fieldtype: "Table",
				label: __("Catatan per indikator"),
				description: __("Bila perlu; tampil di samping barisnya pada Format."),
				in_place_edit: true,
				data: [],
				fields: [
					{
						fieldname: "indikator",
						fieldtype: "Select",
						label: __("Indikator"),
						options: move.catatan.map(({ label }) => kinerja_kecamatan.teks(label)),
						in_list_view: 1,
						columns: 4,
					},
					{
						fieldname: "catatan",
						fieldtype: "Data",
						label: __("Yang perlu diperbaiki"),
						in_list_view: 1,
						columns: 6,
					},
				],
			});
		}
		return fields;
	}

	// True when the server made the move; its refusal is shown by Frappe itself.
	async function send(frm, action, values) {
		// `modified`: a decision is on what the person has in front of them (bentrok.js shows what has changed meanwhile).
		const { doctype, name, modified } = frm.doc;
		try {
			const { message } = await frappe.call({
				method: "kinerja_kecamatan.process.api.tindak",
				args: { doctype, name, action, modified, ...values },
				freeze: true,
				freeze_message: __(action),
			});
			if (message?.latar) await follow(message.latar, action);
		} catch {
			return false;
		}
		answers.delete(key_of(frm.doc));
		await frm.reload_doc();
		frappe.show_alert({ message: __("{0}: {1}", [__(action), frm.doc.name]), indicator: "green" });
		frm.script_manager.trigger("after_workflow_action");
		return true;
	}

	// What a worker does (a move that reaches many documents, rendering a file's papers): ask how far it is until it is done,
	// or say why not.
	async function follow(latar, action) {
		for (;;) {
			const { message } = await frappe.call({
				method: "kinerja_kecamatan.process.api.keadaan",
				type: "GET",
				args: { latar },
			});
			// A bar without width would not be seen while the job waits. Of a job that is done by the first question none is shown: a
			// dialog that is told to go while it still opens stays.
			if (message.keadaan === "berjalan") {
				frappe.show_progress(__(action), Math.max(message.persen, 4), 100, __("Dikerjakan di latar belakang"));
			} else {
				frappe.hide_progress();
			}
			if (message.keadaan === "selesai") return;
			if (message.keadaan === "gagal") {
				const text = escape(message.pesan).replaceAll("\n", "<br>");
				frappe.msgprint({ title: __(action), message: text, indicator: "red" });
				throw new Error(message.pesan);
			}
			await new Promise((resolve) => setTimeout(resolve, 1000));
		}
	}

	kinerja_kecamatan.ikuti = follow;

	// Opens a print format of one document as PDF in a tab of its own.
	kinerja_kecamatan.cetak = function (frm, format) {
		const query = $.param({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
		window.open(`/api/method/frappe.utils.print_format.download_pdf?${query}`);
	};

	for (const doctype of DOCTYPES) {
		frappe.ui.form.on(doctype, { refresh, before_workflow_action });
	}
})();

// A table's own download (Bulk Edit) is made in the browser. As in the server's files a typed text that a spreadsheet would
// compute has an apostrophe before it, which is taken off where the table is uploaded again; and no text is run as markup.
(() => {
	const LIVE = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
	const NUMBER = /^[+-]?[\d.,]*\d[\d.,]*\s?%?$/;
	const { to_csv } = frappe.tools;
	const { csv_to_array } = frappe.utils;

	function text_cell(value) {
		if (typeof value !== "string") return value;
		const text = new DOMParser().parseFromString(value, "text/html").body.textContent;
		return frappe.utils.escape_html(LIVE.test(text) && !NUMBER.test(text) ? `'${text}` : text);
	}

	const typed = (value) => (typeof value === "string" ? value.replace(/^'(?='*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, "") : value);

	frappe.tools.to_csv = (data) => to_csv(data.map((row) => row.map(text_cell)));
	frappe.utils.csv_to_array = (...given) => csv_to_array(...given).map((row) => row.map(typed));
})();
