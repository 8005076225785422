import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app", "Privileged": True}), True),
        (_task({"Name": "app", "Privileged": "true"}), True),
        (_task({"Name": "app", "Privileged": False}), False),
        (_task({"Name": "app", "Privileged": {"Ref": "Flag"}}), False),
        (_task({"Ref": "Container"}), False),
        ({"ContainerDefinitions": {"Ref": "Containers"}}, False),
    ],
)
def test_a_container_must_not_be_privileged(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-privileged", "AWS::ECS::TaskDefinition", properties) is wrong
