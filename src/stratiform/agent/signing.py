"""AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

botocore has it too, and six megabytes of memory with it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Keys:
    """Credentials. ``expires`` is in seconds since the epoch, None for those that never do."""

    access: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    expires: float | None = None


def signed(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    keys: Keys,
    service: str,
    region: str,
    now: datetime | None = None,
) -> dict[str, str]:
    """``headers`` with those that sign the request. ``url`` has its path encoded already."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    parts = urlsplit(url)
    whole = {**headers, "Host": parts.netloc, "X-Amz-Date": moment}
    if keys.token is not None:
        whole["X-Amz-Security-Token"] = keys.token
    names = sorted(whole, key=str.lower)
    listed = ";".join(name.lower() for name in names)
    canonical = "\n".join(
        [
            method,
            quote(parts.path or "/", safe="/~"),
            "&".join(sorted(parts.query.split("&"))),
            *(f"{name.lower()}:{' '.join(whole[name].split())}" for name in names),
            "",
            listed,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    text = "\n".join([_ALGORITHM, moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{keys.secret}".encode()
    for part in (moment[:8], region, service, "aws4_request", text):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = (
        f"{_ALGORITHM} Credential={keys.access}/{scope}, SignedHeaders={listed}, Signature={key.hex()}"
    )
    return {**whole, "Authorization": signature}
