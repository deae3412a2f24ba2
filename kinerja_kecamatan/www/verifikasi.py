"""Public page: /verifikasi/<kode>. It says nothing by itself; the browser asks archive.api.periksa, which counts its callers."""

no_cache = 1
sitemap = 0
