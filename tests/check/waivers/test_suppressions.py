from __future__ import annotations

from typing import Any

import pytest

from graphs import graph
from stratiform.assembly.graph import Address
from stratiform.check.waivers.suppressions import read


def suppressions(metadata: Any) -> list[tuple[str, str, str]]:
    found = read(graph({"Jobs": {"Type": "AWS::SQS::Queue", "Metadata": metadata}}))
    assert all(one.address == Address("template", "Jobs") for one in found)
    return [(one.checker, one.id, one.reason) for one in found]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"cdk_nag": {"rules_to_suppress": [{"id": "A-1", "reason": "why"}]}}, ("cdk_nag", "A-1", "why")),
        ({"cfn_nag": {"rules_to_suppress": [{"id": "W48", "reason": "why"}]}}, ("cfn_nag", "W48", "why")),
        ({"checkov": {"skip": [{"id": "CKV_AWS_27", "comment": "why"}]}}, ("checkov", "CKV_AWS_27", "why")),
        ({"guard": {"SuppressedRules": ["SQS_KEY"]}}, ("guard", "SQS_KEY", "no reason is given")),
        ({"cfn_nag": {"rules_to_suppress": [{"id": "W48"}]}}, ("cfn_nag", "W48", "no reason is given")),
    ],
)
def test_each_checkers_form_is_read(metadata: Any, expected: tuple[str, str, str]) -> None:
    assert suppressions(metadata) == [expected]


def test_an_encoded_reason_is_decoded() -> None:
    entry = {"id": "A-1", "reason": "w6TDtsO8", "is_reason_encoded": True}
    assert suppressions({"cdk_nag": {"rules_to_suppress": [entry]}}) == [("cdk_nag", "A-1", "äöü")]


def test_a_suppression_of_a_part_does_not_count() -> None:
    entry = {"id": "AwsSolutions-IAM5", "reason": "why", "applies_to": ["Resource::*"]}
    assert suppressions({"cdk_nag": {"rules_to_suppress": [entry]}}) == []


@pytest.mark.parametrize("metadata", [{"cdk_nag": 1}, {"cdk_nag": {"rules_to_suppress": [1, {"id": 2}]}}, {}])
def test_what_is_none_is_passed_over(metadata: Any) -> None:
    assert suppressions(metadata) == []
