"""What the pages of the reference read in the source, without importing it."""

from __future__ import annotations

import ast
import re
from pathlib import Path


def fields(node: ast.ClassDef, *, defaults: bool = False) -> str:
    """The rows of a table: each field of a class, what it takes, its default if asked, the text below it."""
    rows = []
    for item, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            takes = ast.unparse(item.annotation).replace(" | None", "").replace("|", "or")
            takes = re.sub(r"Annotated\[(.+?), (?:Field|After|Before).*\]", r"\1", takes)
            default = f" {_default(item.value)} |" if defaults else ""
            rows.append(f"| `{item.target.id}` | {takes} |{default} {text(after)} |")
    return "\n".join(rows)


def _default(value: ast.expr | None) -> str:
    if value is None:
        return ""
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "field":
        made = next(each.value for each in value.keywords if each.arg == "default_factory")
        return "`{}`" if ast.unparse(made) == "dict" else f"`{ast.unparse(made)}()`"
    return f"`{ast.unparse(value)}`"


def text(node: ast.stmt | None) -> str:
    """The text that stands alone as ``node``; nothing where it is something else."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def docstring(path: Path) -> str:
    """The docstring of a module; nothing where there is no file."""
    return ast.get_docstring(ast.parse(path.read_text())) or "" if path.exists() else ""
