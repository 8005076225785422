import pytest

from check.judging import judged


def _with(key: str, value: object, **others: object) -> dict[str, object]:
    return {"LoadBalancerAttributes": [{"Key": key, "Value": value}], **others}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Type": "application"}, True),
        ({"Type": "network"}, False),
        (_with("routing.http.drop_invalid_header_fields.enabled", "false"), True),
        (_with("routing.http.drop_invalid_header_fields.enabled", "true"), False),
        (_with("routing.http.drop_invalid_header_fields.enabled", True), False),
        (_with("routing.http.drop_invalid_header_fields.enabled", {"Ref": "Flag"}), False),
    ],
)
def test_a_load_balancer_must_drop_invalid_headers(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("elb-keeps-invalid-headers", "AWS::ElasticLoadBalancingV2::LoadBalancer", properties) is wrong
    )
