"""What instances are launched with: an instance's own settings, a template's or a configuration's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, value

INSTANCE = "AWS::EC2::Instance"
TEMPLATE = "AWS::EC2::LaunchTemplate"
CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration"
LAUNCHES = (INSTANCE, TEMPLATE, CONFIGURATION)

_CLASS = re.compile(r"^(?:db\.|cache\.)?([a-z]+)(\d+)([a-z\-]*)\.")


def prefix(resource: Resource) -> str:
    """Where the settings of a launch stand in the properties: a path that ends in a dot, or nothing."""
    return "LaunchTemplateData." if resource.type == TEMPLATE else ""


def setting(resource: Resource, path: str, default: Any = None) -> Any:
    """The value of one setting of a resource of ``LAUNCHES``."""
    return value(resource, f"{prefix(resource)}{path}", default)


def disks(resource: Resource) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The EBS volumes that a resource of ``LAUNCHES`` writes down, each with its place."""
    for index, mapping in enumerate(items(setting(resource, "BlockDeviceMappings"))):
        ebs = mapping.get("Ebs") if isinstance(mapping, Mapping) and not is_unknown(mapping) else None
        if isinstance(ebs, Mapping) and not is_unknown(ebs):
            yield f"{prefix(resource)}BlockDeviceMappings[{index}].Ebs", ebs


def family(instance_type: Any) -> tuple[str, int, str] | None:
    """``m5a.large`` is ``("m", 5, "a")``: series, generation, the letters after it; None for no such name."""
    found = _CLASS.match(instance_type) if isinstance(instance_type, str) else None
    return (found[1], int(found[2]), found[3]) if found else None
