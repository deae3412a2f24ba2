frappe.ui.form.on("Format Data Kinerja", {
	setup(frm) {
		frm.set_query("pelaksana", () => ({ filters: { aktif: 1 } }));
		frm.set_query("indikator", "baris", () => ({ filters: { unit_kerja: frm.doc.unit_kerja, aktif: 1 } }));
	},

	onload(frm) {
		offer_words(frm);
	},

	refresh(frm) {
		// While it is filled in, the rows stand as the meeting settled them; only what is in them changes.
		const filling = frm.kinerja?.tindakan.some((move) => move.alat === "isian");
		frm.set_df_property("baris", "cannot_add_rows", filling ? 1 : 0);
		frm.set_df_property("baris", "cannot_delete_rows", filling ? 1 : 0);
		show_releases(frm);
		mark_cells(frm, filling);
		if (!frm.is_new()) {
			frm.add_custom_button(__("Cetak Format"), () => kinerja_kecamatan.cetak(frm, "Format Data Kinerja"));
		}
	},

	// Read by the message above the form.
	kinerja_keadaan(frm) {
		const measured = frm.doc.baris.filter((row) => row.diukur);
		const open = measured.filter((row) => row.status === "Belum Diisi");
		const state = __("Terisi {0} dari {1} baris.", [measured.length - open.length, measured.length]);
		const missing = open.length ? ` ${__("Belum: {0}.", [open.map((row) => frappe.utils.escape_html(row.kode)).join(", ")])}` : "";
		const shares = frm.doc.baris.filter((row) => row.sebagian && row.diukur).map((row) => frappe.utils.escape_html(row.kode));
		const together = shares.length
			? ` ${__("Diisi bersama, tulis bagian Anda saja (targetnya milik seluruh unit): {0}.", [shares.join(", ")])}`
			: "";
		const awaited = frm.doc.baris.filter((row) => row.status === "Menunggu Rilis").map((row) => frappe.utils.escape_html(row.kode));
		const waiting = awaited.length ? ` ${__("Menunggu rilis: {0}.", [awaited.join(", ")])}` : "";
		return `${state}${missing}${waiting}${together}${findings(frm)}`;
	},
});

// What the server found in the rows as they were saved, under the message above the form.
function findings(frm) {
	const lines = frm.doc.baris
		.filter((row) => row.temuan)
		.flatMap((row) => row.temuan.split("\n").map((text) => `<li>${frappe.utils.escape_html(`${row.kode}: ${text}`)}</li>`));
	return lines.length ? `<ul class="kinerja-temuan">${lines.join("")}</ul>` : "";
}

// The words of a row's Skala Nilai, offered where its realisasi is typed (they come with the desk's start, figures/judging.py).
function offer_words(frm) {
	$(frm.fields_dict.baris.wrapper).on("focusin", 'input[data-fieldname="realisasi"]', (event) => {
		const row = locals[frm.fields_dict.baris.grid.doctype][$(event.target).closest(".grid-row").data("name")];
		const list = document.createElement("datalist");
		list.id = "kinerja-kata";
		for (const word of frappe.boot.kinerja_skala_nilai?.[row?.skala_nilai] || []) {
			list.append(Object.assign(document.createElement("option"), { value: word }));
		}
		document.getElementById(list.id)?.remove();
		document.body.append(list);
		event.target.setAttribute("list", list.id);
	});
}

// A provisional figure is shown with its mark, and what is waited for by its word; what is typed stays as it is.
function show_releases(frm) {
	for (const row of frm.doc.baris || []) {
		const field = frappe.meta.get_docfield("Baris Data Kinerja", "realisasi", row.name);
		field.formatter = (value) => {
			if (!value && row.status === "Menunggu Rilis") return `<span class="text-muted">${__(row.status)}</span>`;
			return frappe.utils.escape_html(value ? `${value}${row.sementara ? "*" : ""}` : "");
		};
	}
	frm.refresh_field("baris");
}

// Which ways of aggregation are typed as pembilang and penyebut comes with the desk's start (figures/judging.py).
const is_ratio = (row) =>
	[row.agregasi_sumber, row.agregasi_waktu].some((way) => frappe.boot.kinerja_cara_rasio.includes(way));

// Shows where to type: realisasi, or pembilang and penyebut; a row that this period does not measure may be filled in, and need not.
function mark_cells(frm, filling) {
	for (const grid_row of frm.fields_dict.baris.grid.grid_rows || []) {
		const { diukur, dari_triwulan } = grid_row.doc;
		const typed = !filling || !diukur || dari_triwulan ? [] : is_ratio(grid_row.doc) ? ["pembilang", "penyebut"] : ["realisasi"];
		for (const field of ["realisasi", "pembilang", "penyebut"]) {
			grid_row.columns?.[field]?.css("background-color", typed.includes(field) ? "var(--control-bg)" : "");
		}
	}
}
