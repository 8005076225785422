import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app"}), True),
        (_task({"Name": "app", "ReadonlyRootFilesystem": False}), True),
        (_task({"Name": "app", "ReadonlyRootFilesystem": "true"}), False),
        (_task({"Name": "app", "ReadonlyRootFilesystem": {"Ref": "Flag"}}), False),
        # Windows has no such setting.
        (
            _task({"Name": "app"}, RuntimePlatform={"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}),
            False,
        ),
    ],
)
def test_the_root_file_system_must_be_read_only(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-writable-root", "AWS::ECS::TaskDefinition", properties) is wrong
