"""Walking the states of a workflow."""

from collections.abc import Iterable, Mapping


def closure(start: str, edges: Mapping[str, Iterable[str]]) -> set[str]:
	"""`start` and every state that can be reached from it over `edges` (state -> next states)."""
	seen, queue = {start}, [start]
	while queue:
		for following in edges.get(queue.pop(), ()):
			if following not in seen:
				seen.add(following)
				queue.append(following)
	return seen


def path(start: str, end: str, edges: Mapping[str, Iterable[str]]) -> list[str]:
	"""A shortest way from `start` to `end` over `edges`, both included; empty when there is none."""
	ways = [[start]]
	seen = {start}
	for way in ways:
		for following in sorted(edges.get(way[-1], ())):
			if following == end:
				return [*way, end]
			if following not in seen:
				seen.add(following)
				ways.append([*way, following])
	return []
