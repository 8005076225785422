from dataclasses import replace
from typing import Any

import pytest

from check.evidence import faults, subjects
from graphs import graph
from stratiform.assembly.graph import Graph

RULE = "system-foreign-account-trusted"
OWN, FOREIGN = "111111111111", "222222222222"


def system(principal: Any, *, account: str | None = OWN, **statement: Any) -> Graph:
    trusts = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal, **statement}
    found = graph({"Role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [trusts]}})})
    return replace(
        found, stacks={id_: replace(stack, account=account) for id_, stack in found.stacks.items()}
    )


@pytest.mark.parametrize(
    "principal", [FOREIGN, f"arn:aws:iam::{FOREIGN}:root", f"arn:aws:iam::{FOREIGN}:role/x"]
)
def test_a_foreign_account_needs_a_condition(principal: str) -> None:
    assert FOREIGN in faults(RULE, system({"AWS": principal}))["Role"].says
    condition = {"StringEquals": {"sts:ExternalId": "shared"}}
    assert not faults(RULE, system({"AWS": principal}, Condition=condition))


def test_services_the_own_account_and_one_that_may_be_it_are_not_judged() -> None:
    assert subjects(RULE, system({"Service": "lambda.amazonaws.com"})) == []
    assert subjects(RULE, system({"Federated": f"arn:aws:iam::{FOREIGN}:saml-provider/x"})) == []
    assert subjects(RULE, system({"AWS": {"Ref": "AWS::AccountId"}})) == []
    assert subjects(RULE, system({"AWS": FOREIGN}, Effect="Deny")) == []
    assert subjects(RULE, system({"AWS": f"arn:aws:iam::{OWN}:root"})) == []
    assert subjects(RULE, system({"AWS": FOREIGN}, account=None)) == []
