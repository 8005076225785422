"""Subnets that an app looked up in a real account are known here too, or no subnet group could name them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = "A subnet that exists only in a real account is taken as one of a VPC that stands for it."

VPC = "vpc-lookedup"
_TYPES = ("AWS::RDS::DBSubnetGroup", "AWS::ElastiCache::SubnetGroup")
_log = logging.getLogger("subnets")


def _adopt(properties: Properties) -> None:
    subnets = private.get("services.ec2", "_subnets")
    unknown = [name for name in properties.get("SubnetIds") or [] if name not in subnets]
    region = private.get("core.responses", "get_region")()
    account = private.get("core.responses", "get_account_id")()
    for index, name in enumerate(unknown):
        _log.warning("The subnet %s is not of this local cloud; it is taken as one of %s", name, VPC)
        subnets[name] = {
            "SubnetId": name,
            "VpcId": VPC,
            "CidrBlock": f"10.250.{index}.0/24",
            "AvailabilityZone": f"{region}{'abc'[index % 3]}",
            "AvailabilityZoneId": f"use1-az{index % 3 + 1}",
            "AvailableIpAddressCount": 251,
            "State": "available",
            "DefaultForAz": False,
            "MapPublicIpOnLaunch": False,
            "OwnerId": account,
        }


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        _adopt(properties)
        return original(logical_id, properties, stack)

    return create


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> Created:
        _adopt(new)
        return original(physical_id, old, new, *rest)

    return update


def install() -> None:
    """Adopt them before the subnet groups are made."""
    for type_ in _TYPES:
        extend(type_, "create", _creating)
        extend(type_, "update", _updating)
