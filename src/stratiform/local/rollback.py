"""A stack whose rollback failed is brought to its end, so that what it holds is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stratiform.assembly.graph import Graph
from stratiform.errors import DeploymentFailed
from stratiform.local.events import Note, Report
from stratiform.local.stack_operation import events, follow

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient


def rolled_back(
    client: CloudFormationClient, stack: str, state: Mapping[str, Any], graph: Graph, report: Report
) -> Mapping[str, Any]:
    """The stack after its rollback was continued; a resource that still resists is left as it is, and told.

    ``stack`` is the artifact id. Raises DeploymentFailed when the rollback cannot be ended.
    """
    name, identity = state["StackName"], state["StackId"]
    report(Note(f"Stack {name} was left as UPDATE_ROLLBACK_FAILED; its rollback is continued."))
    state = _continued(client, stack, identity, [], graph, report)
    if state["StackStatus"] == "UPDATE_ROLLBACK_FAILED":
        left = _resisting(client, identity)
        report(Note(f"Left as they are in stack {name}: {', '.join(left)}"))
        state = _continued(client, stack, identity, left, graph, report)
    if state["StackStatus"] != "UPDATE_ROLLBACK_COMPLETE":
        raise DeploymentFailed(
            f"Stack {name} cannot be rolled back: {state.get('StackStatusReason') or state['StackStatus']}",
            where=stack,
            fix="`strat down --wipe` starts from nothing; what the stack holds is lost then.",
        )
    return state


def _continued(
    client: CloudFormationClient, stack: str, identity: str, skipped: list[str], graph: Graph, report: Report
) -> Mapping[str, Any]:
    if skipped:
        client.continue_update_rollback(StackName=identity, ResourcesToSkip=skipped)
    else:
        client.continue_update_rollback(StackName=identity)
    return follow(client, stack, identity, None, graph, report)


def _resisting(client: CloudFormationClient, identity: str) -> list[str]:
    """The resources whose last event is a failure."""
    last = {event["LogicalResourceId"]: event for event in events(client, identity, None)}
    return sorted(
        name
        for name, event in last.items()
        if event["ResourceStatus"].endswith("_FAILED") and name != event["StackName"]
    )
