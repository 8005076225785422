import pytest

from check.judging import failing, judged

STAGE = "AWS::ApiGateway::Stage"


@pytest.mark.parametrize("type_", [STAGE, "AWS::Serverless::Api"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MethodSettings": [{"LoggingLevel": "ERROR"}]}, True),
        ({"MethodSettings": [{"ThrottlingRateLimit": 50}]}, False),
        ({"MethodSettings": {"Fn::ImportValue": "Settings"}}, False),
    ],
)
def test_requests_must_be_limited(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("apigateway-no-throttling", type_, properties) is wrong


def test_a_usage_plan_limits_them() -> None:
    plan = ("AWS::ApiGateway::UsagePlan", {"ApiStages": [{"ApiId": "api", "Stage": {"Ref": "Prod"}}]})
    assert not failing("apigateway-no-throttling", {"Prod": (STAGE, {}), "Plan": plan})
