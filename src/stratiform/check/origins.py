"""The origins of CloudFront distributions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, value

_BUCKET = re.compile(r"\.s3[.-](?!website).*amazonaws\.com|RegionalDomainName")


def domain(origin: Any) -> str:
    """The domain name of an origin as text; of an intrinsic, what is written in it, as in ``WebsiteURL``."""
    return str(origin.get("DomainName", "")) if isinstance(origin, Mapping) else ""


def is_website(origin: Any) -> bool:
    """Whether the origin is the website endpoint of a bucket."""
    return any(name in domain(origin) for name in ("s3-website", "WebsiteURL"))


def _is_bucket(origin: Mapping[str, Any]) -> bool:
    if "S3OriginConfig" in origin or "CustomOriginConfig" in origin:
        return "S3OriginConfig" in origin
    return bool(_BUCKET.search(domain(origin)))


def buckets(distribution: Resource) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The origins that are buckets read as such, not through their website, with their places."""
    for index, origin in enumerate(items(value(distribution, "DistributionConfig.Origins"))):
        if isinstance(origin, Mapping) and not is_unknown(origin) and _is_bucket(origin):
            yield index, origin
