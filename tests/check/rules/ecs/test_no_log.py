import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app"}), True),
        (_task({"Name": "app", "LogConfiguration": {}}), True),
        (_task({"Name": "app", "LogConfiguration": {"LogDriver": "awslogs"}}), False),
        (_task({"Name": "app", "LogConfiguration": {"Ref": "Logs"}}), False),
    ],
)
def test_a_container_must_write_a_log(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-no-log", "AWS::ECS::TaskDefinition", properties) is wrong
