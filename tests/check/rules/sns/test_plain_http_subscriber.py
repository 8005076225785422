import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Protocol": "http"}, True),
        ({"Protocol": "https"}, False),
        ({"Protocol": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_topic_delivers_to_a_subscriber_over_plain_http(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sns-plain-http-subscriber", "AWS::SNS::Subscription", properties) is wrong
