import pytest

from check.judging import judged


def _listener(protocol: object, action: object) -> dict[str, object]:
    return {"Protocol": protocol, "DefaultActions": [action]}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_listener("HTTP", {"Type": "forward"}), True),
        (_listener("HTTP", {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS"}}), False),
        (_listener("HTTP", {"Type": "redirect", "RedirectConfig": {"Protocol": "#{protocol}"}}), True),
        (_listener("HTTP", {"Type": "redirect", "RedirectConfig": {"Protocol": {"Ref": "P"}}}), False),
        (_listener("HTTP", {"Ref": "Action"}), False),
        (_listener("HTTPS", {"Type": "forward"}), False),
        (_listener("TLS", {"Type": "forward"}), False),
        # Whether TCP carries TLS is up to the target.
        (_listener("TCP", {"Type": "forward"}), False),
        (_listener({"Ref": "Protocol"}, {"Type": "forward"}), False),
    ],
)
def test_a_listener_must_not_talk_plain_HTTP(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-plain-http", "AWS::ElasticLoadBalancingV2::Listener", properties) is wrong
