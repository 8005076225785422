import pytest

from check.judging import judged


def _bucket(rule: dict[str, object]) -> dict[str, object]:
    return {"LifecycleConfiguration": {"Rules": [rule]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_bucket({"ExpirationInDays": 30}), True),
        (_bucket({"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}), False),
        (_bucket({"Ref": "Rule"}), False),
    ],
)
def test_parts_of_unfinished_uploads_must_be_removed(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-unfinished-uploads-kept", "AWS::S3::Bucket", properties) is wrong
