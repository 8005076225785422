"""Somebody asks the containers of a running service whether they are well."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.properties import value
from stratiform.check.assertion import Assertion, Failure, Given, Outcome
from stratiform.check.containers import TASKS, containers

_SERVICE = "AWS::ECS::Service"
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"


def _judge(graph: Graph, given: Given) -> Outcome:
    """A task that no service keeps running ends by itself: its exit code says how it is."""
    passed, failed = [], []
    for task in graph.of_type(*TASKS):
        services = list(sources(graph, task, _SERVICE, "TaskDefinition"))
        if not services:
            continue
        own = any(value(container, "HealthCheck") for _, container in containers(task))
        groups = [group for service in services for group in _groups(graph, service)]
        if own or groups:
            passed += [task.address, *(group.address for group in groups)]
        else:
            says = f"{task.address.logical_id} has no health check, and no load balancer asks its service."
            failed.append(Failure(says, (task.address, *(service.address for service in services))))
    return Outcome(tuple(dict.fromkeys(passed)), tuple(failed))


def _groups(graph: Graph, service: Resource) -> list[Resource]:
    return [one for one in targets(graph, service, "LoadBalancers") if one.type == _GROUP]


ASSERTION = Assertion(
    about="Every task of a service has a health check of its own or a load balancer's.",
    parameters={},
    judge=_judge,
)
