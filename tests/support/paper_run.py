"""One whole SOP in a test's own process, committed, with a paper of every kind to print of it."""

from dataclasses import dataclass, field

import frappe

from kinerja_kecamatan.papers import page
from tests.support.local_run import LocalRun
from tests.support.office import reopened
from tests.support.papers import paper_size
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

# Every text field that a person can fill in and that some paper prints.
LONG_REASON = "Angka A1 belum sesuai dengan register; periksa kembali dan lampirkan buktinya."


@dataclass
class PaperRun:
	"""A finished run and, by print format, the document that it prints; each paper is rendered once."""

	run: LocalRun
	documents: dict[str, tuple[str, str]]
	_pages: dict[tuple[str, str], str] = field(default_factory=dict)
	_pdfs: dict[tuple[str, str], bytes] = field(default_factory=dict)

	def html(self, name: str, size: str = "F4") -> str:
		key = (name, size)
		if key not in self._pages:
			paper_size(size)
			self._pages[key] = page.html(frappe.get_doc(*self.documents[name]), name)
		return self._pages[key]

	def pdf(self, name: str, size: str = "F4") -> bytes:
		key = (name, size)
		if key not in self._pdfs:
			self._pdfs[key] = page.pdf(self.html(name, size))
		return self._pdfs[key]


def build(office) -> PaperRun:
	"""All nine steps, one unit sent back on the way; committed."""
	_plan(office, office.units[0])
	run = LocalRun(office)
	run.up_to_meeting()
	first, *others = office.units
	run.fill(first)
	run.recap_unit(first)
	run.act("pek", REKAP, run.recap(first).name, "Kembalikan ke Unit", LONG_REASON)
	run.unit_through(first)
	for unit in others:
		run.unit_through(unit)
	run.finalize()
	frappe.db.commit()
	return PaperRun(run, _documents(run))


def _plan(office, unit: str) -> None:
	"""An agreement with a Rencana Aksi; its ratio says what it counts."""
	ratio = frappe.get_doc("Indikator Kinerja", office.indicators[unit][1])
	ratio.update({"sebutan_pembilang": "Desa tepat waktu", "sebutan_penyebut": "Seluruh desa"})
	ratio.save()
	pk = reopened(office, unit)
	row = {"target_tahunan": "12", **{f"target_tw{n}": "3" for n in range(1, 5)}, "anggaran": "1.500.000"}
	pk.append(
		"rencana_aksi", {**row, "indikator": ratio.name, "kegiatan": "Pendampingan desa", "satuan": "Kali"}
	)
	pk.append(
		"rencana_aksi", {**row, "kegiatan": "Rapat bulanan", "penanggung_jawab": "Sekretaris Kecamatan"}
	)
	pk.save()


def _documents(run: LocalRun) -> dict[str, tuple[str, str]]:
	first = run.office.units[0]
	order, recap = (DISPOSISI, run.disposisi), (REKAP, run.recap(first).name)
	meeting = (RAPAT, frappe.get_all(RAPAT, filters={"disposisi": run.disposisi}, pluck="name")[0])
	agreement = frappe.db.get_value("Perjanjian Kinerja", {"unit_kerja": first, "tahun": run.office.tahun})
	return {
		"Lembar Disposisi": order,
		"Nota Dinas Permintaan Data Kinerja": order,
		"Tanda Terima Format": order,
		"Format Data Kinerja": (FORMAT, run.formats(first)[0]),
		"Undangan Rapat": meeting,
		"Daftar Hadir Rapat": meeting,
		"Notulen Rapat": meeting,
		"Rekap Data Kinerja Unit": recap,
		"Lembar Validasi": recap,
		"Lembar Pencermatan dan Koreksi": recap,
		"Lembar Arahan Pimpinan": (REKAP, run.recap().name),
		"Rekap Data Kinerja Kecamatan": (REKAP, run.recap().name),
		"Kartu Kendali Pelaksanaan SOP": order,
		"Kamus Indikator": ("Unit Kerja", run.office.root),
		"Perjanjian Kinerja": ("Perjanjian Kinerja", agreement),
		"SOP": ("SOP", frappe.db.get_value(DISPOSISI, run.disposisi, "sop")),
		"Daftar Isi Berkas": order,
	}
