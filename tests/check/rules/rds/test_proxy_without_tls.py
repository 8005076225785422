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
def test_proxy_without_tls(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-proxy-without-tls", "AWS::RDS::DBProxy", properties) is wrong
