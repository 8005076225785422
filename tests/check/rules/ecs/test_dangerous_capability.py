import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app", "LinuxParameters": {"Capabilities": {"Add": ["SYS_ADMIN"]}}}), True),
        (_task({"Name": "app", "LinuxParameters": {"Capabilities": {"Add": ["ALL"]}}}), True),
        (_task({"Name": "app", "LinuxParameters": {"Capabilities": {"Add": ["NET_BIND_SERVICE"]}}}), False),
        (_task({"Name": "app", "LinuxParameters": {"Capabilities": {"Drop": ["ALL"]}}}), False),
        (_task({"Name": "app", "LinuxParameters": {"Ref": "Parameters"}}), False),
    ],
)
def test_a_container_must_have_no_dangerous_capability(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-dangerous-capability", "AWS::ECS::TaskDefinition", properties) is wrong
