"""What the flow is made of, put together: what a move runs and which decisions are offered.

Called by whatever a move or a question can come in by: the guard's events, through which every save of a document passes, the
override, and the whitelisted methods of the flow.
"""

from kinerja_kecamatan.process import step_registry
from kinerja_kecamatan.process.steps import (
	backward,
	decisions,
	pencermatan,
	penerusan,
	penyampaian,
	penyusunan,
	perintah,
	rapat,
	record,
	rekap_kecamatan,
	rekap_unit,
	validasi,
)

# Each registers its functions by being imported. One file an activity, as the SOP has them.
ACTIVITIES = (
	perintah,
	penerusan,
	penyampaian,
	rapat,
	penyusunan,
	rekap_unit,
	validasi,
	pencermatan,
	rekap_kecamatan,
)
# Backward moves, what every move leaves behind, decisions beside the moves.
OTHERS = (backward, record, decisions)


def register() -> None:
	"""From here on moves can be made."""
	step_registry.declare_composed()
