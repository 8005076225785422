import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {}, False),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Subnets": ["subnet-1", "subnet-2"]}, False),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Subnets": [{"Ref": "Subnet"}]}, True),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Subnets": {"Ref": "Subnets"}}, False),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"SubnetMappings": [{"SubnetId": "subnet-1"}]}, True),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Subnets": [{"Fn::ImportValue": "Subnets"}]}, False),
        ("AWS::ElasticLoadBalancing::LoadBalancer", {"AvailabilityZones": ["eu-west-1a"]}, True),
        ("AWS::ElasticLoadBalancing::LoadBalancer", {"AvailabilityZones": {"Fn::GetAZs": ""}}, False),
    ],
)
def test_a_load_balancer_must_stand_in_several_zones(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("elb-one-zone", type_, properties) is wrong
