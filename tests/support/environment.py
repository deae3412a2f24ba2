"""Where the suite runs. `make test` sets these; rules tests need none of them."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Environment:
	"""One bench and one site that the suite may do with as it likes."""

	sites: Path
	site: str
	url: str
	admin_password: str
	chromium: str
	snapshot: bool
	patched_pdf: str  # the folder of a wkhtmltopdf with patched Qt, "" where there is none

	@property
	def site_config(self) -> Path:
		return self.sites / self.site / "site_config.json"


def environment() -> Environment:
	missing = [name for name in ("KINERJA_SITES", "KINERJA_SITE", "KINERJA_URL") if not os.environ.get(name)]
	if missing:
		raise RuntimeError(f"{', '.join(missing)} not set: run the suite with `make test`.")
	return Environment(
		sites=Path(os.environ["KINERJA_SITES"]).resolve(),
		site=os.environ["KINERJA_SITE"],
		url=os.environ["KINERJA_URL"],
		admin_password=os.environ.get("KINERJA_ADMIN_PASSWORD", "admin"),
		chromium=os.environ.get("KINERJA_CHROMIUM", "/usr/bin/chromium"),
		snapshot=os.environ.get("KINERJA_SNAPSHOT", "0") == "1",
		patched_pdf=os.environ.get("KINERJA_PATCHED_PDF", ""),
	)
