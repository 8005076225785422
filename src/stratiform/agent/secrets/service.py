"""Secrets Manager, as far as the agent asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field

from stratiform.agent.aws import SECRETS, Aws
from stratiform.agent.secrets.secret import Secret, Wanted, read

_BATCH = 20  # the most that BatchGetSecretValue takes


@dataclass(frozen=True)
class Labels:
    """Which version each label is on, and when the secret last changed, in seconds since the epoch."""

    owners: Mapping[str, str] = field(default_factory=dict)
    changed: float = 0.0


async def value(aws: Aws, secret_id: str, wanted: Wanted) -> Secret:
    """Raises ServiceError and Unreachable."""
    return read(await aws.json(SECRETS, "GetSecretValue", {"SecretId": secret_id, **wanted.parameters}))


async def labels(aws: Aws, secret_id: str) -> Labels:
    """Raises ServiceError and Unreachable."""
    answer = await aws.json(SECRETS, "DescribeSecret", {"SecretId": secret_id})
    owners = {
        label: version for version, own in (answer.get("VersionIdsToStages") or {}).items() for label in own
    }
    return Labels(owners, float(answer.get("LastChangedDate") or 0.0))


async def batch(aws: Aws, *, ids: Iterable[str] = (), tags: Iterable[str] = ()) -> AsyncIterator[Secret]:
    """Secrets by id, or all that have one of the tag keys. What is refused is left out.

    Raises ServiceError and Unreachable.
    """
    listed = list(ids)
    asked = [{"SecretIdList": listed[at : at + _BATCH]} for at in range(0, len(listed), _BATCH)]
    asked += [
        {"Filters": [{"Key": "tag-key", "Values": [tag]}], "MaxResults": _BATCH}  # type: ignore[dict-item, list-item]
        for tag in tags
    ]
    for request in asked:
        more: dict[str, str] = {}
        while True:
            answer = await aws.json(SECRETS, "BatchGetSecretValue", {**request, **more})
            for found in answer.get("SecretValues") or ():
                yield read(found)
            if not answer.get("NextToken"):
                break
            more = {"NextToken": answer["NextToken"]}
