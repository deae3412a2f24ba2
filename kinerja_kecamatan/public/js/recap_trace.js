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
		"sd_predikat",
		"kemajuan_tahun_teks",
		"lalu_teks",
		"kemajuan_teks",
	];

	const TOTALS = [
		"rata_capaian",
		"predikat",
		"rata_capaian_sd",
		"predikat_sd",
		"serapan",
		"efisiensi_teks",
		"kategori_efisiensi",
	];

	// Before Frappe's own handler, which would open the row's form.
	kinerja_kecamatan.tanya_asal = function (frm) {
		for (const field of TOTALS) ask_on_click(frm, field);
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
			method: "kinerja_kecamatan.recaps.api.asal",
			type: "GET",
			args: { name, indikator },
		});
		show(__("Asal angka: {0}", [escape(message.kode)]), body(message));
	};

	kinerja_kecamatan.asal_nilai = async function (name) {
		const { message } = await frappe.call({
			method: "kinerja_kecamatan.recaps.api.asal_nilai",
			type: "GET",
			args: { name },
		});
		show(__("Asal nilai: {0}", [escape(name)]), totals(message));
	};

	function ask_on_click(frm, field) {
		const wrapper = frm.fields_dict[field]?.wrapper;
		if (!wrapper || wrapper.dataset.kinerjaAsal) return;
		wrapper.dataset.kinerjaAsal = "1";
		wrapper.addEventListener("click", (event) => {
			if (event.target.closest(".control-value")) kinerja_kecamatan.asal_nilai(frm.doc.name);
		});
	}

	function show(title, html) {
		const dialog = new frappe.ui.Dialog({
			title,
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "isi" }],
		});
		dialog.fields_dict.isi.$wrapper.html(html);
		dialog.show();
	}

	const table = (name, heads, lines) => `<div class="table-responsive"><table class="table table-sm ${name}">
			<thead><tr>${heads.map((head) => `<th>${__(head)}</th>`).join("")}</tr></thead>
			<tbody>${lines.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody>
		</table></div>`;

	function totals(answer) {
		const means = answer.rata.map((mean) => {
			const counted = mean.baris.map((row) => [row.kode, row.nama, row.capaian, row.bobot, row.hasil].map(escape));
			const left = mean.tidak_dihitung.map((row) => [row.kode, row.nama, row.sebab].map(escape));
			const word = mean.predikat ? ` (${escape(mean.predikat)})` : "";
			const rest = left.length
				? `<p>${__("Tidak dihitung: {0}", [left.length])}</p>${table("kinerja-tidak-dihitung", ["Kode", "Indikator", "Sebab"], left)}`
				: "";
			return `<h5>${escape(mean.judul)}</h5><p class="kinerja-rata">${escape(mean.uraian)}${word}</p>
				<p class="kinerja-dasar text-muted">${escape(mean.dasar)}</p>
				${table("kinerja-dihitung", ["Kode", "Indikator", "Capaian dibatasi", "Bobot", "Hasil"], counted)}${rest}`;
		});
		const programs = answer.serapan.baris.map((row) => [row.program, row.realisasi, row.anggaran, row.serapan].map(escape));
		return `${means.join("")}
			<h5>${__("Serapan Anggaran")}</h5><p class="kinerja-serapan">${escape(answer.serapan.uraian)}</p>
			${programs.length ? table("kinerja-program", ["Program", "Realisasi", "Anggaran", "Serapan"], programs) : ""}
			<h5>${__("Efisiensi")}</h5><p class="kinerja-efisiensi">${escape(answer.efisiensi)}</p>`;
	}

	function body(answer) {
		const sums = answer.angka.map((one) => `<tr><td>${escape(one.judul)}</td><td>${escape(one.uraian)}</td></tr>`);
		return `<p>${escape(answer.nama)}</p>
			<table class="table table-sm kinerja-angka"><tbody>${sums.join("")}</tbody></table>
			<h5>${__("Sumber")}</h5>${sources(answer.sumber)}${corrections(answer.koreksi)}`;
	}

	function sources(rows) {
		const lines = rows.flatMap((row) => [line(row, false), ...(row.sumber || []).map((one) => line(one, true))]);
		const heads = ["Untuk", "Periode", "Dokumen", "Pelaksana", "Nilai", "Pembilang / Penyebut", "Bukti"];
		return table("kinerja-sumber", heads, lines);
	}

	function line(row, nested) {
		const link = frappe.utils.get_form_link(row.jenis_dokumen, row.dokumen, true, escape(row.dokumen));
		const value = row.nilai_teks ? escape(row.nilai_teks) : `<span class="text-muted">${escape(__(row.status))}</span>`;
		const pair = row.penyebut_teks ? `${escape(row.pembilang_teks)} / ${escape(row.penyebut_teks)}` : "";
		// Only a stored file and an https link are links; any other typed address stays text.
		const proof = /^\/(private\/)?files\//.test(row.bukti || "")
			? `<a href="${escape(encodeURI(row.bukti))}" target="_blank" rel="noopener">${escape(row.bukti.split("/").pop())}</a>`
			: kinerja_kecamatan.tautan(row.bukti);
		const use = escape(__(row.untuk));
		return [nested ? `↳ ${use}` : use, escape(row.periode), link, escape(row.nama_pelaksana), value, pair, proof];
	}

	function corrections(rows) {
		if (!rows.length) return "";
		const lines = rows.map((row) => [
			escape(row.unit),
			escape(__(row.kolom)),
			`${escape(row.sebelum || "-")} → ${escape(row.sesudah)}`,
			escape(row.usang ? __("{0} (tidak berlaku lagi)", [row.alasan || ""]).trim() : row.alasan),
			`${escape(row.oleh)}, ${escape(row.pada ? frappe.datetime.str_to_user(row.pada) : "")}`,
		]);
		const heads = ["Unit", "Kolom", "Sebelum → Sesudah", "Alasan", "Oleh"];
		return `<h5>${__("Koreksi")}</h5>${table("kinerja-koreksi", heads, lines)}`;
	}
})();
