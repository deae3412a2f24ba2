"""A way of the leak table, gone through something of Frappe's that calls a method by the name that a client gives."""

import json
from collections.abc import Iterator
from dataclasses import replace

from tests.support.isolation.ways import METHOD, Way

# How each hands arguments on: by position in this order, or all of them by their names.
TREE, SEARCH = "frappe.desk.treeview.get_all_nodes", "frappe.desk.search."
MAPPER = "frappe.model.mapper."


def through(way: Way) -> Iterator[Way]:
	"""The same question, asked through each dispatcher; nothing for what is no method of Frappe's."""
	if not way.path.startswith(f"{METHOD}frappe."):
		return
	method = way.path.removeprefix(METHOD)
	values = {**way.arguments.get("params", {}), **way.arguments.get("json", {})}
	first, *rest = [*values.values(), "x", "x", "x"]
	yield _asked(way, "cmd", "/api/method/ping", cmd=method, **values)
	tree = {"tree_method": method, "label": "x", "parent": rest[0], **values}
	yield _asked(way, "tree", METHOD + TREE, **{"doctype": first, **tree})
	search = {"query": method, "doctype": first, "txt": rest[0], "searchfield": "name"}
	for name in ("search_widget", "search_link"):
		yield _asked(way, name, METHOD + SEARCH + name, **{**values, **search})
	for args in (None, _text(rest[1])):
		yield _asked(
			way,
			"map_docs",
			f"{METHOD}{MAPPER}map_docs",
			**{"method": method, "source_names": json.dumps([first]), "target_doc": rest[0], "args": args},
		)
	yield _asked(way, "mapped", f"{METHOD}{MAPPER}make_mapped_doc", method=method, source_name=first)
	for name in ("upload_file", "uploadfile"):
		yield _asked(way, name, METHOD + name, **{**values, "method": method})


def _asked(way: Way, label: str, path: str, /, **values) -> Way:
	"""A number says nothing here: the dispatcher's own answer may hold one. What tells of somebody is a name or a mark."""
	values = {key: value for key, value in values.items() if value is not None}
	return replace(
		way, label=f"{label} > {way.label}", verb="POST", path=path, arguments={"data": values}, judge=None
	)


def _text(value) -> str:
	return value if isinstance(value, str) and value[:1] in "[{" else json.dumps(value)
