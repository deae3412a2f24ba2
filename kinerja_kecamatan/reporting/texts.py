"""The text blocks that an office starts its report from; what only the office knows stands in square brackets."""

from collections.abc import Iterator

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import reporting_in
from kinerja_kecamatan.reporting.table_parts import Angka
from kinerja_kecamatan.reporting.tables import covers_year, stated_result
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.numbers import print_number, print_percent
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.recap_rows import IKU


def printed(cell) -> str:
	"""A table's cell as text."""
	if isinstance(cell, Angka):
		return f"{print_number(cell.nilai, cell.desimal)}{cell.tanda}"
	return cell or ""


def opening(doc) -> list[tuple[str, list[str]]]:
	"""Bab I: headings with their paragraphs."""
	office, when = unit_name(doc.kecamatan, doc.periode), Periode.dari_kode(doc.periode)
	units = [unit_name(unit.name, doc.periode) for unit in reporting_in(doc.kecamatan, doc.periode)]
	return [
		(
			_("A. Latar Belakang"),
			[
				_(
					"Laporan Kinerja {0} disusun sebagai pertanggungjawaban atas pelaksanaan Perjanjian Kinerja Tahun {1}, "
					"sebagaimana diamanatkan Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
					"Pemerintah dan Peraturan Menteri PANRB Nomor 53 Tahun 2014."
				).format(office, when.tahun),
				_("[Uraikan maksud, tujuan dan isu strategis.]"),
			],
		),
		(
			_("B. Gambaran Umum"),
			[
				_("{0} mempunyai {1} unit kerja yang melaporkan kinerjanya: {2}.").format(
					office, len(units), ", ".join(units)
				),
				_("[Uraikan kedudukan, tugas dan fungsi, wilayah, sumber daya manusia serta sarana.]"),
			],
		),
	]


def planning(doc) -> list[str]:
	"""Bab II."""
	when = Periode.dari_kode(doc.periode)
	numbers = frappe.get_all(
		PERJANJIAN,
		filters={"kecamatan": doc.kecamatan, "tahun": when.tahun, "status": IN_FORCE},
		fields=["nomor", "jenis", "unit_kerja"],
		order_by="unit_kerja, berlaku_mulai",
	)
	named = [
		f"{unit_name(row.unit_kerja, doc.periode)} ({_(row.jenis)}{f', nomor {clean(row.nomor)}' if row.nomor else ''})"
		for row in numbers
	]
	return [
		_("Perjanjian Kinerja Tahun {0} yang menjadi dasar pengukuran: {1}.").format(
			when.tahun, "; ".join(named) or "[…]"
		),
		_("[Uraikan sasaran strategis pada Renstra dan hubungannya dengan RPJMD.]"),
	]


def achieved(doc) -> list[str]:
	"""Bab III A.1, in numbers: how many indicators, how many reached, and the office's mean."""
	when = Periode.dari_kode(doc.periode)
	main = [row for row in doc.baris if row.tingkat == IKU]
	rows = main or list(doc.baris)
	prefix = "sd_" if covers_year(when) else ""
	counted = [row for row in rows if row.get(f"{prefix}dihitung")]
	reached = [row for row in counted if to_decimal(row.get(f"{prefix}capaian")) >= 100]
	mean, word = (doc.rata_capaian_sd, doc.predikat_sd) if prefix else (doc.rata_capaian, doc.predikat)
	summary = _(
		"Dari {0} {4}, {1} dapat dihitung capaiannya pada {2}; {3} di antaranya mencapai atau melampaui target."
	).format(
		len(rows),
		len(counted),
		when.nama,
		len(reached),
		_("indikator kinerja utama") if main else _("indikator kinerja"),
	)
	# The office's mean is over its IKU.
	if main and counted:
		figure = print_percent(rounded(to_decimal(mean), 2))
		basis = clean(doc.rata_capaian_sd_teks if prefix else doc.rata_capaian_teks)
		summary += " " + _("Rata-rata capaiannya {0}{1}{2}.").format(
			figure, f" ({basis})" if basis else "", _(" dengan predikat {0}").format(word) if word else ""
		)
	return [summary, *_each(rows, when)]


def _each(rows, when: Periode) -> Iterator[str]:
	for row in rows:
		target, value, capaian, word = stated_result(row, when)
		name = clean(row.nama_indikator)
		earned = f" ({word})" if word else ""
		if isinstance(capaian, Angka) and isinstance(value, Angka) and isinstance(target, Angka):
			unit = clean(row.satuan)
			yield _("{0}: realisasi {1} {2} dari target {3} {2}, capaian {4} %{5}.").format(
				name, printed(value), unit, printed(target), printed(capaian), earned
			)
		elif isinstance(capaian, Angka):
			# Words, ranges and bounds say what they are in themselves.
			yield _("{0}: realisasi {1} dari target {2}, capaian {3} %{4}.").format(
				name, printed(value), printed(target), printed(capaian), earned
			)
		elif printed(capaian) not in ("", "-"):
			yield _("{0}: realisasi {1} dari target {2}; capaian tidak dinilai ({3}).").format(
				name, printed(value), printed(target), printed(capaian)
			)
		else:
			yield _("{0}: {1}.").format(name, printed(value) or _("tanpa data"))


def money(doc) -> list[str]:
	"""Bab III B."""
	if not doc.kategori_efisiensi:
		return [_("[Realisasi anggaran belum diisi pada rekap kecamatan; lengkapi tabel T6.]")]
	if not doc.efisiensi_teks:
		return [
			_("Serapan anggaran {0}. Efisiensi belum dinilai karena tahun anggaran belum berakhir.").format(
				print_percent(rounded(to_decimal(doc.serapan), 2))
			)
		]
	return [
		_(
			"Serapan anggaran {0}; dibandingkan dengan capaian kinerja, penggunaan sumber daya {1} (selisih {2})."
		).format(
			print_percent(rounded(to_decimal(doc.serapan), 2)),
			doc.kategori_efisiensi.lower(),
			doc.efisiensi_teks,
		)
	]


def closing(doc) -> list[str]:
	"""Bab IV, with the Camat's own words where he has written some."""
	lines = [_("[Simpulkan capaian kinerja dan langkah perbaikan tahun berikutnya.]")]
	if clean(doc.arahan_pimpinan):
		lines.insert(0, _("Arahan pimpinan: {0}").format(clean(doc.arahan_pimpinan)))
	return lines


def source(doc) -> str:
	"""Where the figures come from, for the title page and the workbook."""
	return _("Bahan dihimpun dari {0} versi {1} ({2}), {3}.").format(
		doc.name, doc.versi, doc.workflow_state, Periode.dari_kode(doc.periode).nama
	)
