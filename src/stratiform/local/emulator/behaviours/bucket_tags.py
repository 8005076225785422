"""The Tags of AWS::S3::Bucket, which MiniStack's CloudFormation drops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        bucket, attributes = original(logical_id, properties, stack)
        _tag(bucket, properties)
        return bucket, attributes

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        bucket, attributes = original(physical_id, old, new, *rest)
        _tag(bucket, new)
        return bucket, attributes

    return update


def _tag(bucket: str, properties: Properties) -> None:
    stored = private.get("services.s3", "_bucket_tags")
    tags = {tag["Key"]: tag["Value"] for tag in properties.get("Tags") or []}
    if tags:
        stored[bucket] = tags
    else:
        stored.pop(bucket, None)


def install() -> None:
    """Store the tags where the tagging API and the CDK's providers read them."""
    extend("AWS::S3::Bucket", "create", _creating)
    extend("AWS::S3::Bucket", "update", _updating)
