from dataclasses import replace
from typing import Any

from check.evidence import faults, proof, subjects
from graphs import graph
from networks import NETWORK, group, opening
from stratiform.assembly.graph import Use

RULE = "system-unencrypted-hop"
FORWARD = {"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}
REDIRECT = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_301"}}


def web(
    protocol: str = "HTTP", action: Any = FORWARD, cidr: str = "0.0.0.0/0", scheme: str = "internet-facing"
) -> dict[str, Any]:
    balancer = {"Scheme": scheme, "SecurityGroups": [{"Ref": "Door"}]}
    listener = {"LoadBalancerArn": {"Ref": "Balancer"}, "Protocol": protocol, "DefaultActions": [action]}
    service = {"LoadBalancers": [{"TargetGroupArn": {"Ref": "Targets"}}]}
    return {
        **NETWORK,
        "Door": group(opening(80, cidr=cidr)),
        "Balancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", balancer),
        "Listener": ("AWS::ElasticLoadBalancingV2::Listener", listener),
        "Targets": ("AWS::ElasticLoadBalancingV2::TargetGroup", {}),
        "Web": ("AWS::ECS::Service", service),
    }


def test_requests_from_the_internet_need_tls() -> None:
    assert proof(RULE, web()) == {"Web": ["Balancer", "Listener", "Targets"]}
    assert not proof(RULE, web("HTTPS"))
    assert not proof(RULE, web(action=REDIRECT))


def test_a_rule_may_forward_what_its_listener_redirects() -> None:
    rule = {"ListenerArn": {"Ref": "Listener"}, "Actions": [FORWARD]}
    resources = web(action=REDIRECT) | {"Rule": ("AWS::ElasticLoadBalancingV2::ListenerRule", rule)}
    assert proof(RULE, resources) == {"Web": ["Balancer", "Listener", "Rule", "Targets"]}


def test_a_load_balancer_that_the_internet_does_not_reach_is_not_judged() -> None:
    assert subjects(RULE, web(scheme="internal")) == []
    assert subjects(RULE, web(cidr="10.0.0.0/8")) == []


def test_a_distribution_must_not_drop_tls() -> None:
    def behind(policy: str) -> dict[str, Any]:
        origin = {
            "DomainName": {"Fn::GetAtt": ["Balancer", "DNSName"]},
            "CustomOriginConfig": {"OriginProtocolPolicy": policy},
        }
        distribution = {"DistributionConfig": {"Origins": [origin]}}
        return web("HTTPS") | {"Cdn": ("AWS::CloudFront::Distribution", distribution)}

    assert "from Cdn" in faults(RULE, behind("http-only"))["Web"].says
    assert proof(RULE, behind("http-only"))["Web"][0] == "Cdn"
    assert not proof(RULE, behind("https-only"))


def cache(encrypted: bool | None, port: int = 6379) -> dict[str, Any]:
    store: dict[str, Any] = {"SecurityGroupIds": [{"Ref": "Door"}]}
    if encrypted is not None:
        store["TransitEncryptionEnabled"] = encrypted
    handler = {"VpcConfig": {"SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Client"}]}}
    return {
        **NETWORK,
        "Client": group(),
        "Handler": ("AWS::Lambda::Function", handler),
        "Door": group(opening(port, peer="Client")),
        "Cache": ("AWS::ElastiCache::ReplicationGroup", store),
    }


def test_clients_talk_to_a_cache_with_tls() -> None:
    assert proof(RULE, cache(None)) == {"Handler": ["Cache"]}
    assert proof(RULE, cache(False)) == {"Handler": ["Cache"]}
    assert not proof(RULE, cache(True))
    assert subjects(RULE, cache(False, port=22)) == []


def test_a_declared_use_makes_a_client() -> None:
    resources = {
        "Handler": ("AWS::Lambda::Function", {}),
        "Cache": ("AWS::ElastiCache::ReplicationGroup", {}),
    }
    found = replace(graph(resources), uses=(Use("Handler", "Cache", "read"),))
    assert proof(RULE, found) == {"Handler": ["Cache"]}


def test_memorydb_uses_tls_unless_told_not_to() -> None:
    resources = cache(None)
    door = {"SecurityGroupIds": [{"Ref": "Door"}]}
    assert not proof(RULE, {**resources, "Cache": ("AWS::MemoryDB::Cluster", door)})
    plain = ("AWS::MemoryDB::Cluster", {**door, "TLSEnabled": False})
    assert proof(RULE, {**resources, "Cache": plain}) == {"Handler": ["Cache"]}
