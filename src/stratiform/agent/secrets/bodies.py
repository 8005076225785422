"""The two ways a secret is written: as AWS Secrets Manager Agent does, and as the Lambda extension does."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from stratiform.agent.secrets.secret import Secret


def agent(secret: Secret) -> bytes:
    """CreatedDate is a text of epoch seconds; what is absent is left out."""
    body = {
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": secret.version,
        "SecretString": secret.text,
        "SecretBinary": secret.binary,
        "VersionStages": list(secret.stages),
        "CreatedDate": f"{secret.created:.3f}".rstrip("0").rstrip("."),
    }
    return json.dumps({name: value for name, value in body.items() if value is not None}).encode()


def extension(secret: Secret) -> bytes:
    """CreatedDate is an ISO date; what is absent is null."""
    return json.dumps(
        {
            "ARN": secret.arn,
            "CreatedDate": iso(secret.created),
            "Name": secret.name,
            "SecretBinary": secret.binary,
            "SecretString": secret.text,
            "VersionId": secret.version,
            "VersionStages": list(secret.stages),
            "ResultMetadata": {},
        }
    ).encode()


def iso(seconds: float) -> str:
    """A moment as Go's SDK writes it, with milliseconds where there are any."""
    text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
    return f"{text.rstrip('0').rstrip('.')}Z"


def body(secret: Secret, dialect: str) -> bytes:
    """``secret`` as a name of ``DIALECTS`` says, written once."""
    known = secret.written.get(dialect)
    if known is None:
        known = secret.written[dialect] = DIALECTS[dialect](secret)
    return known


DIALECTS = {"agent": agent, "extension": extension}
