from __future__ import annotations

from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, role

pytestmark = pytest.mark.local

POWERTOOLS = "arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7"


def _function(layer: str) -> dict[str, Any]:
    return {
        "Role": role("lambda.amazonaws.com"),
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": "Role.Arn"},
                "Code": {"ZipFile": "def handler(event, context):\n    return 1\n"},
                "Layers": [layer],
            },
        },
    }


def test_a_layer_of_another_account_is_left_out(stack: Stack, local_cloud: LocalCloud) -> None:
    name = stack.up(_function(POWERTOOLS), {"Function": {"Ref": "Function"}})["Function"]
    answer = local_cloud.client("lambda").invoke(FunctionName=name)
    assert answer["Payload"].read() == b"1"


def test_a_missing_layer_of_this_account_still_fails(stack: Stack) -> None:
    with pytest.raises(AssertionError, match="layer"):
        stack.up(_function("arn:aws:lambda:us-east-1:000000000000:layer:nothing:1"))
