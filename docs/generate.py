"""Write docs/reference and fill the included code of every page; with --check, say what has drifted.

A page includes code between two comments, and nobody edits what stands between them:

    <!-- include: blueprints/items_api/app.py -->
    <!-- include: src/stratiform/tiers.py#Tier -->      one top-level class, function or name
    <!-- end -->
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import agent_reference
import constructs_reference
import cost_reference
import rules_reference
from source import docstring, fields

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "stratiform"
INCLUDE = re.compile(
    r"(<!-- include: (?P<path>[^#\s]+)(?:#(?P<name>\w+))? -->\n).*?(<!-- end -->)", re.DOTALL
)


def main() -> int:
    written = {**reference(), **pages()}
    drifted = [path for path, text in written.items() if not path.exists() or path.read_text() != text]
    stale = [path for path in (ROOT / "docs" / "reference").rglob("*.md") if path not in written]
    if "--check" in sys.argv:
        for path in (*drifted, *stale):
            print(
                f"{path.relative_to(ROOT)} has drifted from the source: run `make docs` and commit the result"
            )
        return 1 if drifted or stale else 0
    for path in stale:
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")
    for path in drifted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written[path])
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def pages() -> dict[Path, str]:
    """Every hand-written page with its included code as it is now."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md"]
    found += [path for path in (ROOT / "docs").rglob("*.md") if "reference" not in path.parts]
    found += list((ROOT / "blueprints").glob("*/README.md"))
    return {path: INCLUDE.sub(_included, path.read_text()) for path in found if path.exists()}


def _included(match: re.Match[str]) -> str:
    path = ROOT / match["path"]
    text = path.read_text()
    if match["name"]:
        text = _region(ast.parse(text), text, match["name"])
    language = {".py": "python", ".toml": "toml", ".json": "json", ".sh": "sh", ".yaml": "yaml"}.get(
        path.suffix, ""
    )
    return f"{match[1]}```{language}\n{text.strip()}\n```\n{match[4]}"


def _region(tree: ast.Module, text: str, name: str) -> str:
    for node in tree.body:
        names = [getattr(node, "name", None)]
        if isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if name in names:
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            return "\n".join(text.splitlines()[first - 1 : node.end_lineno])
    raise SystemExit(f"docs: no top-level {name} in the included file")


def reference() -> dict[Path, str]:
    """The generated pages by path."""
    folder = ROOT / "docs" / "reference"
    return {
        folder / "agent.md": agent_reference.page(),
        folder / "commands.md": commands(),
        folder / "constructs.md": constructs_reference.page(),
        folder / "errors.md": f"# Errors\n\n```\n{docstring(SOURCE / 'errors.py')}\n```\n",
        folder / "settings.md": settings(),
        folder / "tiers.md": f"# Tiers\n\n{docstring(SOURCE / 'tiers.py')}\n\n"
        + f"```python\n{(SOURCE / 'tiers.py').read_text().strip()}\n```\n",
        folder / "local-cloud.md": local_cloud(),
        **rules_reference.pages(folder),
        **cost_reference.pages(folder),
    }


def commands() -> str:
    import typer.main

    from stratiform.cli.main import app

    group = typer.main.get_command(app)
    parts = ["# Commands", (group.help or "").strip()]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        if command.hidden:
            continue
        parts.append(f"## strat {name}\n\n{(command.help or '').strip()}")
        parts.append("| argument or option | meaning |\n|---|---|\n" + "\n".join(_parameters(command)))
    return "\n\n".join(parts) + "\n"


def _parameters(command: object) -> Iterator[str]:
    for parameter in command.params:  # type: ignore[attr-defined]
        names = "|".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
        meaning = (getattr(parameter, "help", "") or "").strip()
        choices = ", ".join(f"`{choice}`" for choice in getattr(parameter.type, "choices", None) or ())
        standard = getattr(parameter.default, "value", parameter.default)
        if choices:
            meaning += f" One of {choices}."
        if standard not in (None, "", False, True, Path(), ()):
            meaning += f" Default: `{standard}`."
        yield f"| `{names}` | {meaning} |".replace("||", "| |")


def settings() -> str:
    """Every key that stratiform.toml may have, with the comment its field carries."""
    tables = {
        "File": "The top of stratiform.toml",
        "Section": "`[environments.<name>]`",
        "Local": "`[local]`",
    }
    parts = ["# Settings", docstring(SOURCE / "settings" / "__init__.py")]
    tree = ast.parse((SOURCE / "settings" / "file.py").read_text())
    found = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for name, title in tables.items():
        node = found[name]
        parts += [f"## {title}", "| key | takes | meaning |\n|---|---|---|\n" + fields(node)]
    names = docstring(SOURCE / "settings" / "names.py")
    return "\n\n".join([*parts, "## Names", names]) + "\n"


def local_cloud() -> str:
    """What the local cloud adds to the emulator and where it still differs from AWS."""
    folder = SOURCE / "local" / "emulator"
    parts = [
        "# The local cloud",
        "Where the local cloud differs from AWS. `strat up --explain` prints the same for your own system.",
        "## Behaviours",
        *(_line(path) for path in sorted((folder / "behaviours").glob("[a-z]*.py"))),
        "\n## Resource types that are added to the emulator",
        *(_line(path) for path in sorted((folder / "resources").glob("[a-z]*.py"))),
    ]
    return "\n".join(parts) + "\n"


def _line(path: Path) -> str:
    explain = next(
        (
            ast.literal_eval(node.value)
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            and node.value is not None
            and "EXPLAIN"
            in {getattr(t, "id", "") for t in getattr(node, "targets", [getattr(node, "target", None)])}
            and isinstance(node.value, ast.Constant)
        ),
        None,
    )
    first = docstring(path).split("\n\n")[0].replace("\n", " ")
    return f"- **{path.stem.replace('_', ' ')}**: {first}" + (f" *{explain}*" if explain else "")


if __name__ == "__main__":
    sys.exit(main())
