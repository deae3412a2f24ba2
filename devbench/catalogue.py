"""kinerja_kecamatan/locale/main.pot: every string of the app that a translator may want, read from the files alone.

`python3 -m devbench.catalogue` writes it, with `--check` it only says whether it is up to date. Needs Babel and Jinja2. Frappe's own
collector asks a site, and differs between releases; this one gives the same on any machine.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

APP = Path(__file__).resolve().parents[1] / "kinerja_kecamatan"
POT = APP / "locale" / "main.pot"
# The rules know nothing of Frappe; their sentences are translated where they are told (base/sentences.py).
RULES = ast.parse((APP / "rules" / "errors.py").read_text())
KEYWORDS = {
	"_": None,
	"__": None,
	**dict.fromkeys(node.name for node in RULES.body if isinstance(node, ast.ClassDef)),
}
# Of a DocType's field: what the desk shows of it. Options are words only where somebody picks one.
SHOWN = ("label", "description")


def from_json(file, keywords, comment_tags, options) -> Iterator[tuple]:
	"""What the desk shows of a DocType, workflow, workspace, report or print format."""
	for said in _words(json.load(file)):
		yield 1, "_", said, []


def _words(content) -> Iterator[str]:
	for each in content if isinstance(content, list) else [content]:
		kind = each.get("doctype")
		if kind:
			yield from _of_document(kind, each)


def _of_document(kind: str, doc: dict) -> Iterator[str]:
	if kind in ("DocType", "Print Format", "Report", "Workspace"):
		yield doc["name"]
	yield from _texts(doc, ("title", *SHOWN))
	for field in doc.get("fields", ()):
		yield from _texts(field, SHOWN)
		if field.get("fieldtype") == "Select":
			yield from filter(str.strip, field.get("options", "").split("\n"))
	for row in (*doc.get("shortcuts", ()), *doc.get("links", ()), *doc.get("states", ())):
		yield from _texts(row, ("label", "state", "message"))
	for row in (*doc.get("transitions", ()), *doc.get("permissions", ())):
		yield from _texts(row, ("action", "role"))


def _texts(row: dict, names: Iterable[str]) -> Iterator[str]:
	return (row[name] for name in names if isinstance(row.get(name), str) and row[name].strip())


METHODS = [
	("**/aggregation_scripts/**", "ignore"),
	("demo/**", "ignore"),
	("setup/data/**", "ignore"),
	("**/kinerja_kecamatan/**.json", from_json),
	("fixtures/custom_field.json", from_json),
	("**.py", "python"),
	("**.js", "javascript"),
	("**.html", "jinja2"),
]

OPTIONS = {"**.js": {"parse_template_string": "true"}}


def collected() -> dict[str, set[str]]:
	"""{message: files that hold it}."""
	found: dict[str, set[str]] = {}
	for file, _line, message, _comments, _context in extract_from_dir(
		str(APP), method_map=METHODS, keywords=KEYWORDS, options_map=OPTIONS
	):
		if isinstance(message, str) and message.strip():
			found.setdefault(message, set()).add(file.replace("\\", "/"))
	return found


def catalogue() -> bytes:
	"""The .pot, sorted, without line numbers, so that it changes only with the words."""
	made = Catalog(project="kinerja_kecamatan", charset="utf-8", fuzzy=False, header_comment="#")
	for message, files in sorted(collected().items()):
		made.add(message, locations=[(file, None) for file in sorted(files)])
	out = BytesIO()
	write_po(out, made, omit_header=True, include_lineno=False, width=140)
	return out.getvalue()


def main(arguments: list[str]) -> int:
	"""Write the catalogue, or with --check say whether it is as written; returns the exit code."""
	now = catalogue()
	if "--check" not in arguments:
		POT.parent.mkdir(exist_ok=True)
		POT.write_bytes(now)
	elif not POT.exists() or POT.read_bytes() != now:
		print(
			"kinerja_kecamatan/locale/main.pot is not up to date: python3 -m devbench.catalogue",
			file=sys.stderr,
		)
		return 1
	return 0


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
