import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
    ],
)
def test_a_classic_load_balancer_should_be_replaced(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-classic", "AWS::ElasticLoadBalancing::LoadBalancer", properties) is wrong


def test_the_current_generation_is_no_subject() -> None:
    assert not judged("elb-classic", "AWS::ElasticLoadBalancingV2::LoadBalancer", {})
