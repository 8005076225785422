"""The stacks of a plan become those of the local cloud, with their URLs; what there is then is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stratiform.assembly.graph import Graph
from stratiform.local import deployer, deployment, front
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import DeployedStack, Deployment, flattened
from stratiform.local.emulator.process import Emulator
from stratiform.local.events import Note, Report, step
from stratiform.local.inventory import inventory
from stratiform.local.outputs import sockets, urls
from stratiform.local.plan import Plan
from stratiform.local.state import State

Outputs = dict[str, dict[str, str]]
"""Stack -> output -> value."""


def roll_out(
    todo: Plan,
    graph: Graph,
    environment: str,
    cloud: Cloud,
    emulator: Emulator,
    state: State,
    report: Report,
    *,
    interrupted: bool,
) -> tuple[Deployment, Mapping[str, str]]:
    """Deploy ``todo``, and delete what ``environment`` has no longer.

    The second value is stack -> created, updated, unchanged. For ``interrupted`` see ``deployer.deploy``.
    """
    before = deployment.load(state)
    names = {stack.name for stack in todo.stacks}
    others = [stack for stack in before.stacks if stack.name not in names] if before else []
    left = [stack for stack in others if stack.environment == environment]
    kept = [stack for stack in others if stack.environment != environment]
    deployment.save(state, _expected(todo, environment, cloud, others, before))
    with step("deploy", report):
        done = deployer.deploy(todo.stacks, graph, cloud, report, interrupted=interrupted)
        if left:
            gone = ", ".join(stack.name for stack in left)
            report(Note(f"No longer in the definition, so deleted: {gone}"))
        deployer.delete([(stack.name, stack.target) for stack in reversed(left)], graph, cloud, report)
    resources = inventory(done, graph, cloud, before)
    outputs = {stack.name: dict(stack.outputs) for stack in done}
    served: Mapping[str, str] = {}
    if front.needed(graph):
        with step("open the gateway", report):
            served, outputs = _served(state, emulator, cloud, outputs, report)
    now = Deployment(
        endpoint=cloud.endpoint,
        target=cloud.default,
        stacks=(
            *(DeployedStack(one.name, environment, one.target, outputs[one.name]) for one in done),
            *kept,
        ),
        resources=resources,
        urls={
            **urls(outputs, resources, cloud.endpoint, sockets(graph)),
            **front.named(served, flattened(outputs)),
        },
        inert=todo.inert,
    )
    deployment.save(state, now)
    return now, {stack.name: stack.change for stack in done}


def _served(
    state: State, emulator: Emulator, cloud: Cloud, outputs: Outputs, report: Report
) -> tuple[Mapping[str, str], Outputs]:
    """The gateway's URLs, and the outputs with those in place of AWS's names."""
    served = front.serve(state, emulator)
    known, sites = front.balancers(cloud), front.sites(cloud, served)
    if told := front.trust(state, served):
        report(Note(told))
    return served, {
        stack: {name: front.answered_here(value, known, served, sites) for name, value in values.items()}
        for stack, values in outputs.items()
    }


def _expected(
    todo: Plan,
    environment: str,
    cloud: Cloud,
    others: Iterable[DeployedStack],
    before: Deployment | None,
) -> Deployment:
    """Which stacks are about to exist: written down, so that a killed run leaves none that nobody knows."""
    known = {stack.name: stack for stack in before.stacks} if before else {}
    expected = (
        known.get(stack.name) or DeployedStack(stack.name, environment, stack.target) for stack in todo.stacks
    )
    return Deployment(
        endpoint=cloud.endpoint,
        target=cloud.default,
        stacks=(*expected, *others),
        resources=before.resources if before else (),
        urls=before.urls if before else {},
        inert=todo.inert,
    )
