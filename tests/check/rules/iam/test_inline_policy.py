import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Role", {}, False),
        ("AWS::IAM::Role", {"Policies": []}, False),
        ("AWS::IAM::Role", {"Policies": [{"PolicyName": "own"}]}, True),
        ("AWS::IAM::Group", {"Policies": [{"PolicyName": "own"}]}, True),
        ("AWS::IAM::User", {"Policies": [{"PolicyName": "own"}]}, True),
        ("AWS::IAM::Role", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}, False),
    ],
)
def test_an_identity_must_have_no_inline_policies(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-inline-policy", type_, properties) is wrong


def test_what_the_cdk_adds_for_itself_is_no_subject() -> None:
    role = ("AWS::IAM::Role", {"Policies": [{"PolicyName": "own"}]})
    assert (
        failing("iam-inline-policy", {"CustomVpcRestrictDefaultSGCustomResourceProviderRole26592FE0": role})
        == {}
    )
