from dataclasses import replace
from typing import Any

from check.evidence import proof, subjects
from check.judging import graph
from check.networks import NETWORK, group, opening
from stratiform.assembly.graph import Use

RULE = "system-cache-in-plain-text"


def system(encrypted: bool | None, port: int = 6379) -> dict[str, Any]:
    cache = {"SecurityGroupIds": [{"Ref": "Door"}]}
    handler = {"VpcConfig": {"SubnetIds": [{"Ref": "Private"}], "SecurityGroupIds": [{"Ref": "Client"}]}}
    return {
        **NETWORK,
        "Client": group(),
        "Handler": ("AWS::Lambda::Function", handler),
        "Door": group(opening(port, peer="Client")),
        "Cache": (
            "AWS::ElastiCache::ReplicationGroup",
            cache if encrypted is None else {**cache, "TransitEncryptionEnabled": encrypted},
        ),
    }


def test_clients_talk_to_a_cache_with_tls() -> None:
    assert proof(RULE, system(None)) == {"Cache": ["Handler"]}
    assert proof(RULE, system(False)) == {"Cache": ["Handler"]}
    assert not proof(RULE, system(True))


def test_a_cache_that_nobody_reaches_is_not_judged() -> None:
    assert subjects(RULE, system(False, port=22)) == []


def test_a_declared_use_makes_a_client() -> None:
    found = graph(
        {"Handler": ("AWS::Lambda::Function", {}), "Cache": ("AWS::ElastiCache::ReplicationGroup", {})}
    )
    assert proof(RULE, replace(found, uses=(Use("Handler", "Cache", "read"),))) == {"Cache": ["Handler"]}
