"""Which address is that of a public file of this site, and what is in it. Nothing is asked over the network."""

import os
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import frappe

PICTURES = {
	".png": "image/png",
	".jpg": "image/jpeg",
	".jpeg": "image/jpeg",
	".gif": "image/gif",
	".webp": "image/webp",
	".bmp": "image/bmp",
	".ico": "image/x-icon",
	".svg": "image/svg+xml",
}
FONTS = {".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf"}
SHEETS = {".css": "text/css"}
# Nobody means to print a larger one; it would stand on the page as text.
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True)
class OwnFile:
	"""A file as an engine is given it, and the address that its own relative references start from."""

	mime: str
	content: bytes
	address: str


def read(address: str, kinds: dict[str, str], base: str = "/") -> OwnFile | None:
	"""A public asset or public file of the site, if it is of one of these kinds."""
	path = path_on_site(address, base)
	mime = kinds.get(os.path.splitext(path or "")[1].lower())
	place = mime and _place(path)
	if not place:
		return None
	with open(place, "rb") as file:
		return OwnFile(mime, file.read(), path)


def path_on_site(address: str, base: str = "/") -> str | None:
	"""The path, percent signs resolved, if the address is one of this site's own."""
	address = re.sub(r"[\t\r\n]", "", address).strip()
	try:
		parts = urlsplit(address)
	except ValueError:
		return None
	absolute = bool(parts.scheme or parts.netloc)
	if parts.scheme.lower() not in ("", "http", "https") or (
		absolute and parts.netloc.lower() not in _hosts()
	):
		return None
	path = unquote(parts.path)
	if not path or "\\" in path or re.search(r"[\x00-\x1f\x7f]", path):
		return None
	return posixpath.normpath(posixpath.join("/" if absolute else posixpath.dirname(base), path))


def _hosts() -> set[str]:
	"""What this site is called, with its port, in its own addresses."""
	hosts = {urlsplit(frappe.utils.get_url()).netloc, frappe.local.site}
	request = getattr(frappe.local, "request", None)
	if request:
		hosts.add(request.host)
	return {host.lower() for host in hosts if host}


def _place(path: str) -> str | None:
	"""Where a path lies on disk, if it lies there in a folder that the site serves to everybody."""
	first, _mark, rest = path.lstrip("/").partition("/")
	if first == "files":
		folders = [frappe.get_site_path("public", "files")]
		place = os.path.join(folders[0], rest)
	elif first == "assets":
		assets = os.path.join(frappe.local.sites_path, "assets")
		app = os.path.join(assets, rest.partition("/")[0])
		# An app's folder, and what a bench links into it.
		folders = [assets, app, os.path.join(app, "node_modules"), *_linked_in(app)]
		place = os.path.join(assets, rest)
	else:
		return None
	place = os.path.realpath(place)
	within = any(place.startswith(os.path.realpath(folder) + os.sep) for folder in folders)
	return place if within and os.path.isfile(place) and os.path.getsize(place) <= LARGEST else None


def _linked_in(folder: str) -> list[str]:
	try:
		return [entry.path for entry in os.scandir(folder) if entry.is_symlink() and entry.is_dir()]
	except OSError:
		return []


def private_picture(address: str) -> OwnFile | None:
	"""A private picture that the session's user may download, as Frappe 15 puts it into a PDF (and older releases fetch it
	with the user's session)."""
	path = path_on_site(address)
	mime = PICTURES.get(os.path.splitext(path or "")[1].lower())
	if not mime or not path.startswith("/private/files/"):
		return None
	for row in frappe.get_all("File", filters={"file_url": path}, pluck="name"):
		file = frappe.get_doc("File", row)
		if file.is_downloadable() and os.path.isfile(file.get_full_path()):
			content = file.get_content()
			content = content.encode() if isinstance(content, str) else content
			return OwnFile(mime, content, path) if len(content) <= LARGEST else None
	return None
