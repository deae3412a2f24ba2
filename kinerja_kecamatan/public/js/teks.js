// Texts of our documents are shown as text. Frappe's desk puts most values into the page as HTML and relies on what is
// stored being clean; the server keeps it so (access/markup.py). Here the same once more, for what got into a table another
// way: it is made harmless where it arrives, before any part of the desk shows it.

frappe.provide("kinerja_kecamatan");

(() => {
	const TAG = /<(?=[a-z/!?])/gi;
	const FILE = /^\/(private\/)?files\/[^"'<>\\]+$/;
	const RICH = ["Text Editor", "HTML Editor", "Markdown Editor", "HTML"];
	const escape = (text) => frappe.utils.escape_html(String(text ?? ""));
	const is_ours = (doctype) => (frappe.boot.kinerja_doctypes || []).includes(doctype);
	const inert = (value) => (typeof value === "string" ? value.replace(TAG, "< ") : value);

	kinerja_kecamatan.teks = inert;

	// An https address as a plain link; anything else as text.
	kinerja_kecamatan.tautan = (address) =>
		/^https:\/\/[^\s"'<>\\]+$/.test(address || "")
			? `<a href="${escape(address)}" target="_blank" rel="noopener noreferrer">${escape(address)}</a>`
			: escape(address);

	// A document or row, in place; `keys` of a report's rows may name a table as well (`Baris Rekap:kode`).
	function clean(doctype, values) {
		for (const [key, value] of Object.entries(values)) {
			if (Array.isArray(value)) {
				for (const row of value) if (row?.doctype) clean(row.doctype, row);
			} else if (typeof value === "string") {
				const [field, table] = key.split(":").reverse();
				values[key] = shown(frappe.meta.docfield_map[table || doctype]?.[field], value);
			}
		}
	}

	function shown(df, value) {
		if (RICH.includes(df?.fieldtype)) return value;
		if (["Attach", "Attach Image"].includes(df?.fieldtype) && !FILE.test(value)) return "";
		if (df?.options === "URL" && !value.startsWith("https://")) return "";
		return inert(value);
	}

	const sync = frappe.model.sync;
	frappe.model.sync = function (answer) {
		const docs = answer.docs || (answer.docinfo ? [] : answer);
		for (const doc of [].concat(docs)) if (is_ours(doc?.doctype)) clean(doc.doctype, doc);
		return sync.call(this, answer);
	};

	for (const { prototype: list } of [frappe.views.BaseList, frappe.views.ReportView]) {
		const prepare_data = list.prepare_data;
		list.prepare_data = function (answer) {
			prepare_data.call(this, answer);
			if (is_ours(this.doctype)) for (const row of this.data) clean(this.doctype, row);
		};
	}

	const get_link_title = frappe.utils.get_link_title;
	frappe.utils.get_link_title = function (doctype, name) {
		const title = get_link_title.call(this, doctype, name);
		return is_ours(doctype) ? inert(title) : title;
	};

	// Pictures of people stand in attributes as they are, and everybody writes the own.
	const AS_ADDRESS = /[\s"'<>`\\]/g;
	const address = (url) =>
		String(url).replace(AS_ADDRESS, (sign) => "%" + sign.charCodeAt(0).toString(16).padStart(2, "0"));
	const get_avatar = frappe.get_avatar;
	frappe.get_avatar = function (css_class, title, image_url, ...rest) {
		const plain = inert(title)?.replace(/"/g, "\u201d");
		return get_avatar.call(this, css_class, plain, image_url && address(image_url), ...rest);
	};
	const user_info = frappe.user_info;
	frappe.user_info = function (...args) {
		const info = user_info.apply(this, args);
		if (info.image) info.image = address(info.image);
		return info;
	};

	// What a Link offers: older releases put the label into an attribute as it is.
	const link = frappe.ui.form.ControlLink.prototype;
	const merge_duplicates = link.merge_duplicates;
	link.merge_duplicates = function (results) {
		const found = merge_duplicates.call(this, results);
		if (!is_ours(this.get_options())) return found;
		const plain = (text) => (typeof text === "string" ? inert(text).replace(/"/g, "\u201d") : text);
		return found.map((row) => ({ ...row, label: plain(row.label), description: plain(row.description) }));
	};

	// Titles that the desk decodes, or puts into an attribute as they are: on the cards of a board, in quick lists, under pictures.
	const render_template = frappe.render_template;
	frappe.render_template = function (name, data, ...rest) {
		const card = name === "kanban_card" && is_ours(window.cur_list?.doctype);
		const plain = card ? { ...data, title: escape(data.title), image_url: escape(data.image_url) } : data;
		return render_template.call(this, name, plain, ...rest);
	};

	const quick_list = frappe.widget.widget_factory.quick_list.prototype;
	const setup_quick_list_item = quick_list.setup_quick_list_item;
	quick_list.setup_quick_list_item = function (doc) {
		const field = this.title_field_name;
		const titled = is_ours(this.document_type) && field !== "name";
		return setup_quick_list_item.call(this, titled ? { ...doc, [field]: escape(doc[field]) } : doc);
	};

	const pictures = frappe.views.ImageView.prototype;
	const item_html = pictures.item_html;
	pictures.item_html = function (item) {
		const field = this.meta.title_field;
		if (!is_ours(this.doctype) || !field) return item_html.call(this, item);
		const title = item[field];
		item[field] = inert(title)?.replace(/"/g, "\u201d");
		const html = item_html.call(this, item);
		item[field] = title;
		return html;
	};

	const Data = frappe.form.formatters.Data;
	frappe.form.formatters.Data = function (value, df, ...rest) {
		if (df?.options === "URL" && is_ours(df.parent)) return kinerja_kecamatan.tautan(value);
		return Data.call(this, value, df, ...rest);
	};
})();
