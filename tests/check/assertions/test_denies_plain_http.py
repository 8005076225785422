from typing import Any

import pytest

from check.asserting import answer, shown, verdict

DENY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
GIVEN = {"types": ["AWS::S3::Bucket"]}


def system(**changes: Any) -> dict[str, Any]:
    policy = {"Bucket": {"Ref": "Data"}, "PolicyDocument": {"Statement": [{**DENY, **changes}]}}
    return {"Data": ("AWS::S3::Bucket", {}), "Policy": ("AWS::S3::BucketPolicy", policy)}


def test_bucket_and_policy_are_the_evidence() -> None:
    row = answer("denies_plain_http", GIVEN, system())
    assert (row.verdict, shown(row)) == ("PASS", ["Data", "Policy"])


@pytest.mark.parametrize(
    "change",
    [
        {"Effect": "Allow"},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {}},
        {"Principal": {"AWS": "111111111111"}},
    ],
)
def test_any_other_statement_does_not_deny_it(change: dict[str, Any]) -> None:
    assert verdict("denies_plain_http", GIVEN, system(**change)) == "FAIL"


def test_a_policy_may_name_its_bucket() -> None:
    policy = {"Bucket": "data", "PolicyDocument": {"Statement": [DENY]}}
    resources = {
        "Data": ("AWS::S3::Bucket", {"BucketName": "data"}),
        "Policy": ("AWS::S3::BucketPolicy", policy),
    }
    assert verdict("denies_plain_http", GIVEN, resources) == "PASS"


def test_queues_have_policies_too() -> None:
    policy = {"Queues": [{"Ref": "Work"}], "PolicyDocument": {"Statement": [{**DENY, "Action": "sqs:*"}]}}
    resources = {"Work": ("AWS::SQS::Queue", {}), "Policy": ("AWS::SQS::QueuePolicy", policy)}
    assert verdict("denies_plain_http", {"types": ["AWS::SQS::Queue"]}, resources) == "PASS"
    assert verdict("denies_plain_http", {"types": ["AWS::SQS::Queue"]}, {"Work": resources["Work"]}) == "FAIL"
