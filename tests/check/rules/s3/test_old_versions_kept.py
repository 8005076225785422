import pytest

from check.judging import judged


def _bucket(rule: dict[str, object]) -> dict[str, object]:
    return {"VersioningConfiguration": {"Status": "Enabled"}, "LifecycleConfiguration": {"Rules": [rule]}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_bucket({"ExpirationInDays": 30}), True),
        (_bucket({"NoncurrentVersionExpiration": {"NoncurrentDays": 30}}), False),
        (_bucket({"NoncurrentVersionExpirationInDays": 30}), False),
        (_bucket({"NoncurrentVersionTransitions": [{"StorageClass": "GLACIER"}]}), False),
        (_bucket({"Ref": "Rule"}), False),
        (_bucket({"ExpirationInDays": 30}) | {"VersioningConfiguration": {"Status": "Suspended"}}, False),
    ],
)
def test_old_versions_must_expire(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-old-versions-kept", "AWS::S3::Bucket", properties) is wrong
