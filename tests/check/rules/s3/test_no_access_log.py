import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"LoggingConfiguration": {}}, True),
        ({"LoggingConfiguration": {"LogFilePrefix": "own/"}}, False),
        ({"LoggingConfiguration": {"DestinationBucketName": "logs"}}, False),
        ({"LoggingConfiguration": {"Fn::ImportValue": "Known"}}, False),
        ({"AccessControl": "LogDeliveryWrite"}, False),
    ],
)
def test_a_bucket_must_log_its_requests(properties: dict[str, object], wrong: bool) -> None:
    assert judged("s3-no-access-log", "AWS::S3::Bucket", properties) is wrong


def test_a_bucket_that_receives_logs_is_no_subject() -> None:
    assert (
        failing(
            "s3-no-access-log",
            {
                "Logs": ("AWS::S3::Bucket", {}),
                "Data": (
                    "AWS::S3::Bucket",
                    {"LoggingConfiguration": {"DestinationBucketName": {"Ref": "Logs"}}},
                ),
            },
        )
        == {}
    )


def test_the_log_bucket_of_a_load_balancer_is_no_subject() -> None:
    attributes = [{"Key": "access_logs.s3.bucket", "Value": {"Ref": "Logs"}}]
    system = {
        "Logs": ("AWS::S3::Bucket", {}),
        "Front": ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"LoadBalancerAttributes": attributes}),
    }
    assert failing("s3-no-access-log", system) == {}
