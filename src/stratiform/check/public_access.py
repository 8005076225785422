"""The blocks of public access that buckets and access points have."""

from __future__ import annotations

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_false, value

BLOCK = "PublicAccessBlockConfiguration"
_FOUR = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def not_blocked(resource: Resource) -> list[str]:
    """Which of the four blocks are absent or off."""
    return [name for name in _FOUR if is_false(value(resource, f"{BLOCK}.{name}"))]
