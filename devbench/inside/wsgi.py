"""What gunicorn serves: the site that the request's Host names, else the bench's own. Runs in the bench's Python."""

import functools
import os

import frappe.app
from frappe.utils import get_site_name
from werkzeug.middleware.shared_data import SharedDataMiddleware

sites = os.path.abspath(os.environ["SITES_PATH"])
own_site = os.environ["DEVBENCH_SITE"]
frappe.app._sites_path = sites


@functools.cache
def _served(site: str):
	"""Frappe with the files of one site and everyone's assets, as nginx does on a real bench."""
	files = os.path.join(sites, site, "public", "files")
	return SharedDataMiddleware(
		frappe.app.application, {"/assets": os.path.join(sites, "assets"), "/files": files}
	)


def application(environ, start_response):
	"""Whatever name a browser uses for this machine gets the bench's own site; a copy that tests made is asked for by name."""
	asked = get_site_name(environ.get("HTTP_HOST", ""))
	there = os.path.exists(os.path.join(sites, asked, "site_config.json"))
	environ["HTTP_X_FRAPPE_SITE_NAME"] = asked if asked and there else own_site
	return _served(environ["HTTP_X_FRAPPE_SITE_NAME"])(environ, start_response)
