"""An empty Time is empty: no break, a meeting that has not ended."""


class EmptyTimes:
	"""Mixin before Document: on insert Frappe fills every Time that was left empty with the present one."""

	def update_if_missing(self, d) -> None:
		values = d if isinstance(d, dict) else d.get_valid_dict()
		times = {df.fieldname for df in self.meta.get("fields", {"fieldtype": "Time"})}
		super().update_if_missing({field: value for field, value in values.items() if field not in times})
