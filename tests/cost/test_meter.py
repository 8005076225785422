"""The catalogue: what has a meter, and that each measures a resource that says nothing of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cost.bills import BillOf
from stratiform.cost import free, meters
from stratiform.cost.meter import catalogue

METERS = Path(meters.__path__[0])
TYPES = sorted(type_ for type_ in catalogue() if type_ != "data_transfer")


def test_the_commonest_billable_types_have_a_meter() -> None:
    assert len(TYPES) > 100
    common = (
        "AWS::Lambda::Function AWS::S3::Bucket AWS::EC2::NatGateway AWS::RDS::DBInstance AWS::ECS::Service"
    )
    assert set(common.split()) <= set(TYPES)


@pytest.mark.parametrize("type_", TYPES)
def test_an_empty_resource_is_charged_or_free_with_a_reason(bill_of: BillOf, type_: str) -> None:
    bill = bill_of({"R": (type_, {})}, assume=True)
    elsewhere = sum("not here" in each.reason for each in bill.unpriced)
    assert len(bill.charges) + len(bill.free) + elsewhere == 1
    assert all(each.reason for each in bill.free)


@pytest.mark.parametrize("type_", TYPES)
def test_properties_that_are_known_only_at_deployment_do_no_harm(bill_of: BillOf, type_: str) -> None:
    unknown = {"Ref": "AWS::NoSuchThing"}
    names = (
        "InstanceType DBInstanceClass CacheNodeType NodeType ClusterConfig EBSOptions Cpu Memory MemorySize "
        "AllocatedStorage DesiredCapacity MinSize DesiredCount Engine Rules SubnetIds Tier Protocols Type "
        "DistributionConfig BrokerNodeGroupInfo ContainerDefinitions ScalingConfig Metrics OptionSettings"
    )
    bill = bill_of({"R": (type_, dict.fromkeys(names.split(), unknown))}, assume=True)
    assert len(bill.charges) + len(bill.free) + len(bill.unpriced) == 1


def test_no_type_is_both_charged_and_free() -> None:
    both = {type_ for type_ in TYPES if free.reason(type_)}
    # A function's alias is free without provisioned concurrency; its meter says so itself.
    assert both <= {"AWS::Lambda::Alias"}, both


def test_every_usage_key_is_explained() -> None:
    for type_, meter in catalogue().items():
        names = [key.name for key in meter.keys]
        assert len(names) == len(set(names)), type_
        for key in meter.keys:
            assert key.about.endswith("."), (type_, key.name)
            assert key.about[0].isupper(), (type_, key.name)


@pytest.mark.parametrize("wrong", ["text", 5, -5, True, [], [1], {}, {"a": 1}, "NaN", [{"a": [1]}], [[1]]])
def test_properties_of_the_wrong_kind_do_no_harm(bill_of: BillOf, wrong: object) -> None:
    names = re.findall(r'"([A-Z][A-Za-z0-9]+)[".]', "".join(file.read_text() for file in METERS.glob("*.py")))
    properties = dict.fromkeys(names, wrong)
    bill = bill_of({f"R{n}": (type_, properties) for n, type_ in enumerate(TYPES)}, assume=True)
    assert all(charge.monthly >= 0 for charge in bill.charges)
    assert len(bill.charges) + sum(len(e.resources) for e in (*bill.free, *bill.unpriced)) == len(TYPES)
