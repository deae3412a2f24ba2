"""An uploaded template against its Format: first what it would change, then all of it or nothing, as the person."""

import hashlib
from dataclasses import asdict, dataclass
from textwrap import shorten

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.excel import office_templates, stamp
from kinerja_kecamatan.excel.intake.diff import Difference, compare
from kinerja_kecamatan.excel.intake.problems import Change, Problem, WorkbookRefused
from kinerja_kecamatan.excel.intake.read import SheetRead, read_sheets
from kinerja_kecamatan.excel.layout import CHOICE, COLUMNS, DAY, NOTES, NUMBERS, SHEET, SOURCE, STAMP
from kinerja_kecamatan.exceptions import UploadRefused
from kinerja_kecamatan.guard import rules
from kinerja_kecamatan.rules.rilis import is_starred, read_day
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, TIDAK_ADA_OBJEK
from kinerja_kecamatan.sop.workflow import state_field

_NO_TEMPLATE = (
	"Berkas ini bukan templat Format Data Kinerja. Unduh templatnya dari Format, lalu isikan datanya di situ."
)


@dataclass(frozen=True)
class Upload:
	"""An uploaded template: its sheet of entries and its stamp."""

	sheet: SheetRead
	mark: stamp.Stamp


def open_upload(content: bytes) -> Upload:
	"""Open an uploaded file. WorkbookRefused if it is dangerous, broken, or no template of this site."""
	sheets = read_sheets(content, (SHEET, STAMP), len(COLUMNS))
	if SHEET not in sheets:
		raise WorkbookRefused(_NO_TEMPLATE)
	return Upload(sheets[SHEET], _mark(sheets))


def _mark(sheets: dict[str, SheetRead]) -> stamp.Stamp:
	rows = sheets[STAMP].rows if STAMP in sheets else {}
	lines = [str(cells[0].nilai or "") for _number, cells in sorted(rows.items())]
	if len(lines) != 2:
		raise WorkbookRefused(_NO_TEMPLATE)
	return stamp.read(*lines, office_templates.signing_key())


def check_upload(doc, file: Upload) -> Difference:
	"""What the file would change and what is wrong with it; writes nothing. WorkbookRefused if it is not for this Format."""
	_check_stamp(doc, file.mark)
	found = compare(doc, file.sheet)
	if found.changes:
		found.problems += _stale(doc, file.mark, stamp.entries_digest(doc, found.now)) or [
			_untouched(change) for change in found.untouched
		]
	return found


def write_upload(doc, file: Upload, found: Difference) -> None:
	"""Save what `check` has found, through the Format's normal save; a file that changes nothing is not saved at all."""
	if not found.changes:
		return
	_fill_in(doc, found)
	doc.save()
	# Read-only to everyone: which template was taken in last, and what stood here then (see _stale).
	doc.db_set("unggahan", _trace(file.mark, stamp.entries_digest(doc)), update_modified=False)


def dry_run(doc, content: bytes) -> Difference:
	"""`check` from the file's bytes, every refusal as a problem."""
	try:
		return check_upload(doc, open_upload(content))
	except WorkbookRefused as error:
		return Difference(problems=[Problem(str(error))])


def apply_upload(doc, content: bytes, modified: str | None = None) -> Difference:
	"""Write all that the file changes, or raise UploadRefused with every reason. `modified` is the Format's as the dry run
	showed it."""
	try:
		file = open_upload(content)
		found = check_upload(doc, file)
	except WorkbookRefused as error:
		_refuse([Problem(str(error))])
	if modified and modified != str(doc.modified):
		found.problems.append(
			Problem(_("Format ini berubah sesudah berkasnya diperiksa. Periksa lagi berkas ini."))
		)
	if found.problems:
		_refuse(found.problems)
	write_upload(doc, file, found)
	return found


def report(doc, found: Difference) -> dict:
	"""{"dokumen", "modified", "perubahan": [{sel, lembar, indikator, kolom, semula, menjadi}], "masalah": [{sel, lembar,
	pesan}]} as the desk shows it."""
	return {
		"dokumen": doc.name,
		"modified": str(doc.modified),
		"perubahan": [asdict(change) for change in found.changes],
		"masalah": [asdict(problem) for problem in found.problems],
	}


def may_fill_in(doc) -> None:
	"""Refuse, in the guard's words, whom the workflow does not let change this Format now."""
	doc.check_permission("write")
	state = doc.get(state_field(doc.doctype))
	rules.check_edit(doc, doc, state, roles_over(frappe.session.user, doc))


def _check_stamp(doc, mark: stamp.Stamp) -> None:
	if mark.dokumen != doc.name:
		raise WorkbookRefused(
			_("Templat ini milik {0}, bukan {1}. Unggah pada Format yang sesuai.").format(
				mark.dokumen, doc.name
			)
		)
	if mark.susunan != stamp.structure_digest(doc):
		raise WorkbookRefused(
			_(
				"Susunan indikator atau target {0} berubah sesudah templat ini diunduh. Unduh templat baru, lalu salin isian Anda."
			).format(doc.name)
		)
	if doc.laporan_nihil:
		raise WorkbookRefused(
			_("{0} ditandai Laporan Nihil. Hapus tandanya di aplikasi lebih dulu.").format(doc.name)
		)


def _stale(doc, mark: stamp.Stamp, now: str) -> list[Problem]:
	"""A file made before the figures in the app changed is old, unless this person changed them with this very template."""
	if mark.isian == now or doc.unggahan == _trace(mark, now):
		return []
	who = frappe.utils.get_fullname(doc.modified_by)
	text = _(
		"Isian {0} sudah diubah di aplikasi sesudah templat ini diunduh (terakhir oleh {1}). Unduh templat baru, lalu salin isian Anda."
	)
	return [Problem(text.format(doc.name, who))]


def _untouched(change: Change) -> Problem:
	"""A template may be about in several copies, each with rows of its own: what another copy has brought is not taken back
	by one that knows nothing of it."""
	text = _(
		"kolom {0}: belum diubah sejak templat diunduh ({1}), padahal di aplikasi sudah {2}, dari unggahan lain templat ini. "
		"Tulis juga di berkas ini, atau unduh templat baru bila memang hendak diubah kembali."
	)
	old, new = (_shown(value) for value in (change.menjadi, change.semula))
	return Problem(text.format(change.kolom, old, new), change.sel, change.lembar)


def _shown(value: str) -> str:
	return f"“{shorten(value, 60, placeholder='…')}”" if value else _("kosong")


def _trace(mark: stamp.Stamp, entries: str) -> str:
	"""Which template was taken in, from whom, and the digest of what stood here then."""
	person = hashlib.sha256(frappe.session.user.encode()).hexdigest()[:16]
	return f"{mark.kode}:{entries}:{person}"


def _fill_in(doc, found: Difference) -> None:
	for row in doc.baris:
		if row.name not in found.wanted:
			continue
		new, now = found.wanted[row.name], found.now[row.name]
		row.update({key: new[key] for key in (*NUMBERS, SOURCE, *NOTES) if new[key] != now[key]})
		if new[DAY] != now[DAY]:
			row.perkiraan_rilis = read_day(new[DAY])
		if any(new[key] != now[key] for key in NUMBERS):
			# The `*` behind a figure says it, and so does that there is none.
			row.sementara = int(any(is_starred(new[key]) for key in NUMBERS))
		if new[CHOICE]:
			row.status = new[CHOICE]
		elif row.status in (TIDAK_ADA_OBJEK, MENUNGGU_RILIS):
			# Taken back; a typed 0/0 gives the status again.
			row.status = BELUM_DIISI


def _refuse(problems: list[Problem]) -> None:
	lines = [escape_html(f"{p.lembar}!{p.sel}: {p.pesan}" if p.sel else p.pesan) for p in problems]
	frappe.throw(lines, UploadRefused, title=_("Berkas belum dapat dipakai"), as_list=True)
