from typing import Any

from check.evidence import proof, subjects
from check.networks import NETWORK, group, opening

RULE = "system-http-to-the-world"
REDIRECT = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_301"}}


def system(cidr: str = "0.0.0.0/0", scheme: str = "internet-facing", **listener: Any) -> dict[str, Any]:
    balancer = {"Scheme": scheme, "SecurityGroups": [{"Ref": "Door"}]}
    serves = {
        "LoadBalancerArn": {"Ref": "Balancer"},
        "Port": 80,
        "Protocol": "HTTP",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
    }
    return {
        **NETWORK,
        "Door": group(opening(80, cidr=cidr)),
        "Balancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", balancer),
        "Targets": ("AWS::ElasticLoadBalancingV2::TargetGroup", {}),
        "Listener": ("AWS::ElasticLoadBalancingV2::Listener", {**serves, **listener}),
    }


def test_plain_http_from_the_internet_must_not_be_served() -> None:
    assert proof(RULE, system()) == {"Listener": ["Balancer", "Targets"]}
    assert not proof(RULE, system(Protocol="HTTPS"))
    assert not proof(RULE, system(DefaultActions=[REDIRECT]))


def test_only_what_the_internet_reaches_is_judged() -> None:
    assert subjects(RULE, system(scheme="internal")) == []
    assert subjects(RULE, system(cidr="10.0.0.0/8")) == []
