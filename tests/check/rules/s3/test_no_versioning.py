import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"VersioningConfiguration": {"Status": "Suspended"}}, True),
        ({"VersioningConfiguration": {"Status": "Enabled"}}, False),
        ({"VersioningConfiguration": {"Status": {"Fn::ImportValue": "Status"}}}, False),
        ({"VersioningConfiguration": {"Fn::ImportValue": "Configuration"}}, False),
    ],
)
def test_a_bucket_must_keep_versions(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-no-versioning", "AWS::S3::Bucket", properties) is wrong
