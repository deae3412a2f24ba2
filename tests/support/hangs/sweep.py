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

GROUP = 16


@dataclass
class Sweep:
	"""One caller. `wrote` collects (method's path, label of the call, table)."""

	person: Person
	targets: list[Target]
	answered: Counter = field(default_factory=Counter)
	wrote: list[tuple[str, str, str]] = field(default_factory=list)

	def go(self, all_methods: Iterable[Method]) -> None:
		"""Hold the tables against what they were after a group of methods at once: reading all of them takes as long as a dozen calls."""
		every = list(all_methods)
		before = self._digest()
		for start in range(0, len(every), GROUP):
			group = every[start : start + GROUP]
			for method in group:
				self._send(self._ways(method))
			after = self._digest()
			changed = differences(before, after)
			if changed:
				self.wrote += self._who(group, changed)
				after = self._digest()
			before = after

	def _ways(self, method: Method) -> list[Way]:
		return [way for target in calls.aimed(method, self.targets) for way in calls.ways(method, target)]

	def _who(self, group: list[Method], changed: set[str]) -> list[tuple[str, str, str]]:
		"""Which of them do it again; a change that cannot be made twice is anyhow one's of the group."""
		found = []
		for method in group:
			ways, before = self._ways(method), self._digest()
			self._send(ways)
			again = changed & differences(before, self._digest())
			if again:
				found += [(method.path, self._which(ways, again), table) for table in sorted(again)]
		names = ", ".join(method.path for method in group)
		return found or [(names, "not again", table) for table in sorted(changed)]

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
