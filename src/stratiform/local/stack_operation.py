"""One operation on one stack: follow it to its end and tell why it failed."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from stratiform.assembly.graph import Address, Graph
from stratiform.errors import DeploymentFailed
from stratiform.local.events import Report, ResourceChanged

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

STACK = "AWS::CloudFormation::Stack"
_FIRST_WAIT, _LONGEST_WAIT = 0.02, 0.2  # seconds; the local cloud answers in a few milliseconds
_PATIENCE = 0.03  # how much of the time that passed may pass again before the end is noticed
_EVENTS_WAIT = 0.5  # for what people read; every look gets all events of the stack


def follow(
    client: CloudFormationClient, stack: str, stack_id: str, token: str | None, graph: Graph, report: Report
) -> Mapping[str, Any]:
    """Report each event of the operation ``token`` until it ends; return the stack as it is then.

    ``stack`` is the artifact id, ``stack_id`` the stack's ARN.
    """
    seen: set[str] = set()
    began = time.monotonic()
    looked = 0.0
    while True:
        state: Mapping[str, Any] = client.describe_stacks(StackName=stack_id)["Stacks"][0]
        ended = not state["StackStatus"].endswith("_IN_PROGRESS")
        if ended or time.monotonic() - looked > _EVENTS_WAIT:
            for event in events(client, stack_id, token):
                if event["EventId"] in seen:
                    continue
                seen.add(event["EventId"])
                if event["ResourceType"] != STACK or event["LogicalResourceId"] != event["StackName"]:
                    report(_changed(stack, event, graph))
            looked = time.monotonic()
        if ended:
            return state
        time.sleep(min(max(_FIRST_WAIT, (time.monotonic() - began) * _PATIENCE), _LONGEST_WAIT))


def events(client: CloudFormationClient, stack_id: str, token: str | None) -> list[Mapping[str, Any]]:
    """The events of one operation, oldest first; of the stack's whole life where ``token`` is None."""
    pages = client.get_paginator("describe_stack_events").paginate(StackName=stack_id)
    found: list[Mapping[str, Any]] = []
    for event in (event for page in pages for event in page["StackEvents"]):
        if token is not None and event.get("ClientRequestToken") != token:
            break
        found.append(event)
    return found[::-1]


def failure(
    client: CloudFormationClient, stack: str, state: Mapping[str, Any], token: str | None, graph: Graph
) -> DeploymentFailed:
    """The error that names the resource that failed first, in its own words."""
    for event, owner in _failures(client, stack, state["StackId"], token):
        address = Address(owner, event["LogicalResourceId"])
        resource = graph.resources.get(address)
        path = resource.path if resource else str(address)
        origin = f"{resource.origin}: " if resource and resource.origin else ""
        return DeploymentFailed(
            f"{path} ({event['ResourceType']}) failed: {event['ResourceStatusReason']}",
            where=f"{origin}{path}",
            fix=f"{_first_step(event)} and run the command again;"
            f" stack {state['StackName']} was rolled back.",
        )
    return DeploymentFailed(
        f"Stack {state['StackName']} ended as {state['StackStatus']}: {_told(client, state, token)}",
        where=stack,
        fix="Change the definition and run the command again.",
    )


def _first_step(event: Mapping[str, Any]) -> str:
    full = os.strerror(errno.ENOSPC) in event["ResourceStatusReason"]
    return "Make room on the disk" if full else "Change the resource"


def _failures(
    client: CloudFormationClient, stack: str, stack_id: str, token: str | None
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Failed resources, deepest first, each with the artifact id of the stack that it is in."""
    for event in events(client, stack_id, token):
        if (
            not event["ResourceStatus"].endswith("_FAILED")
            or event["LogicalResourceId"] == event["StackName"]
        ):
            continue
        if event["ResourceType"] == STACK:
            inside = f"{stack}.{event['LogicalResourceId']}"
            for child in failed_below(client, f"{event['StackName']}-{event['LogicalResourceId']}"):
                # Where the nested stack is already gone, its parent's message is what is left.
                with contextlib.suppress(ClientError):
                    yield from _failures(client, inside, child["StackId"], None)
        yield event, stack


def failed_below(client: CloudFormationClient, name: str) -> Iterator[Mapping[str, Any]]:
    """The nested stacks that failed. CloudFormation names one ``<parent>-<logical id>-<random>``."""
    for page in client.get_paginator("describe_stacks").paginate():
        for child in page["Stacks"]:
            if child["StackName"].startswith(f"{name}-") and child["StackStatus"].endswith("_FAILED"):
                yield child


def _told(client: CloudFormationClient, state: Mapping[str, Any], token: str | None) -> str:
    """Why a stack failed before any of its resources was touched."""
    try:
        found = client.describe_events(StackName=state["StackId"], Filters={"FailedEvents": True})
        reasons = [
            f"{event.get('LogicalResourceId')}: {event['ValidationStatusReason']}"
            for event in found["OperationEvents"]
            if event.get("ValidationStatusReason")
        ]
    except ClientError:
        reasons = []
    reasons += [
        event["ResourceStatusReason"]
        for event in events(client, state["StackId"], token)
        if event["ResourceStatus"].endswith("_FAILED") and event.get("ResourceStatusReason")
    ]
    return next(iter(reasons), state.get("StackStatusReason") or "no reason was given")


def _changed(stack: str, event: Mapping[str, Any], graph: Graph) -> ResourceChanged:
    resource = graph.resources.get(Address(stack, event["LogicalResourceId"]))
    return ResourceChanged(
        stack=event["StackName"],
        path=resource.path if resource else event["LogicalResourceId"],
        type=event["ResourceType"],
        status=event["ResourceStatus"],
        reason=event.get("ResourceStatusReason", ""),
    )
