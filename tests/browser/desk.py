"""A person at the desk in real Chromium: the login page, forms, the Actions menu, and what the console said."""

from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from tests.support.environment import Environment

PICTURES = Path(__file__).parents[2] / "out" / "screenshots"
DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
SLOW = 150_000
# Frappe's own: no socket.io server runs beside the suite's web server.
NOISE = ("socket.io", "favicon")
# The 2023 snapshot has page errors of its own that break nothing: an empty Gantt, printview, a report without filters, the
# cards of its own workspaces whose translated labels it does not find again, a workspace asked for before the list is there.
SNAPSHOT_NOISE = ("gantt", "printview", "query_report", "block «card» skipped", "views.workspace.show_page")


class Desk:
	"""One browser context: one person's session. `errors` is what the page or its console complained about."""

	def __init__(self, browser: Browser, env: Environment):
		self.env = env
		self.base = f"http://{env.site}:{urlsplit(env.url).port}"
		self.context = browser.new_context(viewport=DESKTOP, locale="id-ID", accept_downloads=True)
		self.context.set_default_timeout(SLOW)
		self.page: Page = self.context.new_page()
		self.errors: list[str] = []
		self.page.on("pageerror", lambda error: self._note(f"{error} {error.stack or ''}"))
		self.page.on("console", self._console)
		self.page.on("response", self._response)

	def login(self, user: str, password: str, at: str = "") -> "Desk":
		"""Through the login page, as a person does; `at` is the page of the desk that was asked for."""
		self.page.goto(f"{self.base}/login?redirect-to={quote(f'/app/{at}', safe='')}")
		self.page.fill("#login_email", user)
		self.page.fill("#login_password", password)
		self.page.click(".form-login .btn-login")
		self.page.wait_for_url(lambda url: "/login" not in url)
		self.page.wait_for_function(
			"() => window.frappe && frappe.boot && frappe.router && frappe.router.current_route"
		)
		return self

	def go(self, *route: str) -> None:
		"""Move inside the desk without loading it anew."""
		self.page.evaluate("route => frappe.set_route(route)", list(route))

	def open(self, doctype: str, name: str) -> None:
		"""A saved form, once the server has said what its reader can do there."""
		self.go("Form", doctype, name)
		self.page.wait_for_function(
			"([doctype, name]) => window.cur_frm && cur_frm.doctype === doctype && cur_frm.doc.name === name",
			arg=[doctype, name],
		)
		self._answered()

	def refresh(self) -> None:
		"""The form in front, read anew."""
		self.page.evaluate("() => { cur_frm.kinerja = null; return cur_frm.reload_doc() }")
		self._answered()

	def _answered(self) -> None:
		self.page.wait_for_function("() => cur_frm.kinerja && cur_frm.kinerja.answered")
		self.settled()

	def settled(self) -> None:
		"""For a moment on end nothing is asked of the server and nothing is frozen: one answer often asks the next."""
		self.page.evaluate("window.quiet_since = 0")
		self.page.wait_for_function(
			"""() => {
				const busy = frappe.request.ajax_count || document.querySelector('#freeze');
				window.quiet_since = busy ? 0 : window.quiet_since || performance.now();
				return !busy && performance.now() - window.quiet_since > 150;
			}"""
		)

	def type_into(self, fieldname: str, value: str) -> None:
		field = self.form.locator(f'.frappe-control[data-fieldname="{fieldname}"]:visible').first
		box = field.locator("input:visible, textarea:visible").first
		box.click()
		if field.get_attribute("data-fieldtype") in ("Date", "Time"):
			# The picker is made on the first click and writes the field's old value back when it is ready.
			self.page.locator(".datepicker.active").wait_for()
		box.fill(value)
		box.dispatch_event("change")
		self.page.wait_for_function("field => cur_frm.doc[field]", arg=fieldname)
		box.press("Tab")

	def type_into_cell(self, row: int, fieldname: str, value: str) -> None:
		"""Into a cell of the Format's grid, as a person clicks and types."""
		cell = self.cell(row, fieldname)
		cell.click()
		cell.locator("input").fill(value)
		cell.locator("input").press("Tab")

	def takes_input(self, row: int, fieldname: str) -> bool:
		"""Whether a cell lets one type when its row is clicked."""
		cell = self.cell(row, fieldname)
		cell.click()
		cell.locator("input").wait_for()
		return cell.locator("input").is_enabled()

	def row_of(self, kode: str) -> int:
		"""The number of the grid row whose indicator code ends like this."""
		return self.page.evaluate("kode => cur_frm.doc.baris.find(row => row.kode.endsWith(kode)).idx", kode)

	def cell(self, row: int, fieldname: str) -> Locator:
		return self.form.locator(
			f'.grid-body .grid-row[data-idx="{row}"] .grid-static-col[data-fieldname="{fieldname}"]'
		)

	def save(self) -> None:
		self.form.locator(".primary-action:visible").click()
		self.page.wait_for_function("() => !cur_frm.is_dirty() && !cur_frm.is_new()")
		self.settled()

	def actions(self) -> list[str]:
		"""What the Actions menu offers, Frappe's Help left out."""
		self.settled()
		group = self.form.locator(".actions-btn-group")
		if not group.is_visible():
			return []
		labels = group.locator(".dropdown-menu .menu-item-label").evaluate_all(
			"items => items.map(item => decodeURIComponent(item.dataset.label))"
		)
		return [label for label in labels if label not in ("Help", "Bantuan")]

	def act(self, action: str) -> None:
		"""Choose an action from the menu."""
		self.settled()
		group = self.form.locator(".actions-btn-group")
		group.locator("> button").click()
		group.locator(f'.dropdown-menu .menu-item-label[data-label="{quote(action)}"]').click()

	def wait_for_state(self, state: str) -> None:
		self.page.wait_for_function("state => cur_frm.doc.workflow_state === state", arg=state)
		self.settled()

	@property
	def form(self) -> Locator:
		"""The page in front; Frappe keeps the others in the document."""
		return self.page.locator(".page-container:visible")

	@property
	def message(self) -> str:
		return self.form.locator(".form-message").inner_text()

	@property
	def dialog(self) -> Locator:
		return self.page.locator(".modal.show")

	def close_dialog(self) -> None:
		"""The message on top, by its cross."""
		box = self.dialog.filter(has=self.page.locator(".msgprint"))
		box.locator(".btn-modal-close:visible, .modal-header .close:visible").first.click()
		box.wait_for(state="hidden")

	def picture(self, name: str, full: bool = False) -> None:
		PICTURES.mkdir(parents=True, exist_ok=True)
		suffix = "-2023" if self.env.snapshot else ""
		self.page.screenshot(path=PICTURES / f"{name}{suffix}.png", full_page=full, animations="disabled")

	def close(self) -> None:
		self.context.close()

	def _console(self, message: ConsoleMessage) -> None:
		# What failed to load is judged by its response; so is a refusal, which Frappe prints with its traceback.
		expected = ("Failed to load resource", "Traceback (most recent call last)")
		if message.type == "error" and not message.text.startswith(expected):
			self._note(f"{message.text} {message.location.get('url', '')}")

	def _response(self, response: Response) -> None:
		if response.status >= 500 or (response.status == 404 and "/assets/" in response.url):
			self._note(f"{response.status} {response.url}")

	def _note(self, text: str) -> None:
		quiet = NOISE + (SNAPSHOT_NOISE if self.env.snapshot else ())
		if not any(word in text.lower() for word in quiet):
			self.errors.append(text[:600])
