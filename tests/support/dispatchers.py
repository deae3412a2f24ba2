"""Dispatchers in the installed Frappe, found in its source: whitelisted functions in which a text from the client becomes the name
of what is called, looked up or imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What turns a name into a function, a module or a hook, by the last part of its own name.
SINKS = frozenset(
	{
		"get_attr",
		"call",
		"getattr",
		"get_module",
		"import_module",
		"__import__",
		"run_method",
		"get_method",
		"execute_cmd",
		"get_hooks",
		"enqueue",
		"enqueue_doc",
		"safe_exec",
		"safe_eval",
		"eval",
		"exec",
	}
)
# Sinks of which only the first argument is a name, or the second one.
POSITION = {"getattr": 1, **dict.fromkeys(("call", "enqueue", "enqueue_doc", "run_method"), 0)}
FORM = ("form_dict",)
DEPTH = 3


@dataclass(frozen=True)
class Dispatcher:
	"""`function` hands something of the client's to `sinks`."""

	function: str
	sinks: frozenset[str]


def found_in(package: Path) -> list[Dispatcher]:
	"""Every dispatcher among the whitelisted functions of a package and the entries of its handler and API."""
	found = []
	for path in sorted(package.rglob("*.py")):
		place = path.relative_to(package)
		if "tests" in place.parts or path.name.startswith("test_"):
			continue
		module = ".".join((package.name, *place.with_suffix("").parts)).removesuffix(".__init__")
		entry = module.startswith((f"{package.name}.api", f"{package.name}.handler"))
		text = path.read_text()
		if not entry and "whitelist(" not in text:
			continue
		tree = ast.parse(text)
		defined = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
		for function in defined.values():
			if entry or any("whitelist(" in ast.unparse(each) for each in function.decorator_list):
				sinks = frozenset(_sinks(function, _parameters(function), defined, DEPTH))
				if sinks:
					found.append(Dispatcher(f"{module}.{function.name}", sinks))
	return found


def _parameters(function: ast.FunctionDef) -> set[str]:
	arguments = function.args
	named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
	return {each.arg for each in (*named, arguments.vararg, arguments.kwarg) if each} - {"self", "cls"}


def _sinks(function: ast.FunctionDef, tainted: set[str], defined: dict, depth: int) -> Iterator[str]:
	tainted = _spread(function, tainted)
	for node in ast.walk(function):
		if not isinstance(node, ast.Call):
			continue
		name = _last(node.func)
		at = POSITION.get(name)
		arguments = [*node.args, *(word.value for word in node.keywords)]
		names = (
			arguments
			if at is None
			else [word.value for word in node.keywords if word.arg in ("method", "fn")]
		)
		if at is not None and len(node.args) > at:
			names.append(node.args[at])
		if name in SINKS and any(_is_tainted(each, tainted) for each in names):
			yield name
		elif isinstance(node.func, ast.Name) and name in defined and depth:
			inner = defined[name]
			parameters = [each.arg for each in inner.args.args]
			handed = {p for p, each in zip(parameters, node.args, strict=False) if _is_tainted(each, tainted)}
			handed |= {word.arg for word in node.keywords if word.arg and _is_tainted(word.value, tainted)}
			if handed and inner is not function:
				yield from _sinks(inner, handed, defined, depth - 1)


def _spread(function: ast.FunctionDef, tainted: set[str]) -> set[str]:
	"""The names that hold something of the client's: parameters, the form, and what is made of them."""
	tainted = set(tainted)
	while True:
		before = len(tainted)
		for node in ast.walk(function):
			if isinstance(node, ast.Assign) and _is_tainted(node.value, tainted):
				for target in node.targets:
					tainted |= {each.id for each in ast.walk(target) if isinstance(each, ast.Name)}
			elif isinstance(node, ast.For | ast.comprehension) and _is_tainted(node.iter, tainted):
				tainted |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
		if len(tainted) == before:
			return tainted


def _is_tainted(node: ast.AST, tainted: set[str]) -> bool:
	"""Whether an expression is made of something of the client's; a stored document that it only names is not."""
	for each in ast.walk(node):
		if isinstance(each, ast.Name) and each.id in tainted:
			return True
		if isinstance(each, ast.Attribute) and each.attr in FORM:
			return True
	return False


def _last(function: ast.AST) -> str:
	return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
