"""What test_grouped.py holds of many data sets, of a few: a change of the rules or of the statement alone does not pass CI."""

from tests.site.test_grouped import hold_against_rules, make

FEW = 24


def test_a_year_by_the_database_equals_the_rules_on_a_few(office):
	hold_against_rules(make(office, FEW), FEW)
