from __future__ import annotations

import pytest

from check.samples import RULES, finding
from stratiform.assembly.graph import Address, Edge, Graph, Kind
from stratiform.check.finding import Waiver
from stratiform.check.merge import merged

OURS = finding()
GRAPH = Graph({}, {})


def foreign(rule: str, **changes: object):
    return finding(rule=rule, engine=rule.partition(":")[0], **changes)


@pytest.mark.parametrize(
    "id_", ["nag:AwsSolutions-SQS2", "nag:AwsSolutions-SQS2[Key::None]", "cdk:CKV_AWS_27"]
)
def test_what_others_find_at_the_same_resource_joins_our_finding(id_: str) -> None:
    assert merged([OURS], [foreign(id_)], RULES, GRAPH) == [finding(also=(id_,))]


def test_the_same_rule_at_another_resource_is_another_fault() -> None:
    other = foreign("nag:AwsSolutions-SQS2", address=Address("Shop", "Mail"), path="Shop/Mail/Resource")
    assert merged([OURS], [other], RULES, GRAPH) == [OURS, other]


def test_a_rule_that_we_do_not_know_is_a_finding_of_its_own() -> None:
    other = foreign("validate:E3012")
    assert merged([OURS], [other], RULES, GRAPH) == [OURS, other]


def test_two_others_that_agree_are_one_finding() -> None:
    first, second = foreign("nag:AwsSolutions-XY1"), foreign("cdk:AwsSolutions-XY1")
    assert merged([], [first, second], RULES, GRAPH) == [
        foreign("nag:AwsSolutions-XY1", also=("cdk:AwsSolutions-XY1",))
    ]


def test_one_engine_may_find_two_faults_of_one_rule_at_one_resource() -> None:
    both = [foreign("validate:E3012", at="A"), foreign("validate:E3012", at="B")]
    assert merged([], both, RULES, GRAPH) == both


def test_what_another_engine_suppressed_is_waived() -> None:
    waiver = Waiver("cdk-nag: a test queue")
    one, *rest = merged([OURS], [foreign("nag:AwsSolutions-SQS2", waiver=waiver)], RULES, GRAPH)
    assert (one.waiver, rest) == (waiver, [])


def test_a_fault_of_what_the_property_at_fault_names_is_the_same() -> None:
    key = Address("Shop", "Key")
    graph = Graph({}, {}, (Edge(Address("Shop", "Jobs"), key, Kind.REF, "KmsMasterKeyId"),))
    other = foreign("nag:AwsSolutions-SQS2", address=key, path="Shop/Key/Resource")
    assert merged([OURS], [other], RULES, graph) == [finding(also=("nag:AwsSolutions-SQS2",))]
    elsewhere = finding(at="QueueName")
    assert merged([elsewhere], [other], RULES, graph) == [elsewhere, other]
