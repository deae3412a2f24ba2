"""The roles that the app ships, and those that no Penugasan hands out."""

# Frappe's own role of who administers the site.
SITE_ADMIN = "System Manager"
# The one role that no person holds: moves under it are made by the app (process.system_moves).
SYSTEM_ROLE = "Sistem Kinerja"

# Roles that carry rights of Frappe itself are never handed out through a Penugasan.
NEVER_ASSIGNED = frozenset({SITE_ADMIN, "Administrator", "Guest", "All", "Desk User", SYSTEM_ROLE})

SOP_ROLES = ("Camat", "Sekcam", "Kasubag PEK", "Kepala Unit", "Jabatan Pelaksana")

READER_ROLE = "Pemeriksa"

ADMIN_ROLE = "Admin Kinerja"

SHIPPED_ROLES = (*SOP_ROLES, READER_ROLE, ADMIN_ROLE, SYSTEM_ROLE)
