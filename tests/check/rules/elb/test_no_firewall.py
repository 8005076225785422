import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Scheme": "internet-facing"}, True),
        ({"Scheme": "internal"}, False),
        ({"Scheme": {"Ref": "Scheme"}}, False),
        ({"Type": "network"}, False),
    ],
)
def test_a_public_load_balancer_must_have_a_firewall(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-no-firewall", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong


def test_an_association_is_enough() -> None:
    association = {"ResourceArn": {"Ref": "Balancer"}, "WebACLArn": "arn"}
    system = {
        "Balancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", {}),
        "Association": ("AWS::WAFv2::WebACLAssociation", association),
    }
    assert failing("elb-no-firewall", system) == {}
