from __future__ import annotations

from typing import Any

import pytest
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def _waiting(seconds: str) -> dict[str, Any]:
    return {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Wait": {
            "Type": "AWS::CloudFormation::WaitCondition",
            "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": seconds},
        },
    }


def test_a_signal_of_a_machine_is_not_waited_for(stack: Stack) -> None:
    machine = {
        "Type": "AWS::EC2::Instance",
        "Properties": {
            "ImageId": "ami-12345678",
            "UserData": {"Fn::Base64": {"Fn::Sub": "curl -X PUT '${Handle}'"}},
        },
    }
    made = stack.up(_waiting("3600") | {"Machine": machine}, {"Data": {"Fn::GetAtt": "Wait.Data"}})
    assert made == {"Data": "{}"}


def test_any_other_signal_is(stack: Stack) -> None:
    with pytest.raises(AssertionError):
        stack.up(_waiting("1"))
    assert any(name == "Wait" and status == "CREATE_FAILED" for name, status, _ in stack.events())
