import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app"}), True),
        (_task({"Name": "app", "User": "root"}), True),
        (_task({"Name": "app", "User": "0:0"}), True),
        (_task({"Name": "app", "User": "1000"}), False),
        (_task({"Name": "app", "User": "app:app"}), False),
        (_task({"Name": "app", "User": {"Ref": "User"}}), False),
        (
            _task({"Name": "app"}, RuntimePlatform={"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}),
            False,
        ),
    ],
)
def test_a_container_must_not_run_as_root(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-runs-as-root", "AWS::ECS::TaskDefinition", properties) is wrong
