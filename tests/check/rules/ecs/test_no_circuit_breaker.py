import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeploymentConfiguration": {"DeploymentCircuitBreaker": {"Enable": False}}}, True),
        ({"DeploymentConfiguration": {"DeploymentCircuitBreaker": {"Enable": True}}}, False),
        ({"DeploymentConfiguration": {"DeploymentCircuitBreaker": {"Enable": {"Ref": "Flag"}}}}, False),
        ({"DeploymentConfiguration": {"Ref": "Configuration"}}, False),
        ({"DeploymentConfiguration": {"Alarms": {"Enable": True}}}, False),
        ({"DeploymentController": {"Type": "CODE_DEPLOY"}}, False),
    ],
)
def test_a_deployment_that_fails_must_stop(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-no-circuit-breaker", "AWS::ECS::Service", properties) is wrong
