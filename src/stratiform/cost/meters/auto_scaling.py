"""Auto Scaling groups: the instances of the desired capacity, from a launch template or configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from stratiform.assembly.properties import is_unknown, value
from stratiform.cost.component import Component
from stratiform.cost.instances import KEYS, Fleet, fleet
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading
from stratiform.cost.values import mappings, number, text


def launch_template(reading: Reading, at: str) -> dict[str, Any]:
    """What the launch template or configuration at a property path says of an instance."""
    found = reading.refers(at, "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration")
    if found is None:
        return {}
    if found.type == "AWS::AutoScaling::LaunchConfiguration":
        return dict(found.properties)
    data = found.properties.get("LaunchTemplateData")
    return dict(data) if isinstance(data, Mapping) and not is_unknown(data) else {}


def _group(reading: Reading) -> Iterator[Component]:
    mixed = reading.get("MixedInstancesPolicy")
    at = "MixedInstancesPolicy.LaunchTemplate" if mixed else "Launch"
    described = launch_template(reading, at)
    type_ = text(described.get("InstanceType"))
    spot = Decimal()
    if mixed:
        overrides = mappings(
            value(reading.resource.properties, "MixedInstancesPolicy.LaunchTemplate.Overrides")
        )
        types = [text(each.get("InstanceType")) for each in overrides if text(each.get("InstanceType"))]
        type_ = types[0] if types else type_
        if len(types) > 1:
            reading.note(f"Of the types {', '.join(types)} the first is counted")
    if not type_:
        type_ = "t3.medium"
        reading.note(f"The instance type is known only at deployment: {type_} is assumed")
    low, high = reading.number("MinSize", 1), reading.number("MaxSize", 1)
    told = reading.told("instances")
    count = reading.number("DesiredCapacity", low) if told is None else told
    if mixed:
        at = "MixedInstancesPolicy.InstancesDistribution"
        base = min(count, reading.number(f"{at}.OnDemandBaseCapacity", 0))
        share = reading.number(f"{at}.OnDemandPercentageAboveBaseCapacity", 100) / 100
        spot = (count - base) * (1 - share) / count if count else spot
    market = text(value(described, "InstanceMarketOptions.MarketType"))
    if market == "spot" or described.get("SpotPrice"):
        spot = Decimal(1)
    reading.scales(low, count, high)
    if not count:
        reading.note(f"The desired capacity is 0 of up to {high} instances: nothing is counted")
    yield from fleet(reading, Fleet(type_, count, described, spot), () if told is None else "instances")


def _nodes(reading: Reading) -> Iterator[Component]:
    described = launch_template(reading, "LaunchTemplate")
    types = [text(each) for each in reading.list("InstanceTypes") if text(each)]
    arm = "ARM" in reading.text("AmiType")
    type_ = (
        types[0] if types else text(described.get("InstanceType")) or ("t4g.medium" if arm else "t3.medium")
    )
    low = reading.number("ScalingConfig.MinSize", 1)
    told = reading.told("instances")
    count = reading.number("ScalingConfig.DesiredSize", low) if told is None else told
    reading.scales(low, count, reading.number("ScalingConfig.MaxSize", count))
    if not count:
        reading.note("The desired size is 0: nothing is counted")
    if not described.get("BlockDeviceMappings"):
        size = number(reading.get("DiskSize")) or Decimal(20)
        described["BlockDeviceMappings"] = [{"Ebs": {"VolumeSize": size, "VolumeType": "gp2"}}]
    spot = Decimal(reading.text("CapacityType") == "SPOT")
    yield from fleet(reading, Fleet(type_, count, described, spot), () if told is None else "instances")


_COUNT = amount("instances", "Instances running; the desired capacity by default.")

METERS = (
    Meter(
        "EC2",
        ("AWS::AutoScaling::AutoScalingGroup",),
        _group,
        (*KEYS, _COUNT),
        ("The desired capacity runs all month, else the least; of several types the first is taken.",),
    ),
    Meter(
        "EKS",
        ("AWS::EKS::Nodegroup",),
        _nodes,
        (*KEYS, _COUNT),
        ("The desired size runs all month; each node has 20 GB unless the definition says otherwise.",),
    ),
)
