import pytest

from check.judging import failing, judged
from check.policies import allowing


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::IAM::Policy", allowing("s3:GetObject", "*"), True),
        ("AWS::IAM::Policy", allowing("S3:get*", "*"), True),
        (
            "AWS::IAM::ManagedPolicy",
            allowing(["logs:PutLogEvents", "secretsmanager:GetSecretValue"], ["*"]),
            True,
        ),
        ("AWS::IAM::Policy", allowing("s3:GetObject", "arn:aws:s3:::bucket/*"), False),
        ("AWS::IAM::Policy", allowing("s3:GetObject", {"Ref": "Arn"}), False),
        ("AWS::IAM::Policy", allowing(["xray:PutTraceSegments", "ec2:DescribeInstances"], "*"), False),
        # A whole service is the fault of another rule.
        ("AWS::IAM::Policy", allowing("s3:*", "*"), False),
        (
            "AWS::IAM::Policy",
            allowing("s3:GetObject", "*", {"StringEquals": {"aws:ResourceAccount": "1"}}),
            False,
        ),
    ],
)
def test_a_policy_must_name_the_resources_whose_data_it_opens(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("iam-data-of-every-resource", type_, properties) is wrong


def test_what_the_cdk_adds_for_itself_is_no_subject() -> None:
    policy = ("AWS::IAM::Policy", allowing("s3:GetObject", "*"))
    name = "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756CServiceRoleDefaultPolicy88902FDF"
    assert failing("iam-data-of-every-resource", {name: policy}) == {}
