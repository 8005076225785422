from __future__ import annotations

import pytest

from check.samples import RULES, finding
from stratiform.assembly.graph import Address
from stratiform.check.finding import Waiver
from stratiform.check.merge import merged

OURS = finding()


def foreign(rule: str, **changes: object):
    return finding(rule=rule, engine=rule.partition(":")[0], **changes)


@pytest.mark.parametrize(
    "id_", ["nag:AwsSolutions-SQS2", "nag:AwsSolutions-SQS2[Key::None]", "cdk:CKV_AWS_27"]
)
def test_what_others_find_at_the_same_resource_joins_our_finding(id_: str) -> None:
    assert merged([OURS], [foreign(id_)], RULES) == [finding(also=(id_,))]


def test_the_same_rule_at_another_resource_is_another_fault() -> None:
    other = foreign("nag:AwsSolutions-SQS2", address=Address("Shop", "Mail"), path="Shop/Mail/Resource")
    assert merged([OURS], [other], RULES) == [OURS, other]


def test_a_rule_that_we_do_not_know_is_a_finding_of_its_own() -> None:
    other = foreign("validate:E3012")
    assert merged([OURS], [other], RULES) == [OURS, other]


def test_two_others_that_agree_are_one_finding() -> None:
    first, second = foreign("nag:AwsSolutions-XY1"), foreign("cdk:AwsSolutions-XY1")
    assert merged([], [first, second], RULES) == [
        foreign("nag:AwsSolutions-XY1", also=("cdk:AwsSolutions-XY1",))
    ]


def test_one_engine_may_find_two_faults_of_one_rule_at_one_resource() -> None:
    both = [foreign("validate:E3012", at="A"), foreign("validate:E3012", at="B")]
    assert merged([], both, RULES) == both


def test_what_another_engine_suppressed_is_waived() -> None:
    waiver = Waiver("cdk-nag: a test queue")
    one, *rest = merged([OURS], [foreign("nag:AwsSolutions-SQS2", waiver=waiver)], RULES)
    assert (one.waiver, rest) == (waiver, [])
