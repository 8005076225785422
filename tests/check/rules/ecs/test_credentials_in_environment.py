import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app", "Environment": [{"Name": "AWS_SECRET_ACCESS_KEY", "Value": "x"}]}), True),
        (
            _task({"Name": "app", "Environment": [{"Name": "ECS_ENGINE_AUTH_DATA", "Value": {"Ref": "A"}}]}),
            True,
        ),
        (_task({"Name": "app", "Environment": [{"Name": "AWS_REGION", "Value": "eu-west-1"}]}), False),
        (_task({"Name": "app", "Environment": {"Ref": "Variables"}}), False),
        (_task({"Name": "app", "Secrets": [{"Name": "AWS_SECRET_ACCESS_KEY", "ValueFrom": "arn"}]}), False),
    ],
)
def test_credentials_must_not_be_in_the_environment(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-credentials-in-environment", "AWS::ECS::TaskDefinition", properties) is wrong
