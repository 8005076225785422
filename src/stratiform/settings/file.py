"""The shape of stratiform.toml, and what is said when a file has another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from stratiform.errors import SettingsError
from stratiform.settings.lines import Key, line_of, lines
from stratiform.settings.names import PATTERN, placeholders
from stratiform.suggest import suggest


def _account(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{12}", value):
        raise ValueError('an account is 12 digits in quotes, like account = "123456789012"')
    return value


def _pattern(value: str) -> str:
    placeholders(value)
    return value


Account = Annotated[str, BeforeValidator(_account)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Region = Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]
Word = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
Suffix = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]
Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A table ``[environments.<name>]`` as written: everything may still be missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    account: Account | None = None
    """12 digits in quotes. Required outside `local`: the credentials at hand never decide."""
    region: Region | None = None
    """Required outside `local`, like "eu-west-1"."""
    zones: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    """Availability zones; the region's first three unless said, so that synthesis asks nobody."""
    tier: Literal["dev", "staging", "prod"] | None = None
    """Required outside `local`, where it is dev."""
    suffix: Suffix | None = None
    """Tells copies of one environment apart; the context key `environmentSuffix` wins."""
    overrides: Mapping[str, Any] = {}
    """Single decisions of the tier: `network.nat_gateways = 2`."""


class Local(BaseModel):
    """The table ``[local]``: how a run on this machine differs. ``images``: pattern to folder or command."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    images: Mapping[Text, Text] = {}
    """What runs in place of an image: its pattern, and a folder with a Dockerfile or a command."""


class File(BaseModel):
    """The whole file as written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: Word | None = None
    """The folder's name unless said. Tagged, and in every name."""
    owner: Text | None = None
    """The tag Owner."""
    cost_center: Text | None = None
    """The tag CostCenter."""
    prefix: Word | None = None
    """For `{prefix}` in names; the project unless said."""
    names: Pattern = PATTERN
    """The pattern of every name."""
    tags: Mapping[Text, str] = {}
    """More tags, on everything."""
    environments: Mapping[Word, Section] = {}
    """A table each; `local` is built in."""
    local: Local = Local()
    """How a run on this machine differs."""


def read(path: Path) -> tuple[File, Mapping[Key, int]]:
    """The file and the line of each of its keys. Raises SettingsError with file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings cannot be read: {error}.",
            where=str(path),
            fix="Make it a text file in UTF-8 that you may read.",
        ) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = at.group(1) if at else max(1, len(text.splitlines()))
        raise SettingsError(
            f"This is not TOML: {error}.",
            where=f"{path}:{line}",
            fix="Correct that line; strings need quotes, and a table stands in [brackets].",
        ) from None
    found = lines(text)
    try:
        return File.model_validate(values), found
    except ValidationError as error:
        raise _explained(error, path, found) from None


def _explained(error: ValidationError, path: Path, found: Mapping[Key, int]) -> SettingsError:
    first = error.errors()[0]
    key = tuple(str(part) for part in first["loc"] if part != "[key]")
    where = f"{path}:{line_of(found, key)}"
    dotted = ".".join(key)
    if first["type"] == "extra_forbidden":
        shape = Section if len(key) == 3 else File
        return SettingsError(
            f"{dotted} is no setting.", where=where, fix=suggest(key[-1], shape.model_fields)
        )
    said = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    return SettingsError(f"{dotted} = {first['input']!r}: {said}.", where=where, fix="Correct that value.")
