"""A throw-away Frappe bench for this repository: `make demo`, `make test`, `make stop`, `make clean`.

No part of the app. Nothing outside `.bench/` and `out/` is written, except Debian packages when run as root.
"""
