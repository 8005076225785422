import pytest

from check.judging import judged


def _volume(path: object) -> dict[str, object]:
    return {"Volumes": [{"Name": "data", "Host": {"SourcePath": path}}]}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_volume("/var/run/docker.sock"), True),
        (_volume("/"), True),
        (_volume("/etc/"), True),
        (_volume("/var/data"), False),
        (_volume("/etcetera"), False),
        (_volume({"Ref": "Path"}), False),
        ({"Volumes": [{"Name": "scratch"}]}, False),
    ],
)
def test_a_task_must_not_mount_what_gives_its_host_away(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-host-path", "AWS::ECS::TaskDefinition", properties) is wrong
