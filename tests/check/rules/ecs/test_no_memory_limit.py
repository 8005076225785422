import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app"}), True),
        (_task({"Name": "app", "MemoryReservation": 128}), True),
        (_task({"Name": "app", "Memory": 256}), False),
        (_task({"Name": "app"}, Memory="512"), False),
        (_task({"Name": "app", "Memory": {"Ref": "Memory"}}), False),
    ],
)
def test_a_container_must_have_a_memory_limit(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-no-memory-limit", "AWS::ECS::TaskDefinition", properties) is wrong
