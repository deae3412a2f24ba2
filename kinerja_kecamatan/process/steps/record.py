"""What every move of a person leaves behind: its line in the log and its papers."""

from kinerja_kecamatan.archive import register
from kinerja_kecamatan.process.step_registry import LINE, RECORD, on_every_move
from kinerja_kecamatan.step_log import log


@on_every_move(LINE)
def compose_line(doc, move) -> None:
	"""The line says how things stood as the document left its state, so it is composed before the effects."""
	move.line = log.compose(doc, move)


@on_every_move(RECORD)
def write_line(doc, move) -> None:
	"""After the effects: writers of the log wait for each other until commit and must not hold what another needs meanwhile."""
	said = {"catatan": move.catatan} if move.catatan else {}
	move.logged_as = log.write_line(move.line, ikut=move.followers, salinan=move.salinan, **said)


@on_every_move(RECORD)
def note_papers(doc, move) -> None:
	"""The papers print who did the step and when, so they come after its line; nobody waits for their rendering."""
	register.step_done(doc, move, move.logged_as)
