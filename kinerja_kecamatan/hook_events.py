"""For hooks.py: what several features hook to the same events."""


def together(*features: dict[str, str | list[str]]) -> dict[str, list[str]]:
	"""The hooks of all of them by event, one after the other as the features stand."""
	events: dict[str, list[str]] = {}
	for feature in features:
		for event, methods in feature.items():
			events.setdefault(event, []).extend([methods] if isinstance(methods, str) else methods)
	return events
