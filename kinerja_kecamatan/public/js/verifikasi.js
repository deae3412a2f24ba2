// The public page of verification: asks the office about a code, compares a PDF's SHA-256 without sending the file.

(() => {
	const at = (id) => document.getElementById(id);
	const FACTS = [
		["judul", "Kertas"],
		["nomor", "Nomor dokumen"],
		["unit", "Unit kerja"],
		["kecamatan", "Kecamatan"],
		["periode", "Periode"],
		["langkah", "Langkah SOP"],
		["tanggal", "Tanggal"],
		["versi", "Versi"],
		["sidik", "Sidik SHA-256 berkas"],
	];
	const HOW = at("cara").textContent;
	let known = null;

	async function ask(code) {
		at("kode").value = code;
		const query = new URLSearchParams({ kode: code });
		const answer = await fetch(`/api/method/kinerja_kecamatan.archive.api.periksa?${query}`, {
			headers: { Accept: "application/json" },
		}).catch(() => null);
		const body = await answer?.json().catch(() => null);
		if (answer?.ok && body) return show(body.message);
		const busy = answer?.status === 429 || body?.exc_type === "RateLimitExceededError";
		tell(
			busy
				? "Terlalu banyak permintaan dari alamat ini. Cobalah lagi dalam satu jam."
				: "Pemeriksaan tidak dapat dilakukan sekarang. Cobalah lagi nanti.",
			"buruk"
		);
	}

	function tell(sentence, kind) {
		known = null;
		at("rincian").replaceChildren();
		at("banding").hidden = true;
		verdict(sentence, kind);
	}

	function verdict(sentence, kind) {
		at("hasil").hidden = false;
		at("putusan").textContent = sentence;
		at("putusan").className = kind;
	}

	function show(found) {
		if (found.status === "tidak dikenal") {
			return tell("TIDAK DIKENAL: kantor ini tidak pernah mengeluarkan kertas dengan kode itu.", "buruk");
		}
		if (found.status === "tidak cocok") {
			return tell(
				"TIDAK DAPAT DIPASTIKAN: catatan kantor tidak menjamin arsip kertas ini. Jangan dianggap asli; tanyakan kepada kecamatan.",
				"buruk"
			);
		}
		known = found;
		if (found.simulasi) verdict("PERAGAAN: kertas ini dibuat dengan jam simulasi dan bukan kertas dinas.", "ganti");
		else if (found.status === "diganti") verdict(`ASLI, TETAPI DIGANTI OLEH VERSI ${found.diganti_oleh}.`, "ganti");
		else verdict("ASLI: kertas ini dikeluarkan oleh kantor dan masih berlaku.", "baik");
		const facts = FACTS.filter(([key]) => found[key]).flatMap(([key, label]) => {
			const [term, fact] = [document.createElement("dt"), document.createElement("dd")];
			term.textContent = label;
			fact.textContent = found[key];
			fact.className = key;
			return [term, fact];
		});
		at("rincian").replaceChildren(...facts);
		offer_comparison(found);
	}

	function offer_comparison(found) {
		at("banding").hidden = false;
		at("sama").hidden = true;
		const possible = Boolean(found.sidik && window.crypto?.subtle);
		at("taruh").hidden = !possible;
		at("cara").textContent = HOW;
		if (possible) return;
		at("cara").textContent = found.sidik
			? "Peramban hanya dapat menghitung sidik berkas pada alamat https. Hitunglah sidik SHA-256 berkas itu dengan " +
				"alat di komputer Anda (Windows: certutil -hashfile berkas.pdf SHA256; Linux: sha256sum berkas.pdf), lalu " +
				"bandingkan dengan sidik di atas."
			: "Berkas PDF kertas ini masih disiapkan; cobalah lagi beberapa menit lagi.";
	}

	async function compare(file) {
		if (!file || !known?.sidik) return;
		const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
		const hash = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
		const same = hash === known.sidik;
		at("sama").hidden = false;
		at("sama").className = same ? "baik" : "buruk";
		at("sama").textContent = same
			? `SAMA: ${file.name} adalah berkas yang diarsipkan kantor.`
			: `BERBEDA: ${file.name} bukan berkas yang diarsipkan kantor (sidiknya ${hash}).`;
	}

	at("tanya").addEventListener("submit", (event) => {
		event.preventDefault();
		ask(at("kode").value);
	});
	at("berkas").addEventListener("change", (event) => compare(event.target.files[0]));
	// Anywhere on the page: a browser opens a file that is dropped beside the field.
	for (const name of ["dragover", "dragleave", "drop"]) {
		document.addEventListener(name, (event) => {
			event.preventDefault();
			at("taruh").classList.toggle("di-atas", name === "dragover");
			if (name === "drop") compare(event.dataTransfer.files[0]);
		});
	}

	const code = decodeURIComponent(location.pathname.split("/")[2] || "");
	if (code) ask(code);
})();
