"""The page about constructs: every public name, what it is and takes, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from source import fields, text

FOLDER = Path(__file__).resolve().parent.parent / "src" / "stratiform" / "constructs"
INTRODUCTION = """```python
from stratiform.constructs import App, Environment, Network, Service  # each name of this page
```

`App` is the CDK's own. A workload (a function, service, worker or job) is told about a resource by
`uses`, in variables: the resource's id and a word. With `web.uses(Queue(self, "Placed"))` the queue's address
is in `PLACED_QUEUE_URL`, which is `<ID>_QUEUE_URL` below; `as_="QUEUE_URL"` gives it another name."""


def page() -> str:
    """Every public name of the package, in the order of its modules."""
    tree = ast.parse((FOLDER / "__init__.py").read_text())
    public = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_MODULES"
    )
    sources = {path.stem: path.read_text() for path in sorted(FOLDER.glob("[a-z]*.py"))}
    modules = {stem: ast.parse(source) for stem, source in sources.items()}
    words = {stem: _literals(module) for stem, module in modules.items()}
    bodies = {stem: _Spelt(_imported(module, words)).visit(module).body for stem, module in modules.items()}
    known = {node.name: node for body in bodies.values() for node in body if isinstance(node, ast.ClassDef)}
    parts = ["# Constructs", ast.get_docstring(tree) or "", INTRODUCTION]
    for stem, body in bodies.items():
        for node, after in zip(body, [*body[1:], None], strict=True):
            name = getattr(node, "name", None) or getattr(getattr(node, "targets", [None])[0], "id", None)
            if name in public and public[name].endswith(f".{stem}"):
                parts.extend(_described(node, after, known, sources[stem]))
    return "\n\n".join(parts) + "\n"


def _literals(module: ast.Module) -> dict[str, ast.expr]:
    """The names that a module gives to a choice of words."""
    return {
        node.targets[0].id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Subscript)
        and getattr(node.value.value, "id", "") == "Literal"
    }


def _imported(module: ast.Module, words: Mapping[str, dict[str, ast.expr]]) -> dict[str, ast.expr]:
    """Those that it may write: its own, and those of the modules of the package that it imports."""
    found = _literals(module)
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            there = words.get((node.module or "").rpartition(".")[2], {})
            found |= {name.name: there[name.name] for name in node.names if name.name in there}
    return found


class _Spelt(ast.NodeTransformer):
    """Writes the words themselves where an annotation has a name for them."""

    def __init__(self, words: Mapping[str, ast.expr]) -> None:
        self._words = words

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._words.get(node.id, node) if isinstance(node.ctx, ast.Load) else node


def _described(
    node: ast.stmt, after: ast.stmt | None, known: Mapping[str, ast.ClassDef], source: str
) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        written = ast.get_source_segment(source, node)
        yield f"## {ast.unparse(node.targets[0])}\n\n{text(after)}\n\n```python\n{written}\n```"
    if isinstance(node, ast.FunctionDef):
        yield f"## {node.name}({_arguments(node.args, skip=0)})\n\n{ast.get_docstring(node)}"
    if not isinstance(node, ast.ClassDef):
        return
    yield f"## {node.name}\n\n{ast.get_docstring(node)}"
    if members := [ast.unparse(item.targets[0]) for item in node.body if isinstance(item, ast.Assign)]:
        yield "One of " + ", ".join(f"`{node.name}.{member}`" for member in members) + "."
    if rows := fields(node, defaults=True):
        yield "| field | takes | by default | meaning |\n|---|---|---|---|\n" + rows
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            passed = _passed_on(node, item.args, known)
            mark = ["*"] if passed and not item.args.kwonlyargs else []
            arguments = ", ".join([_arguments(item.args), *mark, *passed])
            yield f"```python\n{node.name}({arguments})\n```"
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_") and ast.get_docstring(item):
            static = any(getattr(d, "id", "") == "staticmethod" for d in item.decorator_list)
            call = f"{node.name}.{item.name}({_arguments(item.args, skip=0 if static else 1)})"
            yield f"### {call}\n\n{ast.get_docstring(item)}"
            if item.name == "binding" and (found := sorted(_variables(item, known))):
                yield "Variables: " + ", ".join(f"`<ID>_{word}`" for word in found) + "."


def _variables(method: ast.FunctionDef, known: Mapping[str, ast.ClassDef]) -> set[str]:
    """The words of the variables that a binding tells, also through the methods ``address`` that it calls."""
    found = set()
    for node in ast.walk(method):
        if isinstance(node, ast.Dict):
            keys = (key.value for key in node.keys if isinstance(key, ast.Constant))
            found |= {key for key in keys if isinstance(key, str) and key.isupper()}
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "address":
            address = next(item for item in known["Database"].body if getattr(item, "name", "") == "address")
            found |= _variables(address, known)
    return found


def _passed_on(node: ast.ClassDef, arguments: ast.arguments, known: Mapping[str, ast.ClassDef]) -> list[str]:
    """The arguments in ``**options: Unpack[Options]``, as the class above that names them writes them."""
    annotation = arguments.kwarg.annotation if arguments.kwarg else None
    if not isinstance(annotation, ast.Subscript) or getattr(annotation.value, "id", "") != "Unpack":
        return []
    named = {item.target.id for item in known[annotation.slice.id].body if isinstance(item, ast.AnnAssign)}
    above = known[node.bases[0].id]
    initializers = (item for item in above.body if getattr(item, "name", "") == "__init__")
    found = next(initializers, None)
    if found is None or found.args.kwarg:
        return _passed_on(above, found.args if found else arguments, known)
    pairs = zip(found.args.kwonlyargs, found.args.kw_defaults, strict=True)
    return [_argument(argument, default) for argument, default in pairs if argument.arg in named]


def _arguments(arguments: ast.arguments, *, skip: int = 1) -> str:
    defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + list(arguments.defaults)
    pairs = list(zip(arguments.args, defaults, strict=True))[skip:]
    parts = [_argument(argument, default) for argument, default in pairs]
    if arguments.kwonlyargs:
        parts.append("*")
        parts += [_argument(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    return ", ".join(parts)


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    annotation = f": {ast.unparse(argument.annotation)}" if argument.annotation else ""
    return argument.arg + annotation + (f" = {ast.unparse(default)}" if default is not None else "")
