// Templates as Excel files: downloaded, and uploaded through a dialog that shows first what a file would change.
// Used by the forms of Format Data Kinerja and Disposisi.

frappe.provide("kinerja_kecamatan.excel");

(() => {
	const API = "/api/method/kinerja_kecamatan.excel.api.";
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	// A download that the server counts as a write (step 5 starts with it), and whose refusal is a sentence, not a page.
	kinerja_kecamatan.excel.unduh = async (method, values) => {
		const answer = await post(method, [], values);
		return kinerja_kecamatan.simpan_berkas(answer, "templat.xlsx");
	};

	// Save what the server answered as a file: no window is opened, which a browser blocks long after the click.
	kinerja_kecamatan.simpan_berkas = async (answer, otherwise) => {
		if (!answer.ok) return frappe.msgprint({ message: await refusal_of(answer), indicator: "red" });
		const name = decodeURIComponent(/filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition"))?.[1] || otherwise);
		const link = document.createElement("a");
		link.href = URL.createObjectURL(await answer.blob());
		link.download = name;
		link.click();
		// The browser reads a large file after this.
		setTimeout(() => URL.revokeObjectURL(link.href), 60000);
	};

	// One Format: the changes of one file, then "Terapkan".
	kinerja_kecamatan.excel.unggah = (frm) =>
		show_dialog({
			title: __("Unggah Excel"),
			hint: __("Pilih templat {0} yang sudah diisi. Tidak ada yang disimpan sebelum Anda menerapkannya.", [
				escape(frm.doc.name),
			]),
			check: (files) => send("periksa", files, { name: frm.doc.name }).then((report) => [report]),
			apply: (files, [report]) => send("unggah", files, { name: frm.doc.name, modified: report.modified }),
			done: () => frm.reload_doc(),
		});

	// All Formats of a Disposisi: many files, one report.
	kinerja_kecamatan.excel.unggah_banyak = (frm) =>
		show_dialog({
			title: __("Unggah Banyak Templat"),
			hint: __("Pilih beberapa templat sekaligus. Berkas yang bermasalah tidak diterapkan; yang lain tetap."),
			multiple: true,
			check: (files) => send("periksa_banyak", files, { disposisi: frm.doc.name }),
			apply: (files) => send("unggah_banyak", files, { disposisi: frm.doc.name }),
			done: () => frm.reload_doc(),
		});

	function show_dialog({ title, hint, multiple, check, apply, done }) {
		let files = [];
		let reports = [];
		const dialog = new frappe.ui.Dialog({
			title,
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "isi" }],
			primary_action_label: __("Terapkan"),
			async primary_action() {
				enable(false);
				const applied = await apply(files, reports).catch(refusal(dialog));
				if (!applied) return;
				if (multiple) show(applied);
				else dialog.hide();
				frappe.show_alert({ message: __("Isian dari Excel sudah disimpan."), indicator: "green" });
				done();
			},
		});
		const enable = (on) => dialog.get_primary_btn().prop("disabled", !on);
		const body = dialog.get_field("isi").$wrapper.html(`<p class="text-muted">${hint}</p>
			<label class="btn btn-default btn-sm">${__("Pilih berkas")}
				<input type="file" class="kinerja-berkas" accept=".xlsx" hidden ${multiple ? "multiple" : ""}></label>
			<span class="kinerja-nama" style="margin-left: 8px"></span>
			<div class="kinerja-hasil" style="margin-top: 12px"></div>`);
		const show = (found) => body.find(".kinerja-hasil").html(found.map(report_html).join(""));
		body.find("input").on("change", async (event) => {
			files = [...event.target.files];
			enable(false);
			body.find(".kinerja-nama").text(files.map((file) => file.name).join(", "));
			reports = files.length ? await check(files).catch(refusal(dialog)) : [];
			if (reports) show(reports);
			// The same file, corrected and chosen again, is a change as well.
			event.target.value = "";
			enable(reports && reports.some(is_useful));
		});
		dialog.show();
		enable(false);
	}

	const is_useful = (report) => report.perubahan.length && !report.masalah.length;

	// Frappe's own way of sending cannot carry a file without keeping it.
	function post(method, files, values) {
		const body = new FormData();
		for (const [key, value] of Object.entries(values)) body.append(key, value);
		for (const file of files) body.append("file", file, file.name);
		const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		return fetch(API + method, { method: "POST", body, headers });
	}

	async function send(method, files, values) {
		const answer = await post(method, files, values);
		if (!answer.ok) throw new Error(await refusal_of(answer));
		return (await answer.json()).message;
	}

	async function refusal_of(answer) {
		const body = await answer.json().catch(() => ({}));
		const messages = JSON.parse(body._server_messages || "[]").map((text) => JSON.parse(text).message);
		return messages.flat().join("<br>") || __("Tidak berhasil. Coba sekali lagi.");
	}

	// The server's sentences have been escaped there.
	function refusal(dialog) {
		return (error) => {
			const box = `<div class="alert alert-danger">${error.message}</div>`;
			dialog.get_field("isi").$wrapper.find(".kinerja-hasil").html(box);
			return null;
		};
	}

	function report_html(report) {
		const name = report.berkas ? `<h5>${escape(report.berkas)}${report.dokumen ? ` (${escape(report.dokumen)})` : ""}</h5>` : "";
		return `<div class="kinerja-laporan">${name}${summary(report)}${problems(report)}${changes(report)}</div>`;
	}

	function summary({ perubahan, masalah, diterapkan }) {
		if (diterapkan) return `<p class="indicator-pill green no-indicator-dot">${__("{0} isian sudah disimpan.", [perubahan.length])}</p>`;
		if (masalah.length) {
			const text = __("{0} masalah: perbaiki di berkasnya, simpan, lalu pilih lagi. Tidak ada yang disimpan.", [masalah.length]);
			return `<p class="indicator-pill red no-indicator-dot">${text}</p>`;
		}
		if (!perubahan.length) return `<p class="indicator-pill gray no-indicator-dot">${__("Isi berkas sama dengan yang ada di aplikasi.")}</p>`;
		return `<p class="indicator-pill green no-indicator-dot">${__("{0} isian akan berubah.", [perubahan.length])}</p>`;
	}

	function problems({ masalah }) {
		if (!masalah.length) return "";
		const rows = masalah.map((row) => [row.sel ? `${row.lembar}!${row.sel}` : "-", row.pesan]);
		return table([__("Sel"), __("Masalah")], rows, "kinerja-masalah");
	}

	function changes({ perubahan }) {
		if (!perubahan.length) return "";
		const rows = perubahan.map((row) => [row.sel, row.indikator, row.kolom, row.semula || "-", row.menjadi || "-"]);
		return table([__("Sel"), __("Indikator"), __("Kolom"), __("Semula"), __("Menjadi")], rows, "kinerja-perubahan");
	}

	function table(heads, rows, name) {
		const head = heads.map((text) => `<th>${escape(text)}</th>`).join("");
		const body = rows.map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`).join("");
		return `<div class="table-responsive"><table class="table table-bordered table-sm small ${name}">
			<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
	}

	// Both run after the shared handler of kinerja_kecamatan.js, which asks the server what this person may do here.
	frappe.ui.form.on("Format Data Kinerja", {
		refresh(frm) {
			if (frm.is_new()) return;
			const name = frm.doc.name;
			frm.add_custom_button(__("Unduh Templat Excel"), () => kinerja_kecamatan.excel.unduh("unduh_templat", { name }));
			if (!frm.kinerja?.sunting) return;
			frm.add_custom_button(__("Unggah Excel"), () => kinerja_kecamatan.excel.unggah(frm));
		},
	});

	frappe.ui.form.on("Disposisi", {
		refresh(frm) {
			// The Formats are made when step 2 sets the deadline.
			if (frm.is_new() || !frm.doc.batas_pengumpulan) return;
			const disposisi = frm.doc.name;
			const group = __("Excel");
			frm.add_custom_button(__("Unduh Semua Templat"), () => kinerja_kecamatan.excel.unduh("unduh_semua", { disposisi }), group);
			frm.add_custom_button(__("Unggah Banyak Templat"), () => kinerja_kecamatan.excel.unggah_banyak(frm), group);
		},
	});
})();
