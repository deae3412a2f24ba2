"""A desk in which hostile values say by their numbers that they ran, and the pages of ours that show stored text."""

import json
from collections.abc import Callable

from playwright.sync_api import TimeoutError

from tests.browser.desk import Desk
from tests.support.hostile import Marks

# What would run when clicked.
RUNNING_LINKS = """() => [...document.querySelectorAll('[href], [src], [action], [formaction]')].flatMap(at =>
	['href', 'src', 'action', 'formaction'].map(name => at.getAttribute(name) || '')
		.filter(value => /^[\\s\\x00-\\x20]*(javascript|data:text|vbscript)/i.test(value) && value.includes('__ran')))"""
OPEN_ROWS = """async () => {
	for (const field of Object.values(cur_frm.fields_dict)) {
		const row = field.grid && field.grid.grid_rows && field.grid.grid_rows[0];
		if (!row) continue;
		row.toggle_view(true);
		await new Promise(done => setTimeout(done, 50));
		row.toggle_view(false);
	}
}"""
# A pointer over everything that a page can put into an attribute.
HOVER = """() => document.querySelectorAll('[onmouseover], [onanimationstart], [onfocus], [onclick]').forEach(at => {
	for (const name of ['onmouseover', 'onanimationstart', 'onfocus', 'onclick'])
		if ((at.getAttribute(name) || '').includes('__ran')) at[name](new Event('x'));
})"""
# What the server's answers bring, whether or not a page shows it.
MET = """() => {
	if (window.__met) return;
	window.__met = new Set();
	const send = XMLHttpRequest.prototype.send;
	XMLHttpRequest.prototype.send = function (...args) {
		this.addEventListener('load', () => {
			const text = ['', 'text'].includes(this.responseType) ? this.responseText : '';
			for (const [, number] of text.matchAll(/__ran\\((\\d+)\\)/g)) window.__met.add(+number);
		});
		return send.apply(this, args);
	};
}"""
# What stands on the page, as text, attribute or typed value.
SHOWN = """() => {
	const values = [...document.querySelectorAll('input, textarea, select')].map(at => at.value);
	const found = [document.documentElement.outerHTML, ...values].join(' ').matchAll(/__ran\\((\\d+)\\)/g);
	return [[...new Set([...found].map(match => +match[1]))], [...(window.__met || [])]];
}"""


class Watched:
	"""One person's desk; `ran` says per place which marks ran, `met` which came from the server, `shown` which stood on a page."""

	def __init__(self, desk: Desk, marks: Marks):
		self.desk, self.page, self.marks = desk, desk.page, marks
		self.ran: dict[str, set[int]] = {}
		self.met: set[int] = set()
		self.shown: set[int] = set()
		self.place = ""
		desk.context.expose_binding("__ran", lambda _source, number: self._note(number))
		desk.page.on("dialog", lambda dialog: dialog.dismiss())
		desk.context.add_init_script(f"({MET})()")
		self.page.evaluate(MET)
		self._control()
		self.met.clear(), self.shown.clear()

	def look(self, wait: int = 250) -> None:
		"""Give what the page shows by now the time to run, and touch what would run when touched."""
		self.page.evaluate(HOVER)
		self.page.wait_for_timeout(wait)
		shown, met = self.page.evaluate(SHOWN)
		self.shown.update(shown)
		self.met.update(shown, met)
		for address in self.page.evaluate(RUNNING_LINKS):
			self._note(int(address.partition("__ran(")[2].partition(")")[0]))

	def at(self, place: str, *route: str, wait: int = 250) -> None:
		"""Go somewhere in the desk."""
		self.place = place
		self.desk.go(*route)
		self.page.wait_for_timeout(150)
		self.desk.settled()
		self.look(wait)

	def do(self, place: str, script: str, argument=None, wait: int = 250) -> None:
		"""Run a script on the page in front, and shut what it opened."""
		self.place = place
		self.page.evaluate(script, argument)
		self.desk.settled()
		self.look(wait)
		self.page.evaluate(
			"() => { frappe.hide_msgprint(true); while (cur_dialog) { cur_dialog.hide(); break; } }"
		)

	def form(self, doctype: str, name: str) -> None:
		self.at(f"form {doctype}", "Form", doctype, name)
		try:
			self.page.wait_for_function(
				"([doctype, name]) => window.cur_frm && cur_frm.doctype === doctype && cur_frm.docname === name",
				arg=[doctype, name],
			)
		except TimeoutError as error:
			raise AssertionError(f"{doctype} {name} does not open: {self.desk.errors[-3:]}") from error
		self.do(f"rows {doctype}", OPEN_ROWS)

	def page_of(self, place: str, path: str, wait: int = 300) -> None:
		"""A page outside the desk."""
		self.place = place
		self.page.goto(f"{self.desk.base}{path}")
		self.look(wait)

	def answering(self, part: str, message, action: Callable[[], None]) -> None:
		"""While a method of the server answers this."""
		body = json.dumps({"message": message})
		self.page.route(
			f"**/{part}*", lambda route: route.fulfill(content_type="application/json", body=body)
		)
		action()
		self.page.unroute(f"**/{part}*")

	def lacking(
		self, seen: set[int], excused: set[str] = frozenset(), within: set[str] | None = None
	) -> list[str]:
		"""Places whose marks were not seen: the field that hold them, or those `within`; what is excused is left out."""
		places = {number: place.rpartition(" (")[0] for number, place in enumerate(self.marks.places)}
		fields = {place for place in places.values() if "." in place or place.startswith("name of ")}
		found = {places[number] for number in seen if number in places}
		return sorted((within & fields if within is not None else fields) - found - excused)

	def said(self) -> str:
		return "\n".join(
			f"{place}: {', '.join(self.marks.named(n))}" for place, n in sorted(self.ran.items())
		)

	def _note(self, number: int) -> None:
		self.ran.setdefault(self.place, set()).add(int(number))

	def _control(self) -> None:
		"""The watch itself: each shape runs where a page is careless."""
		shapes = ("tag", "script", "attribute", "apostrophe", "address")
		first = len(self.marks.places)
		values = [self.marks.value(shape, f"control {shape}") for shape in shapes]
		self.place = "control"
		self.page.evaluate(
			"""values => {
				const careless = [values[0], values[1], `<i title="${values[2]}">x</i>`,
					`<i title='${values[3]}'>x</i>`, `<a href="${values[4]}">x</a>`];
				for (const html of careless) $('<div class="kinerja-kontrol">').appendTo(document.body).html(html);
			}""",
			values,
		)
		wanted = set(range(first, first + len(shapes)))
		for _more in range(20):
			self.look()
			if self.ran.get("control") == wanted:
				break
		self.page.evaluate("() => $('.kinerja-kontrol').remove()")
		missing = wanted - self.ran.pop("control", set())
		assert not missing, f"does not run where it should: {self.marks.named(missing)}"
