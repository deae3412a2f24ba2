"""Call everything as somebody, and say which call has changed which table."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import time
import frappe

from kinerja_kecamatan.demo.client import Person
from tests.support.hangs import calls
from tests.support.hangs.digest import differences, digest
from tests.support.hangs.methods import Method
from tests.support.hangs.targets import Target
from tests.support.http import raw
from tests.support.routes import Way


@dataclass
class Sweep:
	"""One caller. `wrote` collects (method's path, label of the call, table)."""

	person: Person
	targets: list[Target]
	allowed: dict[str, set[str]]
	asked: int = 0
	answered: dict[int, int] = field(default_factory=dict)
	wrote: list[tuple[str, str, str]] = field(default_factory=list)

	def go(self, all_methods: Iterable[Method]) -> None:
		before = digest()
		for method in (each for each in all_methods if each.path not in calls.NOT_CALLED):
			ways = list(self._ways(method))
			if self._send(ways) == 0:
				continue
			after = digest()
			changed = self._unexplained(method, before, after)
			if changed:
				self.wrote += [(method.path, self._which(method, ways, changed), table) for table in sorted(changed)]
				after = digest()
			before = after
			print(time.time(), method.path, len(ways), self.wrote[-1:], file=open("/tmp/hangs_progress","a"), flush=True)

	def _ways(self, method: Method) -> Iterable[Way]:
		for target in calls.aimed(method, self.targets):
			yield from calls.ways(method, target)

	def _send(self, ways: list[Way]) -> int:
		"""How many of them were answered as done: what was refused was rolled back, and is found by the next that was not."""
		for _label, verb, path, content in ways:
			answer = raw(self.person, verb, path, **content)
			self.asked += 1
			self.answered[answer.status_code] = self.answered.get(answer.status_code, 0) + 1
		return len(ways)

	def _unexplained(self, method: Method, before: dict, after: dict) -> set[str]:
		own = self.allowed.get(method.path, set()) | self.allowed["*"]
		return {table for table in differences(before, after) if table not in own}

	def _which(self, method: Method, ways: list[Way], changed: set[str]) -> str:
		"""The first call that does it again; a change that cannot be made twice is the method's anyhow."""
		before = digest()
		for way in ways:
			self._send([way])
			after = digest()
			if changed & self._unexplained(method, before, after):
				return way[0]
			before = after
		return "not again"


def tables_left_out() -> set[str]:
	return {table for table in frappe.db.get_tables(cached=True)} - set(digest())
