from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def _template(pattern: str, value: str) -> dict[str, Any]:
    return {
        "Parameters": {"Word": {"Type": "String", "AllowedPattern": pattern, "Default": value}},
        "Resources": {"Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"}},
        "Outputs": {"Word": {"Value": {"Ref": "Word"}}},
    }


def test_a_pattern_of_java_is_not_checked(stack: Stack) -> None:
    stack.exists = True
    assert stack.deploy(stack.name, _template(r"[\p{L}\w-\+]+", "ä")) == {"Word": "ä"}


def test_any_other_pattern_is(stack: Stack) -> None:
    with pytest.raises(ClientError, match="must match pattern"):
        stack.deploy(stack.name, _template("[a-z]+", "UPPER"))
