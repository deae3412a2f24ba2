"""QR codes as small black and white pictures that stand in the page itself."""

import base64
import io
from functools import lru_cache

# White modules around the code, as its standard asks, and dots a module: sharp on a 600 dpi printer.
QUIET = 4
DOTS = 8


@lru_cache(maxsize=64)
def data_uri(text: str) -> str:
	"""A PNG of the QR code (error correction M) as a data URI."""
	import pyqrcode
	from PIL import Image

	rows = pyqrcode.create(text, error="M").code
	side = len(rows) + 2 * QUIET
	picture = Image.new("1", (side, side), 1)
	for y, row in enumerate(rows, start=QUIET):
		for x, dark in enumerate(row, start=QUIET):
			if dark:
				picture.putpixel((x, y), 0)
	out = io.BytesIO()
	picture.resize((side * DOTS, side * DOTS), Image.NEAREST).save(out, "PNG", optimize=True)
	return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
