frappe.ui.form.on("Disposisi", {
	setup(frm) {
		frm.set_query("kecamatan", () => ({ filters: { parent_unit_kerja: ["is", "not set"] } }));
		frm.set_query("disposisi_utama", () => ({
			filters: { kecamatan: frm.doc.kecamatan, periode: frm.doc.periode, jenis: "Utama" },
		}));
		frm.set_query("periode", () => (frm.kinerja_jenis_periode ? { filters: { jenis: ["in", frm.kinerja_jenis_periode] } } : {}));
	},

	kecamatan: offer_periods,

	async onload(frm) {
		if (frm.is_new() && frm.doc.kecamatan) offer_periods(frm);
		if (!frm.is_new() || frm.doc.kecamatan) return;
		const roots = await frappe.db.get_list("Unit Kerja", {
			filters: { parent_unit_kerja: ["is", "not set"] },
			limit: 2,
		});
		if (roots.length === 1) frm.set_value("kecamatan", roots[0].name);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		// Whoever has something to do here sees the form first.
		if (is_busy(frm)) fold_links(frm);
		frm.trigger("offer_meeting");
		frm.trigger("show_steps");
	},

	// The meeting is this person's to record when the move that completes its activity is.
	async offer_meeting(frm) {
		if (!frm.kinerja.tindakan.some((move) => move.alat === "rapat")) return;
		const disposisi = frm.doc.name;
		const [meeting] = await frappe.db.get_list("Rapat Kinerja", {
			filters: { disposisi },
			order_by: "creation desc",
			limit: 1,
		});
		if (frm.doc.name !== disposisi) return;
		if (meeting) {
			frm.add_custom_button(__("Buka Rapat"), () => frappe.set_route("Form", "Rapat Kinerja", meeting.name));
		} else {
			frm.add_custom_button(__("Catat Rapat"), () => frappe.new_doc("Rapat Kinerja", { disposisi }));
		}
	},

	// The SOP's steps against their standard, once the first one is done.
	async show_steps(frm) {
		const disposisi = frm.doc.name;
		const { message } = await frappe.call({
			method: "kinerja_kecamatan.step_log.api.ringkasan",
			type: "GET",
			args: { disposisi },
		});
		frm.dashboard.parent.find(".kinerja-langkah").remove();
		if (frm.doc.name !== disposisi || !message.langkah.some((step) => step.selesai)) return;
		const title = message.simulasi ? __("Pelaksanaan SOP (simulasi)") : __("Pelaksanaan SOP");
		const details = `<details ${is_busy(frm) ? "" : "open"}>
			<summary style="font-weight: 600; padding: 4px 0">${title}</summary>${steps_table(message)}</details>`;
		frm.dashboard.add_section(details, null, "kinerja-langkah");
		frm.dashboard.show();
	},
});

// Periods of the kind that the office collects in; the server refuses the others with the reason.
async function offer_periods(frm) {
	const { kecamatan } = frm.doc;
	frm.kinerja_jenis_periode = null;
	if (!kecamatan || !frm.is_new()) return;
	const { message } = await frappe.call({
		method: "kinerja_kecamatan.office.api.jenis_periode",
		type: "GET",
		args: { kecamatan },
	});
	if (frm.doc.kecamatan === kecamatan) frm.kinerja_jenis_periode = message;
}

const is_busy = (frm) => frappe.is_mobile() || frm.kinerja.tindakan.some((move) => move.maju);

// Section.collapse() would remember it for the forms of every DocType.
function fold_links(frm) {
	const area = frm.dashboard.links_area;
	area.body?.addClass("hide");
	area.head?.addClass("collapsed");
	area.set_icon?.(true);
}

function steps_table(summary) {
	const escape = frappe.utils.escape_html;
	const body = summary.langkah.map((step) => {
		const verdict = step.nilai ? (step.pelaksanaan <= step.standar ? "green" : "orange") : "gray";
		return `<tr>
			<td class="text-right">${step.nomor}</td>
			<td title="${escape(step.uraian)}">${escape(step.kegiatan)}</td>
			<td class="text-right">${step.standar}</td>
			<td class="text-right">${step.selesai ? step.pelaksanaan : "-"}</td>
			<td>${step.selesai ? `<span class="indicator-pill ${verdict}">${escape(step.nilai || __("Selesai"))}</span>` : ""}</td>
		</tr>`;
	});
	return `<div class="table-responsive"><table class="table table-sm small" style="margin: 0">
		<thead><tr>
			<th class="text-right">${__("No.")}</th><th>${__("Langkah")}</th>
			<th class="text-right">${__("Mutu baku (menit)")}</th>
			<th class="text-right">${__("Pelaksanaan (menit)")}</th><th>${__("Hasil")}</th>
		</tr></thead>
		<tbody>${body.join("")}</tbody>
		<tfoot><tr>
			<th></th><th>${__("Jumlah")}</th>
			<th class="text-right">${summary.standar}</th><th class="text-right">${summary.pelaksanaan}</th><th></th>
		</tr></tfoot>
	</table></div>`;
}
