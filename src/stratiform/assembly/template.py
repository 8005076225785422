"""A CloudFormation template as loaded: nothing is resolved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.assembly import json_text
from stratiform.assembly.document import Malformed
from stratiform.assembly.text import read_text, shown, shown_name
from stratiform.errors import TemplateError

# CloudFormation takes 1 MB, so what is far above is no template of use to anybody.
MAX_BYTES = 10_000_000
_FIX = "Correct the template, or synthesize it again."


@dataclass(frozen=True)
class Template:
    """One template's sections, and the line of each of their members."""

    file: Path
    body: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]

    def section(self, name: str) -> Mapping[str, Any]:
        """A top-level section, empty where there is none. Raises TemplateError when it is no mapping."""
        section = self.body.get(name)
        if section is None:
            return {}
        if not isinstance(section, dict):
            raise self.error(f"{name} must be a mapping; it is {described(section)}", name)
        return section

    def line(self, *key: str) -> int:
        """The line of a section or of one of its members."""
        return self.lines.get(key) or self.lines.get(key[:1]) or 1

    def where(self, *key: str) -> str:
        """The file and line of a section or of one of its members."""
        return f"{shown(self.file)}:{self.line(*key)}"

    def error(self, what: str, *key: str) -> TemplateError:
        """The error that says ``what`` about a section or one of its members."""
        return TemplateError(what, where=self.where(*key), fix=_FIX)


def load(file: Path) -> Template:
    """The template in ``file``, JSON or YAML. Raises TemplateError with the file and line."""
    text = read_text(file, limit=MAX_BYTES)
    looks_json = text.lstrip()[:1] in ("{", "[") or file.suffix == ".json"
    try:
        if looks_json and file.suffix not in (".yaml", ".yml"):
            document = json_text.parse(text)
        else:
            from stratiform.assembly import yaml_text  # assemblies are JSON, and the YAML parser loads slowly

            document = yaml_text.parse(text)
    except Malformed as failure:
        raise TemplateError(
            f"{shown_name(file)} {failure.problem}", where=f"{shown(file)}:{failure.line}", fix=_FIX
        ) from None
    if not isinstance(document.value, dict):
        raise TemplateError(
            f"A template must be a mapping; {shown_name(file)} is {described(document.value)}",
            where=f"{shown(file)}:1",
            fix=_FIX,
        )
    return Template(file, document.value, document.lines)


def described(value: Any) -> str:
    """What a message calls ``value``: ``a list``, ``a mapping``, ``empty`` or the value."""
    match value:
        case None:
            return "empty"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return f"the text {value[:40]!r}"
    return repr(value)[:40]


def transforms(template: Template) -> tuple[str, ...]:
    """The names of the macros that AWS would run on the template, SAM's among them."""
    declared = template.body.get("Transform")
    names = [
        transform.get("Name") if isinstance(transform, dict) else transform
        for transform in (declared if isinstance(declared, list) else [declared])
    ]
    return tuple(name for name in names if isinstance(name, str))
