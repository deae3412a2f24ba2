"""Every error the app raises for a person to read.

They derive from frappe.ValidationError (HTTP 417) or frappe.PermissionError (HTTP 403), so that the desk and REST
clients treat them as they treat Frappe's own.
"""

import frappe


class KinerjaError(frappe.ValidationError):
	"""Base of the app's own refusals; nothing was written."""


class MoveRefused(frappe.PermissionError):
	"""A change of workflow state, or an edit, that the workflow does not give to this person now."""


class PreconditionMissing(KinerjaError):
	"""The step may be taken by this person, but something it needs is not there yet."""


class ReasonMissing(KinerjaError):
	"""A return, cancellation or reopening without its alasan."""


class EditConflict(frappe.TimestampMismatchError):
	"""Somebody else changed the same document, or the same cell, since it was read; says who, when, and from what to what."""


class VersionNotNamed(KinerjaError):
	"""A change over an endpoint that does not say which version of the document it was based on."""


class Busy(KinerjaError):
	"""Another step of the same set was being taken at that moment; the same action can be tried again at once."""


class DuplicateDocument(frappe.UniqueValidationError):
	"""A second document where there may be one; names the first."""


class WorkflowUnusable(KinerjaError):
	"""A Workflow that would leave the SOP with a dead end, a lost state or a step nobody completes."""


class NumberInvalid(KinerjaError):
	"""A number in a form that cannot be read; says row, column and what was typed."""


class UploadRefused(KinerjaError):
	"""A workbook that cannot be taken in; says every reason, by sheet and cell."""


class ScriptFailed(KinerjaError):
	"""A Server Script that carries a recap's arithmetic erred or returned nonsense; names it and its line."""


class EmblemUnreadable(KinerjaError):
	"""The emblem that belongs on a paper of the archive cannot be read now; the paper waits for it."""


class BadQuery(frappe.DataError):
	"""A field, filter or order that is no name of a column: an expression, or a column that is not there."""


class RequestUnreadable(KinerjaError):
	"""A request that says something no form can say: a list for a name, half a character; names the argument or the field."""
