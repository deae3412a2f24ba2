"""LibreOffice Calc without a window: what it makes of a workbook."""

import shutil
import subprocess
from pathlib import Path

FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf"}


def converted(content: bytes, folder: Path, kind: str = "xlsx", suffix: str = "xlsx") -> bytes:
	"""The file opened, recalculated and saved again as `kind`; fails on anything that LibreOffice complains about."""
	program = shutil.which("soffice")
	assert program, "LibreOffice is missing: `make test-full` installs it, see devbench/debian.py"
	source = folder / f"berkas.{suffix}"
	source.write_bytes(content)
	command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profil", "--convert-to"]
	options = [FORMATS.get(kind, kind), "--outdir", folder / "hasil", source]
	done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=120, check=False)
	assert done.returncode == 0 and "rror" not in done.stderr, done.stderr
	return (folder / "hasil" / f"berkas.{kind}").read_bytes()
