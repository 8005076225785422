from typing import Any

import pytest

from check.evidence import faults, subjects

RULE = "system-production-data-deleted-with-stack"


def table(policy: str | None, environment: str = "prod") -> dict[str, Any]:
    tags = [{"Key": "Environment", "Value": environment}]
    whole = {"Type": "AWS::DynamoDB::Table", "Properties": {"Tags": tags}}
    return {"Items": {**whole, "DeletionPolicy": policy} if policy else whole}


@pytest.mark.parametrize(
    ("policy", "wrong"), [(None, True), ("Delete", True), ("Retain", False), ("Snapshot", False)]
)
def test_production_keeps_its_data(policy: str | None, wrong: bool) -> None:
    assert bool(faults(RULE, table(policy))) is wrong


def test_other_environments_may_forget() -> None:
    assert subjects(RULE, table(None, "dev")) == []
