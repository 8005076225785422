"""Every attribute of AWS::EC2::VPC: MiniStack has two of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created

EXPLAIN = None


def _with_attributes(original: Callable[..., Created]) -> Callable[..., Created]:
    def provision(*arguments: Any, **keywords: Any) -> Created:
        vpc_id, attributes = original(*arguments, **keywords)
        vpc = private.get("services.ec2", "_vpcs")[vpc_id]
        return vpc_id, {
            **attributes,
            "CidrBlock": vpc["CidrBlock"],
            "CidrBlockAssociations": [f"vpc-cidr-assoc-{vpc_id.removeprefix('vpc-')}"],
            "Ipv6CidrBlocks": [],
        }

    return provision


def install() -> None:
    """Complete what create and update return."""
    extend("AWS::EC2::VPC", "create", _with_attributes)
    extend("AWS::EC2::VPC", "update", _with_attributes)
