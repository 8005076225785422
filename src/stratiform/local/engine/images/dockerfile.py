"""A Dockerfile read into stages. The words come from BuildKit's own parser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.engine.images import functions
from stratiform.local.engine.images.expand import expand
from stratiform.local.engine.images.stage import Stage


def read(path: Path, arguments: Mapping[str, str] | None = None, target: str | None = None) -> list[Stage]:
    """The stages up to ``target``, by default all; the last one is the image.

    Raises ImageError, with file and line where they are known, for what does not parse.
    """
    import dockerfile as buildkit  # a Go library: loaded by the first app that builds an image

    from stratiform.local.engine.images.instructions import INSTRUCTIONS

    try:
        commands = buildkit.parse_file(str(path))
    except buildkit.GoParseError as error:
        raise _wrong(str(error), f"{path}:{_line(path.read_text(), buildkit.parse_string)}") from error
    except (buildkit.GoIOError, OSError) as error:
        raise ImageError(
            "There is no Dockerfile", where=str(path), fix="Write one, or name it in the image asset."
        ) from error
    stages: list[Stage] = []
    outer: dict[str, str] = {}
    for command in commands:
        name, where = command.cmd.upper(), f"{path}:{command.start_line}"
        try:
            if name == "FROM":
                stages.append(_from(command.value, command.start_line, stages, outer))
            elif name == "ARG" and not stages:
                outer |= _arguments(command.value, arguments or {}, outer, {})
            elif name not in INSTRUCTIONS and name != "ARG":
                raise _wrong(f"there is no instruction {command.cmd}", where)
            elif not stages:
                raise _wrong(f"{name} comes before FROM", where)
            elif name == "ARG":
                given = _arguments(command.value, arguments or {}, stages[-1].variables, outer)
                stages[-1] = replace(stages[-1], arguments={**stages[-1].arguments, **given})
            else:
                stages[-1] = INSTRUCTIONS[name](stages[-1], command)
        except (ValueError, IndexError) as error:
            raise _wrong(str(error) or f"{name} lacks a value", where) from error
    if not stages:
        raise _wrong("it has no FROM", str(path))
    return stages[: _end(stages, target, path)]


def numbered(stages: Sequence[Stage], name: str) -> int | None:
    """Which stage ``name`` is, by its name or its number; None for the name of an image."""
    for index, stage in enumerate(stages):
        if stage.name and stage.name.lower() == name.lower():
            return index
    return int(name) if name.isdigit() and int(name) < len(stages) else None


def _from(words: Sequence[str], line: int, stages: Sequence[Stage], outer: Mapping[str, str]) -> Stage:
    base, *rest = (expand(word, outer) for word in words)
    if not base:
        raise ValueError(f"FROM {' '.join(words)} names no image")
    name = rest[1] if len(rest) == 2 and rest[0].upper() == "AS" else ""
    number = numbered(stages, base)
    if number is None:
        return Stage(base, name, line, config=functions.config(base), folders=functions.folders(base))
    parent = stages[number]
    return replace(parent, name=name, line=line, parent=number, steps=(), folders=(), arguments={})


def _arguments(
    words: Sequence[str], given: Mapping[str, str], known: Mapping[str, str], outer: Mapping[str, str]
) -> dict[str, str]:
    found = {}
    for word in words:
        name, equals, default = word.partition("=")
        value = given.get(name, expand(default, known) if equals else outer.get(name))
        if value is not None:
            found[name] = value
    return found


def _line(text: str, parse: Callable[[str], object]) -> int:
    """The parser does not say where it failed: it is the line after the longest start that parses."""
    lines = text.splitlines(keepends=True)
    for number in range(len(lines) - 1, 0, -1):
        try:
            parse("".join(lines[:number]))
        except Exception:  # noqa: S112 - whatever it raises, this much does not parse
            continue
        return number + 1
    return 1


def _end(stages: Sequence[Stage], target: str | None, path: Path) -> int:
    if target is None:
        return len(stages)
    number = numbered(stages, target)
    if number is None:
        names = ", ".join(stage.name for stage in stages if stage.name)
        raise ImageError(
            f"The Dockerfile has no stage {target}",
            where=str(path),
            fix=f"It has: {names or 'no named stage'}.",
        )
    return number + 1


def _wrong(what: str, where: str) -> ImageError:
    return ImageError(f"The Dockerfile does not parse: {what}", where=where, fix="Correct the line.")
