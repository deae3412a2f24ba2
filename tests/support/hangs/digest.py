"""Every table of the site in one number each, to say after a request which have changed."""

import frappe

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
	"tabUser",
}
# Columns of an account that every request of its own writes.
SEEN = {"last_active", "last_login", "last_ip", "modified", "modified_by"}


def digest() -> dict[str, object]:
	"""{table: number}, read anew."""
	frappe.db.rollback()
	tables = [
		table
		for table in frappe.db.get_tables(cached=True)
		if table not in OF_REQUESTS and not table.endswith("_id_seq")  # drawn from by what is then rolled back too
	]
	names = ", ".join(f"`{table}`" for table in tables)
	found = {row[0].split(".", 1)[1]: row[1] for row in frappe.db.sql(f"checksum table {names}")}
	found["tabUser"] = frappe.db.sql(_accounts())[0]
	return found


def _accounts() -> str:
	columns = [column for column in frappe.db.get_table_columns("User") if column not in SEEN]
	row = ", ".join(f"ifnull(`{column}`, '\\0')" for column in columns)
	return f"select count(*), md5(group_concat(md5(concat_ws('\\t', {row})) order by name)) from `tabUser`"


def differences(before: dict, after: dict) -> set[str]:
	return {table for table in {*before, *after} if before.get(table) != after.get(table)}
