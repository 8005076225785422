from typing import Any

import pytest

from graphs import graph
from networks import NETWORK, group
from stratiform.check.placement import groups_of, members, subnets_of, zones_of

BOTH = [{"Ref": "Isolated"}, {"Ref": "IsolatedB"}]
DOOR = [{"Fn::GetAtt": ["Door", "GroupId"]}]


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        ("AWS::Lambda::Function", {"VpcConfig": {"SubnetIds": BOTH, "SecurityGroupIds": DOOR}}),
        (
            "AWS::ECS::Service",
            {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": BOTH, "SecurityGroups": DOOR}}},
        ),
        (
            "AWS::EC2::Instance",
            {
                "NetworkInterfaces": [
                    {"SubnetId": BOTH[0], "GroupSet": DOOR},
                    {"SubnetId": BOTH[1], "GroupSet": DOOR},
                ]
            },
        ),
        (
            "AWS::AutoScaling::AutoScalingGroup",
            {"VPCZoneIdentifier": BOTH, "LaunchConfigurationName": {"Ref": "L"}},
        ),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Subnets": BOTH, "SecurityGroups": DOOR}),
        ("AWS::RDS::DBInstance", {"DBSubnetGroupName": {"Ref": "Subnets"}, "VPCSecurityGroups": DOOR}),
        ("AWS::RDS::DBInstance", {"DBClusterIdentifier": {"Ref": "Cluster"}}),
    ],
)
def test_where_a_thing_stands(type_: str, properties: dict[str, Any]) -> None:
    system = graph(
        {
            **NETWORK,
            "Door": group(),
            "L": ("AWS::AutoScaling::LaunchConfiguration", {"SecurityGroups": DOOR}),
            "Subnets": ("AWS::RDS::DBSubnetGroup", {"SubnetIds": BOTH}),
            "Cluster": (
                "AWS::RDS::DBCluster",
                {"DBSubnetGroupName": {"Ref": "Subnets"}, "VpcSecurityGroupIds": DOOR},
            ),
            "Thing": (type_, properties),
        }
    )
    thing = next(one for one in system.resources.values() if one.address.logical_id == "Thing")
    assert [one.address.logical_id for one in subnets_of(system, thing)] == ["Isolated", "IsolatedB"]
    assert [one.address.logical_id for one in groups_of(system, thing)] == ["Door"]
    assert zones_of(system, thing) == {'"us-east-1a"', '"us-east-1b"'}
    ((_, having),) = members(system).items()
    assert thing in having


def test_zones_by_number_are_told_apart() -> None:
    def zone(at: int) -> dict[str, Any]:
        return {"Fn::Select": [at, {"Fn::GetAZs": ""}]}

    subnets = {f"S{at}": ("AWS::EC2::Subnet", {"AvailabilityZone": zone(at)}) for at in range(2)}
    config = {"VpcConfig": {"SubnetIds": [{"Ref": "S0"}, {"Ref": "S1"}]}}
    system = graph({**subnets, "Handler": ("AWS::Lambda::Function", config)})
    handler = next(one for one in system.resources.values() if one.type == "AWS::Lambda::Function")
    found = zones_of(system, handler)
    assert found is not None
    assert len(found) == 2


def test_a_list_from_elsewhere_is_not_known() -> None:
    config = {"VpcConfig": {"SubnetIds": {"Ref": "Theirs"}}}
    parameters = {"Theirs": {"Type": "List<AWS::EC2::Subnet::Id>"}}
    system = graph({"Handler": ("AWS::Lambda::Function", config)}, Parameters=parameters)
    (handler,) = system.resources.values()
    assert zones_of(system, handler) is None
    assert subnets_of(system, handler) == ()


def test_instances_that_name_each_other_end() -> None:
    resources = {
        "One": ("AWS::RDS::DBInstance", {"DBClusterIdentifier": {"Ref": "Two"}}),
        "Two": ("AWS::RDS::DBInstance", {"DBClusterIdentifier": {"Ref": "One"}}),
    }
    system = graph(resources, Transform="AWS::Serverless-2016-10-31")
    for resource in system.resources.values():
        assert subnets_of(system, resource) == ()
        assert zones_of(system, resource) is None
