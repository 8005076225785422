import pytest

from check.judging import judged


def _owned(by: object) -> dict[str, object]:
    return {"Rules": [{"ObjectOwnership": by}]}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AccessControl": "Private"}, False),
        ({"AccessControl": "BucketOwnerFullControl"}, False),
        ({"AccessControl": "LogDeliveryWrite"}, True),
        ({"AccessControl": "PublicRead", "OwnershipControls": _owned("BucketOwnerEnforced")}, True),
        ({"AccessControl": "PublicRead", "OwnershipControls": _owned("ObjectWriter")}, False),
        ({"AccessControl": "PublicRead", "OwnershipControls": _owned({"Ref": "Ownership"})}, False),
        ({"AccessControl": {"Ref": "Acl"}}, False),
    ],
)
def test_an_access_control_list_needs_ownership_controls(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-acl-refused", "AWS::S3::Bucket", properties) is wrong
