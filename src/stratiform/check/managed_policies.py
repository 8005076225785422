"""The managed policies of AWS that identities have."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Resource
from stratiform.assembly.policies import IDENTITIES
from stratiform.assembly.properties import items
from stratiform.check.texts import written

HOLDERS = (*IDENTITIES, "AWS::Serverless::Function", "AWS::Serverless::StateMachine")
"""The types that take managed policies by their names or ARNs."""


def managed_policies(holder: Resource) -> Iterator[tuple[str, str]]:
    """The managed policies of AWS that a resource of ``HOLDERS`` has: places, and names without a path."""
    for path in ("ManagedPolicyArns", "Policies"):
        listed = holder.properties.get(path)
        for index, policy in enumerate(items(listed)):
            named = written(policy)
            if named and (path == "Policies" or ":aws:policy/" in named):
                yield (f"{path}[{index}]" if isinstance(listed, list) else path), named.rpartition("/")[2]
