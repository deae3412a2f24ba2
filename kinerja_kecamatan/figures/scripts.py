"""The Server Scripts that can carry a recap's arithmetic: found, run with rows in and a result out. What a script
returns is checked before it is used; what it throws is shown to the person with the script's name and line.

A script is at work when the bench has server scripts switched on and an enabled API script has the method's name. One that
errs or returns nonsense stops the recap with its name and line; it is never passed over in silence.
"""

import sys
import traceback
from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import escape_html, safe_exec

from kinerja_kecamatan.exceptions import KinerjaError, ScriptFailed
from kinerja_kecamatan.rules.decimals import exact_arithmetic

SCRIPT = "Server Script"
# How RestrictedPython's compiler is told to call a script, in every Frappe 15.
FILENAME = "<serverscript>"


def switched_on() -> bool:
	"""Whether this bench runs server scripts at all."""
	asked = getattr(safe_exec, "is_safe_exec_enabled", None)
	if asked:
		return asked()
	# Frappe 15 before its release: on unless the site says otherwise.
	return bool(frappe.conf.get("server_script_enabled", True))


def at_work(method: str) -> str | None:
	"""Name of the script that does a method's work now, or None when the app does it itself.

	Asked of the database: Frappe's own map of scripts outlives a deleted one in early versions.
	"""
	if not switched_on():
		return None
	return frappe.db.get_value(SCRIPT, {"api_method": method, "script_type": "API", "disabled": 0})


def run(name: str, groups: list[dict], check: Callable[[list, list], str | None]) -> list:
	"""Let a script work on `groups` as its `kelompok` and return its `hasil`, once `check` finds nothing wrong with it.

	A refusal that the script throws itself goes through, as KinerjaError. Raises ScriptFailed for everything else.
	"""
	result = _execute(name, frappe.db.get_value(SCRIPT, name, "script"), groups)
	if problem := check(groups, result):
		_stop(name, _("hasilnya tidak dapat dipakai: {0}").format(problem))
	return result


def _execute(name: str, script: str, groups: list[dict]):
	try:
		with exact_arithmetic():
			after, _locals = safe_exec.safe_exec(
				script, _globals={"kelompok": groups}, restrict_commit_rollback=True
			)
	except frappe.ValidationError as error:
		raise _as_ours(error) from error
	except SyntaxError as error:
		_stop(name, _syntax(error))
	except Exception as error:
		_stop(name, f"{type(error).__name__}: {error}", _line())
	finally:
		# Early versions leave it set when a script fails, and refuse every later write of the request.
		frappe.flags.in_safe_exec = False
	return after.get("hasil")


def _as_ours(error: frappe.ValidationError) -> KinerjaError:
	"""What a script refuses by frappe.throw is refused as the app's own rules do; Frappe's mark of the message stays."""
	if isinstance(error, KinerjaError):
		return error
	ours = KinerjaError(*error.args)
	ours.__dict__.update(error.__dict__)
	return ours


def _line() -> int | None:
	"""The script's own line in the present traceback."""
	frames = traceback.extract_tb(sys.exc_info()[2])
	lines = [frame.lineno for frame in frames if frame.filename.startswith(FILENAME)]
	return lines[-1] if lines else None


def _syntax(error: SyntaxError) -> str:
	told = error.args[0] if error.args else error
	return "; ".join(told) if isinstance(told, tuple | list) else str(told)


def _stop(name: str, problem: str, line: int | None = None) -> None:
	place = (
		_("Server Script {0}, baris {1}").format(name, line) if line else _("Server Script {0}").format(name)
	)
	frappe.throw(
		_("{0}: {1} Perbaiki atau nonaktifkan skripnya, lalu ulangi.").format(
			escape_html(place), escape_html(_as_sentence(problem))
		),
		ScriptFailed,
		title=_("Skrip agregasi gagal"),
	)


def _as_sentence(text: str) -> str:
	return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."
