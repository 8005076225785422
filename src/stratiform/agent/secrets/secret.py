"""One version of one secret, and the names it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CURRENT = "AWSCURRENT"


@dataclass(frozen=True)
class Secret:
    """What GetSecretValue answered. ``binary`` is base64; ``created`` is in seconds since the epoch.

    ``written`` has the bodies it was served as, by dialect: a version never changes.
    """

    arn: str
    name: str
    version: str
    stages: tuple[str, ...]
    created: float
    text: str | None = field(default=None, repr=False)
    binary: str | None = field(default=None, repr=False)
    written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)


def read(answer: Mapping[str, Any]) -> Secret:
    """The secret in an answer of GetSecretValue or BatchGetSecretValue."""
    return Secret(
        arn=answer["ARN"],
        name=answer["Name"],
        version=answer["VersionId"],
        stages=tuple(answer.get("VersionStages") or ()),
        created=float(answer.get("CreatedDate") or 0.0),
        text=answer.get("SecretString"),
        binary=answer.get("SecretBinary"),
    )


@dataclass(frozen=True)
class Wanted:
    """Which version of a secret a caller asks for: by its id, or by its label."""

    version: str | None = None
    stage: str | None = None

    @property
    def label(self) -> str | None:
        """The label that decides the version; None where the id alone does, which never changes."""
        return self.stage or (None if self.version else CURRENT)

    @property
    def parameters(self) -> dict[str, str]:
        """For GetSecretValue."""
        found = {"VersionId": self.version, "VersionStage": self.stage}
        return {name: value for name, value in found.items() if value}


def partial(arn: str) -> str:
    """The ARN without the six characters that Secrets Manager adds to the name."""
    head, dash, tail = arn.rpartition("-")
    return head if dash and len(tail) == 6 else arn


def names(secret_id: str) -> tuple[str, ...]:
    """Everything that the secret of an ARN goes by. All but the ARN a later secret of its name has, too."""
    if not secret_id.startswith("arn:"):
        return (secret_id,)
    short = partial(secret_id)
    return secret_id, short, short.rpartition(":secret:")[2]
