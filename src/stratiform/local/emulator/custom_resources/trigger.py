"""``aws_cdk.triggers``: a function that runs during the deployment."""

from __future__ import annotations

import json

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.afterwards import end_soon
from stratiform.local.emulator.custom_resources.request import Answer, Refused, Request


def applies(request: Request) -> bool:
    """By the type that triggers.Trigger gives it."""
    return request.type == "Custom::Trigger" and "HandlerArn" in request.properties


def respond(request: Request) -> Answer:
    """Invoke the function on Create and Update; its failure fails the deployment."""
    if request.kind == "Delete":
        return request.id_or_new(), {}
    handler = request.properties["HandlerArn"]
    kind = request.properties.get("InvocationType", "RequestResponse")
    answer = client("lambda").invoke(FunctionName=handler, InvocationType=kind)
    end_soon(handler)
    if answer.get("FunctionError"):
        failure = json.loads(answer["Payload"].read() or b"{}")
        raise Refused(f"Trigger handler failed: {failure.get('errorMessage', failure)}")
    return request.id_or_new(), {}
