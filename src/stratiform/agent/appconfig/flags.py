"""Feature flags in a configuration: plain JSON, or with variants as Ion text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stratiform.agent.appconfig.ion import Annotated, IonError, values
from stratiform.agent.appconfig.variants import Context, chosen
from stratiform.agent.appconfig.version import Version
from stratiform.agent.errors import ServiceError

_FLAG = re.compile(rb"\s*'[A-Za-z][\w-]*'\s*::")  # how no other text begins that may begin with a quote


def evaluated(version: Version, context: Context, wanted: Sequence[str]) -> bytes:
    """What is served of ``version``: all of it, or the flags ``wanted``; with variants, for ``context``.

    One flag stands alone, several are an object by name. Raises ServiceError for flags that are not there.
    """
    if _is_ion(version):
        known: Mapping[str, Any] = {
            name: chosen(name, elements, context) for name, elements in _once(version, _variants).items()
        }
    elif wanted:
        known = _once(version, _plain)
    else:
        return version.content
    missing = [name for name in wanted if name not in known]
    if missing:
        raise ServiceError(404, "ResourceNotFoundException", f"There is no flag {', '.join(missing)}.")
    if len(wanted) == 1:
        return json.dumps(known[wanted[0]]).encode()
    return json.dumps({name: known[name] for name in wanted or known}).encode()


def _once(version: Version, read: Callable[[bytes], Mapping[str, Any]]) -> Mapping[str, Any]:
    if "flags" not in version.parsed:
        version.parsed["flags"] = read(version.content)
    found: Mapping[str, Any] = version.parsed["flags"]
    return found


def _plain(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise ServiceError(400, "BadRequestException", "This configuration has no feature flags.")
    return found


def _is_ion(version: Version) -> bool:
    return version.type.startswith("application/ion") or _FLAG.match(version.content) is not None


def _variants(content: bytes) -> Mapping[str, list[Any]]:
    """Flag -> its elements. Raises ServiceError for text that is not what AppConfig sends."""
    try:
        found = values(content.decode())
    except (IonError, UnicodeDecodeError) as error:
        raise ServiceError(500, "InternalServerException", f"The flags cannot be read: {error}") from None
    return {
        each.name: each.value if isinstance(each.value, list) else [each.value]
        for each in found
        if isinstance(each, Annotated)
    }
