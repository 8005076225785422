import pytest

from check.balancers import attribute
from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Type": "application"}, True),
        ({"Type": "network"}, False),
        (attribute("routing.http.drop_invalid_header_fields.enabled", "false"), True),
        (attribute("routing.http.drop_invalid_header_fields.enabled", "true"), False),
        (attribute("routing.http.drop_invalid_header_fields.enabled", True), False),
        (attribute("routing.http.drop_invalid_header_fields.enabled", {"Ref": "Flag"}), False),
    ],
)
def test_a_load_balancer_must_drop_invalid_headers(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("elb-keeps-invalid-headers", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
    )
