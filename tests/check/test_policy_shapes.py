from typing import Any

import pytest

from graphs import graph
from stratiform.check.policy_shapes import must_not_allow_with, not_for_everyone
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

OPEN = {"Effect": "Allow", "Principal": "*", "Action": ["sqs:SendMessage", "sqs:ReceiveMessage"]}


def fault(faults: Faults, statement: dict[str, Any]) -> Fault | None:
    system = graph({"It": ("AWS::IAM::ManagedPolicy", {"PolicyDocument": {"Statement": [statement]}})})
    return faults(next(iter(system.resources.values())), system)


def test_a_policy_for_everyone_is_told_with_its_actions_and_its_place() -> None:
    found = fault(not_for_everyone("PolicyDocument"), OPEN)
    assert found is not None
    assert found.says == "The policy allows sqs:SendMessage, sqs:ReceiveMessage to everyone."
    assert found.at == "PolicyDocument.Statement[0].Principal"


@pytest.mark.parametrize(
    "change",
    [
        {"Effect": "Deny"},
        {"Principal": {"AWS": "111122223333"}},
        {"Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}},
    ],
)
def test_a_policy_that_denies_or_is_for_somebody_is_no_fault(change: dict[str, Any]) -> None:
    assert fault(not_for_everyone("PolicyDocument"), OPEN | change) is None


@pytest.mark.parametrize(("effect", "wrong"), [("Allow", True), ("Deny", False)])
def test_only_a_statement_that_denies_may_have_the_element(effect: str, wrong: bool) -> None:
    found = fault(must_not_allow_with("NotAction", "Too wide."), {"Effect": effect, "NotAction": "iam:*"})
    assert (found == Fault("Too wide.", at="PolicyDocument.Statement[0].NotAction")) is wrong
