"""The Tags property of an EC2 resource, at creation and afterwards."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.client import client

Properties = dict[str, Any]


def specification(kind: str, properties: Properties) -> dict[str, Any]:
    """The TagSpecifications argument that gives a new resource of ``kind`` the template's tags."""
    tags = properties.get("Tags") or []
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]} if tags else {}


def retag(resource_id: str, old: Properties, new: Properties) -> None:
    """Make the resource's tags follow the template; tags from elsewhere stay."""
    before = {tag["Key"]: tag["Value"] for tag in old.get("Tags") or []}
    after = {tag["Key"]: tag["Value"] for tag in new.get("Tags") or []}
    gone = [{"Key": key} for key in before.keys() - after.keys()]
    changed = [{"Key": k, "Value": v} for k, v in after.items() if before.get(k) != v]
    if gone:
        client("ec2").delete_tags(Resources=[resource_id], Tags=gone)
    if changed:
        client("ec2").create_tags(Resources=[resource_id], Tags=changed)
