"""What there is to serve, asked before a client is made: each takes megabytes and tenths of a second."""

from __future__ import annotations

import re

from stratiform.local.cloud import Cloud
from stratiform.local.root_request import read


def rest_apis(cloud: Cloud) -> bool:
    """Whether API Gateway has a REST API."""
    return b'"id"' in _read(cloud, "apigateway", "/restapis")


def apis(cloud: Cloud) -> bool:
    """Whether API Gateway has an HTTP or WebSocket API."""
    return b'"apiId"' in _read(cloud, "apigateway", "/v2/apis")


def distributions(cloud: Cloud) -> bool:
    """Whether CloudFront has a distribution."""
    return b"<DistributionSummary>" in _read(cloud, "cloudfront", "/2020-05-31/distribution")


def websites(cloud: Cloud) -> list[str]:
    """The buckets that are websites."""
    names = re.findall(r"<Name>([^<]+)</Name>", _read(cloud, "s3", "/").decode())
    return [name for name in names if _read(cloud, "s3", f"/{name}?website")]


def _read(cloud: Cloud, service: str, path: str) -> bytes:
    return read(cloud.endpoint, cloud.default, service, path) or b""
