"""What a client may name in a query: columns, filters, orders, groupings, and nothing that could be SQL.

Frappe pastes such names into its SQL. What it looks for in them on the way is a list of bad words, which has gaps: a field called
`ifnull((select …),'')`, an order by `benchmark(…)`, a text among the filters. Here it is the other way round: a name is a column of
a table, alone or with its table's name, and whatever does not read so is refused. Functions are the five aggregates that Frappe's
own desk asks for. Two floors: `check` looks at how a name reads and is put to everything that any request says (access.door);
`check_against_meta` asks in addition whether there are such fields and operators.
"""

import re
from collections.abc import Callable, Iterator

import frappe
from frappe import _
from frappe.database.utils import NestedSetHierarchy
from frappe.model import child_table_fields, default_fields, no_value_fields, optional_fields, table_fields

from kinerja_kecamatan.access.hidden_columns import is_hidden
from kinerja_kecamatan.exceptions import BadQuery

_DOCTYPE = r"\w[\w \-]*"
_TABLE = rf"(?:`tab{_DOCTYPE}`|\w+)"
_COLUMN = rf"(?:{_TABLE}\.)?(?:\w+|`\w+`)"
_ALIAS = r"(?:\w+|'[\w :.\-]+'|\"[\w :.\-]+\"|`[\w :.\-]+`)"
_VALUE = rf"(?:\*|{_TABLE}\.\*|{_COLUMN}|(?:count|sum|avg|min|max)\( *(?:distinct +)?(?:\*|{_COLUMN}) *\))"


def _whole(pattern: str) -> re.Pattern:
	return re.compile(rf" *{pattern} *", flags=re.IGNORECASE)


READS_AS = {
	"doctype": _whole(_DOCTYPE),
	"column": _whole(_COLUMN),
	"field": _whole(rf"(?:distinct +)?{_VALUE}(?: +as +{_ALIAS})?"),
	"order": _whole(rf"{_COLUMN}(?: +(?:asc|desc))?"),
	"direction": _whole("(?:asc|desc)"),
	"aggregate": _whole("(?:count|sum|avg|min|max)"),
	# As a number card and a chart have it among their choices.
	"calculation": re.compile("Count|Sum|Average|Minimum|Maximum"),
	# A filter's key is no expression either; in reports it need not be a column. Frappe takes it as it stands, blanks around it
	# included: that is another name than the one that was looked at.
	"key": re.compile(rf"(?:{_COLUMN}|\w+(?:[ .:\-]\w+)*)", flags=re.IGNORECASE),
	# Texts among the filters are SQL to one part of Frappe and names to another: one plain word is the same to both.
	"word": _whole(r"\w[\w.:/\-]*(?:@\w[\w.\-]*)?"),
}
NAMES = re.compile(r"(?:(?:`tab([^`]+)`|(\w+))\.)?`?(\w+|\*)`?", flags=re.IGNORECASE)
OPERATORS = frozenset(
	{"=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "is", "between", "timespan"}
	| {"previous", "next", *NestedSetHierarchy}
)
LONGEST = 280  # two names of 64 characters, their tables' and what stands between
NOT_STORED = frozenset({*no_value_fields, *table_fields})
STANDARD = frozenset({*default_fields, *optional_fields, *child_table_fields})


def check_named(kind: str, value) -> None:
	"""Refuse a value that does not read as its kind: fields, filters, order, columns, or a single name of READS_AS."""
	value = parsed_value(value)
	if value in (None, "", [], {}) or isinstance(value, bool):
		return
	if kind == "filters":
		_check_filters(value)
	elif kind == "fields" and value and isinstance(value, list) and isinstance(value[0], list):
		_check_filters(value)  # Frappe takes the two for each other
	else:
		single = {"fields": "field", "columns": "column", "order": "order"}.get(kind, kind)
		for each in _listed(value):
			_must_read_as(single, each)


def parsed_value(value):
	"""A value as Frappe's endpoints read it: JSON in a text is what it says."""
	if isinstance(value, str) and value.strip()[:1] in ("[", "{", '"'):
		try:
			return frappe.parse_json(value.strip())
		except ValueError:
			pass
	return value


def _listed(value) -> list:
	if isinstance(value, str):
		return value.split(",")
	if isinstance(value, list | tuple):
		return [each for each in value if each is not None]
	return list(value) if isinstance(value, dict) else [value]


def _must_read_as(kind: str, value) -> None:
	if isinstance(value, dict) and kind in ("field", "column"):
		# Release 16 asks for functions by a dict, and takes none but its own; statistics name their column so.
		value = value.get("name")
		if value is None:
			return
	if value != "" and (len(str(value)) > LONGEST or not READS_AS[kind].fullmatch(str(value))):
		_refuse(value)


def _refuse(value) -> None:
	frappe.throw(
		_("{0} tidak dapat dipakai untuk mencari: hanya nama bidang yang ada, tanpa fungsi.").format(
			frappe.bold(frappe.utils.escape_html(str(value)[:140]))
		),
		BadQuery,
	)


def no_such_doctype(name) -> None:
	frappe.throw(
		_("Tidak ada jenis dokumen {0}.").format(frappe.utils.escape_html(str(name)[:140])), BadQuery
	)


def _check_filters(filters) -> None:
	if isinstance(filters, dict):
		for key in filters:
			_must_read_as("key", key)
	elif isinstance(filters, list | tuple):
		for each in filters:
			_check_condition(each)
	# A text alone is a document's name, which goes into the query as a value.


def _check_condition(each) -> None:
	if isinstance(each, dict):
		_check_filters(each)
	elif isinstance(each, list | tuple):
		if any(
			isinstance(part, list | tuple) for part in each[:2]
		):  # conditions within a condition, of release 16
			_check_filters(each)
		elif len(each) >= 4:
			_must_read_as("doctype", each[0])
			_must_read_as("key", each[1])
		elif each:
			_must_read_as("key", each[0])
		else:
			_refuse("[]")
	elif isinstance(each, str):
		_must_read_as("word", each)
	elif each is None:
		_refuse("null")


def check_added_columns(columns) -> None:
	"""Columns that somebody adds to a report out of linked documents: [{"doctype", "fieldname", "link_field"}]."""
	columns = parsed_value(columns)
	columns = parsed_value(columns.get("columns")) if isinstance(columns, dict) else columns
	for column in columns if isinstance(columns, list) else ():
		if isinstance(column, dict) and column.get("link_field"):
			check_named("column", column.get("fieldname"))
			check_named("doctype", column.get("doctype"))


def check_against_meta(doctype: str, query: dict[str, list]) -> None:
	"""Refuse names that the DocType has not, and operators that Frappe does not know.

	:param query: what is asked, by kind: {"fields", "filters", "or_filters", "order", "columns": [argument, ...]}
	"""
	_must_read_as("doctype", doctype)
	aliases = {"_aggregate_column", "count", "KEEP_DEFAULT_ORDERING"}
	for each in _each(query, "fields"):
		if isinstance(each, str):
			expression, _as, alias = re.sub(r" +as +", "\0", each, flags=re.IGNORECASE).partition("\0")
			aliases.add(alias.strip(" '\"`"))
			column = _within(expression)
			_must_exist(doctype, column, _is_known, inside=bool(alias) or column != expression.strip())
	for kind in ("columns", "order"):
		for each in _each(query, kind):
			name = str(each.get("name") if isinstance(each, dict) else each).strip()
			name = re.sub(r" +(?:asc|desc)$", "", name, flags=re.IGNORECASE)
			if name and not (kind == "order" and name in aliases):
				_must_exist(doctype, name)
	for kind in ("filters", "or_filters"):
		for conditions in query.get(kind, ()):
			_check_conditions(doctype, parsed_value(conditions))


def _each(query: dict[str, list], kind: str) -> Iterator:
	for argument in query.get(kind, ()):
		yield from _listed(parsed_value(argument) or [])


def _within(expression: str) -> str:
	"""The column that a function is of."""
	inner = expression.partition("(")[2].rpartition(")")[0] or expression
	return re.sub(r"^ *distinct +", "", inner, flags=re.IGNORECASE).strip()


def _must_exist(doctype: str, name: str, has: Callable | None = None, inside: bool = False) -> None:
	"""`inside`: the column stands in a function, or under another name."""
	found = NAMES.fullmatch(name.strip())
	if not found:
		_refuse(name)
	table, alias, column = found.groups()
	if column == "*" or column.isdigit():
		return
	if alias:
		linked = frappe.get_meta(doctype).get_field(alias)
		table = linked.options if linked else alias.removeprefix("tab")
		of = table if linked else _joined(doctype, table)
	else:
		of = _joined(doctype, table) if table else doctype
	if not of or not (has or _is_column)(of, column):
		_refuse(name)
	# A plain column of its own Frappe leaves out of what it returns by itself.
	if (not has or of != doctype or inside) and is_hidden(of, column, doctype):
		_refuse(name)


def _joined(doctype: str, table: str) -> str | None:
	"""The DocType of a table in a query: its own, a child table, or under a number that of a link; others have no place in it."""
	if table == doctype or frappe.db.get_value("DocType", table, "istable"):
		return table
	numbered = re.fullmatch(r"(.+)_\d+", table)
	links = {df.options for df in frappe.get_meta(doctype).get_link_fields()}
	return numbered[1] if numbered and numbered[1] in links else None


def _is_known(doctype: str, column: str) -> bool:
	"""Fields that are no column, such as tables, Frappe leaves out of what it reads by itself."""
	return column in STANDARD or bool(
		frappe.db.exists("DocType", doctype) and frappe.get_meta(doctype).get_field(column)
	)


def _is_column(doctype: str, column: str) -> bool:
	"""What can stand in a condition or an order."""
	if not frappe.db.exists("DocType", doctype):
		return False
	meta = frappe.get_meta(doctype)
	if column in child_table_fields:
		return bool(meta.istable)
	if column in optional_fields:
		return bool(meta.get("is_virtual") or meta.issingle or frappe.db.has_column(doctype, column))
	field = meta.get_field(column)
	if column in default_fields:
		return column != "doctype" or bool(field)
	return bool(field and field.fieldtype not in NOT_STORED and not field.get("is_virtual"))


def _check_conditions(doctype: str, filters) -> None:
	if isinstance(filters, dict):
		filters = [
			[key, *(value[:2] if isinstance(value, list | tuple) and len(value) > 1 else ("=", value))]
			for key, value in filters.items()
		]
	for each in filters if isinstance(filters, list | tuple) else ():
		if isinstance(each, dict):
			_check_conditions(doctype, each)
		elif isinstance(each, list | tuple) and len(each) >= 3:
			of, name, operator = (doctype, *each[:2]) if len(each) == 3 else each[:3]
			_must_be_filterable(doctype, of, str(name))
			if str(operator or "=").lower() not in OPERATORS | _other_operators():
				_refuse(operator)


def _must_be_filterable(doctype: str, of: str | None, name: str) -> None:
	"""Frappe looks for a filter's column in the child tables as well."""
	of = of or doctype
	_must_read_as("doctype", of)
	if not _joined(doctype, of):
		_refuse(of)
	tables = frappe.get_meta(of).get_table_fields()
	places = (of, *(df.options for df in tables))
	column = name.strip("`")
	holding = [place for place in places if "." not in name and _is_column(place, column)]
	if not holding:
		_must_exist(of, name)
	elif is_hidden(holding[0], column, doctype):
		_refuse(name)


def _other_operators() -> frozenset:
	"""Operators that other apps have brought, such as ERPNext's fiscal year."""
	configs = [frappe.get_attr(hook)() for hook in frappe.get_hooks("filters_config")]
	return frozenset(key.lower() for config in configs for key in config)
