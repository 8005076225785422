import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AccessControl": "PublicRead"}, False),
        ({"AccessControl": "PublicReadWrite"}, True),
        ({"AccessControl": {"Fn::ImportValue": "Known"}}, False),
    ],
)
def test_an_access_control_list_must_not_let_everybody_write(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("s3-public-write-acl", "AWS::S3::Bucket", properties) is wrong
