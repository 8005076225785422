"""Telling a secret from other text: by the shape of known keys, by a name that says so, by randomness."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.containers import TASKS, containers

# Shapes that their makers document; each is specific enough that a match is a key and nothing else.
_SHAPES: Mapping[str, str] = {
    r"(?:AKIA|ASIA)[A-Z2-7]{16}": "an AWS access key id",
    r"gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}": "a GitHub token",
    r"glpat-[A-Za-z0-9_-]{20,}": "a GitLab token",
    r"xox[abeprs]-[A-Za-z0-9-]{10,}": "a Slack token",
    r"[sr]k_live_[A-Za-z0-9]{16,}": "a Stripe key",
    r"AIza[A-Za-z0-9_-]{35}": "a Google API key",
    r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}": "a SendGrid key",
    r"sk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}": "an API key of a model provider",
    r"npm_[A-Za-z0-9]{36}": "an npm token",
    r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}": "a JSON web token",
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----": "a private key",
    r"[a-z][a-z0-9+]*://[^/\s:@]+:[^/\s:@{}$]+@": "an address with a password",
}
_SHAPE = re.compile("|".join(f"(?P<s{at}>{shape})" for at, shape in enumerate(_SHAPES)))
_WORDS = re.compile(
    r"(?:^|[_\-.])(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|APIKEY|API_KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Text that says where a secret is, or stands for one.
_HARMLESS = re.compile(
    r"^$|^arn:|^\{\{resolve:|^https?://[^@]*$|^/[\w/.-]+$|^\$|^<.*>$|^(?:true|false|none|null|\d{1,5})$", re.I
)
_RANDOM = re.compile(r"[A-Za-z0-9+/=_-]{20,}")
_BITS = 4.2


def secret(name: str, text: Any) -> str | None:
    """What kind of secret the variable ``name`` holds, without its value; None where it holds none.

    An intrinsic is none: the value is elsewhere.
    """
    if not isinstance(text, str) or _HARMLESS.search(text):
        return None
    if found := _SHAPE.search(text):
        return list(_SHAPES.values())[int(str(found.lastgroup)[1:])]
    if not _WORDS.search(_CAMEL.sub("_", name).upper()):
        return None
    return (
        "a random text under the name of a secret" if _is_random(text) else "text under the name of a secret"
    )


def variables(resource: Resource) -> Iterator[tuple[str, str, Any]]:
    """The environment variables that a resource gives to code: property path, name, value."""
    for path in ("Environment.Variables", "EnvironmentVariables"):
        found = value(resource, path)
        if isinstance(found, Mapping) and not is_unknown(found):
            yield from ((f"{path}.{name}", name, text) for name, text in found.items())
    yield from _listed(resource.properties, "Environment.EnvironmentVariables", "")
    yield from _listed(resource.properties, "ContainerProperties.Environment", "")
    image = "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables"
    yield from _listed(resource.properties, image, "")
    if resource.type in TASKS:
        for index, container in containers(resource):
            yield from _listed(container, "Environment", f"ContainerDefinitions[{index}].")


def _listed(holder: Mapping[str, Any], path: str, before: str) -> Iterator[tuple[str, str, Any]]:
    for index, one in enumerate(items(value(holder, path))):
        if (
            isinstance(one, Mapping)
            and isinstance(one.get("Name"), str)
            and one.get("Type", "PLAINTEXT") == "PLAINTEXT"
        ):
            yield f"{before}{path}[{index}].Value", one["Name"], one.get("Value")


def _is_random(text: str) -> bool:
    if not _RANDOM.fullmatch(text):
        return False
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values()) >= _BITS
