from __future__ import annotations

import json

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

pytestmark = pytest.mark.local

ECS = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"


def test_images_are_stable_and_of_the_right_form(local_cloud: LocalCloud) -> None:
    ssm = local_cloud.client("ssm")

    def value(name: str) -> str:
        return str(ssm.get_parameter(Name=name)["Parameter"]["Value"])

    linux = value("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64")
    assert linux.startswith("ami-")
    assert linux != value("/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base")
    assert linux == value("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64")
    assert json.loads(value(ECS))["image_id"].startswith("ami-")
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.get_parameter(Name="/not/a/public/one")


def test_a_template_parameter_reads_one(stack: Stack, local_cloud: LocalCloud) -> None:
    template = {
        "Parameters": {
            "Image": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": f"{ECS}/image_id"}
        },
        "Resources": {"Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"}},
        "Outputs": {"Image": {"Value": {"Ref": "Image"}}},
    }
    stack.exists = True
    assert stack.deploy(stack.name, template)["Image"].startswith("ami-")
