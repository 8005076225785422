import pytest

from check.judging import judged

S3 = {"ServiceName": "com.amazonaws.eu-west-1.s3"}
EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"ServiceName": "com.amazonaws.eu-west-1.s3"}, True),
        ({"ServiceName": {"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".dynamodb"]]}}, True),
        ({"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.sqs"}}, True),
        ({"ServiceName": {"Fn::Sub": ["com.amazonaws.${R}.sns", {"R": "eu-west-1"}]}}, True),
        ({"ServiceName": "com.amazonaws.eu-west-1.ecs-telemetry"}, False),
        ({"ServiceName": {"Ref": "Service"}}, False),
        (S3 | {"PolicyDocument": {"Statement": [EVERYTHING]}}, True),
        (S3 | {"PolicyDocument": {"Statement": [EVERYTHING | {"Action": "s3:GetObject"}]}}, False),
        (S3 | {"PolicyDocument": {"Statement": [EVERYTHING | {"Resource": "arn:aws:s3:::bucket/*"}]}}, False),
        (
            S3
            | {
                "PolicyDocument": {
                    "Statement": [EVERYTHING | {"Condition": {"StringEquals": {"aws:ResourceOrgID": "o-1"}}}]
                }
            },
            False,
        ),
        (S3 | {"PolicyDocument": {"Ref": "Policy"}}, False),
    ],
)
def test_an_endpoint_must_have_a_policy(properties: dict[str, object], wrong: bool) -> None:
    assert judged("vpc-endpoint-allows-everything", "AWS::EC2::VPCEndpoint", properties) is wrong
