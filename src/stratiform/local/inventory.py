"""What the stacks created: every resource with its physical id and its construct path."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph
from stratiform.local.cloud import Cloud
from stratiform.local.deployer import Deployed
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.stack_operation import STACK


def inventory(
    deployed: tuple[Deployed, ...], graph: Graph, cloud: Cloud, before: Deployment | None
) -> tuple[Placed, ...]:
    """The resources of ``deployed``. A stack that did not change keeps what ``before`` knows of it."""
    found: list[Placed] = []
    for stack in deployed:
        known = [one for one in before.resources if one.stack == stack.name] if before else []
        if stack.change == "unchanged" and known:
            found.extend(known)
        else:
            found.extend(_resources(stack, stack.id, stack.name, graph, cloud))
    return tuple(found)


def _resources(stack: Deployed, id: str, name: str, graph: Graph, cloud: Cloud) -> Iterator[Placed]:
    client = cloud.cloudformation(stack.target)
    for page in client.get_paginator("list_stack_resources").paginate(StackName=name):
        for item in page["StackResourceSummaries"]:
            logical_id, physical_id = item["LogicalResourceId"], item.get("PhysicalResourceId", "")
            resource = graph.resources.get(Address(id, logical_id))
            yield Placed(
                stack=stack.name,
                logical_id=logical_id,
                path=resource.path if resource else logical_id,
                type=item["ResourceType"],
                physical_id=physical_id,
                target=stack.target,
            )
            if item["ResourceType"] == STACK:
                yield from _resources(stack, f"{id}.{logical_id}", physical_id, graph, cloud)
