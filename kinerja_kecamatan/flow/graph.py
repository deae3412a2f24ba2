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
