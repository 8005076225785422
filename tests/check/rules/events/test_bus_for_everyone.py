import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Principal": "*", "Action": "events:PutEvents"}, True),
        ({"Principal": "123456789012"}, False),
        (
            {
                "Principal": "*",
                "Condition": {"Key": "aws:PrincipalOrgID", "Type": "StringEquals", "Value": "o-1"},
            },
            False,
        ),
        ({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "events:PutEvents"}}, True),
        ({"Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"}}}, False),
        ({"Statement": {"Fn::ImportValue": "Policy"}}, False),
    ],
)
def test_every_aws_account_may_send_to_an_event_bus(properties: dict[str, object], wrong: bool) -> None:
    assert judged("events-bus-for-everyone", "AWS::Events::EventBusPolicy", properties) is wrong
