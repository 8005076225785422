"""A scratch app, synthesized in a worker before its request comes.

A new Node has compiled none of the CDK's JavaScript; the first synthesis in it takes twice as long as the
second. The scratch app is the same for everybody, so it carries nothing from one request to another.
"""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

VARIABLES = {
    "CDK_VALIDATION": "false",
    "CDK_CONTEXT_JSON": json.dumps(
        {"aws:cdk:enable-path-metadata": True, "aws:cdk:enable-asset-metadata": True}
    ),
}


def synthesize(folder: Path) -> None:
    """Use, once, those of the commonest services whose modules are loaded: what the app uses, that is."""
    with suppress(Exception):
        cdk = importlib.import_module("aws_cdk")
        app = cdk.App(outdir=str(folder))
        stack = cdk.Stack(cdk.Stage(app, "Stage"), "Stack")
        cdk.Tags.of(app).add("scratch", "yes")
        for service in (_functions, _networks, _queues, _buckets):
            service(cdk, stack)
        app.synth()


def _functions(cdk: Any, stack: Any) -> None:
    lambda_, dynamodb = _loaded("aws_lambda"), _loaded("aws_dynamodb")
    apigateway, cloudwatch = _loaded("aws_apigateway"), _loaded("aws_cloudwatch")
    if lambda_ is None:
        return
    code, runtime = lambda_.Code.from_inline("pass"), lambda_.Runtime.PYTHON_3_12
    function = lambda_.Function(stack, "Function", code=code, runtime=runtime, handler="index.handler")
    cdk.CfnOutput(stack, "Arn", value=function.function_arn)
    if dynamodb is not None:
        key = dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
        dynamodb.Table(stack, "Table", partition_key=key).grant_write_data(function)
    if apigateway is not None:
        apigateway.LambdaRestApi(stack, "Api", handler=function)
    if cloudwatch is not None:
        function.metric_errors().create_alarm(stack, "Alarm", threshold=1, evaluation_periods=1)


def _networks(cdk: Any, stack: Any) -> None:
    ec2 = _loaded("aws_ec2")
    if ec2 is not None:
        ec2.SecurityGroup(stack, "Group", vpc=ec2.Vpc(stack, "Vpc"))


def _queues(cdk: Any, stack: Any) -> None:
    sqs = _loaded("aws_sqs")
    if sqs is not None:
        sqs.Queue(stack, "Queue", enforce_ssl=True)


def _buckets(cdk: Any, stack: Any) -> None:
    s3 = _loaded("aws_s3")
    if s3 is not None:
        s3.Bucket(stack, "Bucket", enforce_ssl=True)


def _loaded(service: str) -> Any:
    return sys.modules.get(f"aws_cdk.{service}")
