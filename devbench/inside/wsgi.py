"""What gunicorn serves: one site, whatever name the browser used for this machine. Runs in the bench's Python."""

import os

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware

sites = os.path.abspath(os.environ["SITES_PATH"])
frappe.app._site = os.environ["DEVBENCH_SITE"]
frappe.app._sites_path = sites

application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(sites, "assets")})
application = StaticDataMiddleware(application, {"/files": sites})
