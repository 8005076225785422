from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local


def test_an_unknown_type_is_accepted_with_a_stable_id_and_attributes(stack: Stack) -> None:
    resources = {
        "Index": {
            "Type": "AWS::Kendra::Index",
            "Properties": {"Name": "library", "Edition": "DEVELOPER_EDITION"},
        },
        "Named": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "x"}},
        "Vendor": {"Type": "Datadog::Monitors::Monitor"},
    }
    outputs = {
        "Ref": {"Ref": "Index"},
        "Arn": {"Fn::GetAtt": ["Index", "Arn"]},
        "Text": {"Fn::Sub": "id=${Index.Id}"},
        "Vendor": {"Ref": "Vendor"},
    }
    made = stack.up(resources, outputs)
    assert made["Ref"] == "library"
    assert made["Arn"] == "arn:aws:kendra:us-east-1:000000000000:index/library"
    assert made["Text"] == "id=library"
    assert made["Vendor"].startswith(f"{stack.name}-Vendor-")

    resources["Index"]["Properties"]["Edition"] = "ENTERPRISE_EDITION"
    assert stack.up(resources, outputs) == made


def test_an_attribute_that_a_known_type_lacks_still_fails(stack: Stack) -> None:
    with pytest.raises(AssertionError, match="Requested attribute Nothing does not exist"):
        stack.up({"Q": {"Type": "AWS::SQS::Queue"}}, {"Out": {"Fn::GetAtt": "Q.Nothing"}})


def test_a_malformed_type_is_refused(stack: Stack) -> None:
    with pytest.raises(ClientError, match="Unrecognized resource types"):
        stack.up({"Q": {"Type": "SQS Queue"}})
    stack.exists = False
