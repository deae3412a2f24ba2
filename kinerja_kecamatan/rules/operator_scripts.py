"""The text of the Server Scripts that aggregate: their frame with a branch for each operator of an axis."""

from textwrap import indent

from . import operators
from .operator_type import SOURCES, TIME

# The line of a frame in whose place the branches stand.
MARK = "\t# [cara {}]\n"


def with_branches(frame: str) -> str:
	"""A script's text, the operators of the axis that its frame names, in the order in which they are offered."""
	for axis in (SOURCES, TIME):
		branches = (
			f'\tif cara == "{one.name}" and bernilai:\n{indent(one.script, chr(9) * 2)}'
			for one in operators.every(axis)
		)
		frame = frame.replace(MARK.format(axis), "\n".join(branches))
	return frame
