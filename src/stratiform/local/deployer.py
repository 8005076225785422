"""Carry out a plan's stacks through CloudFormation, with the template byte for byte as synthesized."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from stratiform.assembly.graph import Graph
from stratiform.errors import DeploymentFailed, MachineFailed
from stratiform.local.cloud import Cloud
from stratiform.local.events import Note, Report, StackDone, silent
from stratiform.local.plan import StackPlan
from stratiform.local.publish import template_of
from stratiform.local.rollback import rolled_back
from stratiform.local.stack_operation import failed_below, failure, follow
from stratiform.local.target import Target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

_GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")


@dataclass(frozen=True)
class Deployed:
    """One stack as it is now. ``change`` is created, updated or unchanged."""

    id: str
    name: str
    target: Target
    change: str
    outputs: Mapping[str, str] = field(default_factory=dict)


def deploy(
    stacks: Iterable[StackPlan], graph: Graph, cloud: Cloud, report: Report, *, interrupted: bool = False
) -> tuple[Deployed, ...]:
    """Create or update each stack in order; leave alone what has not changed.

    ``interrupted`` says that no operation can still be running, since the local cloud was just started:
    a stack that claims to be in progress is then deleted and created again. Raises DeploymentFailed.
    """
    return tuple(_deploy(stack, graph, cloud, report, interrupted) for stack in stacks)


def delete(names: Iterable[tuple[str, Target]], graph: Graph, cloud: Cloud, report: Report) -> None:
    """Delete stacks, each before the next. A stack that is already gone is fine. Raises DeploymentFailed."""
    for name, target in names:
        started = time.monotonic()
        client = cloud.cloudformation(target)
        state = _state(client, name)
        if state is not None:
            _delete(client, name, state, graph, report)
            report(StackDone(name, "deleted", time.monotonic() - started))


def _deploy(stack: StackPlan, graph: Graph, cloud: Cloud, report: Report, interrupted: bool) -> Deployed:
    started = time.monotonic()
    client = cloud.cloudformation(stack.target)
    state = _settled(client, stack, graph, report, interrupted)
    if state is None:
        change, state = "created", _run(client.create_stack, client, stack, graph, cloud, report)
    elif _is_same(client, stack, state):
        change = "unchanged"
    else:
        change, state = "updated", _run(client.update_stack, client, stack, graph, cloud, report)
    report(StackDone(stack.name, change, time.monotonic() - started))
    outputs = {output["OutputKey"]: output["OutputValue"] for output in state.get("Outputs", ())}
    return Deployed(stack.id, stack.name, stack.target, change, outputs)


def _state(client: CloudFormationClient, name: str) -> Mapping[str, Any] | None:
    try:
        state: Mapping[str, Any] = client.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"].get("Message", ""):
            return None
        raise _unavailable(name, error) from error
    return None if state["StackStatus"] == "DELETE_COMPLETE" else state


def _settled(
    client: CloudFormationClient, stack: StackPlan, graph: Graph, report: Report, interrupted: bool
) -> Mapping[str, Any] | None:
    """The stack in a state that can be updated, or None when it has to be created."""
    state = _state(client, stack.name)
    if state is not None and state["StackStatus"].endswith("_IN_PROGRESS") and not interrupted:
        report(Note(f"Stack {stack.name} is still {state['StackStatus']}; waiting for it to end."))
        state = follow(client, stack.id, state["StackId"], None, graph, report)
    if state is None or state["StackStatus"] == "DELETE_COMPLETE":
        return None
    if state["StackStatus"] in _GOOD:
        return state
    if state["StackStatus"] == "UPDATE_ROLLBACK_FAILED":
        return rolled_back(client, stack.id, state, graph, report)
    report(Note(f"Stack {stack.name} was left as {state['StackStatus']}; it is deleted and created again."))
    _delete(client, stack.id, state, graph, report)
    return None


def _is_same(client: CloudFormationClient, stack: StackPlan, state: Mapping[str, Any]) -> bool:
    has = {item["ParameterKey"]: item.get("ParameterValue", "") for item in state.get("Parameters", ())}
    tags = {item["Key"]: item["Value"] for item in state.get("Tags", ())}
    if tags != dict(stack.tags) or any(has.get(name) != value for name, value in stack.parameters.items()):
        return False
    deployed = client.get_template(StackName=state["StackId"], TemplateStage="Original")["TemplateBody"]
    return str(deployed).encode() == stack.template.read_bytes()


def _run(
    start: Any, client: CloudFormationClient, stack: StackPlan, graph: Graph, cloud: Cloud, report: Report
) -> Mapping[str, Any]:
    token = uuid.uuid4().hex
    template = template_of(stack)
    url = f"{cloud.endpoint}/{template.bucket}/{template.key}"
    try:
        summary: Mapping[str, Any] = client.get_template_summary(TemplateURL=url) if stack.parameters else {}
        declared = {item["ParameterKey"] for item in summary.get("Parameters", ())}
        answer = start(
            StackName=stack.name,
            TemplateURL=url,
            Parameters=[
                {"ParameterKey": name, "ParameterValue": value}
                for name, value in stack.parameters.items()
                if name in declared
            ],
            Tags=[{"Key": key, "Value": value} for key, value in stack.tags.items()],
            Capabilities=list(stack.capabilities),
            ClientRequestToken=token,
        )
    except ClientError as error:
        message = error.response["Error"].get("Message", str(error))
        if "No updates are to be performed" in message:
            return client.describe_stacks(StackName=stack.name)["Stacks"][0]
        raise DeploymentFailed(
            f"Stack {stack.name} was refused: {message}",
            where=str(stack.template),
            fix=_fix(message),
        ) from error
    state = follow(client, stack.id, answer["StackId"], token, graph, report)
    if state["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        reason = failure(client, stack.id, state, token, graph)
        _clear(client, stack.name, graph)
        raise reason
    return state


def _clear(client: CloudFormationClient, name: str, graph: Graph) -> None:
    """Delete what a nested stack made before it failed: the rollback of its parent does not know it."""
    for child in list(failed_below(client, name)):
        if child["StackStatus"] == "CREATE_FAILED" and _is_random(child["StackName"]):
            _delete(client, name, child, graph, silent)


def _is_random(name: str) -> bool:
    """Whether CloudFormation made up the end of the name, as it does for nested stacks only."""
    return re.search(r"-[0-9a-f]{8}-[0-9a-f]{3,4}$|-[0-9A-Z]{12,13}$", name) is not None


def _delete(
    client: CloudFormationClient, id: str, state: Mapping[str, Any], graph: Graph, report: Report
) -> None:
    token = uuid.uuid4().hex
    try:
        client.delete_stack(StackName=state["StackId"], ClientRequestToken=token)
    except ClientError as error:
        raise DeploymentFailed(
            f"Stack {state['StackName']} cannot be deleted: {error.response['Error'].get('Message', error)}",
            where=id,
            fix="Remove what still uses it, or start empty: `strat down --wipe`, then `strat up`.",
        ) from error
    after = follow(client, id, state["StackId"], token, graph, report)
    if after["StackStatus"] != "DELETE_COMPLETE":
        raise failure(client, id, after, token, graph)


def _fix(message: str) -> str:
    if "no Default" in message or "must have values" in message:
        return "Give the parameter a value: `strat up --parameter NAME=VALUE`."
    return "Change the template and run the command again."


def _unavailable(name: str, error: ClientError) -> MachineFailed:
    return MachineFailed(
        f"The local cloud does not tell about stack {name}: {error}",
        fix="Run `strat down`, then `strat up` again.",
    )
