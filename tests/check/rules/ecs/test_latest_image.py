import pytest

from check.judging import judged


def _task(container: object, **task: object) -> dict[str, object]:
    return {"ContainerDefinitions": [container], **task}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (_task({"Name": "app", "Image": "nginx"}), True),
        (_task({"Name": "app", "Image": "registry.example:5000/nginx"}), True),
        (_task({"Name": "app", "Image": "public.ecr.aws/nginx/nginx:latest"}), True),
        (_task({"Name": "app", "Image": "nginx:1.27"}), False),
        (_task({"Name": "app", "Image": "nginx@sha256:0123"}), False),
        (_task({"Name": "app", "Image": {"Fn::Sub": "${Account}.dkr.ecr/app:latest"}}), False),
    ],
)
def test_an_image_must_be_named_by_what_does_not_change(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-latest-image", "AWS::ECS::TaskDefinition", properties) is wrong
