"""Debian's packages that the bench needs: servers without services, the PDF maker, the browser, fonts."""

from __future__ import annotations

import ctypes.util
import glob
import importlib.util
import os
import shutil
from collections.abc import Callable

from devbench.stages import Log


def _command(*names: str) -> Callable[[], bool]:
	folders = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
	return lambda: all(shutil.which(name, path=folders) for name in names)


def _file(pattern: str) -> Callable[[], bool]:
	return lambda: bool(glob.glob(pattern))


def _library(name: str) -> Callable[[], bool]:
	return lambda: ctypes.util.find_library(name) is not None


# Package -> how to see that what it brings is there, wherever it came from.
# redis-tools holds the Redis server's program too, without the service that redis-server would start.
NEEDS: dict[str, Callable[[], bool]] = {
	"chromium": _file("/usr/bin/chromium"),
	"fonts-liberation": _file("/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf"),
	"git": _command("git"),
	"libpango-1.0-0": _library("pango-1.0"),
	"libpangoft2-1.0-0": _library("pangoft2-1.0"),
	"mariadb-client": _command("mysql", "mariadb-dump"),
	"mariadb-server-core": _command("mariadbd", "mariadb-install-db"),
	"nodejs": _command("node"),
	"npm": _command("npm"),
	"poppler-utils": _command("pdftotext", "pdftoppm"),
	"python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None,
	"redis-tools": _file("/usr/bin/redis-check-rdb"),
	"wkhtmltopdf": _command("wkhtmltopdf"),
}

# Only `make test-full` asks for these: some 300 MB, for the tests that open workbooks and texts in LibreOffice.
FULL_NEEDS: dict[str, Callable[[], bool]] = {
	"libreoffice-calc-nogui": _command("soffice"),
	"libreoffice-writer-nogui": _file("/usr/lib/libreoffice/program/libswlo.so"),
}


def missing(full: bool = False) -> list[str]:
	"""The packages whose content is not on this machine."""
	needs = {**NEEDS, **FULL_NEEDS} if full else NEEDS
	return [package for package, is_there in needs.items() if not is_there()]


def install_line(packages: list[str]) -> str:
	"""The one command that an administrator has to run."""
	return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def may_install() -> bool:
	return os.geteuid() == 0


def install(log: Log, full: bool = False) -> None:
	"""Install what is missing and say which; none of these packages starts a service."""
	packages = missing(full)
	if not packages:
		return
	print(f"installing {', '.join(packages)} … ", end="", flush=True)
	quiet = {"DEBIAN_FRONTEND": "noninteractive"}
	patience = "DPkg::Lock::Timeout=300"
	log.run(["dpkg", "--configure", "-a"], env=quiet)  # ends what a killed run began
	log.run(["apt-get", "-o", patience, "update"], env=quiet)
	log.run(["apt-get", "-o", patience, *install_line(packages).split()[1:]], env=quiet)
