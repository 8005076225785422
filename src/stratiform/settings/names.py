"""One pattern names everything in an environment.

The suffix tells copies of one environment apart. It goes where the pattern says ``{suffix}``; a pattern
that does not say it gets it behind the environment: ``items-dev-handler`` becomes
``items-dev-pr12-handler``.
"""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass

from stratiform.suggest import suggest

PLACEHOLDERS = ("account", "component", "environment", "prefix", "project", "region", "suffix", "type")
PATTERN = "{project}-{environment}-{component}"


def placeholders(pattern: str) -> frozenset[str]:
    """The placeholders of ``pattern``. Raises ValueError, whose text says what is wrong with it."""
    found = set()
    for _, field, form, conversion in string.Formatter().parse(pattern):
        if field is None:
            continue
        if field not in PLACEHOLDERS or form or conversion:
            raise ValueError(f"{{{field}}} is no placeholder. {suggest(field, PLACEHOLDERS)}")
        found.add(field)
    if "component" not in found:
        raise ValueError("without {component} everything would have the same name")
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the placeholders stand for in one environment. ``suffix`` is None where none was given."""

    pattern: str
    prefix: str
    project: str
    environment: str
    suffix: str | None
    region: str
    account: str

    @property
    def copy(self) -> str:
        """The environment and, where one was given, the suffix: ``dev``, ``dev-pr12``."""
        return f"{self.environment}-{self.suffix}" if self.suffix else self.environment

    def of(self, component: str, type: str = "", *, limit: int = 64) -> str:
        """The name of one component. A placeholder without a value goes, with its separator.

        A name longer than ``limit`` characters is cut and ends in a hash of the whole.
        """
        name = self.pattern.format(
            prefix=self.prefix,
            project=self.project,
            environment=self.environment if "{suffix}" in self.pattern else self.copy,
            suffix=self.suffix or self.environment,
            region=self.region,
            account=self.account,
            component=component,
            type=type,
        )
        name = re.sub(r"([-_./])\1+", r"\1", name).strip("-_./")
        if len(name) <= limit:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        return f"{name[: limit - 9].rstrip('-_./')}-{digest}"


def kebab(words: str) -> str:
    """``ItemsAPI`` and ``items_api`` -> ``items-api``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", words)
    return re.sub(r"[^a-z0-9]+", "-", spaced.lower()).strip("-")
