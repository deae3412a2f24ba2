"""Perjanjian Kinerja: the promise, its targets and budget, and the Rencana Aksi by quarter, semester or month."""

import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from frappe import _
from frappe.utils import getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.agreement_goals import goals_of
from kinerja_kecamatan.office.names import name_on
from kinerja_kecamatan.office.nomenclature import lines_of
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.papers.agreement_plan import none_yet, plan, rupiah
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.letters import number_or_blank, pairs, paragraphs
from kinerja_kecamatan.papers.paper import SIGNATURES, Paper, note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Fixed, Sheet, Table, table
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.program_codes import counted
from kinerja_kecamatan.rules.rupiah import stored_rupiah

TARGET_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Sasaran", 55, gabung=True),
	Column("Indikator Kinerja", 72),
	Column("Satuan", 22, "tengah"),
	Column("Target", 26, "tengah"),
)
BUDGET_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Program / Kegiatan", 95),
	Column("Anggaran (Rp)", 38, "kanan"),
	Column("Keterangan", 42),
)
# Where programs say which money they are paid from.
SOURCED_COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Program / Kegiatan", 78),
	Column("Sumber Dana", 26, "tengah"),
	Column("Anggaran (Rp)", 36, "kanan"),
	Column("Keterangan", 35),
)
# The office's cash plan, where it has one.
CASH_COLUMNS = (
	Column("No", 9, "tengah"),
	Column("Program / Kegiatan", 58),
	Column("TW I (Rp)", 28, "kanan"),
	Column("TW II (Rp)", 28, "kanan"),
	Column("TW III (Rp)", 28, "kanan"),
	Column("TW IV (Rp)", 28, "kanan"),
	Column("Jumlah (Rp)", 30, "kanan"),
)
CASH = ("kas_tw1", "kas_tw2", "kas_tw3", "kas_tw4")
CHANGED = "Perubahan"
# The columns that name each party, and the one that states its rank.
FIRST = ("pihak_pertama",)
SECOND = ("pihak_kedua", *(f"pihak_kedua_{part}" for part in ("nama", "jabatan", "nip")))
RANKS = ("pihak_pertama_pangkat", "pihak_kedua_pangkat")


def agreement_paper(doc) -> dict:
	"""The Perjanjian Kinerja of a unit's head."""
	page = page_for(landscape=False)
	first, second = parties(doc)
	day = getdate(doc.tanggal) if doc.tanggal else None
	signed = signatures.signature_block([second, first], signatures.place_and_date(doc.kecamatan, day))
	return Paper(
		doc=doc,
		page=page,
		judul=_("PERJANJIAN KINERJA TAHUN {0}").format(doc.tahun),
		anak_judul=_("PERUBAHAN") if doc.jenis == CHANGED else "",
		kiri=[(_("Unit Kerja"), _unit_name(doc))],
		kanan=[(_("Nomor"), number_or_blank(doc.nomor))],
		blocks=[
			*_promise(page, first, second),
			Fixed(SIGNATURES, signatures.blocks_height(signed, page), ikat=True),
			_targets(doc, page),
			*_budget(doc, page),
			*_cash(doc, page),
			Fixed(SIGNATURES, signatures.blocks_height(signed, page), ikat=True),
			*plan(doc, page, first["jabatan"] or _unit_name(doc)),
		],
		ttd=signed,
	).data()


def parties(doc) -> tuple[dict, dict]:
	"""Pihak Pertama and Pihak Kedua: as they were when the agreement was set in force, before that as they are."""
	kept = signatures.kept_blocks(doc)
	if len(kept) == 2:
		return kept[0], kept[1]
	return _first_party(doc), _second_party(doc)


def keep_parties(doc, changed: Collection[str] = (*FIRST, *SECOND)) -> None:
	"""Store both with name, rank, NIP and office as they are today, but for a rank that is stated.

	:param changed: of a Ralat the columns that it names: a party that it does not touch stays as it was, one whose rank it names keeps
	        everything else
	"""
	before = parties(doc)
	doc.penandatangan = None
	now = parties(doc)
	kept = [
		_kept(set(columns) & set(changed), rank in changed, then, today)
		for columns, rank, then, today in zip((FIRST, SECOND), RANKS, before, now, strict=True)
	]
	doc.penandatangan = json.dumps(kept, ensure_ascii=False)


def _kept(another: Collection[str], ranked: bool, then: dict, today: dict) -> dict:
	if another:
		return today
	return {**then, "pangkat": today["pangkat"]} if ranked else then


def _day(doc) -> date:
	"""The day that units and offices are called after: that of the agreement, else the first on which it counts."""
	day = doc.tanggal or doc.berlaku_mulai
	return getdate(day) if day else clock.today()


def _unit_name(doc) -> str:
	return name_on(doc.unit_kerja, _day(doc)).nama if doc.unit_kerja else ""


def _first_party(doc) -> dict:
	block = signatures.appointment_block(doc.pihak_pertama, _("Pihak Pertama"), _day(doc))
	return {**block, "pangkat": clean(doc.pihak_pertama_pangkat) or block["pangkat"]}


def _second_party(doc) -> dict:
	"""Who is named by a Penugasan; else as written on the agreement: a Bupati has no NIP to print."""
	role = _("Pihak Kedua")
	if doc.pihak_kedua:
		block = signatures.appointment_block(doc.pihak_kedua, role, _day(doc))
		return {**block, "pangkat": clean(doc.pihak_kedua_pangkat) or block["pangkat"]}
	written = {part: clean(doc.get(f"pihak_kedua_{part}")) for part in ("nama", "jabatan", "pangkat", "nip")}
	return {**signatures.blank_block(), **written, "peran": role}


def _promise(page: Sheet, first: dict, second: dict) -> list[Table]:
	"""The text of the form that goes with PermenPAN-RB 53/2014."""
	return [
		*paragraphs(
			page,
			"pembuka",
			[
				_(
					"Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta "
					"berorientasi pada hasil, kami yang bertanda tangan di bawah ini:"
				)
			],
		),
		*pairs(page, "pertama", _who(first)),
		*paragraphs(page, "sebutan_pertama", [_("selanjutnya disebut PIHAK PERTAMA,")]),
		*pairs(page, "kedua", _who(second)),
		*paragraphs(
			page,
			"janji",
			[
				_("selaku atasan pihak pertama, selanjutnya disebut PIHAK KEDUA."),
				_(
					"Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, "
					"dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen "
					"perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami."
				),
				_(
					"Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian "
					"kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan "
					"dan sanksi."
				),
			],
		),
	]


def _who(person: dict) -> list[tuple[str, str]]:
	return [(_("Nama"), person["nama"] or "." * 40), (_("Jabatan"), person["jabatan"] or "." * 40)]


def _targets(doc, page: Sheet) -> Table:
	goals = _goals(doc)
	cells = [
		{
			"sel": [
				str(n),
				goals.get(row.indikator, ""),
				clean(row.nama_indikator),
				clean(row.satuan),
				clean(row.target_tahunan) or DASH,
			]
		}
		for n, row in enumerate(doc.target, start=1)
	]
	return table(
		page,
		"target",
		TARGET_COLUMNS,
		cells or none_yet(),
		judul=_("Lampiran Perjanjian Kinerja Tahun {0}").format(doc.tahun),
		baru=True,
	)


def _goals(doc) -> dict[str, str]:
	"""By indicator, as they were when it was saved last; of one from before, that was sealed without them, as they are."""
	today = goals_of([row.indikator for row in doc.target if not row.get("nama_sasaran")])
	return {row.indikator: clean(row.get("nama_sasaran") or today.get(row.indikator)) for row in doc.target}


def _budget(doc, page: Sheet) -> list[Table]:
	if not doc.program:
		planned = any(clean(row.anggaran) for row in doc.rencana_aksi)
		nothing = _("Tidak ada program yang dicantumkan.")
		said = _("Anggaran kegiatan tercantum pada Rencana Aksi.") if planned else nothing
		return note_blocks(page, "anggaran", _("Program dan Anggaran"), said)
	sourced = any(clean(row.sumber_dana) for row in doc.program)
	cells = [
		{
			"sel": [
				str(number),
				_program_name(row),
				*([clean(row.sumber_dana) or DASH] if sourced else []),
				rupiah(row.anggaran),
				clean(row.keterangan),
			]
		}
		for number, row in enumerate(doc.program, start=1)
	]
	# A kegiatan beside its program is part of it.
	lines = lines_of(doc.program)
	total = sum((lines[number].anggaran or Decimal(0) for number in counted(lines)), Decimal(0))
	empty = [""] if sourced else []
	cells.append({"sel": ["", _("Jumlah"), *empty, print_number(total), ""], "kelas": "tebal"})
	columns = SOURCED_COLUMNS if sourced else BUDGET_COLUMNS
	return [table(page, "anggaran", columns, cells, judul=_("Program dan Anggaran"))]


def _program_name(row) -> str:
	return " ".join(part for part in (clean(row.kode_program), clean(row.program)) if part)


def _cash(doc, page: Sheet) -> list[Table]:
	"""The cash plan by quarter; [] where nobody has planned any."""
	amounts = [[stored_rupiah(row.get(field) or "") for field in CASH] for row in doc.program]
	planned = [(row, parts) for row, parts in zip(doc.program, amounts, strict=True) if any(parts)]
	if not planned:
		return []
	cells = [
		{
			"sel": [
				str(number),
				_program_name(row),
				*[DASH if part is None else print_number(part) for part in parts],
				print_number(sum((part for part in parts if part), Decimal(0))),
			]
		}
		for number, (row, parts) in enumerate(planned, start=1)
	]
	return [table(page, "kas", CASH_COLUMNS, cells, judul=_("Rencana Kas per Triwulan"))]
