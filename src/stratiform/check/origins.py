"""The origins of CloudFront distributions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.check.properties import is_unknown, items, value


def domain(origin: Any) -> str:
    """The domain name of an origin as text; of an intrinsic, what is written in it, as in ``WebsiteURL``."""
    return str(origin.get("DomainName", "")) if isinstance(origin, Mapping) else ""


def is_website(origin: Any) -> bool:
    """Whether the origin is the website endpoint of a bucket."""
    return any(name in domain(origin) for name in ("s3-website", "WebsiteURL"))


def buckets(distribution: Resource) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The origins that are buckets read as such, not through their website, with their places."""
    for index, origin in enumerate(items(value(distribution, "DistributionConfig.Origins"))):
        if isinstance(origin, Mapping) and not is_unknown(origin) and "S3OriginConfig" in origin:
            yield index, origin
