import pytest

from check.balancers import attribute
from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (attribute("routing.http.desync_mitigation_mode", "monitor"), True),
        (attribute("routing.http.desync_mitigation_mode", "defensive"), False),
        (attribute("routing.http.desync_mitigation_mode", "strictest"), False),
        (attribute("routing.http.desync_mitigation_mode", "monitor", Type="network"), False),
    ],
)
def test_a_load_balancer_must_mitigate_desync(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-desync-monitored", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
