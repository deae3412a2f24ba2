"""Call everything as somebody, and say which call has changed which table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

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
	answered: Counter = field(default_factory=Counter)
	wrote: list[tuple[str, str, str]] = field(default_factory=list)

	def go(self, all_methods: Iterable[Method]) -> None:
		"""Hold the tables against what they were after each method, all that it was asked together."""
		before = self._digest()
		for method in all_methods:
			ways = [way for target in calls.aimed(method, self.targets) for way in calls.ways(method, target)]
			self._send(ways)
			after = self._digest()
			changed = differences(before, after)
			if changed:
				self.wrote += [(method.path, self._which(ways, changed), table) for table in sorted(changed)]
				after = self._digest()
			before = after

	def _send(self, ways: Iterable[Way]) -> None:
		for _label, verb, path, content in ways:
			self.answered[raw(self.person, verb, path, **content).status_code] += 1

	def _which(self, ways: list[Way], changed: set[str]) -> str:
		"""The first call that does it again; a change that cannot be made twice is the method's anyhow."""
		before = self._digest()
		for way in ways:
			self._send([way])
			if changed & differences(before, self._digest()):
				return way[0]
		return "not again"

	def _digest(self) -> dict:
		return digest(self.person.user)
