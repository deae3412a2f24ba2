// "Where from?": a click on a figure of a recap opens its sources, with values and evidence.

frappe.provide("kinerja_kecamatan");

(() => {
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
	const FIGURES = [
		"target_teks",
		"realisasi_teks",
		"capaian_teks",
		"predikat",
		"sd_teks",
		"sd_capaian_teks",
		"lalu_teks",
		"kemajuan_teks",
	];

	// Before Frappe's own handler, which would open the row's form.
	kinerja_kecamatan.tanya_asal = function (frm) {
		const wrapper = frm.fields_dict.baris.grid.wrapper.get(0);
		if (wrapper.dataset.kinerjaAsal) return;
		wrapper.dataset.kinerjaAsal = "1";
		wrapper.addEventListener(
			"click",
			(event) => {
				const cell = event.target.closest(".grid-body [data-fieldname]");
				const row = event.target.closest(".grid-row");
				if (!cell || !row || !FIGURES.includes(cell.dataset.fieldname)) return;
				const doc = frm.doc.baris.find((each) => each.name === row.dataset.name);
				if (!doc) return;
				event.stopPropagation();
				kinerja_kecamatan.asal_angka(frm.doc.name, doc.indikator);
			},
			true
		);
	};

	kinerja_kecamatan.asal_angka = async function (name, indikator) {
		const { message } = await frappe.call({
			method: "kinerja_kecamatan.recap.trace.asal",
			type: "GET",
			args: { name, indikator },
		});
		const dialog = new frappe.ui.Dialog({
			title: __("Asal angka: {0}", [escape(message.kode)]),
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "isi" }],
		});
		dialog.fields_dict.isi.$wrapper.html(body(message));
		dialog.show();
	};

	function body(answer) {
		const sums = answer.angka.map((one) => `<tr><td>${escape(one.judul)}</td><td>${escape(one.uraian)}</td></tr>`);
		return `<p>${escape(answer.nama)}</p>
			<table class="table table-sm kinerja-angka"><tbody>${sums.join("")}</tbody></table>
			<h5>${__("Sumber")}</h5>${sources(answer.sumber)}${corrections(answer.koreksi)}`;
	}

	function sources(rows) {
		const lines = rows.flatMap((row) => [line(row, false), ...(row.sumber || []).map((one) => line(one, true))]);
		const heads = ["Untuk", "Periode", "Dokumen", "Pelaksana", "Nilai", "Pembilang / Penyebut", "Bukti"];
		return `<div class="table-responsive"><table class="table table-sm kinerja-sumber">
			<thead><tr>${heads.map((head) => `<th>${__(head)}</th>`).join("")}</tr></thead>
			<tbody>${lines.join("")}</tbody></table></div>`;
	}

	function line(row, nested) {
		const link = frappe.utils.get_form_link(row.jenis_dokumen, row.dokumen, true, escape(row.dokumen));
		const value = row.nilai_teks ? escape(row.nilai_teks) : `<span class="text-muted">${escape(__(row.status))}</span>`;
		const pair = row.penyebut_teks ? `${escape(row.pembilang_teks)} / ${escape(row.penyebut_teks)}` : "";
		// Only what Frappe itself stored is a link; a typed address stays text.
		const proof = /^\/(private\/)?files\//.test(row.bukti || "")
			? `<a href="${escape(encodeURI(row.bukti))}" target="_blank" rel="noopener">${escape(row.bukti.split("/").pop())}</a>`
			: escape(row.bukti);
		const cells = [nested ? "↳" : escape(__(row.untuk)), escape(row.periode), link, escape(row.nama_pelaksana), value, pair, proof];
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
	}

	function corrections(rows) {
		if (!rows.length) return "";
		const lines = rows.map(
			(row) => `<tr><td>${escape(__(row.kolom))}</td><td>${escape(row.sebelum || "-")} → ${escape(row.sesudah)}</td>
				<td>${escape(row.usang ? __("{0} (tidak berlaku lagi)", [row.alasan || ""]).trim() : row.alasan)}</td><td>${escape(row.oleh)}, ${escape(frappe.datetime.str_to_user(row.pada))}</td></tr>`
		);
		return `<h5>${__("Koreksi")}</h5><table class="table table-sm kinerja-koreksi"><tbody>${lines.join("")}</tbody></table>`;
	}
})();
