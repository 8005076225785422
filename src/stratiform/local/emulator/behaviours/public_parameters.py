"""The public SSM parameters of AWS: images of Amazon Linux, ECS, EKS, Ubuntu, Windows and the like.

The values are stable and of the right form, and no image stands behind them.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = "Public SSM parameters (/aws/service/...) give made-up image ids of the right form."

_PREFIX = "/aws/service/"
_RELEASED = 1728518400


def value(name: str) -> str | None:
    """What the public parameter ``name`` holds here; None where AWS has no such family."""
    if not name.startswith(_PREFIX):
        return None
    image = f"ami-{hashlib.sha256(name.encode()).hexdigest()[:17]}"
    last = name.rsplit("/", 1)[-1]
    if last == "recommended":
        return json.dumps({"schema_version": 1, "image_id": image, "image_name": name.split("/")[-2]})
    if last in ("image_name", "release_version", "image_version"):
        return "1.0.0"
    if "aws-for-fluent-bit" in name:
        return f"public.ecr.aws/aws-observability/aws-for-fluent-bit:{last}"
    return image


def _answering(original: Callable[[str], Any]) -> Callable[[str], Any]:
    @functools.wraps(original)
    def parameter(name: str) -> Any:
        found = original(name)
        made_up = value(name) if found is None else None
        if made_up is None:
            return found
        region = private.get("core.responses", "get_region")()
        return {
            "Name": name,
            "Type": "String",
            "Value": made_up,
            "Version": 1,
            "LastModifiedDate": _RELEASED,
            "ARN": f"arn:aws:ssm:{region}::parameter{name}",
        }

    return parameter


def install() -> None:
    """Answer for every public parameter that MiniStack does not know."""
    private.wrap("services.ssm", "_public_parameter", _answering)
