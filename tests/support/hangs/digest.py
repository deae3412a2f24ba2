"""Every table of the site in one number each, to say after a request which have changed; what is the caller's own business left out."""

import frappe

MODULE = "Kinerja Kecamatan"
# What Frappe writes about each request, or keeps of the caller's own doings; nothing there is anybody's document.
OF_REQUESTS = {
	"tabActivity Log",
	"tabError Log",
	"tabRoute History",
	"tabScheduled Job Log",
	"tabScheduled Job Type",
	"tabAccess Log",
	"tabSessions",
	"tabView Log",
	"__global_search",
	"__UserSettings",
}
# Columns of an account that every request of its own writes.
SEEN = {"last_active", "last_login", "last_ip", "modified", "modified_by"}
# Of one's own account: what rights hang on. The rest (what was shown already, the app to start with) is one's own.
OF_RIGHTS = ("name", "enabled", "email", "user_type", "api_key", "role_profile_name", "simultaneous_sessions")
# Where people keep things of their own: rows of others, and by this column what hangs on a document of ours.
OWN: dict[str, str | None] = {
	**dict.fromkeys(("Comment", "Communication", "Event Participants"), "reference_doctype"),
	**{"ToDo": "reference_type", "Version": "ref_doctype", "Tag Link": "document_type"},
	**{"DocShare": "share_doctype", "Notification Log": "document_type"},  # one's own shown to others
	**dict.fromkeys(("Event", "Reminder", "Deleted Document", "Tag"), None),
	**dict.fromkeys(("Report", "Kanban Board", "Kanban Board Column", "Prepared Report"), None),
	**dict.fromkeys(("Dashboard Settings", "Notification Settings", "List Filter", "Workspace"), None),
}
# Rows that others' rights or numbers hang on, where a table has others too.
PARTLY = {
	"Has Role": "parenttype <> 'Report' or owner <> %(caller)s",
	"DefaultValue": "parent <> %(caller)s",
	"Series": "name <> 'EV'",  # of Frappe's calendar
}


def digest(caller: str = "") -> dict[str, object]:
	"""{table: number} without what is the caller's own, read anew."""
	frappe.db.rollback()
	apart = {"tabUser", *(f"tab{doctype}" for doctype in (*OWN, *PARTLY))}
	tables = [table for table in frappe.db.get_tables(cached=True) if table not in OF_REQUESTS | apart]
	# Sequences are drawn from by what is then rolled back too.
	names = ", ".join(f"`{table}`" for table in tables if not table.endswith("_id_seq"))
	found = {row[0].split(".", 1)[1]: row[1] for row in frappe.db.sql(f"checksum table {names}")}
	for doctype, condition in _conditions().items():
		found[f"tab{doctype}"] = _rows(doctype, condition, caller)
	return found


def _conditions() -> dict[str, str]:
	ours = ", ".join(map(frappe.db.escape, frappe.get_all("DocType", {"module": MODULE}, pluck="name")))
	foreign = "owner <> %(caller)s"
	own = {
		doctype: f"{foreign} or {column} in ({ours})" if column else foreign
		for doctype, column in OWN.items()
	}
	return {**own, **PARTLY, "User": "name <> %(caller)s"}


def _rows(doctype: str, condition: str, caller: str) -> tuple:
	columns = [column for column in frappe.db.get_table_columns(doctype) if column not in SEEN]
	found = frappe.db.sql(_sum(doctype, columns, condition), {"caller": caller})
	if doctype == "User":
		own = [column for column in columns if column in OF_RIGHTS]
		found += frappe.db.sql(_sum(doctype, own, "name = %(caller)s"), {"caller": caller})
	return found


def _sum(doctype: str, columns: list[str], condition: str) -> str:
	row = ", ".join(f"ifnull(`{column}`, '\\0')" for column in columns)
	return f"select count(*), sum(crc32(concat_ws('\\t', {row}))) from `tab{doctype}` where {condition}"


def differences(before: dict, after: dict) -> set[str]:
	return {table for table in {*before, *after} if before.get(table) != after.get(table)}
