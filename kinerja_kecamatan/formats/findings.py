"""What a Format still lacks and what is odd about its figures, told to who fills it in and held at step 5."""

from frappe import _

from kinerja_kecamatan.figures import finding_facts, history
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.formats.entries import row_label
from kinerja_kecamatan.office.periods import part_word
from kinerja_kecamatan.rules.findings import GALAT, all_findings, findings_of_entry
from kinerja_kecamatan.rules.status import BELUM_DIISI, TIDAK_DIUKUR


def write_findings(doc) -> None:
	"""Write each filled row's findings beside it, errors first, a sentence a line. An empty row has none yet, and a
	Laporan Nihil explains its rows together."""
	filled = [
		row for row in doc.baris if row.status not in (BELUM_DIISI, TIDAK_DIUKUR) and not doc.laporan_nihil
	]
	names = [row.indikator for row in filled]
	policy = policies.current_policy()
	known = finding_facts.indicator_masters(names) if filled else {}
	past = history.history_of(doc.kecamatan, history.compared_periods(doc.periode), names) if filled else None
	for row in doc.baris:
		row.temuan = None
	part = part_word(doc.kecamatan, doc.periode)
	for row in filled:
		values = past.values(row.indikator, doc.periode, doc.unit_kerja)
		facts = finding_facts.facts_of(row, policy, known.get(row.indikator), values, part)
		found = all_findings(facts)
		row.temuan = "\n".join(f"{_(one.tingkat)}: {one.uraian}" for one in found) or None


def problems_of(doc) -> list[str]:
	"""What keeps a Format from being handed on, a sentence each, empty when it is complete."""
	policy = policies.current_policy()
	found = [] if doc.baris else [_("Format tidak mempunyai baris indikator.")]
	if doc.laporan_nihil:
		# One explanation for the whole Format instead of a kendala a row.
		return (
			found
			if (doc.catatan or "").strip()
			else [*found, _("Laporan Nihil: tulis sebabnya pada Catatan Pelaksana.")]
		)
	for row in doc.baris:
		errors = (
			one for one in findings_of_entry(finding_facts.facts_of(row, policy)) if one.tingkat == GALAT
		)
		found += [f"{row_label(row)}: {one.uraian}" for one in errors]
	return found
