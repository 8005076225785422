from __future__ import annotations

import pytest
from tests.local.emulator.conftest import Stack, role

pytestmark = pytest.mark.local

PYTHON = """
import cfnresponse

def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Word": "hello"}, "by-python")
"""
NODE = """
const response = require('cfn-response');
exports.handler = async (event, context) =>
  response.send(event, context, response.SUCCESS, { Word: 'hello' }, 'by-node');
"""


@pytest.mark.parametrize(
    ("runtime", "code", "physical_id"),
    [("python3.13", PYTHON, "by-python"), ("nodejs22.x", NODE, "by-node")],
)
def test_inline_code_answers_with_the_module_aws_provides(
    stack: Stack, runtime: str, code: str, physical_id: str
) -> None:
    resources = {
        "Role": role("lambda.amazonaws.com"),
        "Handler": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": runtime,
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": "Role.Arn"},
                "Code": {"ZipFile": code},
                "Timeout": 20,
                "Environment": {"Variables": {"NUMBER": 1, "FLAG": True}},
            },
        },
        "Thing": {
            "Type": "Custom::Thing",
            "Properties": {"ServiceToken": {"Fn::GetAtt": "Handler.Arn"}},
        },
    }
    outputs = {"Ref": {"Ref": "Thing"}, "Word": {"Fn::GetAtt": "Thing.Word"}}
    assert stack.up(resources, outputs) == {"Ref": physical_id, "Word": "hello"}
