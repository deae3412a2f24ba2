"""Bases of Rekap Kinerja and of its computed rows. Frappe asks a dozen questions of every row it saves, each by looking through
all fields of the DocType; of thousands of rows they are asked here only where the answer could matter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe.utils import cint

from kinerja_kecamatan.access.rows import RowOfParent
from kinerja_kecamatan.guard.flow_document import FlowDocument
from kinerja_kecamatan.recaps import computed_rows

LINKS = ("Link", "Dynamic Link")
# What every text column holds, unless a site has made one shorter; and every column of whole numbers.
SHORT, SMALL = 140, 2**31 - 1


class ComputedTables(FlowDocument):
	"""A document with tables that the app works out (computed_rows.KEYS)."""

	def _init_child(self, value, key):
		if key in computed_rows.KEYS and isinstance(value, dict):
			value = computed_rows.made_of(self, key, value)
		return super()._init_child(value, key)

	def load_doc_before_save(self, *args, **kwargs):
		super().load_doc_before_save(*args, **kwargs)
		computed_rows.note_stored(self)

	def _validate_links(self):
		with _fields_looked_through(self.meta):
			super()._validate_links()

	def _validate(self):
		with _fields_looked_through(self.meta):
			super()._validate()

	def db_insert(self, *args, **kwargs):
		super().db_insert(*args, **kwargs)
		computed_rows.note_inserted(self)

	def update_child_table(self, fieldname, df=None):
		doctype = self.get_table_field_doctype(fieldname)
		left_alone = doctype in (self.flags.ignore_children_type or ())
		if fieldname not in computed_rows.KEYS or left_alone or not computed_rows.is_known(self):
			super().update_child_table(fieldname, df)
		else:
			computed_rows.write_rows(self, fieldname)

	def update_children(self):
		super().update_children()
		computed_rows.forget_stored(self)

	def save_version(self):
		"""A Version says what somebody changed. What was computed from it stands in the recap, and in its Salinan when it is final;
		rows that nobody has computed and are others all the same would be told."""
		before = self.get_doc_before_save()
		if not before or not computed_rows.was_computed(self):
			super().save_version()
			return
		rows = [(doc, {table: doc.get(table) for table in computed_rows.KEYS}) for doc in (self, before)]
		try:
			for doc, tables in rows:
				doc.__dict__.update({key: [] for key in tables})
			super().save_version()
		finally:
			for doc, tables in rows:
				doc.__dict__.update(tables)


@contextmanager
def _fields_looked_through(meta) -> Iterator[None]:
	before = getattr(frappe.local, "kinerja_row_facts", None)
	frappe.local.kinerja_row_facts = {
		df.options: _Facts(frappe.get_meta(df.options))
		for df in meta.get_table_fields()
		if df.fieldname in computed_rows.KEYS
	}
	try:
		yield
	finally:
		frappe.local.kinerja_row_facts = before


class _Facts:
	"""What of a DocType's fields Frappe's questions are about."""

	def __init__(self, meta):
		fields = [df for df in map(meta.get_field, meta.get_valid_columns()) if df]
		self.names = [df.fieldname for df in fields]
		self.links = [df.fieldname for df in fields if df.fieldtype in LINKS]
		self.fetched = any(df.get("fetch_from") for df in fields)
		self.required = [df.fieldname for df in meta.fields if df.get("reqd")]
		self.selects = {
			df.fieldname: set(df.options.split("\n"))
			for df in fields
			if df.fieldtype == "Select" and df.options
		}
		self.shortest = min([SHORT, *(cint(df.get("length")) or SHORT for df in fields)])
		self.questions = {name: any(map(asked, meta.fields)) for name, asked in QUESTIONS.items()}


QUESTIONS: dict[str, Callable] = {
	"_validate_data_fields": lambda df: df.fieldtype == "Phone" or (df.fieldtype == "Data" and df.options),
	"_validate_non_negative": lambda df: df.get("non_negative"),
	"_fix_rating_value": lambda df: df.fieldtype == "Rating",
	"_validate_code_fields": lambda df: df.fieldtype == "Code",
	"_extract_images_from_text_editor": lambda df: df.fieldtype == "Text Editor",
	"_extract_images_from_editor": lambda df: df.fieldtype in ("Text Editor", "HTML Editor"),
	"_save_passwords": lambda df: df.fieldtype == "Password",
}


def _where_a_field_is_asked(name: str) -> Callable:
	"""One of Frappe's methods, left out where the DocType has no field that it is about."""

	def method(self, *args, **kwargs):
		facts = _facts_of(self)
		if not facts or facts.questions[name]:
			return getattr(super(ComputedRow, self), name)(*args, **kwargs)
		return None

	method.__name__ = name
	return method


def _facts_of(row) -> _Facts | None:
	return (getattr(frappe.local, "kinerja_row_facts", None) or {}).get(row.doctype)


class ComputedRow(RowOfParent):
	"""A row of a computed table."""

	def db_insert(self, *args, **kwargs):
		if not computed_rows.was_inserted_together(self):
			super().db_insert(*args, **kwargs)

	def get_invalid_links(self, is_submittable=False):
		"""Links that stand in the database just so were looked up when they were written."""
		facts, stored = _facts_of(self), computed_rows.stored_row(self)
		if facts and stored and not facts.fetched:
			if all(self.get(field) == stored.get(field) for field in facts.links):
				return [], []
		return super().get_invalid_links(is_submittable)

	def _get_missing_mandatory_fields(self):
		facts = _facts_of(self)
		if facts and self.parent and self.parenttype and all(map(self._is_filled, facts.required)):
			return []
		return super()._get_missing_mandatory_fields()

	def _is_filled(self, field: str) -> bool:
		value = self.get(field)
		return isinstance(value, str) and "<" not in value and bool(value.strip())

	def _validate_selects(self):
		facts = _facts_of(self)
		if not facts or any(
			value and value not in facts.selects[field]
			for field, value in ((field, self.get(field)) for field in facts.selects)
		):
			super()._validate_selects()

	def _validate_length(self):
		facts = _facts_of(self)
		if not facts or not all(_is_short(self.__dict__.get(name), facts.shortest) for name in facts.names):
			super()._validate_length()

	def _sanitize_content(self):
		if any(isinstance(value, str) and ("<" in value or ">" in value) for value in self.__dict__.values()):
			super()._sanitize_content()


def _is_short(value, longest: int) -> bool:
	if isinstance(value, str):
		return len(value) <= longest
	return value is None or (isinstance(value, int | float) and -SMALL <= value <= SMALL)


for _name in QUESTIONS:
	setattr(ComputedRow, _name, _where_a_field_is_asked(_name))
