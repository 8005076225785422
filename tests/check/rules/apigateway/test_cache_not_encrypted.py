import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ApiGateway::Stage", "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        ({"CachingEnabled": True}, True),
        ({"CachingEnabled": True, "CacheDataEncrypted": False}, True),
        ({"CachingEnabled": True, "CacheDataEncrypted": True}, False),
        # Guard fails a cache that is off, too. APIGateway.5 looks at methods with a cache alone:
        # https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
        ({"CachingEnabled": False, "CacheDataEncrypted": False}, False),
        ({"CachingEnabled": True, "CacheDataEncrypted": {"Fn::ImportValue": "Encrypted"}}, False),
        ({}, False),
    ],
)
def test_a_cache_must_be_encrypted(type_: str, setting: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-cache-not-encrypted", type_, {"MethodSettings": [setting]}) is wrong
