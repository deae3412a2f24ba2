"""Part of a transaction that is written wholly or not at all, and transactions that MariaDB throws away."""

import frappe

# MariaDB has thrown the whole transaction away: nothing may go on as if it had not.
TRANSACTION_LOST = (frappe.QueryDeadlockError, frappe.QueryTimeoutError)


def undo_to(name: str) -> bool:
	"""Take back what was written since a savepoint. False where MariaDB has thrown the whole transaction away (a deadlock):
	no savepoint is left then, and what was written before it is gone too."""
	# Frappe takes this for a whole rollback; what was written before the savepoint is still there.
	writes = frappe.db.transaction_writes
	try:
		frappe.db.rollback(save_point=name)
	except frappe.db.OperationalError:
		frappe.db.rollback()
		return False
	frappe.db.transaction_writes = writes
	return True
