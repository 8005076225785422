from dataclasses import replace

from check.evidence import proof, subjects
from graphs import graph
from stratiform.assembly.graph import Address, Edge, Graph, Kind, Resource

RULE = "system-key-of-many-stacks"


def system(stacks: int, type_: str = "AWS::SQS::Queue", at_: str = "KmsMasterKeyId") -> Graph:
    found = graph({"Key": ("AWS::KMS::Key", {})})
    (key,) = found.resources
    resources: dict[Address, Resource] = dict(found.resources)
    edges = []
    for at in range(stacks):
        address = Address(f"stack{at}", f"Queue{at}")
        resources[address] = Resource(address, type_, f"Queue{at}", {})
        edges.append(Edge(address, key, Kind.IMPORT, at_))
    return replace(found, resources=resources, edges=tuple(edges))


def test_three_systems_do_not_share_a_key() -> None:
    assert proof(RULE, system(3)) == {"Key": ["Queue0", "Queue1", "Queue2"]}
    assert not proof(RULE, system(2))


def test_a_key_that_encrypts_nothing_here_is_not_judged() -> None:
    assert subjects(RULE, system(0)) == []


def test_what_only_names_a_key_or_waits_for_it_is_not_encrypted_by_it() -> None:
    assert subjects(RULE, system(3, type_="AWS::IAM::Policy")) == []
    assert subjects(RULE, system(3, at_="DependsOn")) == []
