import pytest

from check.judging import failing, judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(Logging={"Bucket": "logs.s3.amazonaws.com"}), False),
        (_distribution(Logging={"Bucket": ""}), True),
        (_distribution(Logging={"Ref": "Logging"}), False),
    ],
)
def test_a_distribution_must_write_an_access_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-no-access-log", "AWS::CloudFront::Distribution", properties) is wrong


def test_a_delivery_of_logs_is_enough() -> None:
    arn = {"Fn::Sub": "arn:aws:cloudfront::111122223333:distribution/${Front}"}
    system = {
        "Front": ("AWS::CloudFront::Distribution", {"DistributionConfig": {}}),
        "Source": ("AWS::Logs::DeliverySource", {"LogType": "ACCESS_LOGS", "ResourceArn": arn}),
    }
    assert failing("cloudfront-no-access-log", system) == {}
