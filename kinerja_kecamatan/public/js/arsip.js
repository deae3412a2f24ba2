// The archive on the forms: the papers kept of a document, each printed again as it was, and the whole file of a Disposisi.

(() => {
	const API = "/api/method/kinerja_kecamatan.archive.api.";
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

	function offer(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Kertas Arsip"), () => show_papers(frm), __("Arsip"));
		if (frm.doctype !== "Disposisi") return;
		frm.add_custom_button(__("Cetak Berkas (PDF)"), () => fetch_file(frm, "berkas"), __("Arsip"));
		frm.add_custom_button(__("Unduh Berkas (zip)"), () => fetch_file(frm, "berkas_zip"), __("Arsip"));
	}

	// What no worker has rendered yet is rendered first; what still waits after that is said, and the rest is given.
	async function fetch_file(frm, method) {
		const disposisi = frm.doc.name;
		const left = await prepare(disposisi);
		if (left) {
			const text = __("{0} kertas belum siap dan tidak termuat dalam berkas ini; cobalah lagi beberapa menit lagi.", [left]);
			frappe.msgprint({ title: __("Berkas belum lengkap"), message: text, indicator: "orange" });
		}
		await download(method, { disposisi });
	}

	// A worker renders them, followed until it is done. Returns how many papers still wait.
	async function prepare(disposisi) {
		const { message } = await frappe.call({
			method: "kinerja_kecamatan.archive.api.siapkan",
			type: "POST",
			args: { disposisi },
			freeze: true,
			freeze_message: __("Menyiapkan berkas"),
		});
		if (!message.latar) return message.menunggu;
		// A job that has died has said so; what is kept by then is given all the same.
		await kinerja_kecamatan.ikuti(message.latar, __("Menyiapkan berkas")).catch(() => {});
		const papers = await papers_of("Disposisi", disposisi);
		return papers.filter((row) => row.status !== "Tersimpan").length;
	}

	async function papers_of(doctype, name) {
		const { message } = await frappe.call({
			method: "kinerja_kecamatan.archive.api.daftar",
			type: "GET",
			args: { doctype, name },
		});
		return message;
	}

	async function download(method, args) {
		frappe.dom.freeze(__("Mengunduh berkas"));
		try {
			const answer = await fetch(`${API}${method}?${$.param(args)}`, { headers: { Accept: "application/json" } });
			await kinerja_kecamatan.simpan_berkas(answer, `${args.disposisi || args.name}.pdf`);
		} finally {
			frappe.dom.unfreeze();
		}
	}

	async function show_papers(frm) {
		const { doctype, name } = frm.doc;
		const papers = await papers_of(doctype, name);
		const dialog = new frappe.ui.Dialog({
			title: __("Kertas Arsip {0}", [name]),
			size: "large",
			fields: [{ fieldtype: "HTML", fieldname: "isi" }],
		});
		const area = dialog.fields_dict.isi.$wrapper.html(table_of(papers));
		area.find("[data-arsip]").on("click", (event) => print_again(frm, dialog, event.currentTarget.dataset));
		dialog.show();
	}

	async function print_again(frm, dialog, { arsip, status }) {
		const order = frm.doctype === "Disposisi" ? frm.doc.name : frm.doc.disposisi;
		if (status !== "Tersimpan" && order) {
			await prepare(order);
			dialog.hide();
		}
		// A paper that is still not kept is refused with that as the reason.
		await download("cetak_ulang", { name: arsip });
	}

	function table_of(rows) {
		if (!rows.length) return `<p class="text-muted">${__("Belum ada kertas yang diarsipkan.")}</p>`;
		const body = rows.map(
			(row) => `<tr>
				<td class="text-right">${escape(row.langkah)}</td>
				<td>${escape(row.judul)}${row.tanda ? `<br><b>${escape(row.tanda)}</b>` : ""}</td>
				<td class="text-right">${escape(row.versi_kertas)}</td>
				<td>${escape(frappe.datetime.str_to_user(row.pada))}<br><span class="text-muted">${escape(row.nama_oleh)}</span></td>
				<td><code style="font-size: 11px">${escape(row.kode)}</code></td>
				<td><button type="button" class="btn btn-xs btn-default" style="white-space: nowrap" data-arsip="${escape(row.name)}"
					data-status="${escape(row.status)}">${__("Cetak Ulang")}</button></td>
			</tr>`
		);
		return `<div class="table-responsive"><table class="table table-sm small">
			<thead><tr><th class="text-right">${__("Lgk.")}</th><th>${__("Kertas")}</th><th class="text-right">${__("Versi")}</th>
				<th>${__("Selesai")}</th><th>${__("Kode Verifikasi")}</th><th></th></tr></thead>
			<tbody>${body.join("")}</tbody></table></div>`;
	}

	for (const doctype of ["Disposisi", "Format Data Kinerja", "Rekap Kinerja", "Rapat Kinerja", "Perjanjian Kinerja"]) {
		frappe.ui.form.on(doctype, { refresh: offer });
	}
})();
