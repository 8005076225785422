import pytest

from check.judging import judged


def _with(key: str, value: object, **others: object) -> dict[str, object]:
    return {"LoadBalancerAttributes": [{"Key": key, "Value": value}], **others}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_with("routing.http.desync_mitigation_mode", "monitor"), True),
        (_with("routing.http.desync_mitigation_mode", "defensive"), False),
        (_with("routing.http.desync_mitigation_mode", "strictest"), False),
        (_with("routing.http.desync_mitigation_mode", "monitor", Type="network"), False),
    ],
)
def test_a_load_balancer_must_mitigate_desync(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-desync-monitored", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
