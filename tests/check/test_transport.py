from typing import Any

import pytest

from graphs import graph
from stratiform.check.transport import refuses_plain_http

DENY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


@pytest.mark.parametrize(
    ("document", "refuses"),
    [
        ({"Statement": DENY}, True),
        ({"Statement": [{"Effect": "Allow"}, DENY]}, True),
        ({"Statement": {**DENY, "Effect": "Allow"}}, False),
        ({"Statement": {**DENY, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}}, False),
        ({}, False),
        ({"Fn::ImportValue": "Policy"}, True),
    ],
)
def test_a_statement_must_deny_everyone_without_tls(document: Any, refuses: bool) -> None:
    system = graph({"It": ("AWS::SQS::QueuePolicy", {"PolicyDocument": document})})
    assert refuses_plain_http(next(iter(system.resources.values()))) is refuses
