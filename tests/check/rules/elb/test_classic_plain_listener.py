import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Listeners": [{"Protocol": "HTTP"}]}, True),
        ({"Listeners": [{"Protocol": "HTTPS"}, {"Protocol": "tcp"}]}, True),
        ({"Listeners": [{"Protocol": "SSL"}, {"Protocol": "https"}]}, False),
        ({"Listeners": [{"Protocol": {"Ref": "Protocol"}}]}, False),
        ({"Listeners": {"Ref": "Listeners"}}, False),
    ],
)
def test_a_classic_listener_must_use_TLS(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("elb-classic-plain-listener", "AWS::ElasticLoadBalancing::LoadBalancer", properties) is wrong
    )
