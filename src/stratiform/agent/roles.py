"""Credentials of other roles, each assumed once and renewed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from stratiform.agent.aws import TOKENS, Aws
from stratiform.agent.credentials import Renewed, assumed
from stratiform.agent.errors import ServiceError
from stratiform.agent.signing import Keys

_ARN = re.compile(r"arn:[\w-]+:iam::\d{12}:role/[\w+=,.@/-]+")


def is_role(text: str) -> bool:
    """Whether ``text`` is the ARN of a role."""
    return _ARN.fullmatch(text) is not None


@dataclass(frozen=True)
class Role:
    """A role to assume. ``duration`` is in seconds."""

    arn: str
    session: str
    external_id: str | None = None
    duration: int = 3600


def with_role(aws: Aws, role: Role) -> Aws:
    """The same region with the keys of ``role``."""

    async def assume() -> Keys:
        parameters = {
            "RoleArn": role.arn,
            "RoleSessionName": role.session,
            "DurationSeconds": str(role.duration),
        }
        if role.external_id:
            parameters["ExternalId"] = role.external_id
        try:
            return assumed(await aws.query(TOKENS, "AssumeRole", parameters))
        except ServiceError as error:
            if error.is_transient:
                raise
            says = f"Failed to create caching client from role: {error.message}"
            raise ServiceError(403, "AccessDeniedException", says) from None

    renewed = Renewed(assume)
    return replace(aws, keys=renewed, worn=renewed.refused)


@dataclass
class Roles:
    """The roles that callers have named, at most ``most``; none is ever forgotten, as in AWS's agent."""

    aws: Aws
    most: int
    session: str
    known: dict[str, Aws] = field(default_factory=dict)

    def named(self, arn: str | None) -> Aws:
        """AWS as ``arn``, or as the task itself. Raises ServiceError for one role too many."""
        if arn is None:
            return self.aws
        if arn not in self.known:
            if len(self.known) >= self.most:
                raise ServiceError(400, "MaxRolesExceeded", f"The limit is {self.most} roles.")
            self.known[arn] = with_role(self.aws, Role(arn, self.session))
        return self.known[arn]
