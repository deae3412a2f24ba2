"""Every whitelisted method of the installed Frappe, called as somebody who may change nothing; what changed all the same."""
