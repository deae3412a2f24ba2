"""Pure rules of the app: numbers, capaian, predikat, working minutes, aggregation, periods.

Nothing in this package imports frappe or touches a database, a clock, a file or the network; a test asserts
the first by reading every module's syntax tree. Messages of the errors are plain text in Indonesian and may
repeat what a user typed: escape them before they go into HTML.
"""
