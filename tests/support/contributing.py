"""The worked examples of CONTRIBUTING.md, as the page has them."""

import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text()


def block(language: str, name: str) -> str:
	"""The example of that name, without the indent of the list that it stands in."""
	indent, text = re.search(rf"^( *)```{language} {name}\n(.*?)^ *```$", PAGE, re.S | re.M).groups()
	return re.sub(rf"^{indent}", "", text, flags=re.M)
