import pytest

from check.judging import judged

BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Role", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]}, True),
        ("AWS::IAM::Role", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/PowerUserAccess"]}, True),
        ("AWS::Serverless::Function", {"Policies": ["AmazonDynamoDBFullAccess"]}, True),
        ("AWS::IAM::Role", {"ManagedPolicyArns": [BASIC]}, False),
        ("AWS::IAM::Role", {"ManagedPolicyArns": [{"Ref": "Policy"}]}, False),
        ("AWS::IAM::Role", {"ManagedPolicyArns": {"Ref": "Policies"}}, False),
    ],
)
def test_no_identity_may_have_a_whole_service(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("iam-full-access-to-a-service", type_, properties) is wrong
