import pytest

from check.judging import judged


def _service(assign: object) -> dict[str, object]:
    return {"NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": assign}}}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_service("ENABLED"), True),
        (_service("DISABLED"), False),
        (_service({"Ref": "Setting"}), False),
        ({"NetworkConfiguration": {"Ref": "Network"}}, False),
    ],
)
def test_tasks_must_have_no_public_address(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-public-ip", "AWS::ECS::Service", properties) is wrong
