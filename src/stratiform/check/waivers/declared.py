"""``stratiform-waivers.toml``, beside the app: what somebody accepts, why, and until when.

    [[waivers]]
    rule = "s3-no-access-log"           # the id of a rule; `strat check --list` prints them
    path = "Shop/Assets/*"              # a construct path; * is any text, / too
    reason = "Public pictures: nobody needs to know who read them."
    owner = "jo@example.com"
    expires = 2027-03-31                # the last day on which it counts

Every key is required. A rule of another engine is named as its finding is, e.g. ``validate:W2508``. A waived
finding is still told, and fails nothing. An expired waiver is a finding itself, and what it waived is open
again. A waiver that matches nothing is told.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Origin
from stratiform.assembly.text import read_text, shown
from stratiform.check.finding import Finding
from stratiform.errors import WaiverError
from stratiform.suggest import did_you_mean

NAME = "stratiform-waivers.toml"
_KEYS = ("rule", "path", "reason", "owner", "expires")
_TABLE = re.compile(r"^\s*\[\[\s*waivers\s*\]\]")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True)
class Declared:
    """One waiver of the file. It counts through the day ``expires``."""

    rule: str
    path: str
    reason: str
    owner: str
    expires: datetime.date
    origin: Origin

    def matches(self, finding: Finding) -> bool:
        """Whether it is about this finding, under our id of the rule or another engine's."""
        if self.rule != finding.rule and self.rule not in finding.also:
            return False
        places = (finding.path, str(finding.address or ""))
        return any(fnmatchcase(place, self.path) for place in places)


def read(file: Path, rules: Collection[str], prefixes: Collection[str]) -> tuple[Declared, ...]:
    """The waivers in ``file``, of ``rules`` and of what starts with one of the engines' ``prefixes``.

    Raises WaiverError with the file and line.
    """
    import tomllib

    text = read_text(file, WaiverError)
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        found = _AT_LINE.search(str(failure))
        line = int(found[1]) if found else len(text.splitlines())
        what = f"{file.name} is not TOML: {_AT_LINE.sub('', str(failure))}"
        raise WaiverError(what, where=f"{shown(file)}:{line}", fix="Correct the file.") from None
    tables = body.pop("waivers", [])
    if body or not isinstance(tables, list):
        what = f"{file.name} holds {next(iter(body), 'waivers')!r}, which is no list of waivers."
        raise WaiverError(what, where=f"{shown(file)}:1", fix="Write a [[waivers]] table for each waiver.")
    reader = _Reader(file, text.splitlines(), rules, prefixes)
    return tuple(reader.waiver(number, table) for number, table in enumerate(tables))


@dataclass(frozen=True)
class _Reader:
    file: Path
    lines: list[str]
    rules: Collection[str]
    prefixes: Collection[str]

    def waiver(self, number: int, table: Any) -> Declared:
        if not isinstance(table, Mapping):
            raise self.error(
                f"A waiver must be a table; it is {table!r}.", number, None, "Write [[waivers]]."
            )
        for key in table:
            if key not in _KEYS:
                raise self.error(f"A waiver has no {key!r}.", number, key, f"It has {', '.join(_KEYS)}.")
        texts = {key: self.text(table, key, number) for key in _KEYS if key != "expires"}
        self.known(texts["rule"], number)
        return Declared(
            **texts,
            expires=self.date(table.get("expires"), number),
            origin=Origin(shown(self.file), self.line(number)),
        )

    def text(self, table: Mapping[str, Any], key: str, number: int) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        what = f"The waiver of {table.get('rule', 'no rule')} has no {key}"
        seen = "." if value is None else f": it is {value!r}."
        raise self.error(what + seen, number, key, f'Write {key} = "..." in it.')

    def known(self, rule: str, number: int) -> None:
        engine, separator, _ = rule.partition(":")
        if rule in self.rules or (separator and engine in self.prefixes):
            return
        raise self.error(
            f"A waiver names the rule {rule!r}, which does not exist.",
            number,
            "rule",
            f"{did_you_mean(rule, self.rules)}`strat check --list` prints every rule.",
        )

    def date(self, value: Any, number: int) -> datetime.date:
        if isinstance(value, str):
            try:
                value = datetime.date.fromisoformat(value)
            except ValueError:
                value = repr(value)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        what = "A waiver has no expires" if value is None else f"A waiver expires on no date: it is {value}"
        raise self.error(f"{what}.", number, "expires", "Write the last day, e.g. expires = 2027-03-31.")

    def error(self, what: str, number: int, key: str | None, fix: str) -> WaiverError:
        return WaiverError(what, where=f"{shown(self.file)}:{self.line(number, key)}", fix=fix)

    def line(self, number: int, key: str | None = None) -> int:
        """The line of the key in the waiver of this number, or of its head: tomllib tells none."""
        heads = [at for at, line in enumerate(self.lines, 1) if _TABLE.match(line)]
        if number >= len(heads):
            return 1
        first = heads[number]
        last = heads[number + 1] - 1 if number + 1 < len(heads) else len(self.lines)
        wanted = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=""") if key else None
        return next(
            (at for at in range(first, last + 1) if wanted and wanted.match(self.lines[at - 1])), first
        )
