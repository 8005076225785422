"""Small CDK apps on disk, and the residents that serve them."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import psutil

from processes import words

SMALL = 'import os\nimport aws_cdk as cdk\napp = cdk.App()\nstack = cdk.Stack(app, "Main")\n'
SYSTEM = """\
import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway, aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2, aws_lambda as lambda_

app = cdk.App()
stack = cdk.Stack(app, "Items", env=cdk.Environment(account="000000000000", region="us-east-1"))
vpc = ec2.Vpc(stack, "Vpc")
key = dynamodb.Attribute(name="itemId", type=dynamodb.AttributeType.STRING)
table = dynamodb.Table(stack, "Table", partition_key=key)
function = lambda_.Function(
    stack, "Function", runtime=lambda_.Runtime.PYTHON_3_12, handler="index.handler", vpc=vpc,
    code=lambda_.Code.from_asset("src"), environment={"TABLE_NAME": table.table_name},
)
table.grant_write_data(function)
api = apigateway.LambdaRestApi(stack, "Api", handler=function)
cdk.CfnOutput(stack, "Url", value=api.url)
app.synth()
"""


def small(folder: Path, text: str, head: str = SMALL) -> Path:
    """An app with one stack and nothing imported but the CDK's core: ``text`` goes on from there."""
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "app.py").write_text(head + text)
    return folder


def output(value: str) -> str:
    """The end of a small app: one output with this Python expression as its value."""
    return f'cdk.CfnOutput(stack, "Value", value={value})\napp.synth()\n'


def value(assembly: Path) -> str:
    """The output of a small app."""
    template = json.loads((assembly / "Main.template.json").read_text())
    found: str = template["Outputs"]["Value"]["Value"]
    return found


def system(folder: Path) -> Path:
    """A network, a table, a function with code, and an API."""
    folder.mkdir(exist_ok=True)
    (folder / "app.py").write_text(SYSTEM)
    (folder / "src").mkdir()
    (folder / "src" / "index.py").write_text("def handler(event, context): ...\n")
    return folder


def residents(runtime: Path) -> list[psutil.Process]:
    """Every process whose command line names the runtime folder, oldest first."""
    found = []
    for process in psutil.process_iter():
        if any(str(runtime) in word for word in words(process)):
            found.append(process)
    return sorted(found, key=lambda process: (process.create_time(), process.pid))


def leaders(runtime: Path) -> set[int]:
    """The residents that have started the others, or nobody."""
    found = set()
    for process in residents(runtime):
        with suppress(psutil.NoSuchProcess):
            if process.ppid() == 1:
                found.add(process.pid)
    return found
