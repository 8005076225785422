import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"EngineName": "mysql"}, True),
        ({"EngineName": "postgres", "SslMode": "none"}, True),
        ({"EngineName": "postgres", "SslMode": "require"}, False),
        ({"EngineName": "postgres", "SslMode": {"Ref": "Mode"}}, False),
        ({"EngineName": "s3"}, False),
        ({"EngineName": {"Ref": "Engine"}}, False),
    ],
)
def test_an_endpoint_must_use_TLS(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dms-plain-endpoint", "AWS::DMS::Endpoint", properties) is wrong
