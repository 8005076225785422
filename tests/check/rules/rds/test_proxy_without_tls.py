import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"RequireTLS": False}, True),
        ({"RequireTLS": True}, False),
        ({"RequireTLS": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_proxy_accepts_plain_connections(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-proxy-without-tls", "AWS::RDS::DBProxy", properties) is wrong
