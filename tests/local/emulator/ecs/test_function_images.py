"""Functions whose package is an image: through CloudFormation, without a container engine."""

from __future__ import annotations

import json
from typing import Any

import pytest

from local.emulator.ecs.conftest import Containers

pytestmark = pytest.mark.local
ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                }
            ],
        }
    },
}
HANDLER = """\
import os, sys, helper
def handler(event, context):
    print("working")
    return {"sum": helper.add(event["a"], event["b"]), "function": context.function_name,
            "variables": [os.environ.get(name) for name in ("BUILT", "BOTH", "GIVEN")],
            "paths": sys.path, "root": os.listdir(os.environ["LAMBDA_TASK_ROOT"])}
"""
HELPER = "def add(a, b):\n    return a + b\n"
DOCKERFILE = """\
FROM public.ecr.aws/lambda/python:3.13
ENV BUILT=image BOTH=image
COPY helper.py main.py ${LAMBDA_TASK_ROOT}
CMD ["main.handler"]
"""
OWN_CLIENT = """\
FROM python:3.13-slim
WORKDIR /function
COPY helper.py main.py ./
ENTRYPOINT ["/usr/local/bin/python", "-m", "awslambdaric"]
CMD ["main.nothing"]
"""
NODE = """\
FROM public.ecr.aws/lambda/nodejs:24
COPY index.mjs ${LAMBDA_TASK_ROOT}
CMD ["index.handler"]
"""


def function(containers: Containers, name: str, image: str, **properties: Any) -> str:
    """Make the function's stack; the status it ends in."""
    made = {
        "FunctionName": name,
        "PackageType": "Image",
        "Code": {"ImageUri": image},
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Timeout": 20,
        **properties,
    }
    function = {"Type": "AWS::Lambda::Function", "Properties": made}
    return containers.deploy(name, {"Resources": {"Role": ROLE, "Function": function}})


def invoked(containers: Containers, name: str, event: object) -> Any:
    answer = containers.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    return json.loads(answer["Payload"].read())


def test_the_command_of_an_image_is_its_handler(containers: Containers) -> None:
    image = containers.image(HANDLER, dockerfile=DOCKERFILE, **{"helper.py": HELPER})
    variables = {"Variables": {"GIVEN": "template", "BOTH": "template"}}
    assert function(containers, "summing", image, Environment=variables) == "CREATE_COMPLETE"
    answer = invoked(containers, "summing", {"a": 2, "b": 3})
    assert (answer["sum"], answer["function"]) == (5, "summing")
    assert answer["variables"] == ["image", "template", "template"]
    assert {"helper.py", "main.py"} <= set(answer["root"])
    assert any(path.endswith("site-packages") for path in answer["paths"])
    assert "working" in containers.logs("/aws/lambda/summing")
    described = containers.client("lambda").get_function(FunctionName="summing")
    assert described["Configuration"]["PackageType"] == "Image"
    assert described["Code"]["ImageUri"] == image


def test_new_code_serves_after_an_update(containers: Containers) -> None:
    for version in ("one", "two"):
        program = f"def handler(event, context):\n    return '{version}'\n"
        image = containers.image(program, dockerfile=DOCKERFILE, **{"helper.py": HELPER})
        assert function(containers, "updated", image).endswith("COMPLETE")
        assert invoked(containers, "updated", {}) == version


def test_a_runtime_client_of_its_own_and_another_command(containers: Containers) -> None:
    image = containers.image(HANDLER, dockerfile=OWN_CLIENT, **{"helper.py": HELPER})
    command = {"Command": ["main.handler"]}
    assert function(containers, "own-client", image, ImageConfig=command) == "CREATE_COMPLETE"
    assert invoked(containers, "own-client", {"a": 1, "b": 1})["sum"] == 2


def test_node(containers: Containers) -> None:
    code = "export const handler = async (event) => ({ twice: event.n * 2 });\n"
    image = containers.image("", dockerfile=NODE, **{"index.mjs": code})
    assert function(containers, "node-image", image) == "CREATE_COMPLETE"
    assert invoked(containers, "node-image", {"n": 21}) == {"twice": 42}


@pytest.mark.parametrize(
    ("dockerfile", "says"),
    [
        ("FROM public.ecr.aws/lambda/python:3.13\nRUNN pip\n", "RUNN"),
        ('FROM python:3.13\nCMD ["sleep", "infinity"]\n', "neither a handler nor a runtime interface client"),
        ("FROM public.ecr.aws/lambda/python:3.13\nCOPY absent.py .\n", "no such file"),
    ],
    ids=["does not parse", "is no function", "lacks a file"],
)
def test_an_image_that_cannot_be_a_function_fails_its_stack_and_says_why(
    containers: Containers, dockerfile: str, says: str
) -> None:
    name = f"no-function-{len(dockerfile)}"
    assert function(containers, name, containers.image("", dockerfile=dockerfile)) == "ROLLBACK_COMPLETE"
    assert says in containers.reasons(name)


def test_a_handler_that_fails_is_a_function_error(containers: Containers) -> None:
    program = "def handler(event, context):\n    raise ValueError('on purpose')\n"
    image = containers.image(program, dockerfile=DOCKERFILE, **{"helper.py": HELPER})
    assert function(containers, "failing-image", image) == "CREATE_COMPLETE"
    assert "on purpose" in str(invoked(containers, "failing-image", {}))
