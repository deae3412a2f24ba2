// A closed Perjanjian Kinerja: shown as it is, its scan can be attached, a Ralat or a Perubahan begins from here.

(() => {
	const SCAN = "pindaian";
	const HEAD = [
		"nomor", "tanggal", "berlaku_mulai", "pihak_pertama", "pihak_pertama_pangkat", "pihak_kedua",
		"pihak_kedua_nama", "pihak_kedua_jabatan", "pihak_kedua_pangkat", "pihak_kedua_nip",
	];
	const TABLES = ["target", "program", "rencana_aksi"];

	const is_closed = (frm) => !frm.is_new() && Boolean(frm.doc.__onload && frm.doc.__onload.ditutup);

	function lock(frm) {
		const closed = is_closed(frm);
		for (const { df } of frm.fields) {
			if (!df.fieldname || df.fieldname === SCAN) continue;
			const shipped = frappe.meta.docfield_map[frm.doctype][df.fieldname];
			frm.set_df_property(df.fieldname, "read_only", closed ? 1 : (shipped && shipped.read_only) || 0);
		}
	}

	// Every cell that a Ralat may change, by the words under which it is chosen.
	function cells_of(frm) {
		// Months and semesters where the office collects in them, or where one is written.
		const planned = frm.doc.__onload && frm.doc.__onload.target_periode;
		const is_idle = (row, { fieldname }) => !planned && /^target_[bs]\d+$/.test(fieldname) && !row[fieldname];
		const cells = HEAD.map((kolom) => ({ tabel: "", baris: "", kolom, label: __(frappe.meta.get_label(frm.doctype, kolom)) }));
		for (const tabel of TABLES) {
			const columns = frappe.meta.get_docfields(frm.fields_dict[tabel].grid.doctype);
			for (const row of frm.doc[tabel] || []) {
				for (const df of columns) {
					if (is_idle(row, df)) continue;
					if (df.read_only || df.fieldname === "indikator" || frappe.model.no_value_type.includes(df.fieldtype)) continue;
					const label = `${__(frappe.meta.get_label(frm.doctype, tabel))} ${row.idx}, ${__(df.label)}`;
					cells.push({ tabel, baris: row.name, kolom: df.fieldname, label });
				}
			}
		}
		return cells;
	}

	function propose(frm) {
		const cells = cells_of(frm);
		const now = (label) => {
			const cell = cells.find((each) => each.label === label);
			const part = cell && (cell.tabel ? frm.doc[cell.tabel].find((row) => row.name === cell.baris) : frm.doc);
			return part ? part[cell.kolom] : "";
		};
		const dialog = new frappe.ui.Dialog({
			title: __("Ralat {0}", [frm.doc.name]),
			size: "large",
			fields: [
				{
					fieldname: "perubahan",
					fieldtype: "Table",
					label: __("Yang diralat"),
					in_place_edit: true,
					reqd: 1,
					data: [],
					fields: [
						{
							fieldname: "sel", fieldtype: "Select", label: __("Kolom"), in_list_view: 1, reqd: 1, columns: 5,
							options: ["", ...cells.map((cell) => cell.label)].join("\n"),
						},
						{ fieldname: "semula", fieldtype: "Data", label: __("Semula"), in_list_view: 1, read_only: 1, columns: 2 },
						{ fieldname: "menjadi", fieldtype: "Small Text", label: __("Menjadi"), in_list_view: 1, columns: 3 },
					],
				},
				{
					fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1,
					description: __("Berlaku setelah disetujui orang kedua; rekap yang sudah final tetap dan diberi catatan."),
				},
			],
			primary_action_label: __("Ajukan"),
			primary_action({ perubahan, alasan }) {
				const wanted = (perubahan || [])
					.filter((row) => row.sel)
					.map((row) => ({ ...cells.find((cell) => cell.label === row.sel), menjadi: row.menjadi || "" }));
				frappe
					.call({
						method: "kinerja_kecamatan.second_person.api.ajukan_ralat",
						type: "POST",
						args: { name: frm.doc.name, perubahan: wanted, alasan },
						freeze: true,
					})
					.then(() => {
						dialog.hide();
						frm.reload_doc();
					});
			},
		});
		// All rows of such a grid share one docfield: its onchange is told of the row that was opened last, whichever was changed.
		dialog.fields_dict.perubahan.$wrapper.on("change", 'select[data-fieldname="sel"]', ({ target }) => {
			const row = $(target).closest(".grid-row").data("grid_row");
			if (!row || !row.doc) return;
			row.doc.semula = now(target.value);
			row.refresh_field("semula");
		});
		dialog.show();
	}

	// The same agreement as a draft from another day on.
	function change(frm) {
		const made = frappe.model.copy_doc(frm.doc);
		Object.assign(made, { jenis: "Perubahan", status: "Draf", nomor: "", tanggal: "", berlaku_mulai: "" });
		if (made.pihak_kedua) made.pihak_kedua_pangkat = ""; // of another day
		frappe.set_route("Form", made.doctype, made.name);
	}

	// Programs and kegiatan that the Rencana Aksi does not have yet become rows of it, to be completed with targets and who answers.
	async function plan(frm) {
		const same = (one) => [one.kode || "", (one.kegiatan || "").trim().toLowerCase()].join("|");
		const there = new Set((frm.doc.rencana_aksi || []).map(same));
		const rows = (frm.doc.program || [])
			.map(({ indikator, program_kegiatan, kode_program, program, anggaran }) => ({
				indikator, program_kegiatan, kode: kode_program, kegiatan: program, anggaran,
			}))
			.filter((row) => row.kegiatan && !there.has(same(row)));
		for (const row of rows) {
			if (row.program_kegiatan) {
				const { message } = await frappe.db.get_value("Program Kegiatan", row.program_kegiatan, "satuan");
				row.satuan = message && message.satuan;
			}
			frm.add_child("rencana_aksi", row);
		}
		frm.refresh_field("rencana_aksi");
		if (rows.length) frm.dirty();
		const added = __("{0} kegiatan ditambahkan. Lengkapi target tiap triwulan dan penanggung jawabnya, lalu simpan.", [rows.length]);
		frappe.show_alert(rows.length ? added : __("Semua program dan kegiatan sudah ada pada Rencana Aksi."));
	}

	frappe.ui.form.on("Rencana Aksi", {
		// As the server fills it in when the agreement is saved.
		async program_kegiatan(frm, doctype, name) {
			const { program_kegiatan } = locals[doctype][name];
			if (!program_kegiatan) return;
			const { message } = await frappe.db.get_value("Program Kegiatan", program_kegiatan, ["kode", "nama", "satuan"]);
			if (message && message.nama) {
				await frappe.model.set_value(doctype, name, {
					kode: message.kode, kegiatan: message.nama, satuan: message.satuan,
				});
			}
		},
	});

	// The targets of the months or semesters that the office collects in; derived ones say what they come from.
	function show_periods(frm) {
		frm.dashboard.parent.find(".kinerja-target").remove();
		const planned = !frm.is_new() && frm.doc.__onload && frm.doc.__onload.target_periode;
		if (!planned) return;
		const escape = frappe.utils.escape_html;
		const cell = ({ teks, turunan }) =>
			`<td class="text-right" title="${escape(turunan)}">${turunan ? `<i>${escape(teks)}*</i>` : escape(teks) || "–"}</td>`;
		const rows = planned.baris.map(({ nama, sel }) => `<tr><td>${escape(nama)}</td>${sel.map(cell).join("")}</tr>`);
		const legend = planned.cara.map((text) => `<div class="text-muted small">* ${escape(text)}</div>`);
		frm.dashboard.add_section(
			`<div class="table-responsive"><table class="table table-sm small" style="margin: 0">
				<thead><tr><th>${__("Indikator")}</th>${planned.kolom.map((head) => `<th class="text-right">${escape(head)}</th>`).join("")}</tr></thead>
				<tbody>${rows.join("")}</tbody></table></div>${legend.join("")}`,
			__("Target Tiap Periode"),
			"kinerja-target",
		);
		frm.dashboard.show();
	}

	frappe.ui.form.on("Program Anggaran", {
		// As the server fills it in when the agreement is saved.
		async program_kegiatan(frm, doctype, name) {
			const { program_kegiatan } = locals[doctype][name];
			if (!program_kegiatan) return;
			const { message } = await frappe.db.get_value("Program Kegiatan", program_kegiatan, ["kode", "nama"]);
			if (message && message.nama) {
				await frappe.model.set_value(doctype, name, { kode_program: message.kode, program: message.nama });
			}
		},
	});

	frappe.ui.form.on("Perjanjian Kinerja", {
		setup(frm) {
			const here = () => ({ filters: { kecamatan: frm.doc.kecamatan } });
			for (const table of ["program", "rencana_aksi"]) {
				frm.set_query("program_kegiatan", table, () => ({
					filters: { aktif: 1, kecamatan: ["in", ["", frm.doc.kecamatan || ""]] },
				}));
				frm.set_query("indikator", table, here);
			}
			frm.set_query("sasaran", "program", here);
		},
		refresh(frm) {
			lock(frm);
			if (!is_closed(frm)) frm.add_custom_button(__("Isi Rencana Aksi"), () => plan(frm));
			show_periods(frm);
			if (!is_closed(frm) || !frm.perm[0] || !frm.perm[0].write) return;
			frm.add_custom_button(__("Buat Perubahan"), () => change(frm));
			frm.add_custom_button(__("Ajukan Ralat"), () => propose(frm));
		},
	});
})();

frappe.ui.form.on("Perjanjian Kinerja", {
	onload(frm) {
		$(frm.fields_dict.target.wrapper).on("focusin", 'input[data-fieldname^="target_"]', (event) => offer_words(frm, event.target));
	},
});

// The words of the indicator's Skala Nilai, offered where a target is typed (they come with the desk's start, figures/judging.py).
async function offer_words(frm, input) {
	const row = locals[frm.fields_dict.target.grid.doctype][$(input).closest(".grid-row").data("name")];
	if (!row?.indikator) return;
	const { message } = await frappe.db.get_value("Indikator Kinerja", row.indikator, "skala_nilai");
	const list = document.createElement("datalist");
	list.id = "kinerja-kata";
	for (const word of frappe.boot.kinerja_skala_nilai?.[message?.skala_nilai] || []) {
		list.append(Object.assign(document.createElement("option"), { value: word }));
	}
	document.getElementById(list.id)?.remove();
	document.body.append(list);
	input.setAttribute("list", list.id);
}
