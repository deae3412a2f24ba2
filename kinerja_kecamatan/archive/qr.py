"""QR codes as small black and white pictures that stand in the page itself."""

from functools import lru_cache

import segno

# White modules around the code, as its standard asks, and dots a module: sharp on a 600 dpi printer.
QUIET = 4
DOTS = 8


@lru_cache(maxsize=64)
def data_uri(text: str) -> str:
	"""A PNG of the QR code (error correction M) as a data URI."""
	return segno.make_qr(text, error="m", boost_error=False).png_data_uri(scale=DOTS, border=QUIET)
