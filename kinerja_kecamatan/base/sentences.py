"""What a rule refuses, in the language of who reads it: the rules know nothing of Frappe."""

from frappe import _

from kinerja_kecamatan.rules.errors import RuleError, Sentence


def sentence_of(error: Exception) -> str:
	"""The sentence of a rule's error, translated with what stands in it; of any other error what it says."""
	if not isinstance(error, RuleError):
		return str(error)
	return _(error.sentence).format(*map(_part, error.values)) if error.values else _(error.sentence)


def _part(value: object) -> object:
	if isinstance(value, RuleError):
		return sentence_of(value)
	return _(str(value)) if isinstance(value, Sentence) else value
