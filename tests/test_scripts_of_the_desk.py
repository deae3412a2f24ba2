"""Our JavaScript keeps to eslint.config.mjs; eslint comes with the packages that the desk is built from."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = Path(os.environ.get("KINERJA_PATCHED_PDF") or ROOT / "none").parent
ESLINT = shutil.which("eslint", path=os.pathsep.join((str(PACKAGES / ".bin"), os.environ.get("PATH", ""))))

pytestmark = pytest.mark.skipif(
	not ESLINT and os.environ.get("KINERJA_SNAPSHOT") != "1", reason="eslint is not installed here"
)


def lint(*words: str, content: str | None = None) -> subprocess.CompletedProcess:
	command = [ESLINT, "--config", ROOT / "eslint.config.mjs", *words]
	return subprocess.run(command, cwd=ROOT, input=content, capture_output=True, text=True, check=False)


def test_every_script_is_clean():
	found = lint("kinerja_kecamatan")
	assert found.returncode == 0, found.stdout + found.stderr


def test_a_mistake_would_be_seen():
	bad = "const x = 1;\nfunction f(x) {\n\treturn y + x;\n}\n"
	found = lint("--stdin", "--stdin-filename", "kinerja_kecamatan/public/js/contoh.js", content=bad)
	assert found.returncode == 1
	rules = ("no-undef", "no-shadow", "no-unused-vars")
	assert all(rule in found.stdout for rule in rules), found.stdout
