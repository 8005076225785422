import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LifecycleConfiguration": {"Rules": []}}, True),
        ({"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 30}]}}, False),
        ({"LifecycleConfiguration": {"Fn::ImportValue": "Known"}}, False),
    ],
)
def test_a_bucket_must_have_a_lifecycle(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-no-lifecycle", "AWS::S3::Bucket", properties) is wrong
