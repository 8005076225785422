from typing import Any

import pytest

from check.asserting import verdict


@pytest.mark.parametrize(
    ("type_", "properties", "wanted"),
    [
        ("AWS::RDS::DBInstance", {}, "FAIL"),
        ("AWS::RDS::DBInstance", {"StorageEncrypted": True}, "PASS"),
        ("AWS::EFS::FileSystem", {"Encrypted": "true"}, "PASS"),
        ("AWS::SNS::Topic", {}, "FAIL"),
        ("AWS::SNS::Topic", {"KmsMasterKeyId": "alias/aws/sns"}, "PASS"),
        ("AWS::SQS::Queue", {}, "PASS"),
        ("AWS::SQS::Queue", {"SqsManagedSseEnabled": False}, "FAIL"),
        ("AWS::SQS::Queue", {"SqsManagedSseEnabled": False, "KmsMasterKeyId": "alias/aws/sqs"}, "PASS"),
        ("AWS::DynamoDB::Table", {}, "PASS"),
        ("AWS::S3::Bucket", {}, "PASS"),
        ("AWS::Lambda::Function", {}, "NOT-APPLICABLE"),
    ],
)
def test_what_keeps_data_encrypts_it(type_: str, properties: dict[str, Any], wanted: str) -> None:
    assert verdict("encrypted_at_rest", {}, {"Subject": (type_, properties)}) == wanted
