"""What is free, and why."""

from __future__ import annotations

import pytest

from cost.bills import BillOf
from stratiform.cost import free


@pytest.mark.parametrize(
    ("type_", "word"),
    [
        ("AWS::IAM::Role", "permissions"),
        ("AWS::EC2::SecurityGroupIngress", "networks"),
        ("AWS::ECS::CapacityProvider", "capacity"),
        ("AWS::CertificateManager::Certificate", "certificates"),
        ("Custom::Anything", "CloudFormation"),
    ],
)
def test_a_free_type_has_a_reason(type_: str, word: str) -> None:
    assert word in (free.reason(type_) or "")


def test_a_type_that_nobody_knows_is_not_free(bill_of: BillOf) -> None:
    assert free.reason("AWS::Quantum::Computer") is None
    (unpriced,) = bill_of({"Q": ("AWS::Quantum::Computer", {})}).unpriced
    assert (unpriced.type, unpriced.reason) == ("AWS::Quantum::Computer", "no meter for this type")
